"""Figures into words. One way to write a number, a tier, a change."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

TIER_NAMES = {
    "1": "Tier 1",
    "2": "Tier 2",
    "2WL": "Tier 2 Watch List",
    "3": "Tier 3",
    "SC": "Special Case",
}

# By the State Department's reading of 22 U.S.C. 7106 and 7107.
TIER_MEANINGS = {
    "1": "fully meets the minimum standards",
    "2": "does not, but makes significant efforts",
    "2WL": "as Tier 2, with concerns that call for watch",
    "3": "does not, and makes no significant efforts",
    "SC": "described, not ranked",
}

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
    start = start_of_run(history)
    if start is not None and start.movement in ("up", "down"):
        when = "" if last.reports_in_tier == 1 else f" in {start.report_year}"
        sentence += f"; {start.movement} from {TIER_NAMES[start.previous_tier]}{when}"
    if last.basis == "derived":
        sentence += " (placement derived, not read in the report)"
    return sentence + "."


def start_of_run(history: pd.DataFrame) -> pd.Series | None:
    """The placement with which the country's last tier began; None where the history begins later."""
    last = history.iloc[-1]
    start = history[history["report_year"] == last.report_year - last.reports_in_tier + 1]
    return None if start.empty else start.iloc[0]


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


def derived(basis: str | None) -> str:
    """The mark that follows a derived placement; nothing after one that was read."""
    return " (derived)" if basis == "derived" else ""


DERIVED = "A derived placement follows by elimination or from a later waiver; it was not read in the report."


def derived_placements(count: int, of: int) -> str:
    """How many of the placements shown are derived, and what that means."""
    if count == 0:
        return "None of these placements is derived."
    verb = "is" if count == 1 else "are"
    return f"{number(count)} of these {number(of)} placements {verb} derived. {DERIVED}"


def movements_between(moved: pd.DataFrame, from_year: int, to_year: int) -> str:
    """How many countries moved up, moved down or stayed between two reports, and how many cannot be compared."""
    counts = moved["movement"].value_counts()
    up, down, same = (int(counts.get(way, 0)) for way in ("up", "down", "same"))
    apart = len(moved) - up - down - same
    return (
        f"Between the reports of {from_year} and {to_year}, {up} {plural(up, 'country')} moved up, {down} moved down "
        f"and {same} stood in the same tier. {apart} cannot be compared: a Special Case, or not ranked, in one of them."
    )


NEXT_REPORT = {
    "must move": "must rise to Tier 2 or fall to Tier 3; no waiver is left",
    "must move unless waived": "must rise to Tier 2 or fall to Tier 3 unless waived",
    "may stay": "may stay on the Watch List",
    "one year only if it returns": "on Tier 3; if it returns to the Watch List, for one year only",
    "no limit of its own": "on Tier 3; if it returns, two years as any other country",
}


def next_report(asked: str, report_year: int) -> str:
    """What the law asks of a country in the report after this one."""
    return f"In the report of {report_year + 1}: {NEXT_REPORT[asked]}"


READING_OF_F = (
    "A reading, not settled law: only the strict reading of 22 U.S.C. 7107(b)(2)(F) leaves no waiver here; under (D) alone "
    "the country might stay, or stay by waiver. Practice differed: in 2019 Algeria was kept on the Watch List by a waiver, "
    "although this reading left it none."
)


def strict_reading(rows: pd.DataFrame) -> str:
    """What to know of the countries whose move is required by a reading of the law; empty where there is none."""
    names = rows.loc[rows["by_reading_of_f"], "name"].tolist()
    return f"{', '.join(names)}: {READING_OF_F}" if names else ""


