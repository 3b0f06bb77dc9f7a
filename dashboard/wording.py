"""Figures into words. One way to write a number, a tier, a change."""

import pandas as pd

from dashboard import chance

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
    words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    if n <= len(words):
        return words[n - 1]
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def plural(n: int, noun: str) -> str:
    if n == 1:
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def percent(ratio: float) -> str:
    """The size of a change in whole percent, never rounded to nothing or to everything: 'less than 1 %'."""
    size = abs(ratio) * 100
    if 0 < size < 1:
        return "less than 1 %"
    if ratio < 0 and 99 < size < 100:
        return "more than 99 %"
    return f"{size:,.0f} %"


def change(value: float, before: float, ratio: float | None) -> str:
    """'down 51 % from 102'; from zero there is no percentage."""
    if value == before:
        return f"the same as {number(before)}"
    way = "up" if value > before else "down"
    size = "" if ratio is None or pd.isna(ratio) else f" {percent(ratio)}"
    return f"{way}{size} from {number(before)}"


def latest_change(rows: pd.DataFrame, label: str) -> str:
    """The last figure of one area's series against the year before, and the caveats of exactly these figures.

    rows: name, year, value, qualifier, unit, publisher, reliability, note, value_before, change, change_ratio,
    withheld, competing, revised; oldest first, at least one.
    """
    last = rows.iloc[-1]
    said = f"{last['name']}, {label.lower()}: {figure(last.value, last.qualifier)} ({unit(last.unit)}) in {last.year}"
    compared = pd.isna(last.withheld)
    if compared:
        said += f", {change(last.value, last.value_before, last.change_ratio)} in {last.year - 1}"
    if last.reliability in ("press", "secondary"):
        said += f", as {last.publisher} {'gives them' if compared else 'gives it'}"
    sentences = [f"{said}."]
    if not compared:
        sentences.append(f"No change on the year before is given: {last.withheld}.")
    elif (length := run(rows)) > 1:
        sentences.append(f"{ordinal(length).capitalize()} {'fall' if last.change < 0 else 'rise'} in a row.")
    return " ".join(sentences + caveats(last))


def run(rows: pd.DataFrame) -> int:
    """How many comparable changes in a row, up to the last, have its direction; 0 where it has none."""
    length, direction, year = 0, None, None
    for row in rows.iloc[::-1].itertuples():
        if pd.notna(row.withheld) or row.change == 0 or (year is not None and row.year != year - 1):
            break
        if direction is not None and (row.change > 0) != direction:
            break
        direction, year = row.change > 0, row.year
        length += 1
    return length


def caveats(last: pd.Series) -> list[str]:
    """What a reader must know of one figure, and nothing else."""
    said = []
    if isinstance(last.note, str) and last.note:
        said.append(f"Remark on {last.year}: {last.note}.")
    if last.revised:
        said.append(f"Editions differ on {last.year}.")
    if last.competing > 0:
        others = int(last.competing)
        said.append(f"{others} other {plural(others, 'figure')} for {last.year} {'stands' if others == 1 else 'stand'} beside it.")
    if last.period == "reporting":
        said.append("Counted in the reporting period of the report, not in a calendar year.")
    return said


def beyond_chance(last: pd.Series) -> str | None:
    """Whether the last change is more than chance; None where the test does not apply.

    It applies to exact, comparable counts of a named unit: not to estimates, nor to the tables of the TIP Report that
    the report itself calls estimates (unit as_reported).
    """
    if pd.notna(last.withheld) or last.kind != "count" or last.unit == "as_reported":
        return None
    if chance.exceeds(last.value_before, last.value):
        return "This change is larger than year-to-year chance would explain. That does not say why it came about."
    return "This change could be chance."
