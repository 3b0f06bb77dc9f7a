"""A run that is killed while it imports leaves the state before it, and the next run clears up."""

import signal
import subprocess
import sys

import pytest

from etl.own_cases.intake import import_cases
from etl.own_cases.store import earlier_file
from tests.unit.test_cases_import import DATA, FIRST, REPORTED, SECOND, files, rows

# The run kills itself just before it would do what the name says.
KILLED = """
import os, signal, sys
from pathlib import Path
from etl.own_cases import intake, store
def kill(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
moment, folder, data = sys.argv[1:]
if moment == "copy the state before":
    store.shutil.copyfile = kill
elif moment == "put the new file in place":
    replace = os.replace
    os.replace = lambda new, old: kill() if str(old).endswith("own.duckdb") else replace(new, old)
else:
    store.os.umask = kill
folder = Path(folder)
intake.import_cases([folder / "cases.csv", folder / "steps.csv"], folder / "apart" / "own.duckdb", Path(data), print)
"""


@pytest.mark.parametrize(
    "moment", ["start to write", "copy the state before", "put the new file in place"]
)
def test_a_killed_import_leaves_the_old_state(tmp_path, moment):
    database = tmp_path / "apart" / "own.duckdb"
    import_cases(files(tmp_path, [FIRST], [REPORTED]), database, DATA, str)
    before = database.read_bytes()
    changed = files(tmp_path, [FIRST, SECOND], [REPORTED])
    run = subprocess.run(
        [sys.executable, "-c", KILLED, moment, tmp_path, DATA], capture_output=True, text=True
    )
    assert run.returncode == -signal.SIGKILL
    assert database.read_bytes() == before
    import_cases(changed, database, DATA, str)
    assert rows(database, "select case_id from court_case order by 1") == [("c-1",), ("c-2",)]
    assert sorted(file.name for file in database.parent.iterdir() if file.suffix != ".lock") == [
        "own.duckdb",
        earlier_file(database).name,
    ]
