"""claim_evidence and claim_verdict on a few given rows: one claim, the figures that are held, the verdict."""

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


# Words of a direction or a placement stand beside the figures: each says what it differs in from one of these.
SAID = {"area": "KHM", "year": 2020, "measure": "convictions", "source_id": "state"}
PLACED = {"iso3": "KHM", "report_year": 2020, "basis": "direct", "source_id": "state"}
Case = tuple[list[Row], Row, str]  # what is held, what is claimed, the verdict


def ledger_of(held: list[Row]) -> duckdb.DuckDBPyConnection:
    words = [row for row in held if "direction" in row]
    tiers = [row for row in held if "tier" in row]
    return given.ledger_of(
        "claim_verdict_of",
        "claim_evidence_of",
        source=SOURCES,
        measure=MEASURES,
        figure=[{**FIGURE, **row} for row in held if row not in words + tiers],
        stated_direction=[{**SAID, **row} for row in words],
        tier_ranking=[{**PLACED, **row} for row in tiers],
    )


def verdicts(ledger: duckdb.DuckDBPyConnection, claims: list[Row]) -> list[str]:
    asked = {"claims": [{**CLAIM, "claim_id": f"{n:03}", **c} for n, c in enumerate(claims)]}
    found = "select verdict::varchar from claim_verdict_of($claims) order by claim_id"
    return [verdict for (verdict,) in ledger.execute(found, asked).fetchall()]


def judged(cases: list[Case]) -> list[Case]:
    """The cases with the verdict that is found. Each has an area to itself, so that all are asked at once."""
    areas = [f"A{n:02}" for n in range(len(cases))]
    places = list(zip(areas, cases, strict=True))
    ledger = ledger_of(
        [
            {**row, ("iso3" if "tier" in row else "area"): area}
            for area, (held, *_) in places
            for row in held
        ]
    )
    found = verdicts(ledger, [{**c, "area": area, "iso3": area} for area, (_, c, _) in places])
    return [(held, c, verdict) for (held, c, _), verdict in zip(cases, found, strict=True)]


def weights(ledger: duckdb.DuckDBPyConnection, **claim: Any) -> list[tuple]:
    asked = {"claims": [CLAIM | claim]}
    return ledger.execute(
        "select publisher, agrees, weight::varchar from claim_evidence_of($claims)", asked
    ).fetchall()


def before(**figure: Any) -> dict:
    return {"year": 2019} | figure


FEWER = {"direction": "fall"}


NUMBERS: list[Case] = [
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
]  # fmt: skip


def test_a_number_that_is_claimed():
    assert judged(NUMBERS) == NUMBERS


DIRECTIONS: list[tuple[dict[str, Any], dict[str, Any], str, str]] = [
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
]  # fmt: skip


@pytest.mark.parametrize("asserts", ["change", "direction"])
def test_a_direction_that_is_claimed(asserts):
    claim = {"asserts": asserts, "year_from": 2019, "unit": None}
    cases: list[Case] = [
        ([before(**first), then], claim | {"direction": direction}, expected)
        for first, then, direction, expected in DIRECTIONS
    ]
    assert judged(cases) == cases


def test_every_year_of_a_direction_must_be_supported():
    claim = {"asserts": "direction", "direction": "fall", "year_from": 2018}
    first, last = {"year": 2018, "value": 30}, {"value": 10}
    cases: list[Case] = [
        ([first, before(value=20), last], claim, "supported"),
        ([before(value=20), last], claim, "undecided"),
        ([first, before(value=40), last], claim, "supported_in_part"),
    ]
    assert judged(cases) == cases


PERCENTAGES = [
    (20, 10, -50, "exact", "supported"),
    (20, 10, 50, "exact", "contradicted"),
    (100, 146, 44, "exact", "contradicted"),
    (100, 146, 44, "approximately", "supported"),
    (0, 10, 50, "exact", "undecided"),
    (0, 10, -50, "exact", "contradicted"),
    (0, 0, 50, "exact", "contradicted"),
]


def test_a_percentage_that_is_claimed():
    claim = {"asserts": "percent", "year_from": 2019}
    cases: list[Case] = [
        (
            [before(value=first), {"value": then}],
            claim | {"percent": percent, "percent_qualifier": qualifier},
            expected,
        )
        for first, then, percent, qualifier, expected in PERCENTAGES
    ]
    assert judged(cases) == cases


IN_WORDS: list[dict[str, Any]] = [
    {"asserts": "change", "direction": "fall"},
    {"asserts": "direction", "direction": "fall"},
    {"asserts": "percent", "percent": -50},
    {"asserts": "values", "value_from": 20, "value_to": 10},
]


def test_words_without_numbers_support_in_words_in_every_rule():
    told: list[tuple[list[Row], str]] = [
        ([FEWER], "supported_in_words"),
        ([FEWER | {"source_id": "paper"}], "press_only"),
        ([{"direction": "rise"}], "contradicted"),
    ]
    cases: list[Case] = [
        (held, {"year_from": 2019} | claim, expected)
        for claim in IN_WORDS
        for held, expected in told
    ]
    assert judged(cases) == cases
    ledger = ledger_of([FEWER])
    for claim in IN_WORDS:
        assert weights(ledger, year_from=2019, **claim) == [("State", True, "in_words")]


def test_words_of_one_year_do_not_support_a_longer_span():
    claim = {"asserts": "change", "direction": "fall", "year_from": 2017}
    assert verdicts(ledger_of([FEWER]), [claim]) == ["undecided"]


def test_an_edition_that_was_replaced_is_told():
    printed = {"source_id": "un_2025_04", "vintage": "2025-04", "value": 12}
    ledger = ledger_of([printed, {"value": 0}])
    claims: list[Row] = [{"value_to": 12}, {"value_to": 0}, {"value_to": 7}]
    assert verdicts(ledger, claims) == ["superseded", "supported", "contradicted"]
    assert ("UN", True, "retired") in weights(ledger, value_to=12)
    same = ledger_of([printed | {"value": 10}, {"value": 10}])
    assert weights(same, value_to=10) == [("UN", True, "decides")]


PLACEMENTS = [
    ({"tier": "2"}, None, "supported"),
    ({"tier": "3"}, None, "contradicted"),
    ({"tier": "2"}, "State", "own_only"),
    ({"tier": "2", "source_id": "paper"}, None, "press_only"),
    ({"tier": "2", "basis": "derived"}, None, "undecided"),
]


def test_a_tier_that_is_claimed():
    claim = {"asserts": "tier", "tier": "2", "measure": None}
    cases: list[Case] = [
        ([placement], claim | {"publisher": publisher}, expected)
        for placement, publisher, expected in PLACEMENTS
    ]
    assert judged(cases) == cases
