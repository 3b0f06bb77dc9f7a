"""Case records: cells under 10 withheld, and what would give them away."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.frames import first_value
from dashboard.queries import case_records
from dashboard.queries.database import Database
from dashboard.ui import show
from etl.importers.ctdc import import_case_file
from tests.ledger.test_pages import run


@given(st.lists(st.integers(1, 60), min_size=2, max_size=12))
def test_no_small_cell_can_be_worked_out_from_the_whole(counts):
    parts = pd.DataFrame({"part": [str(n) for n in range(len(counts))], "records": counts})
    shown = case_records.withhold_parts(parts)["records"]
    hidden = [n for n, kept in zip(counts, shown, strict=True) if pd.isna(kept)]
    assert all(n >= 10 for n in shown.dropna())
    if sum(counts) >= 20 and hidden:
        assert len(hidden) >= 2
        assert sum(hidden) >= 10


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8), st.integers(0, 40))
def test_a_withheld_flag_is_never_alone(counts, without_any):
    flags = pd.DataFrame({"part": [str(n) for n in range(len(counts))], "records": counts})
    whole = sum(counts) + without_any
    shown = case_records.withhold_flags(flags, whole)["records"]
    assert all(n >= 10 and not 1 <= whole - n <= 9 for n in shown.dropna())
    hidden = [n for n, kept in zip(counts, shown, strict=True) if pd.isna(kept)]
    if hidden and shown.notna().any():
        assert len(hidden) >= 2
        assert sum(hidden) >= 10


def test_what_is_large_enough_is_shown_as_it_is():
    parts = pd.DataFrame({"part": ["a", "b"], "records": [10, 400]})
    assert case_records.withhold_parts(parts)["records"].tolist() == [10, 400]


@pytest.fixture
def record_file(tmp_path: Path) -> Path:
    header = ("yearOfRegistration,gender,citizenship,CountryOfExploitation,isForcedLabour,isSexualExploit,"
              "meansOfControlThreats,meansOfControlDebtBondage,meansOfControlFalsePromises")  # fmt: skip
    rows = (
        ["2015,Female,PH,SA,1,0,1,0,1"] * 40
        + ["2016,Male,PH,KW,1,0,0,-99,1"] * 12
        + ["2017,Male,-99,KW,0,1,0,1,0"] * 4
    )
    file = tmp_path / "k.csv"
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    database = tmp_path / "records.duckdb"
    import_case_file(file, database, "CTDC (2021): the set's own words.")
    return database


@pytest.fixture
def brought(record_file: Path) -> tuple[Database, str]:
    ledger = Database(record_file)
    return ledger, first_value(case_records.sets(ledger)["set_id"])


def records_by(brought: tuple[Database, str], kind: str) -> pd.Series:
    return case_records.parts_of_set(*brought, kind).set_index("part")["records"]


def test_records_by_year_hide_the_small_year_and_one_more(brought):
    shown = records_by(brought, "year")
    assert shown["2015"] == 40
    assert shown[["2016", "2017"]].isna().all()


def test_a_flag_that_few_or_all_but_few_records_carry_is_withheld(brought):
    shown = records_by(brought, "means_of_control")
    assert shown["Threats"] == 40
    assert pd.isna(shown["Debt bondage"])
    assert pd.isna(shown["False promises"])


def test_corridors_keep_records_without_a_country_apart(brought):
    shown = records_by(brought, "corridor")
    assert shown["PH → SA"] == 40
    assert pd.isna(shown["not recorded → KW"])


@pytest.mark.usefixtures("built", "holding_key")
def test_the_page_shows_corridors_by_name_with_the_sets_own_citation(record_file, monkeypatch):
    monkeypatch.setenv("TIP_LEDGER_CTDC", str(record_file))
    monkeypatch.setattr(show, "folded", lambda label, key, fill: fill())
    app = run("victims", area="THA", records="corridor")
    assert not app.exception
    shown = next(
        frame.value for frame in app.dataframe if list(frame.value.columns) == ["part", "records"]
    ).set_index("part")["records"]
    assert shown["Philippines → Saudi Arabia"] == 40
    assert shown[["Philippines → Kuwait", "not recorded → Kuwait"]].isna().all()
    caption = next(c.value for c in app.caption if c.value.startswith("Records, not victims."))
    assert "2 cells withheld" in caption
    assert caption.endswith("Source: CTDC (2021): the set's own words.")


@pytest.mark.usefixtures("built")
def test_records_are_shown_to_nobody_without_the_key(record_file, monkeypatch):
    monkeypatch.setenv("TIP_LEDGER_CTDC", str(record_file))
    monkeypatch.setattr(show, "folded", lambda label, key, fill: fill())
    app = run("victims", area="THA", records="corridor")
    assert not app.exception
    assert not any(c.value.startswith("Records, not victims.") for c in app.caption)
