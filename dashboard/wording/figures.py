"""Figures into words: one way to write a number, a unit, a span of years."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

UNIT_NAMES = {"as_reported": "as reported, unit not stated"}

QUALIFIED = {
    "exact": "{}",
    "less_than": "fewer than {}",
    "at_least": "at least {}",
    "approximately": "about {}",
    "estimate": "an estimated {}",
}


def number(value: float) -> str:
    """A figure as printed, with thousands separators: 1,234 or 4.1."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def figure(value: float, qualifier: str = "exact") -> str:
    """A figure with its qualifier: 'fewer than 5', 'at least 100'."""
    return QUALIFIED[qualifier].format(number(value))


def unit(code: str) -> str:
    return UNIT_NAMES.get(code, code)


NO_FIGURE = "no figure"


def amount(row: Any) -> str:
    """A row's figure with its unit: '50 cases', 'fewer than 5 persons'."""
    return f"{figure(row.value, row.qualifier)} {unit(row.unit)}"


def press(row: Any) -> str:
    """The mark of a figure that was found in the press only."""
    return " (press)" if row.reliability == "press" else ""


def spans(years: Iterable[int]) -> str:
    """'2001 to 2003 and 2005' for 2001, 2002, 2003 and 2005."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    *most, last = [str(r[0]) if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs]
    return f"{', '.join(most)} and {last}" if most else last


def ordinal(n: int) -> str:
    words = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    ]
    if n <= len(words):
        return words[n - 1]
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def plural(n: int, noun: str) -> str:
    if n == 1:
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def officials(counted: pd.DataFrame) -> pd.DataFrame:
    """Officials by year with the reported figure, or 'not reported', in words: year, measure, reported, source_id."""
    reported = [
        "not reported" if pd.isna(row.value) else figure(row.value, row.qualifier)
        for row in counted.itertuples()
    ]
    return counted.assign(
        measure=counted["measure"].str.replace("_", " ").str.capitalize(), reported=reported
    )[["year", "measure", "reported", "source_id"]]
