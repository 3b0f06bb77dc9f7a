"""Questions of strangers in SQL: each in a process of its own, few at a time, cut off at its limits."""

import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import pyarrow as pa

from dashboard.queries import analyst_process
from dashboard.queries.analyst_process import MEMORY, MOST_ROWS, READY, REFUSED
from dashboard.queries.database import Database

SECONDS = 5
AT_ONCE = 2
MOST_IN_LINE = 20
LONGEST = 20_000  # characters of a statement
LOOK_EVERY = 0.1  # seconds


class Unanswered(Exception):
    """A statement without an answer.

    code: empty, long, line, unstarted, statements, kind, elsewhere, locked, syntax, column, table, function, database, time, memory,
    bytes, ended. told: what is to be said of it: count, most, kind, name, message, candidates, line, column.
    """

    def __init__(self, code: str, **told: Any):
        self.code, self.told = code, told
        super().__init__(code)


@dataclass(frozen=True)
class Rows:
    """An answer: its rows in the order asked for, at most MOST_ROWS, and whether there are more. No two columns have one
    name."""

    table: pa.Table
    more: bool


class Line:
    """Who waits for a turn, first come first served."""

    def __init__(self, at_once: int, most: int):
        self._at_once, self._most = at_once, most
        self._tickets: deque[object] = deque()
        self._changed = threading.Condition()

    def join(self) -> object:
        with self._changed:
            if len(self._tickets) >= self._at_once + self._most:
                raise Unanswered("line", most=self._most)
            ticket = object()
            self._tickets.append(ticket)
            return ticket

    def ahead(self, ticket: object) -> int:
        """How many must end before this one begins; waits a moment for that to change."""
        with self._changed:
            if self._place(ticket):
                self._changed.wait(LOOK_EVERY)
            return self._place(ticket)

    def leave(self, ticket: object) -> None:
        with self._changed:
            self._tickets.remove(ticket)
            self._changed.notify_all()

    def _place(self, ticket: object) -> int:
        return max(0, self._tickets.index(ticket) - self._at_once + 1)


_line = Line(AT_ONCE, MOST_IN_LINE)


def ask(ledger: Database, sql: str, meanwhile: Callable[[int], None] = lambda ahead: None) -> Rows:
    """The rows of one statement of a stranger. Raises Unanswered.

    meanwhile: called every tenth of a second with the number of questions ahead in line (0 once this one is worked on);
    what it raises ends the question.
    """
    if not sql.strip():
        raise Unanswered("empty")
    if len(sql) > LONGEST:
        raise Unanswered("long", most=LONGEST)
    ticket = _line.join()
    try:
        while ahead := _line.ahead(ticket):
            meanwhile(ahead)
        return _answered(ledger.file, sql, meanwhile)
    finally:
        _line.leave(ticket)


def _answered(file: Path, sql: str, meanwhile: Callable[[int], None]) -> Rows:
    process = _started(file)
    try:
        out = _heard(process, sql, meanwhile)
    finally:
        process.kill()
        process.communicate()
    if process.returncode == 0:
        table = pa.ipc.open_stream(out).read_all()
        named = table.rename_columns(told_apart(table.column_names))
        return Rows(named[:MOST_ROWS], len(table) > MOST_ROWS)
    if process.returncode == REFUSED:
        raise Unanswered(**json.loads(out))
    # The system ends what takes more memory than DuckDB itself would refuse.
    raise Unanswered("ended", most=MEMORY)


def told_apart(names: list[str]) -> list[str]:
    """The names, those that stand twice with a number after them."""
    told: list[str] = []
    for name in names:
        number, free = 1, name
        while free in told:
            number += 1
            free = f"{name}_{number}"
        told.append(free)
    return told


def _started(file: Path) -> subprocess.Popen[bytes]:
    """A process that waits for its statement; of the environment it gets what Windows needs to start it at all."""
    return subprocess.Popen(
        [sys.executable, "-I", analyst_process.__file__, str(file.resolve())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
    )


def _heard(process: subprocess.Popen[bytes], sql: str, meanwhile: Callable[[int], None]) -> bytes:
    """What the process writes of a statement. Raises Unanswered where the time is over."""
    assert process.stdout is not None
    if process.stdout.read(len(READY)) != READY:
        raise Unanswered("unstarted")
    given: bytes | None = sql.encode(errors="replace")
    until = monotonic() + SECONDS
    while True:
        try:
            return process.communicate(given, timeout=LOOK_EVERY)[0]
        except subprocess.TimeoutExpired:
            given = None
        if monotonic() > until:
            raise Unanswered("time", most=SECONDS)
        meanwhile(0)
