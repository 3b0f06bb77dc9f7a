"""claim_evidence and claim_verdict on a few given rows: one claim, the figures that are held, the verdict."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pytest

from tests.unit import given
from tests.unit.given import Row

SOURCES = [
    {"source_id": "un_2025_04", "publisher": "UN", "reliability": "primary"},
    {"source_id": "un_2025_11", "publisher": "UN", "reliability": "primary"},
    {"source_id": "state", "publisher": "State", "reliability": "copy"},
    {"source_id": "paper", "publisher": "Paper", "reliability": "press"},
    {"source_id": "radio", "publisher": "Radio", "reliability": "press"},
]
MEASURES = [{"measure": "convictions", "kind": "count"}]
FIGURE = {
    "area": "KHM", "year": 2020, "period": "calendar", "measure": "convictions", "form": "all", "sex": "all", "age": "all",
    "origin": "", "value": 10.0, "qualifier": "exact", "unit": "persons", "counted": "", "scope": "",
    "source_id": "un_2025_11", "vintage": "2025-11", "note": "",
}  # fmt: skip
CLAIM = {
    "claim_id": "c", "area": "KHM", "iso3": "KHM", "source_id": None, "publisher": None, "asserts": "values",
    "measure": "convictions", "unit": "persons", "counted": None, "qualifier": None, "year_from": None, "value_from": None,
    "year_to": 2020, "value_to": None, "direction": None, "percent": None, "percent_qualifier": None, "tier": None,
    "case_id": None, "step": None, "date": None,
}  # fmt: skip


def ledger_of(
    figures: list[Row], words: Sequence[tuple] = (), tiers: Sequence[tuple] = ()
) -> duckdb.DuckDBPyConnection:
    return given.ledger_of(
        "claim_verdict_of",
        "claim_evidence_of",
        source=SOURCES,
        measure=MEASURES,
        figure=[{**FIGURE, **figure} for figure in figures],
        stated_direction=[dict(zip(SAID, row, strict=True)) for row in words],
        tier_ranking=[dict(zip(PLACED, row, strict=True)) for row in tiers],
    )


def verdict(ledger: duckdb.DuckDBPyConnection, **claim: Any) -> str:
    asked = {"claims": [CLAIM | claim]}
    [(found,)] = ledger.execute(
        "select verdict::varchar from claim_verdict_of($claims)", asked
    ).fetchall()
    return found


def weights(ledger: duckdb.DuckDBPyConnection, **claim: Any) -> list[tuple]:
    asked = {"claims": [CLAIM | claim]}
    return ledger.execute(
        "select publisher, agrees, weight::varchar from claim_evidence_of($claims)", asked
    ).fetchall()


def before(**figure: Any) -> dict:
    return {"year": 2019} | figure


SAID = ("area", "year", "measure", "direction", "source_id")
PLACED = ("iso3", "report_year", "tier", "basis", "source_id")
FEWER = ("KHM", 2020, "convictions", "fall", "state")
FEWER_IN_PAPER = ("KHM", 2020, "convictions", "fall", "paper")


@pytest.mark.parametrize(
    ("figures", "claim", "expected"),
    [
        ([{}], {"value_to": 10}, "supported"),
        ([{}], {"value_to": 11}, "contradicted"),
        ([], {"value_to": 10}, "undecided"),
        # Who says it.
        ([{}], {"value_to": 10, "publisher": "UN"}, "own_only"),
        ([{}], {"value_to": 11, "publisher": "UN"}, "contradicted"),
        ([{"source_id": "paper"}], {"value_to": 10}, "press_only"),
        ([{"source_id": "paper"}], {"value_to": 11}, "press_differs"),
        ([{"source_id": "paper"}, {"source_id": "radio"}], {"value_to": 10, "publisher": "Paper"}, "press_only"),
        ([{"source_id": "paper"}, {}], {"value_to": 10}, "supported"),
        ([{"source_id": "paper", "value": 11}, {}], {"value_to": 10}, "supported_in_part"),
        ([{"source_id": "paper", "value": 11}, {}], {"value_to": 11}, "contradicted"),
        ([{"source_id": "state", "value": 11}, {}], {"value_to": 10}, "supported_in_part"),
        # Units and whom they count.
        ([{"unit": "defendants", "value": 343}], {"value_to": 220, "unit": "cases"}, "undecided"),
        ([{"unit": "defendants", "value": 343}], {"value_to": 343, "unit": "cases"}, "undecided"),
        ([{"unit": "cases", "value": 220}, {"unit": "defendants", "value": 343}], {"value_to": 220, "unit": "cases"}, "supported"),
        ([{"unit": "defendants", "value": 343}], {"value_to": 220, "unit": None}, "undecided"),
        ([{"unit": "defendants", "value": 343}], {"value_to": 343, "unit": None}, "supported"),
        ([{"counted": "potential", "value": 90}], {"value_to": 10}, "undecided"),
        ([{"counted": "potential", "value": 90}], {"value_to": 90, "counted": "potential"}, "supported"),
        # None at all needs no unit.
        ([{"value": 0}], {"asserts": "zero"}, "supported"),
        ([{"value": 3, "unit": "cases"}], {"asserts": "zero"}, "contradicted"),
        ([{"value": 5, "qualifier": "less_than"}], {"asserts": "zero"}, "undecided"),
        # A limit, in the figure and in the claim.
        ([{"value": 5, "qualifier": "less_than"}], {"value_to": 3}, "undecided"),
        ([{"value": 5, "qualifier": "less_than"}], {"value_to": 5}, "contradicted"),
        ([{"value": 5, "qualifier": "less_than"}], {"value_to": 10, "qualifier": "less_than"}, "supported"),
        ([{"value": 100, "qualifier": "at_least"}], {"value_to": 99}, "contradicted"),
        ([{"value": 100, "qualifier": "at_least"}], {"value_to": 100}, "undecided"),
        ([{"value": 100, "qualifier": "at_least"}], {"value_to": 50, "qualifier": "at_least"}, "supported"),
        ([{"value": 100, "qualifier": "approximately"}], {"value_to": 100}, "undecided"),
        ([{"value": 100, "qualifier": "approximately"}], {"value_to": 100, "qualifier": "approximately"}, "supported"),
        ([{"value": 104}], {"value_to": 100, "qualifier": "approximately"}, "supported"),
        ([{"value": 106}], {"value_to": 100, "qualifier": "approximately"}, "contradicted"),
        # A part of the area decides nothing.
        ([{"scope": "police"}], {"value_to": 10}, "undecided"),
        ([{"scope": "police"}], {"value_to": 11}, "undecided"),
        # Two numbers: both, or neither.
        ([before(value=20), {}], {"year_from": 2019, "value_from": 20, "value_to": 10}, "supported"),
        ([{}], {"year_from": 2019, "value_from": 20, "value_to": 10}, "undecided"),
    ],
)  # fmt: skip
def test_a_number_that_is_claimed(figures, claim, expected):
    assert verdict(ledger_of(figures), **claim) == expected


@pytest.mark.parametrize(
    ("first", "then", "direction", "expected"),
    [
        ({"value": 20}, {"value": 10}, "fall", "supported"),
        ({"value": 20}, {"value": 10}, "rise", "contradicted"),
        ({"value": 20}, {"value": 10}, "same", "contradicted"),
        ({"value": 10}, {"value": 10}, "same", "supported"),
        ({"value": 10}, {"value": 10}, "rise", "contradicted"),
        ({"value": 0}, {"value": 4}, "rise", "supported"),
        ({"value": 0}, {"value": 0}, "rise", "contradicted"),
        ({"value": 5, "qualifier": "less_than"}, {"value": 5}, "rise", "supported"),
        ({"value": 5, "qualifier": "less_than"}, {"value": 5}, "fall", "contradicted"),
        ({"value": 5, "qualifier": "less_than"}, {"value": 3}, "rise", "undecided"),
        ({"value": 5, "qualifier": "less_than"}, {"value": 5, "qualifier": "less_than"}, "same", "undecided"),
        ({"value": 100, "qualifier": "at_least"}, {"value": 60}, "fall", "supported"),
        ({"value": 100, "qualifier": "at_least"}, {"value": 100}, "rise", "contradicted"),
        ({"value": 100, "qualifier": "approximately"}, {"value": 60}, "fall", "undecided"),
        ({"value": 20}, {"value": 10, "unit": "cases"}, "fall", "undecided"),
        ({"value": 20}, {"value": 10, "period": "fiscal"}, "fall", "undecided"),
        ({"value": 20, "source_id": "state"}, {"value": 10}, "fall", "undecided"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asserts", ["change", "direction"])
def test_a_direction_that_is_claimed(first, then, direction, expected, asserts):
    claim = {"asserts": asserts, "year_from": 2019, "direction": direction, "unit": None}
    assert verdict(ledger_of([before(**first), then]), **claim) == expected


def test_every_year_of_a_direction_must_be_supported():
    figures = [{"year": 2018, "value": 30}, before(value=20), {"value": 10}]
    claim = {"asserts": "direction", "direction": "fall", "year_from": 2018}
    assert verdict(ledger_of(figures), **claim) == "supported"
    assert verdict(ledger_of(figures[1:]), **claim) == "undecided"
    figures[1]["value"] = 40
    assert verdict(ledger_of(figures), **claim) == "supported_in_part"


@pytest.mark.parametrize(
    ("first", "then", "percent", "qualifier", "expected"),
    [
        (20, 10, -50, "exact", "supported"),
        (20, 10, 50, "exact", "contradicted"),
        (100, 146, 44, "exact", "contradicted"),
        (100, 146, 44, "approximately", "supported"),
        (0, 10, 50, "exact", "undecided"),
        (0, 10, -50, "exact", "contradicted"),
        (0, 0, 50, "exact", "contradicted"),
    ],
)  # fmt: skip
def test_a_percentage_that_is_claimed(first, then, percent, qualifier, expected):
    claim = {
        "asserts": "percent",
        "year_from": 2019,
        "percent": percent,
        "percent_qualifier": qualifier,
    }
    assert verdict(ledger_of([before(value=first), {"value": then}]), **claim) == expected  # fmt: skip


@pytest.mark.parametrize(
    "claim",
    [
        {"asserts": "change", "direction": "fall"},
        {"asserts": "direction", "direction": "fall"},
        {"asserts": "percent", "percent": -50},
        {"asserts": "values", "value_from": 20, "value_to": 10},
    ],
)
def test_words_without_numbers_support_in_words_in_every_rule(claim):
    claim = {"year_from": 2019} | claim
    assert verdict(ledger_of([], [FEWER]), **claim) == "supported_in_words"
    assert verdict(ledger_of([], [FEWER_IN_PAPER]), **claim) == "press_only"
    more = ("KHM", 2020, "convictions", "rise", "state")
    assert verdict(ledger_of([], [more]), **claim) == "contradicted"
    assert weights(ledger_of([], [FEWER]), **claim) == [("State", True, "in_words")]


def test_words_of_one_year_do_not_support_a_longer_span():
    claim = {"asserts": "change", "direction": "fall", "year_from": 2017}
    assert verdict(ledger_of([], [FEWER]), **claim) == "undecided"


def test_an_edition_that_was_replaced_is_told():
    printed = {"source_id": "un_2025_04", "vintage": "2025-04", "value": 12}
    ledger = ledger_of([printed, {"value": 0}])
    assert verdict(ledger, value_to=12) == "superseded"
    assert verdict(ledger, value_to=0) == "supported"
    assert verdict(ledger, value_to=7) == "contradicted"
    assert ("UN", True, "retired") in weights(ledger, value_to=12)
    same = ledger_of([printed | {"value": 10}, {"value": 10}])
    assert weights(same, value_to=10) == [("UN", True, "decides")]


@pytest.mark.parametrize(
    ("placement", "publisher", "expected"),
    [
        (("KHM", 2020, "2", "direct", "state"), None, "supported"),
        (("KHM", 2020, "3", "direct", "state"), None, "contradicted"),
        (("KHM", 2020, "2", "direct", "state"), "State", "own_only"),
        (("KHM", 2020, "2", "direct", "paper"), None, "press_only"),
        (("KHM", 2020, "2", "derived", "state"), None, "undecided"),
    ],
)
def test_a_tier_that_is_claimed(placement, publisher, expected):
    claim = {"asserts": "tier", "tier": "2", "publisher": publisher, "measure": None}
    assert verdict(ledger_of([], tiers=[placement]), **claim) == expected
