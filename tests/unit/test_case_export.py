"""Own cases go out as they came in, in CSV, Excel and JSON, and come in again unchanged."""

import csv
import json
import shutil
import stat
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl.importers.refusal import Refused
from etl.locations import PROJECT
from etl.own_cases.export import export
from etl.own_cases.intake import import_cases
from tests.unit.test_cases_import import (
    DATA,
    FIRST,
    PERSON,
    REPORTED,
    SECOND,
    files,
    htcds_workbook,
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """own.duckdb holds two court cases, one of them of a single victim; people.duckdb a record of one."""
    folder = tmp_path_factory.mktemp("imported")
    cases = files(folder, [FIRST, SECOND | {"victims": "1"}], [REPORTED])
    import_cases(cases, folder / "own.duckdb", DATA, str)
    import_cases([htcds_workbook(folder / "h.xlsx", PERSON)], folder / "people.duckdb", DATA, str)
    return folder


@pytest.fixture
def database(imported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(imported / "own.duckdb", tmp_path))


@pytest.fixture
def people(imported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(imported / "people.duckdb", tmp_path))


def read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text))


def test_csv_files_come_in_again_unchanged_and_are_for_the_user_alone(database, tmp_path):
    out = tmp_path / "out"
    export(database, DATA, "csv", "own", out)
    assert [row[:2] for row in read(out / "court_cases.csv")] == [
        ["case_id", "iso3"],
        ["c-1", "KHM"],
        ["c-2", "KHM"],
    ]
    assert ["court_cases.form", "forced_labour", "forced labour"] in read(out / "codes.csv")
    assert {stat.S_IMODE(file.stat().st_mode) for file in out.iterdir()} == {0o600}
    again = [out / "court_cases.csv", out / "case_steps.csv"]
    assert not any(import_cases(again, database, DATA, str).changes)


def test_a_workbook_comes_in_again_unchanged_in_both_layouts(database, people, tmp_path):
    for source, layout in ((database, "own"), (people, "htcds")):
        out = tmp_path / f"{layout}.xlsx"
        export(source, DATA, "xlsx", layout, out)
        assert not any(import_cases([out], source, DATA, str).changes)
        assert "codes" in openpyxl.load_workbook(out).sheetnames


def test_records_are_laid_out_as_the_standard_s_own_workbook(people, tmp_path):
    export(people, DATA, "xlsx", "htcds", tmp_path / "out.xlsx")
    names, labels, first = openpyxl.load_workbook(tmp_path / "out.xlsx")["records"].values
    place = names.index("prs_Citizenship")
    assert (labels[place], first[place]) == ("Citizenship", "KHM")
    assert (names[0], first[0]) in ((None, 1), ("", 1))


def test_json_holds_the_codes_beside_the_cases(database, tmp_path):
    export(database, DATA, "json", "own", tmp_path / "out.json")
    held = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert [case["victims"] for case in held["court_cases"]] == [3, 1]
    assert held["case_steps"][0]["date"] == "2024-03"
    assert {"field": "case_steps.step", "code": "pardon", "label": "pardon"} in held["codes"]


def test_only_a_case_of_one_victim_fits_the_other_layout(database, people, tmp_path):
    said = export(database, DATA, "csv", "htcds", tmp_path / "out")
    assert "1 court cases are not in it" in said
    header, _, *rows = read(tmp_path / "out" / "cases_with_one_victim.csv")
    assert len(rows) == 1
    found = dict(zip(header, rows[0], strict=True))
    assert found["vic_TypeOfExploitation"] == "ForcedLabour"
    assert found["vic_ForcedLabourIndustry"] == "F_Construction"
    with pytest.raises(Refused, match="persons, not court cases"):
        export(people, DATA, "csv", "own", tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum"])
def test_a_cell_that_looks_like_a_formula_is_text(database, tmp_path, cell):
    with duckdb.connect(str(database)) as own:
        own.execute("update court_case set sector = ? where case_id = 'c-1'", [cell])
    export(database, DATA, "csv", "own", tmp_path / "out")
    export(database, DATA, "xlsx", "own", tmp_path / "out.xlsx")
    assert read(tmp_path / "out" / "court_cases.csv")[1][4] == f"'{cell}"
    written = openpyxl.load_workbook(tmp_path / "out.xlsx")["court_cases"]["E2"]
    assert (written.value, written.data_type) == (cell, "s")


def test_nothing_is_overwritten_nor_written_into_the_project(database, tmp_path):
    (tmp_path / "out.json").write_text("kept")
    with pytest.raises(Refused, match="stands already"):
        export(database, DATA, "json", "own", tmp_path / "out.json")
    with pytest.raises(Refused, match="project's folder"):
        export(database, DATA, "json", "own", PROJECT / "own.json")
    assert (tmp_path / "out.json").read_text() == "kept"
