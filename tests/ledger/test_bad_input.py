"""Each kind of bad input: one clear message with file, row, column and mend; the old database stays."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from etl.command import main
from etl.locations import PROJECT
from etl.package import BadPackage, read_package
from etl.package_checks import check_package
from tests.small_package import LARGEST, small_package

TIERS = "tiers.csv"
TIP = "figures/tip_report.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_package(tmp_path / "data")


def building(data: Path, database: Path) -> list[str]:
    """The command that builds a database of the package, whatever its largest files have lost."""
    named = [word for name in LARGEST for word in ("--allow-shrinking", name)]
    return ["build", "--data", str(data), "--database", str(database), *named]


def edit(folder: Path, file: str, row: int, old: str, new: str) -> None:
    """Replace text in one row of a file; the header is row 1."""
    path = folder / file
    lines = path.read_text("utf-8").splitlines(keepends=True)
    assert old in lines[row - 1]
    lines[row - 1] = lines[row - 1].replace(old, new, 1)
    path.write_text("".join(lines), "utf-8")


def messages(folder: Path) -> list[str]:
    return [str(problem) for problem in check_package(read_package(folder))]


def row_of(folder: Path, file: str, start: str) -> int:
    lines = (folder / file).read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.startswith(start))


def test_the_real_package_is_sound(data: Path):
    assert messages(PROJECT / "data") == messages(data) == []


@pytest.mark.parametrize(
    ("old", "new", "column", "said"),
    [
        (",2WL,", ",2W,", "tier", "'2W' is not a tier"),
        ("KHM,", "KHX,", "iso3", "'KHX' is not in the table countries"),
        (",2013,", ",1913,", "report_year", "1913 is out of range"),
        (",2013,", ",MMXIII,", "report_year", "'MMXIII' is not an integer"),
    ],
)
def test_a_wrong_placement_is_named_with_its_place(data, old, new, column, said):
    row = row_of(data, TIERS, "KHM,2013")
    edit(data, TIERS, row, old, new)
    [message] = messages(data)
    assert message.startswith(f"data/{TIERS}, row {row}, column {column}: ")
    assert said in message
    assert "\n    " in message


@pytest.mark.parametrize(
    ("old", "new", "column", "said"),
    [
        (",50,exact", ",-50,exact", "value", "out of range"),
        (",50,exact", ",50.5,exact", "value", "50.5 is not a whole number"),
        (",50,exact", ",fifty,exact", "value", "'fifty' is not a number"),
        (",50,exact", ",,exact", "value", "is empty"),
        (",ppp_2014_06,", ",,", "source_id", "is empty"),
        (",ppp_2014_06,", ",ppp_1914,", "source_id", "'ppp_1914' is not in the table sources"),
        ("KHM,", "KHX,", "area", "KHX is not a known area"),
        (",prosecutions,", ",prosecuted,", "measure", "'prosecuted' is not in the table measures"),
    ],
)
def test_a_wrong_figure_is_named_with_its_place(data, old, new, column, said):
    row = row_of(data, TIP, "KHM,2013,reporting,prosecutions")
    edit(data, TIP, row, old, new)
    found = messages(data)
    assert len(found) == 1
    assert found[0].startswith(f"data/{TIP}, row {row}, column {column}: ")
    assert said in found[0]


@pytest.mark.parametrize(
    "remark",
    [
        "see README",
        "see tiers/evidence.csv",
        "possibly convictions: check",
        "27 = 20 + 7: our sum",
        "confirm before publishing",
    ],
)
def test_a_remark_among_compilers_never_reaches_a_reader(data, remark):
    row = row_of(data, TIP, "KHM,2013,reporting,prosecutions")
    edit(data, TIP, row, "not found in the report itself", remark)
    [message] = messages(data)
    assert message.startswith(f"data/{TIP}, row {row}, column note: {remark} is a remark")


def test_a_missing_file_is_named(data):
    (data / TIERS).unlink()
    assert messages(data) == [
        f"data/{TIERS}: the file is missing.\n    Restore it, or take it out of datapackage.json."
    ]


def test_a_missing_description_is_named(tmp_path):
    with pytest.raises(BadPackage, match="datapackage.json: the file is missing"):
        read_package(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",basis", "", "basis"),
        (",note", ",note,rank", "rank"),
        ("report_year", "year", "report_year"),
    ],
)
def test_a_missing_or_extra_column_is_named(data, old, new, said):
    edit(data, TIERS, 1, old, new)
    found = messages(data)
    assert any(f"data/{TIERS}, row 1" in message and said in message for message in found)


def test_a_duplicate_key_is_named(data):
    path = data / TIERS
    path.write_text(path.read_text("utf-8") + "KHM,2013,2,direct,ppp_2014_06,,\n", "utf-8")
    last = len(path.read_text("utf-8").splitlines())
    [message] = messages(data)
    assert message.startswith(f"data/{TIERS}, row {last}")
    assert "stands already" in message


def test_one_figure_in_two_files_is_named_with_both_places(data):
    row = row_of(data, TIP, "KHM,2013,reporting,prosecutions")
    line = (data / TIP).read_text("utf-8").splitlines(keepends=True)[row - 1]
    other = data / "figures/cambodia_government.csv"
    other.write_text(other.read_text("utf-8") + line, "utf-8")
    [message] = messages(data)
    assert "data/figures/" in message
    assert f"row {row}" in message or "tip_report.csv" in message


def test_a_file_in_another_encoding_is_named(data):
    path = data / "countries.csv"
    path.write_bytes(path.read_text("utf-8").encode("cp1252", errors="replace"))
    [message] = messages(data)
    assert "countries.csv: is not UTF-8 text" in message


def test_a_file_cut_off_in_the_middle_is_named(data):
    path = data / TIP
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert any("it looks cut off" in message for message in messages(data))


def test_all_problems_of_one_run_are_listed_together(data):
    edit(data, TIERS, row_of(data, TIERS, "KHM,2013"), ",2WL,", ",2W,")
    edit(data, TIP, row_of(data, TIP, "KHM,2013,reporting,prosecutions"), ",50,", ",50.5,")
    edit(data, "events.csv", 2, "KHM", "KHX")
    found = messages(data)
    assert {m.split(",")[0] for m in found} == {f"data/{TIERS}", f"data/{TIP}", "data/events.csv"}


def test_bad_input_leaves_the_database_in_service(data, built, tmp_path, capsys):
    database = tmp_path / "ledger.duckdb"
    shutil.copy(built[0], database)
    before = database.read_bytes()
    edit(data, TIERS, row_of(data, TIERS, "KHM,2013"), ",2WL,", ",2W,")
    assert main(["build", "--data", str(data), "--database", str(database)]) == 1
    assert "1 problem; " in capsys.readouterr().err
    assert database.read_bytes() == before
    assert list(tmp_path.glob(".*building*")) == []


def test_a_killed_build_leaves_the_database_in_service(data, built, tmp_path):
    database = tmp_path / "ledger.duckdb"
    shutil.copy(built[0], database)
    before = database.read_bytes()
    run = subprocess.Popen(
        [sys.executable, "-m", "etl", *building(data, database)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    for line in run.stdout:
        if "Deriving" in line:
            run.kill()
            break
    run.wait()
    assert database.read_bytes() == before
    assert main(building(data, database)) == 0
    assert list(tmp_path.glob(".*building*")) == []


def test_a_file_that_lost_a_tenth_stops_the_build_unless_it_is_named(data, built, tmp_path, capsys):
    database = tmp_path / "ledger.duckdb"
    shutil.copy(built[0], database)
    before = database.read_bytes()
    assert main(["build", "--data", str(data), "--database", str(database)]) == 1
    said = capsys.readouterr().err
    assert "data/figures/unodc.csv: 47 rows are left" in said
    assert "--allow-shrinking figures/unodc.csv" in said
    assert database.read_bytes() == before
    assert main(building(data, database)) == 0
    assert "Warning: figures/unodc.csv has 47 rows" in capsys.readouterr().out


def test_a_case_file_with_a_column_for_names_is_refused(data):
    path = data / "court_cases.csv"
    lines = path.read_text("utf-8").splitlines()
    lines = [lines[0] + ",defendant_name"] + [line + "," for line in lines[1:]]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert any(
        "column defendant_name" in said and "names of persons" in said for said in messages(data)
    )


def test_a_verdict_before_its_charge_is_refused_unless_it_is_noted(data):
    path = data / "case_steps.csv"
    whole = path.read_text("utf-8")
    with (data / "court_cases.csv").open("a", encoding="utf-8") as cases:
        cases.write("ARG-test,ARG,A case made up for this test,criminal,other,other,,no,,none,,,\n")
    verdict = "ARG-test,1,2018,conviction,,,,trafficking,no,{},emol-2013-12-17\n"
    charge = "ARG-test,2,2019,charge,,,,,,,emol-2013-12-17\n"
    path.write_text(whole + verdict.format("Convicted again") + charge, "utf-8")
    assert any(
        "a verdict of 2018 stands before the charge of 2019" in said for said in messages(data)
    )
    path.write_text(
        whole + verdict.format("Convicted before the charge was formal") + charge, "utf-8"
    )
    assert messages(data) == []


def test_a_step_without_a_source_is_refused(data):
    path = data / "case_steps.csv"
    with path.open("a", encoding="utf-8") as steps:
        steps.write("ARG-2013-tucuman,7,2018,appeal,,,,,,Heard,\n")
    assert any("column source_id" in said and "is empty" in said for said in messages(data))
