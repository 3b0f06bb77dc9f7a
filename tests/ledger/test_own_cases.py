"""Own cases: shown to who holds the key, counted with small cells withheld, apart from the ledger."""

from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dashboard.queries import own_cases, own_counts
from dashboard.queries.database import Database
from dashboard.statistics.small_cells import withhold_grid
from etl.own_cases.intake import import_cases
from tests.ledger.test_pages import run
from tests.unit.test_cases_import import CASE, DATA, FIRST, REPORTED, STEP, table

TODAY = date(2024, 6, 15)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cases = [FIRST | {"case_id": f"c-{n}"} for n in range(1, 31)]
    cases += [FIRST | {"case_id": f"d-{n}", "sector": "construction"} for n in range(4)]
    cases += [FIRST | {"case_id": f"e-{n}", "sector": "factory"} for n in range(12)]
    to_come = REPORTED | {"order": "2", "step": "trial", "date": "2024-07-01"}
    files = [
        table(tmp_path / "cases.csv", CASE, cases),
        table(tmp_path / "steps.csv", STEP, [REPORTED, to_come]),
    ]
    database = tmp_path / "own.duckdb"
    import_cases(files, database, DATA, str)
    monkeypatch.setenv("TIP_LEDGER_CASES", str(database))
    return database


def test_the_list_has_every_case_with_its_last_step_that_is_not_to_come(own):
    found = own_cases.court_cases(Database(own), TODAY, {}, 2000, 2030).set_index("case_id")
    assert found.loc[["c-1"], ["present_step", "last_date"]].values.tolist()[0] == [
        "reported",
        "2024-03",
    ]
    assert found.loc["c-2", "present_step"] == "none"
    assert set(found["found"]) == {46}


def test_a_filter_and_the_years_narrow_the_list_and_keep_what_is_undated(own):
    def listed(chosen: dict[str, list[str]], first: int, last: int) -> set[str]:
        found = own_cases.court_cases(Database(own), TODAY, chosen, first, last)
        return set(found["case_id"])

    assert listed({"sector": ["construction"]}, 2000, 2030) == {f"d-{n}" for n in range(4)}
    assert listed({"present_step": ["reported"], "sector": []}, 2024, 2024) == {"c-1"}
    assert listed({}, 2000, 2030) - listed({}, 2025, 2026) == {"c-1"}


def test_a_small_sector_is_withheld_and_one_more_with_it(own):
    shown = own_counts.cases_by(Database(own), "sector", TODAY).set_index("part")["records"]
    assert shown["fishing"] == 30
    assert shown[["construction", "factory"]].isna().all()


@pytest.fixture
def people(tmp_path: Path) -> Database:
    """30 records: 15 with two means of control, five with one, ten without any."""
    book = openpyxl.Workbook()
    book.active.append(
        [None, "cas_Status", "prs_Gender", "prs_Citizenship", "prs_MailingCountry", "vic_MethodsOfControl",
         "vic_TypeOfExploitation", "cas_IncomingReferralDate"]
    )  # fmt: skip
    for n in range(1, 31):
        codes = "DebtBondage, TakesEarnings" if n <= 15 else "DebtBondage" if n <= 20 else None
        form = "ForcedLabour" if n <= 18 else "SexualExploitation"
        book.active.append(
            [n, "Active", "Feminine", "VN, LA" if n <= 12 else "VN", "KH", codes, form, "2023-05-01"]
        )  # fmt: skip
    book.save(tmp_path / "h.xlsx")
    import_cases([tmp_path / "h.xlsx"], tmp_path / "people.duckdb", DATA, str)
    return Database(tmp_path / "people.duckdb")


def test_codes_of_several_are_counted_each(people):
    counts = own_counts.people_by(people, "vic_MethodsOfControl").set_index("part")["records"]
    assert counts[["DebtBondage", "TakesEarnings", "not recorded"]].tolist() == [20, 15, 10]
    assert own_counts.size(people, "court_case") == 0


def test_a_corridor_leads_from_each_citizenship(people):
    counts = own_counts.people_by(people, "corridor").set_index("part")["records"]
    assert counts["LAO → KHM"] == 12
    assert counts["VNM → KHM"] == 30


def test_a_record_answers_to_each_of_its_codes(people):
    found = own_cases.people(people, {"vic_MethodsOfControl": ["TakesEarnings"]})
    assert len(found) == 15


def test_records_of_one_form_by_year_stand_for_one_country(people):
    every = own_counts.records_by_year(people, "KHM", "all")
    labour = own_counts.records_by_year(people, "KHM", "forced_labour")
    assert every.values.tolist() == [[2023, 30]]
    assert labour.values.tolist() == [[2023, 18]]
    assert own_counts.records_by_year(people, "THA", "all").empty


def test_no_cell_of_a_grid_is_told_by_its_row_or_column():
    counted = pd.DataFrame(
        {"a": [40, 12, 30], "b": [3, 25, 50], "c": [20, 31, 60]}, [2021, 2022, 2023]
    )
    hidden = withhold_grid(counted).isna()
    assert hidden.loc[2021, "b"]
    for side in (hidden, hidden.T):
        alone = side.sum()
        assert not (alone == 1).any()


@pytest.mark.usefixtures("built", "own", "holding_key")
def test_the_tab_is_there_for_who_holds_the_key():
    app = run("cases")
    assert not app.exception
    assert [tab.label for tab in app.tabs] == ["Documented cases", "Your own, not published"]
    assert any("46 of 46 court cases" in heading.value for heading in app.header)
    app.multiselect(key="own court_case sector").set_value(["construction"]).run()
    assert any("4 of 46 court cases" in heading.value for heading in app.header)
    assert not any("own" in name for name in app.query_params)


@pytest.mark.usefixtures("built", "own")
def test_nobody_else_sees_the_tab():
    app = run("cases")
    assert not app.exception
    assert not app.tabs
    assert not any("46 court cases" in heading.value for heading in app.header)


@pytest.mark.usefixtures("built", "own", "holding_key")
@pytest.mark.parametrize("view", ["list", "due", "counted", "beside", "share"])
def test_every_view_of_own_cases_runs(view):
    app = run("cases")
    app.segmented_control(key="own view").set_value(view).run()
    assert not app.exception
    if view == "share":
        app.toggle(key="own summary").set_value(True).run()
        assert not app.exception
    if view == "due":
        assert any("hearings and other steps to come" in heading.value for heading in app.header)


@pytest.mark.usefixtures("own")
def test_the_ledger_knows_nothing_of_own_cases(ledger):
    assert ledger.value("select count(*) from court_case where case_id = 'c-1'") == 0
    assert pd.isna(ledger.value("select max(case_id) from case_step where source_id = 'doc-1'"))
