"""May two figures be compared? Each reason of comparison.sql, and which is told where several hold."""

from typing import Any

import pytest

from tests.unit import given

FIGURE = {
    "value": 10.0, "qualifier": "exact", "unit": "persons", "counted": "", "period": "calendar", "publisher": "UN",
    "scope": "", "doubt": None,
}  # fmt: skip
NOTHING = dict.fromkeys(FIGURE)


def why_withheld(
    before: dict[str, Any], now: dict[str, Any], kind: str = "count", breaks: str | None = None
) -> dict[str, Any] | None:
    row = "struct(value double, qualifier varchar, unit varchar, counted varchar, period varchar, publisher varchar, scope varchar, doubt varchar)"  # fmt: skip
    [(found,)] = (
        given.ledger_of("why_withheld")
        .execute(
            f"select why_withheld($kind, $breaks::varchar, $before::{row}, $now::{row})",
            {"kind": kind, "breaks": breaks, "before": FIGURE | before, "now": FIGURE | now},
        )
        .fetchall()
    )
    return found


DIFFER = [
    (NOTHING, {}, ("no_figure_before", None, None)),
    ({}, NOTHING, ("no_figure_now", None, None)),
    ({}, {"scope": "police"}, ("partial", "", "police")),
    ({"scope": "police"}, {"scope": "police"}, ("partial", "police", "police")),
    ({"doubt": "total_below_part"}, {}, ("doubted", "total_below_part", None)),
    ({}, {"publisher": "State"}, ("publisher_differs", "UN", "State")),
    ({"unit": "cases"}, {}, ("unit_differs", "cases", "persons")),
    ({}, {"counted": "new"}, ("counted_differs", "", "new")),
    ({"period": "fiscal"}, {}, ("period_differs", "fiscal", "calendar")),
    ({"qualifier": "less_than"}, {}, ("not_exact", "less_than", "exact")),
    ({}, {"qualifier": "at_least"}, ("not_exact", "exact", "at_least")),
    # Of several reasons the first of this order is told.
    (NOTHING, {"unit": "cases"}, ("no_figure_before", None, None)),
    ({"scope": "police"}, {"doubt": "part_above_total"}, ("partial", "police", "")),
    ({"doubt": "part_above_total"}, {"publisher": "State"}, ("doubted", "part_above_total", None)),
    ({"publisher": "State"}, {"unit": "cases"}, ("publisher_differs", "State", "UN")),
    ({"unit": "cases"}, {"counted": "new"}, ("unit_differs", "cases", "persons")),
    ({"counted": "new"}, {"period": "fiscal"}, ("counted_differs", "new", "")),
    ({"period": "fiscal"}, {"qualifier": "estimate"}, ("period_differs", "fiscal", "calendar")),
]  # fmt: skip
OF_ANOTHER_KIND = [
    ("count", "a new law", ("break", None, "a new law")),
    ("estimate", "a new law", ("break", None, "a new law")),
    ("estimate", None, ("estimate", None, None)),
    ("score", None, ("no_count", "score", "score")),
    ("rate", None, ("no_count", "rate", "rate")),
]


@pytest.mark.parametrize(("before", "now", "told"), DIFFER)
def test_two_figures_that_are_not_compared_tell_why(before, now, told):
    assert why_withheld(before, now) == dict(zip(("code", "before", "now"), told, strict=True))


def test_figures_that_differ_in_their_value_alone_are_compared():
    assert why_withheld({"value": 0.0}, {"value": 500.0}) is None


@pytest.mark.parametrize(("kind", "breaks", "told"), OF_ANOTHER_KIND)
def test_a_break_and_a_measure_that_is_no_count_are_told_before_all_that_differs(
    kind, breaks, told
):
    found = why_withheld({"scope": "police"}, {"unit": "cases"}, kind, breaks)
    assert found == dict(zip(("code", "before", "now"), told, strict=True))


def test_every_reason_stands_among_these_cases():
    [(reasons,)] = given.ledger_of("reason").execute("select enum_range(null::reason)").fetchall()
    told = {told[0] for *_, told in [*DIFFER, *OF_ANOTHER_KIND]}
    assert told | {"no_whole_figure_before"} == set(reasons)


def test_a_year_of_which_parts_are_held_lacks_the_whole_alone():
    ledger = given.ledger_of("nothing_before")
    [found] = ledger.execute("select nothing_before(true), nothing_before(false)").fetchall()
    assert found == ("no_whole_figure_before", "no_figure_before")


@pytest.mark.parametrize(
    ("before", "now", "jump", "ratio"),
    [
        (20, 100, True, 4),
        (100, 20, True, -0.8),
        (19, 99, False, 80 / 19),
        (21, 104, False, 83 / 21),
        (0, 100, True, None),
        (0, 0, False, None),
        (100, 0, True, None),
        (9, 45, False, None),
        (10, 45, False, 3.5),
    ],
)
def test_a_jump_is_five_times_or_a_fifth_with_100_and_below_ten_there_is_no_percentage(
    before, now, jump, ratio
):
    ledger = given.ledger_of("is_jump", "gives_percent", "ratio_of_change")
    [found] = ledger.execute(f"select is_jump({before}, {now}), ratio_of_change({before}, {now})").fetchall()  # fmt: skip
    assert found == (jump, pytest.approx(ratio))


@pytest.mark.parametrize(
    ("kind", "qualifier", "doubt", "people", "rate"),
    [
        ("count", "exact", None, 200_000, 5),
        ("count", "less_than", None, 200_000, None),
        ("count", "exact", "total_below_part", 200_000, None),
        ("estimate", "exact", None, 200_000, None),
        ("count", "exact", None, 0, None),
        ("count", "exact", None, None, None),
    ],
)
def test_a_rate_is_of_undoubted_exact_counts_alone(kind, qualifier, doubt, people, rate):
    asked = {"kind": kind, "qualifier": qualifier, "doubt": doubt, "people": people}
    [(found,)] = (
        given.ledger_of("rate_per_100000")
        .execute("select rate_per_100000($kind, 10, $qualifier, $doubt, $people)", asked)
        .fetchall()
    )
    assert found == rate


def test_an_index_is_in_hundredths_of_its_base():
    ledger = given.ledger_of("gives_percent", "index_of")
    assert ledger.execute("select index_of(80, 100), index_of(8, 10)").fetchall() == [(125, None)]


@pytest.mark.parametrize(
    ("figure", "whole"),
    [
        (("all", "all", "", ""), True),
        (("female", "all", "", ""), False),
        (("all", "child", "", ""), False),
        (("all", "all", "Nepal", ""), False),
        (("all", "all", "", "police"), False),
    ],
)
def test_a_part_by_sex_age_origin_or_scope_stands_for_no_whole_area(figure, whole):
    ledger = given.ledger_of("of_whole_area")
    assert ledger.execute("select of_whole_area(?, ?, ?, ?)", figure).fetchall() == [(whole,)]
