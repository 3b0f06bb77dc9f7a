"""Replace the database in service, or several files of the data package, whole or not at all."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

STAGED = ".import-ready"


@contextmanager
def replacement(database: Path) -> Iterator[Path]:
    """A path to build at; renamed over `database` when the block succeeds, removed when it fails.

    Readers see the old file or the new one. What a killed run left behind is cleared by the next.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    for left_behind in abandoned(database.parent, f".{database.name}.building-"):
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


def replace_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files (path in the folder → content) in place, all or none, also if the run is killed in between.

    They are written to a folder beside, which one renaming declares ready. Before that nothing has changed; from then
    on the files are moved, by this run or, if it is killed, by the next one that calls finish_replacement.
    """
    for left_behind in abandoned(folder, ".import-building-"):
        shutil.rmtree(left_behind)
    beside = folder / f".import-building-{os.getpid()}"
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
    """Move what a run declared ready and did not live to move; nothing to do in a folder that is whole."""
    ready = folder / STAGED
    if not ready.is_dir():
        return
    for staged in sorted(path for path in ready.rglob("*") if path.is_file()):
        target = folder / staged.relative_to(ready)
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # another run has moved it
            os.replace(staged, target)
    shutil.rmtree(ready, ignore_errors=True)


def abandoned(folder: Path, prefix: str) -> Iterator[Path]:
    """What runs that are no longer alive left under a name that ends in their process number."""
    for path in folder.glob(f"{prefix}*"):
        if not is_running(int(path.name.removeprefix(prefix).split(".")[0])):
            yield path


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
