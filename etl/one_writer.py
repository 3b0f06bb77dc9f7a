"""One writer at a time for a data folder or a database, across processes and containers: the lock ends with its holder."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from etl.words import told

# How long a second writer waits for the first [seconds]; an import takes less.
PATIENCE = 60.0


class Busy(Exception):
    """Another process writes here; the text says which, and what to do."""


@contextmanager
def sole_writer(target: Path) -> Iterator[None]:
    """Hold the lock of a folder or a file; the lock file stays, empty of meaning when nobody holds it.

    May be nested. Waits for another writer, and says so. Raises Busy if that one takes too long.
    """
    target = target.resolve()
    file = target / ".lock" if target.is_dir() else target.with_name(f".{target.name}.lock")
    file.parent.mkdir(parents=True, exist_ok=True)
    # One object for each file and thread, so that it may be taken again by who holds it.
    lock = FileLock(file, is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        holder = file.read_text("utf-8") or told("another process")
        waiting = told(
            "Waiting for {holder}, which writes to {target} …", holder=holder, target=target
        )
        print(waiting, file=sys.stderr, flush=True)
        try:
            lock.acquire(timeout=PATIENCE)
        except Timeout:
            busy = told("{target} is being written to by {holder}.", target=target, holder=holder)
            wait = told("Wait until it is done, or end it, and try again; nothing was changed.")
            raise Busy(f"{busy}\n    {wait}") from None
    try:
        file.write_text(who_i_am(), "utf-8")
        yield
    finally:
        lock.release()


def who_i_am() -> str:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:3]])
    since = datetime.now().strftime("%H:%M:%S")
    return told(
        "process {process} on {host} ({command}, since {since})",
        process=os.getpid(),
        host=socket.gethostname(),
        command=command,
        since=since,
    )