def clock_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """The watch-list clock as a table to read. rows: as of the clock query, of one answer."""
    table = pd.DataFrame(
        {"Country": rows["name"], "Tier": rows["tier"].map(TIER_NAMES) + rows["basis"].map(derived)}
    )
    if (rows["tier"] == "2WL").any():
        table["Since report"] = rows["run_from"].astype("Int64").astype("string")
        table["Years in a row"] = rows["years_in_a_row"]
        table["Counted"] = rows["counted_years"]
        table["Move first required"] = rows["first_required_move"].astype("Int64").astype("string")
        table["By waiver (inferred)"] = rows["by_waiver"].map({True: "yes", False: ""})
        table["One-year rule"] = rows["one_year_rule"].map({True: "yes", False: ""})
        if rows["by_reading_of_f"].any():
            table["Required by"] = rows["by_reading_of_f"].map(
                {True: "the strict reading of (F); waived for Algeria in 2019", False: "(D)"}
            )
        table["Contradicts the rule"] = rows["discrepancy"].fillna("")
    table["Source"] = rows["source_id"]
    return table


def transition_columns(transitions: pd.DataFrame) -> pd.DataFrame:
    """The transition table: a row per tier before, per tier after the count and its share of the row."""
    table = pd.DataFrame(
        {
            "From": [TIER_NAMES[tier] for tier in ("1", "2", "2WL", "3")],
            "Pairs of reports": [
                transitions.loc[transitions["from_tier"] == tier, "transitions"].sum()
                for tier in ("1", "2", "2WL", "3")
            ],
        }
    )
    cells = {
        (r.from_tier, r.to_tier): f"{number(r.transitions)} ({100 * r.share:.1f} %)"
        + (f", {number(r.derived)} derived" if r.derived else "")
        for r in transitions.itertuples()
    }
    for to_tier in ("1", "2", "2WL", "3"):
        table[f"to {TIER_NAMES[to_tier]}"] = [
            cells.get((tier, to_tier), "0") for tier in ("1", "2", "2WL", "3")
        ]
    return table


COMPARED = {
    "prosecutions": "Prosecutions",
    "convictions": "Convictions",
    "victims_identified": "Victims identified",
    "victims_detected": "Victims detected",
}
MOVEMENTS = {"up": "↑", "down": "↓", "same": "="}


def comparison_headings(report_year: int) -> dict[str, str]:
    """The columns of the comparison, in their order: code, as in the address, and heading."""
    headings = {
        "tier_now": f"Tier {report_year}",
        "moved": "Moved",
        "tier_before": f"Tier {report_year - 1}",
        "history": "Tier history",
        "reports_in_tier": "Years in tier",
    }
    for measure, label in COMPARED.items():
        headings |= {
            measure: label,
            f"{measure}_printed": f"{label}, as printed",
            f"{measure}_unit": f"{label}, unit",
            f"{measure}_year": f"{label}, year",
            f"{measure}_source": f"{label}, source",
            f"{measure}_change": f"{label}, change on the year before",
            f"{measure}_per_100_000": f"{label} per 100,000 people",
        }
    return headings | {
        "convictions_per_100_prosecutions": "Convictions per 100 prosecutions",
        "ratio_year": "Convictions per 100 prosecutions, year",
        "palermo": "Palermo Protocol",
    }


def usual_columns() -> list[str]:
    """The codes of the columns that are shown until a reader chooses others."""
    return [
        code
        for code in comparison_headings(0)
        if not code.endswith("_unit") and not code.startswith("victims_identified")
    ]


def comparison_columns(table: pd.DataFrame) -> pd.DataFrame:
    """Countries side by side as a table to read, its columns named by code; `table` as of compare.side_by_side."""
    shown = table.assign(
        tier_now=table["tier"].map(TIER_NAMES) + table["basis"].map(derived),
        moved=table["movement"].map(MOVEMENTS),
        tier_before=table["previous_tier"].map(TIER_NAMES) + table["previous_basis"].map(derived),
        palermo=table["palermo_date"].fillna("in force " + table["palermo_in_force"]),
    )
    years = [f"{measure}_year" for measure in COMPARED] + ["ratio_year"]
    shown[years] = shown[years].astype("Int64").astype("string")
    codes = [code for code in comparison_headings(0) if code != "history"]
    return shown[["name", *codes]]


def single_figures(rows: pd.DataFrame) -> str:
    """'India 2004: 20,390; …'. rows: name, year, value, qualifier."""
    columns = (rows[c] for c in ("name", "year", "value", "qualifier"))
    return "; ".join(f"{n} {y}: {figure(v, q)}" for n, y, v, q in zip(*columns, strict=True))
