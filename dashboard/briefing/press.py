"""Briefings are made in a process beside the server's: that takes long, holds much memory and would hinder the pages.

The process starts with the first briefing asked for and ends when none was asked for in a while.
"""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from functools import partial
from pathlib import Path
from threading import RLock
from typing import TypeAlias

from cachetools import LRUCache

from dashboard.beside import Beside
from dashboard.briefing.model import Briefing
from dashboard.queries.database import Database, present_at

# Makes a briefing of a ledger. It is handed to another process: a function of a module, with what it is to be told.
Making: TypeAlias = Callable[[Database], Briefing]

IDLE = 300  # seconds
KEPT = 20  # briefings whose pages are kept

_pages: LRUCache[tuple[Path, int, str], Future[list[bytes]]] = LRUCache(KEPT)
_awaited: dict[tuple[Path, int, str], Future[list[bytes]]] = {}
_lock = RLock()
process = Beside(IDLE)


def pages(ledger: Path, making: "partial[Briefing]") -> Future[list[bytes]]:
    """The pages of a briefing as pictures, when they are made; asked for again, those that were made."""
    asked = ledger, ledger.stat().st_mtime_ns, repr(making)
    with _lock:
        found = _pages.get(asked) or _awaited.get(asked)
        if found is None:
            found = _awaited[asked] = process.begin(_set_pages, ledger, making)
            found.add_done_callback(partial(_keep, asked))
    return found


def file(kind: str, ledger: Path, making: Making) -> bytes:
    """A briefing in one of `FORMATS`."""
    try:
        return process.begin(_write, kind, ledger, making).result()
    except BrokenExecutor:  # The process was ended from outside: another one starts.
        return process.begin(_write, kind, ledger, making).result()


def as_made(briefing: Briefing, ledger: Database) -> Briefing:
    """The making of a briefing that is there already."""
    return briefing


def _keep(asked: tuple[Path, int, str], made: Future[list[bytes]]) -> None:
    with _lock:
        del _awaited[asked]
        # Who waits for a process that was ended asks again.
        if not made.cancelled() and not isinstance(made.exception(), BrokenExecutor):
            _pages[asked] = made


# What the other process does. It alone loads what draws and sets.


def _set_pages(ledger: Path, making: Making) -> list[bytes]:
    from dashboard.briefing.writers import pdf

    return pdf.pages(making(present_at(ledger)))


def _write(kind: str, ledger: Path, making: Making) -> bytes:
    from dashboard.briefing.files import WRITERS

    return WRITERS[kind](making(present_at(ledger)))
