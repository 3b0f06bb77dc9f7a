"""Replace the database in service by a new one, whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacement(database: Path) -> Iterator[Path]:
    """A path to build at; renamed over `database` when the block succeeds, removed when it fails.

    Readers see the old file or the new one. What a killed run left behind is cleared by the next.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    for left_behind in database.parent.glob(f".{database.name}.building-*"):
        if not is_running(int(left_behind.name.split("-")[-1].split(".")[0])):
            left_behind.unlink(missing_ok=True)
    beside = database.with_name(f".{database.name}.building-{os.getpid()}")
    try:
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(beside, database)
    finally:
        for leftover in (beside, beside.with_name(beside.name + ".wal")):
            leftover.unlink(missing_ok=True)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
