"""Replace a database, or several files of the data package, whole or not at all.

What a killed run left behind is told by the lock: who holds it may clear all that lies beside.
"""

import errno
import glob
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from etl.one_writer import sole_writer

STAGED = ".import-ready"
# How the names of what a run makes beside begin; it means nothing once the run has ended.
UNFINISHED = (".import-building", ".import-trial")


@contextmanager
def replacement(database: Path) -> Iterator[Path]:
    """A path to build at; renamed over `database` when the block succeeds, removed when it fails.

    Readers see the old file or the new one; a link stays, and what it points to is replaced. Hold the lock of a database
    that others may write to.
    """
    database = database.resolve()
    if database.exists() and not database.is_file():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(database))
    database.parent.mkdir(parents=True, exist_ok=True)
    clear(database.parent, f".{database.name}.building")
    beside = database.with_name(f".{database.name}.building")
    try:
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(beside, database)
    finally:
        clear(database.parent, beside.name)


def replace_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files (path in the folder → content) in place, all or none, also if the run is killed in between.

    They are written to a folder beside, which one renaming declares ready. Before that nothing has changed; from then
    on the files are moved, by this run or, if it is killed, by the next one that calls finish_replacement.
    """
    with sole_writer(folder):
        finish_replacement(folder)
        beside = folder / ".import-building"
        try:
            for path, content in files.items():
                (beside / path).parent.mkdir(parents=True, exist_ok=True)
                with (beside / path).open("wb") as written:
                    written.write(content)
                    written.flush()
                    os.fsync(written.fileno())
            os.rename(beside, folder / STAGED)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        finish_replacement(folder)


def finish_replacement(folder: Path) -> None:
    """Move what a run declared ready and did not live to move, and clear what it did not live to declare ready.

    Nothing to do, and no lock to take, in a folder that is whole.
    """
    if not any(any(folder.glob(f"{name}*")) for name in (STAGED, *UNFINISHED)):
        return
    with sole_writer(folder):
        for name in UNFINISHED:
            clear(folder, name)
        ready = folder / STAGED
        for staged in sorted(path for path in ready.rglob("*") if path.is_file()):
            target = folder / staged.relative_to(ready)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged, target)
        shutil.rmtree(ready, ignore_errors=True)


def clear(folder: Path, beginning: str) -> None:
    """Remove what has a name that begins so."""
    for left_behind in folder.glob(f"{glob.escape(beginning)}*"):
        if left_behind.is_dir():
            shutil.rmtree(left_behind, ignore_errors=True)
        else:
            with suppress(FileNotFoundError):
                left_behind.unlink()
