"""Figures into words. One way to write a number, a tier, a change."""

import pandas as pd

TIER_NAMES = {
    "1": "Tier 1",
    "2": "Tier 2",
    "2WL": "Tier 2 Watch List",
    "3": "Tier 3",
    "SC": "Special Case",
}

UNIT_NAMES = {"as_reported": "as reported, unit not stated"}

QUALIFIED = {
    "exact": "{}",
    "less_than": "fewer than {}",
    "at_least": "at least {}",
    "approximately": "about {}",
}


def number(value: float) -> str:
    """A figure as printed, with thousands separators: 1,234 or 4.1."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def figure(value: float, qualifier: str = "exact") -> str:
    """A figure with its qualifier: 'fewer than 5', 'at least 100'."""
    return QUALIFIED[qualifier].format(number(value))


def unit(code: str) -> str:
    return UNIT_NAMES.get(code, code)


def tier_in(history: pd.DataFrame, name: str) -> str:
    """Where a country stands in the last report of its history, since when, and where it came from.

    history: one country's placements, oldest first (report_year, tier, movement, reports_in_tier, basis).
    """
    if history.empty:
        return f"{name} is not ranked in any report that the ledger holds."
    last = history.iloc[-1]
    sentence = f"{name}: {TIER_NAMES[last.tier]} in the {last.report_year} report"
    if last.reports_in_tier > 1:
        sentence += f", the {ordinal(last.reports_in_tier)} in a row"
    start = history[history["report_year"] == last.report_year - last.reports_in_tier + 1].iloc[0]
    if start.movement in ("up", "down"):
        verb = {"up": "up", "down": "down"}[start.movement]
        when = "" if last.reports_in_tier == 1 else f" in {start.report_year}"
        sentence += f"; {verb} from {TIER_NAMES[start.previous_tier]}{when}"
    if last.basis == "derived":
        sentence += " (placement derived, not read in the report)"
    return sentence + "."


def movements(placements: pd.DataFrame, report_year: int) -> str:
    """How many countries moved up and down between a report and the one before."""
    up = int((placements["movement"] == "up").sum())
    down = int((placements["movement"] == "down").sum())
    return (
        f"In the {report_year} report {up} {plural(up, 'country')} moved up and {down} {plural(down, 'country')} "
        f"moved down against {report_year - 1}."
    )


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
