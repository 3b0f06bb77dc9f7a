"""The summary of own cases that is handed on: counts alone, small cells withheld, as Word and PDF."""

from datetime import date
from io import BytesIO

import docx
import pytest

from dashboard.briefing.__main__ import main
from dashboard.briefing.model import Table
from dashboard.briefing.own_cases import summary
from dashboard.queries.database import Database
from etl.locations import PROJECT
from etl.own_cases.intake import import_cases
from tests.ledger.briefing.reading import pdf_text
from tests.unit.test_cases_import import CASE, DATA, FIRST, REPORTED, STEP, table


@pytest.fixture
def own(tmp_path):
    """40 cases in Cambodia with a charge in 2012, 12 of fishing elsewhere and three of factories."""
    cases = [FIRST | {"case_id": f"secret-{n}", "sector": "construction"} for n in range(40)]
    cases += [FIRST | {"case_id": f"more-{n}", "iso3": "THA"} for n in range(12)]
    cases += [FIRST | {"case_id": f"few-{n}", "iso3": "THA", "sector": "factory"} for n in range(3)]
    steps = [
        REPORTED | {"case_id": f"secret-{n}", "date": "2012-05", "step": "charge"}
        for n in range(40)
    ]
    files = [table(tmp_path / "cases.csv", CASE, cases), table(tmp_path / "steps.csv", STEP, steps)]
    import_cases(files, tmp_path / "own.duckdb", DATA, str)
    return tmp_path / "own.duckdb"


def test_counts_are_given_and_small_cells_and_their_names_are_not(own, ledger):
    made = summary(Database(own), ledger, date(2024, 6, 15))
    tables = {
        block.title: block for s in made.sections for block in s.blocks if isinstance(block, Table)
    }
    sectors = [[cell.text for cell in row] for row in tables["Cases by industry"].rows]
    assert sectors == [["Construction", "40"], ["Others", "withheld"]]
    printed = repr(made)
    for hidden in ("secret", "Factory", "doc-1", "2012-05"):
        assert hidden not in printed
    assert "55 court cases" in made.headlines[0].text


def test_own_cases_stand_beside_the_national_figure_with_its_source(own, ledger):
    made = summary(Database(own), ledger, date(2024, 6, 15))
    beside = next(s for s in made.sections if s.heading == "Beside the national figures")
    block = beside.blocks[1]
    assert isinstance(block, Table)
    [year, mine, national] = block.rows[0]
    assert (year.text, mine.text) == ("2012", "40 own cases")
    assert national.text.startswith("102 ")
    assert "Phnom Penh Post" in made.sources[national.notes[0] - 1].citation


def test_the_command_writes_word_and_pdf_for_the_user_alone(own, built, tmp_path, capsys):
    out = tmp_path / "out"
    options = ["--own-cases", "--cases", str(own), "--database", str(built[0])]
    assert main([*options, "--format", "pdf", "docx", "--out", str(out)]) == 0
    assert {file.stat().st_mode & 0o777 for file in out.iterdir()} == {0o600}
    word = docx.Document(BytesIO((out / "own-cases-summary.docx").read_bytes()))
    cells = [cell.text for table in word.tables for cell in table._cells]
    assert "40" in cells and "withheld" in cells
    assert "withheld" in pdf_text((out / "own-cases-summary.pdf").read_bytes(), tmp_path)
    french = tmp_path / "french"
    assert main([*options, "--format", "docx", "--lang", "fr", "--out", str(french)]) == 0
    told = docx.Document(BytesIO((french / "own-cases-summary.docx").read_bytes()))
    assert "Dernière étape connue" in [cell.text for table in told.tables for cell in table._cells]
    assert main([*options, "--out", str(PROJECT / "tests")]) == 1
    assert "project's folder" in capsys.readouterr().err
