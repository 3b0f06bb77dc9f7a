"""Files as spreadsheets and publishers make them: read, or refused with what they are and how to save them."""

from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl.importers.ctdc import import_case_file
from etl.importers.refusal import Refused
from etl.importers.sheets import read_sheets
from etl.importers.tiers import import_tiers
from etl.own_cases.htcds_records import several
from etl.own_cases.intake import import_cases
from tests.small_package import small_package
from tests.unit.test_cases_import import DATA, FIRST, REPORTED, files

GIVEN = Path(__file__).parents[1] / "fixtures" / "cases"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_package(tmp_path / "data")


def imported(names: list[str], database: Path, sql: str) -> list[tuple]:
    import_cases([GIVEN / name for name in names], database, DATA, str)
    with duckdb.connect(str(database), read_only=True) as own:
        return own.execute(sql).fetchall()


def both(kind: str) -> list[str]:
    return [f"{kind}_court_cases.csv", f"{kind}_case_steps.csv"]


@pytest.mark.parametrize(
    "names",
    [["cases_dimension_A1.xlsx"], both("semicolon"), both("trailing_commas"), both("comma_rows")],
)
def test_own_cases_are_read_whole(tmp_path, names):
    counts = "select (select count(*) from court_case), (select count(*) from case_step)"
    assert imported(names, tmp_path / "own.duckdb", counts) == [(15, 15)]


def test_a_country_is_known_by_any_name(tmp_path):
    found = imported(["country_names.xlsx"], tmp_path / "own.duckdb", "select distinct iso3 from court_case")  # fmt: skip
    assert found == [("KHM",)]


def test_an_unknown_country_is_answered_with_the_code_that_may_be_meant(tmp_path):
    given = files(tmp_path, [FIRST | {"iso3": "Cambodja"}], [REPORTED])
    with pytest.raises(Refused, match='row 2, column iso3: "Cambodja" is not.*\n.*KHM'):
        import_cases(given, tmp_path / "own.duckdb", DATA, str)


def test_the_choices_of_the_htcds_workbook_are_codes(tmp_path):
    sql = 'select "prs_Citizenship", "vic_ForcedLabourIndustry" from person_record order by record'
    found = imported(["htcds_dropdown_choices.csv"], tmp_path / "own.duckdb", sql)
    assert [country for country, _ in found] == ["USA", "VNM", "CIV", "COD", "TUR", "CPV", "MDA", "TTO"]  # fmt: skip
    assert [industry for _, industry in found][:4] == [
        "C_Manufacturing", "F_Construction", "A_AgricultureForestryAndFishing", "B_MiningAndQuarrying",
    ]  # fmt: skip


def test_a_comma_within_a_name_does_not_part_it():
    names = {"Moldova, Republic of", "Viet Nam"}
    assert several("Viet Nam, Moldova, Republic of;Atlantis\nViet Nam", names.__contains__) == [
        "Viet Nam", "Moldova, Republic of", "Atlantis", "Viet Nam",
    ]  # fmt: skip


def test_the_k_anonymised_layout_of_ctdc_is_read(tmp_path):
    outcome = import_case_file(GIVEN / "ctdc_k_semicolon.csv", tmp_path / "records.duckdb")
    assert (outcome.edition, outcome.records) == ("k-anonymised", 20)
    with duckdb.connect(str(tmp_path / "records.duckdb"), read_only=True) as sets:
        [(set_id,)] = sets.execute("select set_id from record_set").fetchall()
        first = sets.execute(
            f"""select year, gender, citizenship, country, "meansOfControlDebtBondage", "meansOfControlThreats"
            from records_{set_id} where year = 2010 limit 1"""
        ).fetchone()
    assert first == (2010, "female", "CO", "PH", True, None)


@pytest.mark.parametrize(
    ("name", "said", "mend"),
    [
        ("utf16_court_cases.csv", "UTF-16 text", "CSV in UTF-8"),
        ("xls_named.xlsx", "old Excel workbook", "save it as .xlsx"),
        ("zero.xlsx", "is empty", "again"),
        ("pdf_named.xlsx", "is a PDF", ".xlsx"),
        ("cases.ods", "OpenDocument", "save it as .xlsx"),
    ],
)
def test_what_is_no_table_is_named_to_every_import(tmp_path, folder, name, said, mend):
    for run in (
        lambda file: import_cases([file], tmp_path / "own.duckdb", DATA, str),
        lambda file: import_case_file(file, tmp_path / "records.duckdb"),
        lambda file: import_tiers(file, folder, bool),
    ):
        with pytest.raises(Refused, match=f"{said}.*\n.*{mend}"):
            run(GIVEN / name)
    assert not list(tmp_path.glob("*.duckdb"))


@pytest.mark.parametrize("name", ["tiers_semicolon.csv", "tiers_trailing_newlines.csv"])
def test_placements_are_read(folder, name):
    outcome = import_tiers(GIVEN / name, folder, bool)
    assert (outcome.report_year, outcome.placements, outcome.moved) == (2026, 188, 0)


def test_a_table_that_moves_most_countries_is_asked_about(folder):
    before = (folder / "tiers.csv").read_bytes()
    asked: list[str] = []

    def refuse(question: str) -> bool:
        asked.append(question)
        return False

    with pytest.raises(Refused, match=r"155 of the 188 countries .*\n.* --yes"):
        import_tiers(GIVEN / "tiers_all_tier1.csv", folder, refuse)
    assert len(asked) == 1
    assert (folder / "tiers.csv").read_bytes() == before
    outcome = import_tiers(GIVEN / "tiers_all_tier1.csv", folder, lambda question: True)
    assert "155 of the 188" in str(outcome)


def test_a_report_year_left_out_is_asked_about(folder, tmp_path):
    later = tmp_path / "later.csv"
    text = (GIVEN / "tiers_semicolon.csv").read_text("utf-8")
    later.write_text(text.replace(";2026;", ";2027;").replace("tip_2026", "tip_2027"), "utf-8")
    with pytest.raises(Refused, match="2027 leaves a year out"):
        import_tiers(later, folder, lambda question: False)


def test_a_formula_that_was_never_computed_is_refused_with_its_cell(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["case_id", "victims"])
    book.active.append(["c-1", "=2+1"])
    book.save(tmp_path / "formula.xlsx")
    with pytest.raises(Refused, match="Sheet!B2 has no stored value"):
        read_sheets(tmp_path / "formula.xlsx")


def test_an_empty_line_does_not_shift_the_numbers_of_rows(tmp_path):
    file = tmp_path / "t.csv"
    file.write_bytes(b"a;b;\r\n1;2;\r\n\r\n;;\r\n3;4;\n")
    [sheet] = read_sheets(file)
    assert list(sheet.records()) == [(2, {"a": "1", "b": "2"}), (5, {"a": "3", "b": "4"})]


def test_a_row_that_is_too_short_is_named(tmp_path):
    file = tmp_path / "t.csv"
    file.write_bytes(b"a,b\n\n1\n")
    with pytest.raises(Refused, match="row 3"):
        read_sheets(file)


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_read(tmp_path, between):
    file = tmp_path / "t.csv"
    file.write_text("a,b\n1,2\n".replace(",", between), "utf-8")
    [sheet] = read_sheets(file)
    assert list(sheet.records()) == [(2, {"a": "1", "b": "2"})]


def test_a_note_for_excel_is_no_header(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("sep=;\na;b\n1;2\n", "utf-8")
    with pytest.raises(Refused, match="row 1: sep=; is a note for Excel.*\n.*Take the line out"):
        read_sheets(file)
