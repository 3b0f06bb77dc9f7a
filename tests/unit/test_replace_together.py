"""Files that an import puts in place: all or none, wherever the run is killed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.locations import PROJECT
from etl.publish import finish_replacement, replace_together
from tests.mortal import MORTAL

OLD = {"sources.csv": b"old sources\n", "tiers.csv": b"old tiers\n"}
ADDED = {
    "figures/new.csv": b"new figures\n",
    "sources.csv": b"new sources\n",
    "tiers.csv": b"new tiers\n",
}
# Writes, renames and replaces as the real run does, and dies by SIGKILL at the step given.
KILLED_AT = f"""
{MORTAL}
from pathlib import Path
from etl.publish import replace_together

for name in ("fsync", "rename", "replace"):
    setattr(os, name, mortal(getattr(os, name)))
replace_together(Path(sys.argv[1]), {ADDED!r})
"""
STEPS = 2 * len(ADDED) + 1


def folder_with(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    # The lock file stays; it means nothing once nobody holds it.
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in found if path.name != ".lock"
    }


def visible(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in contents(folder).items() if name[0] != "."}


def run_until(folder: Path, step: int) -> int:
    command = [sys.executable, "-c", KILLED_AT, str(folder), str(step)]
    return subprocess.run(command, cwd=PROJECT).returncode


@pytest.mark.parametrize("step", range(STEPS))
def test_a_killed_run_leaves_the_old_state_or_the_next_run_completes_the_new(tmp_path, step):
    folder = folder_with(OLD, tmp_path / "data")
    assert run_until(folder, step) == -signal.SIGKILL
    finish_replacement(folder)
    declared_ready = step > len(ADDED)
    assert visible(folder) == (OLD | ADDED if declared_ready else OLD)


def test_without_a_kill_nothing_but_the_new_files_is_left(tmp_path):
    folder = folder_with(OLD, tmp_path / "data")
    assert run_until(folder, STEPS) == 0
    assert contents(folder) == OLD | ADDED


def test_what_a_killed_run_left_behind_is_cleared_by_the_next(tmp_path):
    folder = folder_with(OLD, tmp_path / "data")
    run_until(folder, 1)
    assert contents(folder) != OLD
    replace_together(folder, ADDED)
    assert contents(folder) == OLD | ADDED
