"""An organisation's own cases: small files of our own in both layouts."""

import csv
import shutil
import stat
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl.importers.refusal import Refused
from etl.locations import PROJECT
from etl.own_cases import template as case_template
from etl.own_cases.intake import import_cases
from etl.own_cases.store import earlier_file, restore

DATA = PROJECT / "data"
CASE = ["case_id", "iso3", "title", "form", "sector", "origin_iso3", "official_involved", "victims",
        "victims_qualifier", "note"]  # fmt: skip
STEP = ["case_id", "order", "date", "step", "court", "defendants", "sentence_years_max", "outcome",
        "source_id"]  # fmt: skip
FIRST = {"case_id": "c-1", "iso3": "KHM", "title": "Secret title", "form": "forced_labour", "sector": "fishing",
         "origin_iso3": "VNM;THA", "official_involved": "no", "victims": "3", "victims_qualifier": "exact"}  # fmt: skip
SECOND = FIRST | {"case_id": "c-2", "sector": "construction"}
REPORTED = {"case_id": "c-1", "order": "1", "date": "2024-03", "step": "reported", "source_id": "doc-1"}  # fmt: skip


def table(path: Path, header: list[str], rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def files(folder: Path, cases: list[dict[str, str]], steps: list[dict[str, str]]) -> list[Path]:
    return [table(folder / "cases.csv", CASE, cases), table(folder / "steps.csv", STEP, steps)]


def rows(database: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as own:
        return own.execute(sql).fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "apart" / "own.duckdb"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    import_cases(files(folder, [SECOND], []), folder / "own.duckdb", DATA, str)
    return folder / "own.duckdb"


@pytest.fixture
def said() -> list[str]:
    return []


def test_free_text_stops_at_the_door_and_is_listed(tmp_path, database, said):
    import_cases(files(tmp_path, [FIRST], [REPORTED]), database, DATA, said.append)
    for column in ("cases.title", "cases.note", "steps.court", "steps.outcome"):
        assert column in said[0]
    assert b"Secret title" not in database.read_bytes()
    assert rows(database, "select case_id, victims, origin_iso3 from court_case") == [
        ("c-1", 3, "VNM;THA")
    ]
    assert rows(database, "select date from case_step") == [("2024-03",)]


def test_the_file_is_for_the_user_alone(tmp_path, database, said):
    import_cases(files(tmp_path, [FIRST], []), database, DATA, said.append)
    import_cases(files(tmp_path, [FIRST, SECOND], []), database, DATA, said.append)
    for kept in (database, earlier_file(database)):
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert sorted(p.name for p in database.parent.iterdir() if p.suffix != ".lock") == [
        "own.duckdb",
        "own.duckdb.earlier",
    ]


def test_the_same_file_twice_changes_nothing(tmp_path, database, said):
    given = files(tmp_path, [FIRST], [REPORTED])
    import_cases(given, database, DATA, said.append)
    before = database.stat()
    assert "nothing is changed" in str(import_cases(given, database, DATA, said.append))
    assert (database.stat().st_ino, database.stat().st_mtime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
    )
    assert not earlier_file(database).exists()


def test_new_changed_and_vanished_rows_are_said_before_anything_is_written(tmp_path, database):
    import_cases(files(tmp_path, [FIRST, SECOND], [REPORTED]), database, DATA, str)
    before = database.read_bytes()
    third = FIRST | {"case_id": "c-3"}
    said = []

    def say(text: str) -> None:
        assert database.read_bytes() == before
        said.append(text)

    given = files(tmp_path, [FIRST | {"victims": "4"}, third], [REPORTED])
    outcome = import_cases(given, database, DATA, say)
    assert b"c-2" not in database.read_bytes()
    assert outcome.changes[0].keys == {"new": ["c-3"], "changed": ["c-1"], "vanished": ["c-2"]}
    assert any("court_case: 1 new, 1 changed, 1 vanished." in text for text in said)
    assert not outcome.changes[1]


def test_the_earlier_state_comes_back_and_forth(tmp_path, database):
    with pytest.raises(Refused, match="no earlier state"):
        restore(database)
    import_cases(files(tmp_path, [FIRST], []), database, DATA, str)
    import_cases(files(tmp_path, [SECOND], []), database, DATA, str)
    restore(database)
    assert rows(database, "select case_id from court_case") == [("c-1",)]
    restore(database)
    assert rows(database, "select case_id from court_case") == [("c-2",)]


@pytest.mark.parametrize(
    ("case", "step", "place"),
    [
        ({"form": "toil"}, {}, "cases.csv, row 2, column form"),
        ({"iso3": "QQQ"}, {}, "cases.csv, row 2, column iso3"),
        ({"origin_iso3": "VNM;QQQ"}, {}, "cases.csv, row 2, column origin_iso3"),
        ({"official_involved": ""}, {}, "cases.csv, row 2, column official_involved"),
        ({"victims": "about 3"}, {}, "cases.csv, row 2, column victims"),
        ({"case_id": "Some One"}, {}, "cases.csv, row 2, column case_id"),
        ({}, {"date": "2023-02-30"}, "steps.csv, row 2, column date"),
        ({}, {"date": "2023-13"}, "steps.csv, row 2, column date"),
        ({}, {"source_id": ""}, "steps.csv, row 2, column source_id"),
        ({}, {"case_id": "c-9"}, "steps.csv, row 2, column case_id"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_imported(tmp_path, imported, case, step, place):
    database = Path(shutil.copy(imported, tmp_path))
    before = database.read_bytes()
    with pytest.raises(Refused) as refused:
        import_cases(files(tmp_path, [FIRST | case], [REPORTED | step]), database, DATA, str)
    assert place in str(refused.value)
    assert database.read_bytes() == before


def test_a_key_that_stands_twice_and_a_verdict_before_its_charge(tmp_path, database):
    with pytest.raises(
        Refused, match="row 3, column case_id: the key .c-1. stands already in row 2"
    ):
        import_cases(files(tmp_path, [FIRST, FIRST], []), database, DATA, str)
    verdict = REPORTED | {"order": "2", "step": "conviction", "date": "2020-01"}
    charge = REPORTED | {"order": "3", "step": "charge", "date": "2021"}
    with pytest.raises(Refused, match="verdict of 2020-01 stands before the charge of 2021"):
        import_cases(files(tmp_path, [FIRST], [verdict, charge]), database, DATA, str)
    noted = verdict | {"outcome": "In absentia, before the charge of the retrial"}
    import_cases(files(tmp_path, [FIRST], [noted, charge]), database, DATA, str)
    assert b"absentia" not in database.read_bytes()


@pytest.mark.parametrize("column", ["victim_name", "phone", "Email", "prs_Birthdate"])
def test_a_column_for_a_person_is_refused(tmp_path, database, column):
    cases = table(tmp_path / "cases.csv", [*CASE, column], [FIRST])
    steps = table(tmp_path / "steps.csv", STEP, [])
    with pytest.raises(Refused, match=f"row 1, column {column}.*identifies a person"):
        import_cases([cases, steps], database, DATA, str)
    assert not database.exists()


def test_a_cut_off_file_is_refused(tmp_path, database):
    cases, steps = files(tmp_path, [FIRST, SECOND], [REPORTED])
    cases.write_bytes(cases.read_bytes()[:-9])
    with pytest.raises(Refused, match="cut off"):
        import_cases([cases, steps], database, DATA, str)
    book = tmp_path / "t.xlsx"
    case_template.write(book, DATA)
    book.write_bytes(book.read_bytes()[:2000])
    with pytest.raises(Refused, match="cut off"):
        import_cases([book], database, DATA, str)


def test_steps_alone_or_cases_alone_are_refused(tmp_path, database):
    with pytest.raises(Refused, match="case_steps: missing"):
        import_cases(files(tmp_path, [FIRST], [])[:1], database, DATA, str)


def test_the_project_s_folder_is_no_place_for_own_cases(tmp_path):
    with pytest.raises(Refused, match="project's folder"):
        import_cases(files(tmp_path, [FIRST], []), DATA / "own.duckdb", DATA, str)


def test_the_template_has_drop_downs_and_its_example_can_be_imported(tmp_path, database, said):
    file = tmp_path / "t.xlsx"
    case_template.write(file, DATA)
    with pytest.raises(Refused, match="holds no cases"):
        import_cases([file], database, DATA, said.append)
    with pytest.raises(Refused, match="never overwritten"):
        case_template.write(file, DATA)
    book = openpyxl.load_workbook(file)
    lists = [
        r.formula1 for r in book["court_cases"].data_validations.dataValidation if r.type == "list"
    ]
    assert any("forced_labour" in formula for formula in lists)
    for name in ("court_cases", "case_steps"):
        for row in book[f"example_{name}"].iter_rows(min_row=2, values_only=True):
            book[name].append(row)
    book.save(file)
    import_cases([file], database, DATA, said.append)
    assert rows(database, 'select "order", date from case_step order by 1') == [
        (1, "2024-03"),
        (2, "2024-06-17"),
    ]


HEADER = [None, "prs_FirstName", "prs_Birthdate", "prs_Gender", "prs_Citizenship", "cas_Status",
          "cas_IncomingReferralDate", "vic_MethodsOfControl", "vic_TraffickinStatusDecisionMakingOrg",
          "vic_DetailsOfVulnerabilities"]  # fmt: skip
LABELS = ["", "First Name", "Birthdate", "Gender", "Citizenship", "Status", "Incoming Referral Date",
          "Methods of Control", "Trafficking Status Decision Making Organization",
          "Details Of Vulnerabilities"]  # fmt: skip
PERSON = [1, "Hidden", "2006-06-02", "Feminine", "KH", "Active", "2024-06-01", "DebtBondage\nTakesEarnings; Debt bondage",
          "NGO", "Hidden too"]  # fmt: skip


def htcds_workbook(path: Path, *people: list) -> Path:
    book = openpyxl.Workbook()
    for row in (HEADER, LABELS, *people):
        book.active.append(row)
    book.save(path)
    return path


def test_htcds_keeps_codes_and_an_age_group_and_no_person(tmp_path, database, said):
    file = htcds_workbook(tmp_path / "h.xlsx", PERSON, [2, *[None] * 9])
    import_cases([file], database, DATA, said.append)
    assert said[:2] == [
        "2 columns not imported because they identify people: prs_FirstName, prs_Birthdate.",
        "1 column not imported because it is free text: vic_DetailsOfVulnerabilities.",
    ]
    found = rows(
        database,
        'select record, age_group, "prs_Citizenship", "vic_MethodsOfControl", '
        '"vic_TraffickingStatusDecisionMakingOrg" from person_record',
    )
    # Eighteen on the day after the referral: the age is told by the day, not by the year.
    assert found == [(1, "9-17", "KHM", "DebtBondage;TakesEarnings", "NGO")]
    content = database.read_bytes()
    assert b"Hidden" not in content and b"2006-06-02" not in content


def test_htcds_as_csv_is_the_same(tmp_path, database):
    import_cases([htcds_workbook(tmp_path / "h.xlsx", PERSON)], database, DATA, str)
    file = tmp_path / "h.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows([HEADER, LABELS, PERSON])
    assert not any(import_cases([file], database, DATA, str).changes)


def test_htcds_leaves_the_cases_of_the_other_layout_alone(tmp_path, database):
    import_cases(files(tmp_path, [FIRST], []), database, DATA, str)
    import_cases([htcds_workbook(tmp_path / "h.xlsx", PERSON)], database, DATA, str)
    assert rows(database, "select case_id from court_case") == [("c-1",)]
    assert rows(database, "select count(*) from person_record") == [(1,)]


@pytest.mark.parametrize(
    ("place", "cell", "column"),
    [(5, "Open", "cas_Status"), (4, "XX", "prs_Citizenship"), (2, "2031-01-01", "prs_Birthdate"),
     (6, "2024-02-30", "cas_IncomingReferralDate")],
)  # fmt: skip
def test_htcds_names_sheet_row_and_column(tmp_path, database, place, cell, column):
    person = [*PERSON[:place], cell, *PERSON[place + 1 :]]
    with pytest.raises(Refused) as refused:
        import_cases([htcds_workbook(tmp_path / "h.xlsx", person)], database, DATA, str)
    assert f"h.xlsx, sheet Sheet, row 3, column {column}" in str(refused.value)
    assert "2031" not in str(refused.value)
    assert not database.exists()


def test_an_age_that_cannot_be_is_told_by_the_day_of_the_referral(tmp_path, database):
    """On 1 June 2024 who was born on 2 June 1903 is 120 years old until tomorrow."""
    born_on = {day: [*PERSON[:2], f"1903-06-0{day}", *PERSON[3:]] for day in (1, 2)}
    import_cases([htcds_workbook(tmp_path / "h.xlsx", born_on[2])], database, DATA, str)
    assert rows(database, "select age_group from person_record") == [("48+",)]
    with pytest.raises(Refused, match="row 4, column prs_Birthdate.*no age that can be"):
        file = htcds_workbook(tmp_path / "older.xlsx", born_on[2], born_on[1])
        import_cases([file], database, DATA, str)


def test_a_run_that_fails_while_it_writes_leaves_the_old_state(tmp_path, database, monkeypatch):
    import_cases(files(tmp_path, [FIRST], []), database, DATA, str)
    before = database.read_bytes()
    real = shutil.copyfile

    def full_disk(source, target):
        if "earlier" in str(target):
            raise OSError("No space left on device")
        return real(source, target)

    monkeypatch.setattr(shutil, "copyfile", full_disk)
    with pytest.raises(OSError):
        import_cases(files(tmp_path, [SECOND], []), database, DATA, str)
    assert database.read_bytes() == before
    assert [p.name for p in database.parent.iterdir() if p.suffix != ".lock"] == ["own.duckdb"]
