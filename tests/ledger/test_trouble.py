"""Trouble of the machine, one test for each command: a sentence with its mend, nothing half written, never a traceback."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.command import main
from etl.locations import PROJECT
from etl.own_cases.intake import import_cases
from tests.small_package import small_package
from tests.unit.test_cases_import import DATA, FIRST, REPORTED, SECOND, files

GIVEN = PROJECT / "tests" / "fixtures"
# A file may not grow beyond a thousand bytes: to a program that writes, the disk is full.
NO_ROOM = """
import resource, sys
from etl.command import main
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with own cases, a data package, filled tables, a damaged database, and a file where no folder is."""
    place = tmp_path_factory.mktemp("sound") / "place"
    (place / "inbox").mkdir(parents=True)
    import_cases(files(place / "inbox", [FIRST], [REPORTED]), place / "own.duckdb", DATA, str)
    import_cases(files(place / "inbox", [SECOND], []), place / "own.duckdb", DATA, str)
    files(place / "inbox", [FIRST], [REPORTED])
    small_package(place / "data")
    tiers = (GIVEN / "cases" / "tiers_semicolon.csv").read_text("utf-8")
    (place / "inbox" / "tiers.csv").write_text(tiers, "utf-8")
    (place / "damaged.duckdb").write_bytes(b"no database " * 1000)
    (place / "file").write_text("no folder\n")
    return place


@pytest.fixture
def place(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copytree(sound, tmp_path / "place"))


COMMANDS = {
    "template tiers": "template tiers --out {out}/tiers.csv",
    "template cases": "template cases --out {out}/cases.xlsx",
    "export csv": "export cases --cases {database} --out {out}/cases",
    "export xlsx": "export cases --cases {database} --format xlsx --out {out}/cases.xlsx",
    "export json": "export cases --cases {database} --format json --out {out}/cases.json",
    "restore cases": "restore cases --cases {database}",
    "import cases": "import cases {place}/inbox/cases.csv {place}/inbox/steps.csv --cases {database}",
    "import ctdc": "import ctdc {given}/cases/ctdc_k_semicolon.csv --records {records}",
    "import tiers": "import tiers {place}/inbox/tiers.csv --yes --data {data}",
    "import unodc": "import unodc {given}/unodc_dimension_A1.xlsx --data {data}",
    "build": "build --data {data} --database {records}",
    "check": "check --data {data}",
}
READ_A_LEDGER = {
    "serve": "serve --no-browser",
    "briefing": "briefing KHM --format xlsx --database {ledger} --out {out}/new",
    "export duckdb": "export --format duckdb --database {ledger} --out {out}/new",
    "export parquet": "export --format parquet --database {ledger} --out {out}/new",
    "export sqlite": "export --format sqlite --database {ledger} --out {out}/new",
    "diff from": "diff {ledger} {data} --out {out}/new/changes.csv",
    "diff to": "diff {data} {ledger} --out {out}/new/changes.csv",
    "coverage": "coverage --database {ledger}",
    "doctor": "doctor --database {ledger} --data {place}/inbox",
}


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """What should have been refused is not served until somebody ends it."""
    monkeypatch.setattr("dashboard.server.serve", lambda *_: pytest.fail("it is served"))


def typed(command: str, place: Path, **named: str) -> list[str]:
    known = {
        "place": place,
        "given": GIVEN,
        "out": place,
        "database": place / "own.duckdb",
        "records": place / "new.duckdb",
        "data": place / "data",
        "ledger": place / "new.duckdb",
    }
    words = (COMMANDS | READ_A_LEDGER)[command].split()
    return [part.format(**(known | named)) for part in words]


def contents(place: Path) -> dict[str, bytes]:
    found = (path for path in place.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(p.relative_to(place)): p.read_bytes() for p in found if p.suffix != ".lock"}


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "check"])
def test_a_full_disk_is_said_and_nothing_is_half_written(place, command):
    before = contents(place)
    run = subprocess.run(
        [sys.executable, "-c", NO_ROOM, *typed(command, place)],
        cwd=PROJECT, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 3, run.stderr
    assert "Make room" in run.stderr
    assert "Traceback" not in run.stderr
    assert contents(place) == before


@pytest.mark.parametrize("command", [*COMMANDS, *READ_A_LEDGER])
def test_a_path_that_leads_through_a_file_is_said(place, command, no_server, monkeypatch, capsys):
    before = contents(place)
    wrong = str(place / "file" / "beneath")
    monkeypatch.setenv("TIP_LEDGER_DATABASE", f"{wrong}/x")
    asked = typed(
        command, place, out=wrong, database=f"{wrong}/x", records=f"{wrong}/x", data=wrong,
        ledger=f"{wrong}/x",
    )  # fmt: skip
    assert main(asked) in (1, 3)
    said = "".join(capsys.readouterr())
    assert str(place / "file") in said
    assert "\n    " in said
    assert contents(place) == before


@pytest.mark.parametrize(
    "command", ["export csv", "export xlsx", "export json", "import cases", "import ctdc"]
)
@pytest.mark.parametrize(
    ("spoilt", "said"), [("damaged.duckdb", "is damaged"), ("inbox", "is a folder, not a file")]
)
def test_what_is_no_database_is_named_with_the_way_back(place, command, spoilt, said, capsys):
    before = contents(place)
    asked = typed(command, place, database=place / spoilt, records=place / spoilt)
    assert main(asked) == 3
    told = capsys.readouterr().err
    assert f"{place / spoilt}: {said}" in told
    assert "\n    " in told
    assert contents(place) == before


@pytest.mark.parametrize("command", READ_A_LEDGER)
@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("damaged.duckdb", "is damaged, or no ledger of this program."),
        ("own.duckdb", "is a database, but no ledger of this program."),
    ],
)
def test_what_is_no_ledger_is_named_with_the_command_that_builds_one(
    place, command, spoilt, said, no_server, monkeypatch, capsys
):
    before = contents(place)
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(place / spoilt))
    assert main(typed(command, place, ledger=place / spoilt)) == 1
    told = "".join(capsys.readouterr())
    assert f"{place / spoilt} {said}" in told
    assert "`tip-ledger build" in told
    assert contents(place) == before
    assert not (place / "new").exists()


@pytest.mark.parametrize("command", ["template tiers", "template cases", "export xlsx"])
def test_a_missing_output_folder_is_made(place, command):
    assert main(typed(command, place, out=place / "new" / "folder")) == 0
    [made] = (place / "new" / "folder").iterdir()
    assert made.stat().st_size
