"""Own cases: shown on the loopback address only, counted with small cells withheld, apart from the ledger."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from streamlit import config

from dashboard.ledger import Ledger
from dashboard.queries import own_cases
from etl.importers.cases import import_cases
from tests.dashboard.test_pages import run
from tests.etl.test_cases_import import CASE, DATA, FIRST, REPORTED, STEP, table


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cases = [FIRST | {"case_id": f"c-{n}"} for n in range(1, 31)]
    cases += [FIRST | {"case_id": f"d-{n}", "sector": "construction"} for n in range(4)]
    cases += [FIRST | {"case_id": f"e-{n}", "sector": "factory"} for n in range(12)]
    files = [
        table(tmp_path / "cases.csv", CASE, cases),
        table(tmp_path / "steps.csv", STEP, [REPORTED]),
    ]
    database = tmp_path / "own.duckdb"
    import_cases(files, database, DATA, str)
    monkeypatch.setenv("TIP_LEDGER_CASES", str(database))
    return database


@pytest.fixture
def address():
    before = config.get_option("server.address")
    yield lambda name: config.set_option("server.address", name)
    config.set_option("server.address", before)


def test_the_list_has_every_case_with_its_last_step(own):
    found = own_cases.court_cases(Ledger(own)).set_index("case_id")
    assert len(found) == 46
    assert found.loc["c-1", ["present_step", "last_date"]].tolist() == ["reported", "2024-03"]
    assert found.loc["c-2", "present_step"] == "none"


def test_a_small_sector_is_withheld_and_one_more_with_it(own):
    shown = own_cases.by_part(own_cases.court_cases(Ledger(own)), "sector")
    shown = shown.set_index("part")["records"]
    assert shown["fishing"] == 30
    assert shown[["construction", "factory"]].isna().all()


def test_codes_of_several_are_counted_each(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([None, "cas_Status", "prs_Gender", "vic_MethodsOfControl"])
    for n in range(1, 31):
        codes = "DebtBondage, TakesEarnings" if n <= 15 else "DebtBondage" if n <= 20 else None
        book.active.append([n, "Active", "Feminine", codes])
    book.save(tmp_path / "h.xlsx")
    import_cases([tmp_path / "h.xlsx"], tmp_path / "own.duckdb", DATA, str)
    people = own_cases.people(Ledger(tmp_path / "own.duckdb"))
    counts = own_cases.by_flag(people, "vic_MethodsOfControl").set_index("part")["records"]
    assert counts["DebtBondage"] == 20
    assert counts["TakesEarnings"] == 15
    assert own_cases.court_cases(Ledger(tmp_path / "own.duckdb")).empty


@pytest.mark.usefixtures("built", "own")
def test_the_tab_is_there_on_the_loopback_address_only(address):
    address("localhost")
    app = run("cases")
    assert not app.exception
    assert [tab.label for tab in app.tabs] == ["Documented cases", "Your own, not published"]
    assert any("46 of 46 own court cases" in heading.value for heading in app.subheader)
    app.multiselect(key="own sector").set_value(["construction"]).run()
    assert any("4 of 46 own court cases" in heading.value for heading in app.subheader)
    assert not any("own" in name for name in app.query_params)
    for elsewhere in ("0.0.0.0", None, "192.168.1.5"):
        address(elsewhere)
        app = run("cases")
        assert not app.exception
        assert not app.tabs
        assert not any("own" in heading.value for heading in app.subheader)


@pytest.mark.usefixtures("own")
def test_the_ledger_knows_nothing_of_own_cases(ledger):
    assert ledger.value("select count(*) from court_case where case_id = 'c-1'") == 0
    assert pd.isna(ledger.value("select max(case_id) from case_step where source_id = 'doc-1'"))
