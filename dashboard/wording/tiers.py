"""Tiers into words: placements, moves between reports, the watch-list clock."""

import pandas as pd

from dashboard.wording.figures import number, ordinal, plural

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


def in_strip(history: pd.DataFrame) -> tuple[str, str, str, str]:
    """Label, tier, since when, and no link, for a summary strip. history: as of `tier_in`."""
    if history.empty:
        return "Tier", "not ranked", "in any report held here", ""
    last = history.iloc[-1]
    since = last.report_year - last.reports_in_tier + 1
    how_long = "new in that report" if last.reports_in_tier == 1 else f"since the report of {since}"
    return f"Tier, {last.report_year}", TIER_NAMES[last.tier] + derived(last.basis), how_long, ""


def watch_list_in_strip(
    clock: pd.DataFrame, history: pd.DataFrame, report_year: int
) -> tuple[str, str, str, str]:
    """Label, how often on the Watch List, what the law asks next, and a link. clock: the country's row, if it has one."""
    reports = int((history["tier"] == "2WL").sum())
    told = f"{reports} {plural(reports, 'report')}" if reports else "never"
    asked = (
        NEXT_REPORT[clock["next_report"].iat[0]] if len(clock) else "nothing due in the next report"
    )
    return (
        "Watch List",
        told,
        asked,
        f"/compare?view=clock&year={report_year}" if len(clock) else "",
    )


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


MOVEMENTS = {"up": "↑", "down": "↓", "same": "="}
