"""One writer at a time: the second waits or says who holds the lock; a lock, like all that was half done, ends with its holder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl import one_writer
from etl.command import main
from etl.importers.refusal import Refused
from etl.locations import PROJECT
from etl.one_writer import Busy, sole_writer
from etl.own_cases.store import earlier_file, restore, settle
from etl.publish import replacement
from tests.mortal import MORTAL

HOLDER = """
import sys
from pathlib import Path
from etl.one_writer import sole_writer
with sole_writer(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
COUNTER = """
import sys
from pathlib import Path
from etl.one_writer import sole_writer
folder = Path(sys.argv[1])
for _ in range(200):
    with sole_writer(folder):
        count = int((folder / "count").read_text())
        (folder / "count").write_text(str(count + 1))
"""
# Brings the earlier state back, and dies by SIGKILL at the step given.
RESTORE_KILLED_AT = f"""
{MORTAL}
import shutil
from pathlib import Path
from etl.own_cases.store import restore

shutil.copyfile, os.fsync, os.replace = map(mortal, (shutil.copyfile, os.fsync, os.replace))
restore(Path(sys.argv[1]))
"""
RESTORE_STEPS = 7  # a copy, a flush and a renaming for each of the two files, and the last renaming


@pytest.fixture
def holder(tmp_path: Path):
    """Another process that holds the lock of `tmp_path / "own.duckdb"`."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "own.duckdb")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_second_writer_is_told_who_holds_the_lock(tmp_path, holder, monkeypatch, capsys):
    monkeypatch.setattr(one_writer, "PATIENCE", 0.01)
    with pytest.raises(Busy, match=f"is being written to by process {holder.pid} "):
        with sole_writer(tmp_path / "own.duckdb"):
            pass
    assert f"Waiting for process {holder.pid} " in capsys.readouterr().err
    earlier_file(tmp_path / "own.duckdb").write_bytes(b"earlier")
    assert main(["restore", "cases", "--cases", str(tmp_path / "own.duckdb")]) == 3
    assert "nothing was changed" in capsys.readouterr().err


def test_the_lock_of_a_killed_process_is_free(tmp_path, holder, capsys):
    holder.kill()
    holder.wait()
    with sole_writer(tmp_path / "own.duckdb"):
        assert capsys.readouterr().err == ""


def test_two_writers_at_once_lose_nothing(tmp_path):
    (tmp_path / "count").write_text("0")
    command = [sys.executable, "-c", COUNTER, str(tmp_path)]
    runs = [subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0]
    assert (tmp_path / "count").read_text() == "400"


@pytest.mark.parametrize("step", range(RESTORE_STEPS))
def test_a_killed_restore_loses_neither_state(tmp_path, step):
    database = tmp_path / "own.duckdb"
    database.write_bytes(b"newest")
    earlier_file(database).write_bytes(b"earlier")
    command = [sys.executable, "-c", RESTORE_KILLED_AT, str(database), str(step)]
    assert subprocess.run(command, cwd=PROJECT).returncode == -signal.SIGKILL
    settle(database)
    states = [database.read_bytes(), earlier_file(database).read_bytes()]
    assert sorted(states) == [b"earlier", b"newest"]
    restore(database)
    assert [database.read_bytes(), earlier_file(database).read_bytes()] == states[::-1]
    assert {path.name for path in tmp_path.iterdir() if path.suffix != ".lock"} == {
        database.name,
        earlier_file(database).name,
    }


def test_there_is_no_further_step_at_which_a_restore_could_be_killed(tmp_path):
    database = tmp_path / "own.duckdb"
    database.write_bytes(b"newest")
    earlier_file(database).write_bytes(b"earlier")
    command = [sys.executable, "-c", RESTORE_KILLED_AT, str(database), str(RESTORE_STEPS)]
    assert subprocess.run(command, cwd=PROJECT).returncode == 0
    assert database.read_bytes() == b"earlier"


def test_where_nothing_can_be_restored_nothing_is_made(tmp_path):
    with pytest.raises(Refused, match="no earlier state"):
        restore(tmp_path / "nowhere" / "own.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_linked_database_is_replaced_where_the_link_points(tmp_path):
    real = tmp_path / "elsewhere" / "ledger.duckdb"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link = tmp_path / "ledger.duckdb"
    link.symlink_to(real)
    with replacement(link) as beside:
        beside.write_bytes(b"new")
    assert os.readlink(link) == str(real)
    assert real.read_bytes() == b"new"
    assert [path.name for path in real.parent.iterdir()] == [real.name]
