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


def latest_change(rows: pd.DataFrame, label: str, stated: pd.DataFrame) -> str:
    """The last figure of one area's series against the year before, and the caveats of exactly these figures.

    stated: the area's changes that a text states without numbers (year, direction); they lengthen a run backwards.

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
    elif in_a_row := run_in_words(rows, stated):
        sentences.append(in_a_row)
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


def run_in_words(rows: pd.DataFrame, stated: pd.DataFrame) -> str | None:
    """'Third fall in a row.', and how many of them are known without numbers; None where the last change is alone."""
    counted = run(rows)
    if not counted:
        return None
    direction = "fall" if rows["change"].iat[-1] < 0 else "rise"
    years = set(stated.loc[stated["direction"] == direction, "year"])
    year, told = rows["year"].iat[-1] - counted, 0
    while year - told in years:
        told += 1
    if counted + told < 2:
        return None
    said = f"{ordinal(counted + told).capitalize()} {direction} in a row"
    if told:
        first = "the first" if told == 1 else f"the first {told}"
        said += f", by the reports as quoted; no numbers for {first}"
    return f"{said}."


def came_and_left(row) -> str:
    """Who entered and left a sum, largest first. row: entered, left as of panel.Panel."""
    parts = []
    for word, moved in (("entered", row.entered), ("left", row.left)):
        if moved:
            named = ", ".join(f"{name} ({number(value)})" for name, value in moved[:5])
            more = f" and {len(moved) - 5} more" if len(moved) > 5 else ""
            parts.append(f"{len(moved)} {word}: {named}{more}")
    return "; ".join(parts)


def sum_change(yearly: pd.DataFrame, countries: int, unit_code: str) -> str:
    """The last sum over the same countries against the year before. yearly: year, fixed_sum; two years or more."""
    (before, now) = yearly["fixed_sum"].tail(2)
    last = int(yearly["year"].iat[-1])
    ratio = (now - before) / before if before else None
    return (
        f"{number(now)} ({unit(unit_code)}) in {last} in the same {countries} {plural(countries, 'country')}, "
        f"{change(now, before, ratio)} in {last - 1}."
    )


def comparable(pair, start: int, end: int) -> str:
    """Whether two years of one area may be compared. pair: a row of queries.trends.against, of the year `end`."""
    if isinstance(pair.withheld, str):
        return f"No: {pair.withheld}."
    return (
        f"Yes: {number(pair.value)} {unit(pair.unit)} in {end}, "
        f"{change(pair.value, pair.value_base, pair.change_ratio)} in {start}."
    )


def caveats(last: pd.Series) -> list[str]:
    """What a reader must know of one figure, and nothing else."""
    said = []
    if isinstance(last.note, str) and last.note:
        said.append(f"Remark on {last.year}: {last.note}.")
    if last.revised:
        said.append(f"Editions differ on {last.year}.")
    if last.competing > 0:
        others = int(last.competing)
        said.append(
            f"{others} other {plural(others, 'figure')} for {last.year} {'stands' if others == 1 else 'stand'} beside it."
        )
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
