"""current_figure, series_figure and year_over_year on a few given rows that differ in who or what is counted."""

import duckdb
import pytest

from tests.unit import given

SOURCES = [
    {"source_id": source, "publisher": "State", "reliability": "primary"}
    for source in ("state_2021", "state_2022")
]
MEASURES = [
    {"measure": measure, "kind": "count"}
    for measure in ("victims_identified", "victims_assisted", "prosecutions")
]


def ledger_of(*figures: dict[str, object]) -> duckdb.DuckDBPyConnection:
    """The series of the given figures: each gives what differs from 10 victims of one text and year."""
    plain = {
        "area": "UGA", "year": 2020, "period": "reporting", "measure": "victims_identified", "form": "all", "sex": "all",
        "age": "all", "origin": "", "value": 10, "qualifier": "exact", "unit": "victims", "counted": "identified",
        "scope": "", "source_id": "state_2021", "vintage": "2021", "note": "",
    }  # fmt: skip
    return given.ledger_of(
        "preferred_figure",
        "year_over_year",
        "figure_revision",
        source=SOURCES,
        measure=MEASURES,
        figure=[plain | figure for figure in figures],
    )


@pytest.mark.parametrize("counted", ["potential", "referred", "assisted", "mixed"])
def test_others_than_identified_victims_are_a_series_of_their_own(counted):
    ledger = ledger_of({"counted": counted, "value": 500}, {"value": 10})
    assert ledger.execute("select value from preferred_figure").fetchall() == [(10,)]
    assert ledger.execute("select strand, value from series_figure order by 1").fetchall() == [
        ("", 10),
        (counted, 500),
    ]


def test_where_only_potential_victims_are_counted_none_are_identified():
    ledger = ledger_of({"counted": "potential"})
    assert ledger.execute("select * from preferred_figure").fetchall() == []


def test_a_later_edition_replaces_only_the_figure_of_those_it_counts():
    later = {"source_id": "state_2022", "vintage": "2022"}
    ledger = ledger_of({"value": 10}, {"value": 90, "counted": "potential", **later})
    assert ledger.execute("select count(*) from figure_revision").fetchall() == [(0,)]
    ledger = ledger_of({"value": 10}, {"value": 90, **later})
    assert ledger.execute("select value, revised from current_figure").fetchall() == [(90, True)]


def test_no_change_between_those_identified_and_those_confirmed():
    ledger = ledger_of({"year": 2019, "counted": "confirmed"}, {"year": 2020})
    withheld = ("counted_differs", "confirmed", "identified")
    assert ledger.execute(
        "select change, withheld, withheld_before, withheld_now from year_over_year where year = 2020 and voice = 'State'"
    ).fetchall() == [(None, *withheld)]


def test_a_series_of_its_own_has_changes_of_its_own():
    ledger = ledger_of(
        {"year": 2019, "counted": "potential", "value": 7},
        {"year": 2019, "value": 3},
        {"year": 2020, "counted": "potential", "value": 9},
        {"year": 2020, "value": 4},
    )
    assert ledger.execute(
        "select strand, change from year_over_year where year = 2020 and voice = 'State' order by 1"
    ).fetchall() == [("", 1), ("potential", 2)]


def test_all_prosecutions_before_the_newly_opened_ones_and_never_the_carried_on():
    law = {"measure": "prosecutions", "unit": "cases"}
    new = {**law, "counted": "new", "value": 5}
    carried_on = {**law, "counted": "continued", "value": 3}
    assert ledger_of(new, carried_on).execute(
        "select counted, value from preferred_figure"
    ).fetchall() == [("new", 5)]
    assert ledger_of(new, carried_on, {**law, "counted": "", "value": 8}).execute(
        "select counted, value from preferred_figure"
    ).fetchall() == [("", 8)]
    assert ledger_of(carried_on).execute("select * from preferred_figure").fetchall() == []


def test_a_partial_figure_is_never_preferred():
    ledger = ledger_of({"scope": "police"})
    assert ledger.execute("select * from preferred_figure").fetchall() == []
