"""Tiers into words: placements, moves between reports, the watch-list clock."""

from typing import Any

import pandas as pd

from dashboard.frames import each, first_value
from dashboard.wording.figures import in_unit, listed, number, ordinal, percent
from dashboard.wording.language import each_said, said, said_of

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


MOVED = {"up": "; up from {before}", "down": "; down from {before}"}
MOVED_IN = {"up": "; up from {before} in {year}", "down": "; down from {before} in {year}"}


def tier_name(tier: str) -> str:
    return said(TIER_NAMES[tier])


def opening(name: str) -> str:
    """A name at the start of a sentence: 'The United States'."""
    return name[:1].upper() + name[1:]


def tier_in(history: pd.DataFrame, name: str) -> str:
    """Where a country stands in the last report of its history, since when, and where it came from.

    history: one country's placements as of country.tier_history, oldest first.
    """
    if history.empty:
        return said("{name} is not ranked in any report that the ledger holds.").format(name=name)
    last = history.iloc[-1]
    sentence = said("{name}: {tier}{known} in the {year} report").format(
        name=name, tier=tier_name(last.tier), known=basis_mark(last.basis), year=last.report_year
    )
    if last.reports_in_tier > 1:
        sentence += said(", the {nth} in a row{in_run}").format(
            nth=ordinal(last.reports_in_tier), in_run=in_run(last)
        )
    start = start_of_run(history)
    if start is not None and start.movement in ("up", "down"):
        moved = MOVED if last.reports_in_tier == 1 else MOVED_IN
        sentence += said(moved[start.movement]).format(
            before=tier_name(start.previous_tier) + basis_mark(start.previous_basis),
            year=start.report_year,
        )
    return sentence + "."


def in_a_line(history: pd.DataFrame) -> str:
    """'2024 Tier 2 (derived); 2025 Tier 2 Watch List': a history for those who cannot see it in colours. history:
    report_year, tier, basis."""
    return said("; ").join(
        f"{row.report_year} {tier_name(row.tier)}{basis_mark(row.basis)}" for row in each(history)
    )


def in_strip(history: pd.DataFrame) -> tuple[str, str, str, str]:
    """Label, tier, since when, and no link, for a summary strip. history: as of `tier_in`."""
    if history.empty:
        return said("Tier"), said("not ranked"), said("in any report held here"), ""
    last = history.iloc[-1]
    since = last.report_year - last.reports_in_tier + 1
    how_long = (
        said("new in that report")
        if last.reports_in_tier == 1
        else said("since the report of {year}{in_run}").format(year=since, in_run=in_run(last))
    )
    label = said("Tier, {year}").format(year=last.report_year)
    return label, tier_name(last.tier) + basis_mark(last.basis), how_long, ""


def watch_list_in_strip(
    clock: pd.DataFrame, history: pd.DataFrame, report_year: int
) -> tuple[str, str, str, str]:
    """Label, how often on the Watch List, what the law asks next, and a link. clock: the country's row, if it has one."""
    reports = int((history["tier"] == "2WL").sum())
    told = in_unit(number(reports), reports, "reports") if reports else said("never")
    asked = said("nothing due in the next report")
    if len(clock):
        readings = dict.fromkeys(clock[["next_report", "next_report_narrow"]].iloc[0])
        asked = said("; by another reading: ").join(said(NEXT_IN_SHORT[duty]) for duty in readings)
    return (
        said("Watch List"),
        told,
        asked,
        f"/compare?view=clock&year={report_year}" if len(clock) else "",
    )


def in_run(last: pd.Series) -> str:
    """' (of these 23: 3 derived, 1 from the press)': what is not read in the reports of a run; last: its last placement."""
    return of_these(last.reports_in_tier, last.derived_in_run, last.press_in_run)


def of_these(count: int, derived: int, press: int) -> str:
    known = not_read(derived, press)
    if not known:
        return ""
    of = said_of(count, " (of this {count}: {known})", " (of these {count}: {known})")
    return of.format(count=number(count), known=known)


def start_of_run(history: pd.DataFrame) -> pd.Series | None:
    """The placement with which the country's last tier began; None where the history begins later."""
    last = history.iloc[-1]
    start = history[history["report_year"] == last.report_year - last.reports_in_tier + 1]
    return None if start.empty else start.iloc[0]


IN_REPORT = "In the {year} report {up} moved up and {down} moved down against {before}{known}."
OF_THESE = "Of these, {up} moved up and {down} moved down against {before}{known}."


def movements_in_words(placements: pd.DataFrame, report_year: int, message: str = IN_REPORT) -> str:
    """How many countries moved up and down between a report and the one before. message: IN_REPORT of all of its
    countries, OF_THESE of those that the sentence before names."""
    up = int((placements["movement"] == "up").sum())
    down = int((placements["movement"] == "down").sum())
    known = moves_known_by(placements, placements["previous_basis"], placements["basis"])
    return said(message).format(
        year=report_year,
        up=countries_in_words(up),
        down=countries_in_words(down),
        before=report_year - 1,
        known=known,
    )


def moves_known_by(moves: pd.DataFrame, before: pd.Series, now: pd.Series) -> str:
    """' (of these 31: 12 derived, 9 from the press)': the moves of which a placement, before or now, is derived or from the
    press; nothing where none is. moves: movement; before, now: the bases of their placements."""
    moved = moves["movement"].isin(["up", "down"])
    derived = moved & ((before == "derived") | (now == "derived"))
    press = moved & ((before == "press") | (now == "press")) & ~derived
    return of_these(int(moved.sum()), int(derived.sum()), int(press.sum()))


def countries_in_words(count: int) -> str:
    """'1 country', '21 countries'."""
    return said_of(count, "{count} country", "{count} countries").format(count=number(count))


def standing(placed: pd.DataFrame) -> str:
    """'33 on Tier 1 (2 derived), 21 on Tier 3'. placed: tier, basis, one row a country."""
    counts = placed["tier"].value_counts()
    return ", ".join(
        said("{number} on {tier}{known}").format(
            number=counts[tier],
            tier=said(name),
            known=known_by(placed.loc[placed["tier"] == tier, "basis"]),
        )
        for tier, name in TIER_NAMES.items()
        if tier in counts
    )


def known_by(bases: pd.Series) -> str:
    return in_brackets((bases == "derived").sum(), (bases == "press").sum())


def placements_in_words(placed: pd.DataFrame, report_year: int) -> str:
    """How some countries stand in a report and how they moved. placed: tier, basis, movement, one row a country."""
    told = said("{countries} in the {year} report: {tiers}.").format(
        countries=countries_in_words(len(placed)), year=report_year, tiers=standing(placed)
    )
    return f"{told} {movements_in_words(placed, report_year, OF_THESE)}"


def group_movements(title: str, moves: pd.DataFrame, report_year: int) -> str:
    """How a group's countries, as the report before ranked them, moved. moves: as of queries.briefing.moves_of."""
    counts = moves["movement"].value_counts()
    told = said_of(
        len(moves),
        "{title}: of {count} country in the {before} report, {up} moved up and {down} moved down in that of {year}{known}.",
        "{title}: of {count} countries in the {before} report, {up} moved up and {down} moved down in that of {year}{known}.",
    )
    return told.format(
        title=title,
        count=len(moves),
        before=report_year - 1,
        up=int(counts.get("up", 0)),
        down=int(counts.get("down", 0)),
        year=report_year,
        known=moves_known_by(moves, moves["previous_basis"], moves["basis"]),
    )


def no_movement(report_year: int) -> str:
    return said("No country of this group in the {before} report changed its tier.").format(
        before=report_year - 1
    )


def move(row: Any) -> str:
    """'Nepal: from Tier 3 to Tier 2 (press).' row: name, previous_tier, previous_basis, tier, basis (empty: not ranked
    now)."""
    before = tier_name(row.previous_tier) + basis_mark(row.previous_basis)
    if not isinstance(row.tier, str):
        return said("{name}: from {before} to no tier.").format(name=row.name, before=before)
    return said("{name}: from {before} to {now}.").format(
        name=row.name, before=before, now=tier_name(row.tier) + basis_mark(row.basis)
    )


# How a placement is known that was not read in the report itself.
BASES = {
    "derived": ("{count} derived", "{count} derived"),
    "press": ("{count} from the press", "{count} from the press"),
}


def basis_mark(basis: object) -> str:
    """The mark that follows a placement that is derived or known from the press; nothing after one that was read."""
    return said({"derived": " (derived)", "press": " (press)"}.get(str(basis), ""))


def in_strips() -> list[tuple[str, str, str]]:
    """What the cells of a strip of tiers are called, in their order, each with tier and basis: one that was not read has a
    star, as its cell has."""
    return [
        (f"{tier_name(tier)}{mark}{'*' * bool(mark)}", tier, basis)
        for tier in TIER_NAMES
        for basis in ("direct", "derived", "press")
        for mark in [basis_mark(basis)]
    ]


DERIVED = (
    "A derived placement follows by elimination or from a later waiver; it was not read in the report. One marked "
    "(press) is known from the press alone."
)


def not_read(derived: int, press: int) -> str:
    """'3 derived, 1 from the press': how many placements were not read in the report; empty where all were."""
    counts = {"derived": int(derived), "press": int(press)}
    return ", ".join(
        said_of(n, *BASES[basis]).format(count=number(n)) for basis, n in counts.items() if n
    )


def region(name: str) -> str:
    """'Africa' for 'Africa (TIP region)', where it is said which regions are meant."""
    return name.replace(said(" (TIP region)"), "")


def in_brackets(derived: int, press: int) -> str:
    known = not_read(derived, press)
    return f" ({known})" if known else ""


def not_read_of(bases: pd.Series) -> str:
    """How many of the placements shown were not read in the report, and what that means. bases: basis of each."""
    counts = bases.value_counts()
    return not_read_of_all(counts.get("derived", 0), counts.get("press", 0), len(bases))


def not_read_of_all(derived: int, press: int, of: int) -> str:
    known = not_read(derived, press)
    told = said("Of these {number} placements: {known}.").format(
        number=number(of), known=known or said("none derived, none from the press alone")
    )
    return f"{told} {said(DERIVED)}" if known else told


def movements_between(moved: pd.DataFrame, from_year: int, to_year: int) -> str:
    """How many countries moved up, moved down or stayed between two reports, and how many cannot be compared."""
    counts = moved["movement"].value_counts()
    up, down, same = (int(counts.get(way, 0)) for way in ("up", "down", "same"))
    apart = len(moved) - up - down - same
    return said(
        "Between the reports of {before} and {year}, {up} moved up and {down} moved down{known}; {same} stood in the same "
        "tier. {apart} cannot be compared: a Special Case, or not ranked, in one of them."
    ).format(
        before=from_year,
        year=to_year,
        up=countries_in_words(up),
        down=down,
        known=moves_known_by(moved, moved["from_basis"], moved["to_basis"]),
        same=same,
        apart=apart,
    )


# What the law requires, and what it leaves open: it limits a stay and fixes no tier.
NEXT_REPORT = {
    "must_move": "a move off the Watch List is required, up to Tier 2 or Tier 1 or down to Tier 3: which, the law leaves open",
    "must_move_unless_waived": "a move off the Watch List is required, up to Tier 2 or Tier 1 or down to Tier 3, unless there is a waiver: "
    "which of the three, the law leaves open",
    "may_stay": "no move is required: the law leaves every tier open",
    "one_year_on_return": "the law leaves the tier open; after a return to the Watch List, one year there",
    "two_years_on_return": "the law leaves the tier open; after a return to the Watch List, two years there, as any other country",
}

NEXT_IN_SHORT = {
    "must_move": "must leave the list in the next report, up or down",
    "must_move_unless_waived": "must leave the list in the next report, up or down, unless there is a waiver",
    "may_stay": "no move required in the next report",
    "one_year_on_return": "if it returns, one year there",
    "two_years_on_return": "if it returns, two years there",
}

READING_OF_F = (
    "Readings of 22 U.S.C. 7107(b)(2)(F) differ. The wide one binds every country that fell to Tier 3 after two counted "
    "years on the Watch List; the narrow one only those that a waiver had kept there and that fell since this rule is law."
)


def next_report(wide: str, narrow: str, report_year: int) -> str:
    """What the law requires of a country in the report after this one, by both readings where they differ."""
    if wide == narrow:
        told = said("In the report of {year}: {asked}")
    else:
        told = said("In the report of {year}: {asked}. By the narrow reading: {narrow}")
    return told.format(
        year=report_year + 1, asked=said(NEXT_REPORT[wide]), narrow=said(NEXT_REPORT[narrow])
    )


def due(rows: pd.DataFrame, report_year: int) -> str:
    """What the law requires of some countries in the next report. rows: as of the clock query, of one answer."""
    told = next_report(
        first_value(rows["next_report"]), first_value(rows["next_report_narrow"]), report_year
    )
    return said("{rule}: {names}.").format(rule=told, names=listed(rows["name"]))


DISCREPANT = "Placements that contradict the rule"
DISCREPANT_BY_READING = "Placements that only the wide reading contradicts"
DISCREPANCIES = {
    "waiver_used_up": "on the Watch List beyond the years that a waiver adds",
    "one_year_used_up": "on the Watch List for more than one year after Tier 3",
    "one_year_used_up_by_wide_reading": "on the Watch List for more than one year after Tier 3",
    "special_case": "a Special Case where a move off the Watch List was required",
}


def discrepancy_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Placements that contradict the rule, as a table to read. rows: as of compare.discrepancies."""
    return pd.DataFrame(
        {
            "Country": rows["name"],
            "Report": rows["report_year"].astype("string"),
            "Tier": rows["tier"].map(tier_name) + rows["basis"].map(basis_mark),
            "Contradicts the rule": rows["discrepancy"].map(each_said(DISCREPANCIES)),
            "On the list since": year_text(rows["run_from"]),
            "Run before Tier 3 until": year_text(rows["run_before_fall_to"]),
            "source_id": rows["source_id"],
        }
    )


ONE_YEAR_RULE = {"binds": "binds", "by_wide_reading": "by the wide reading only"}


def clock_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """The watch-list clock as a table to read. rows: as of the clock query, of one answer."""
    table = pd.DataFrame(
        {
            "Country": rows["name"],
            "Tier": rows["tier"].map(tier_name) + rows["basis"].map(basis_mark),
        }
    )
    if (rows["tier"] == "2WL").any():
        table["Since report"] = year_text(rows["run_from"])
        table["Years in a row"] = [
            f"{n}{in_brackets(d, p)}"
            for n, d, p in zip(
                rows["years_in_a_row"], rows["derived_in_run"], rows["press_in_run"], strict=True
            )
        ]
        table["Counted"] = rows["counted_years"]
        first = year_text(rows["first_required_move"])
        narrow = year_text(rows["first_required_move_narrow"])
        two = said("{year} (narrow reading: {narrow})")
        both = first.combine(narrow, lambda wide, strict: two.format(year=wide, narrow=strict))
        table["Move first required"] = first.where((first == narrow) | first.isna(), both)
        table["By waiver (inferred)"] = rows["by_waiver"].map({True: said("yes"), False: ""})
    if rows["run_before_fall_to"].notna().any():
        table["Run before Tier 3 until"] = year_text(rows["run_before_fall_to"])
        table["One-year rule"] = rows["one_year_rule"].map(each_said(ONE_YEAR_RULE))
    table["source_id"] = rows["source_id"]
    return table


def year_text(years: pd.Series) -> pd.Series:
    return years.astype("Int64").astype("string")


TRANSITIONS = "From one report to the next, all years"


def transition_columns(transitions: pd.DataFrame) -> pd.DataFrame:
    """The transition table: a row per tier before, per tier after the count and its share of the row."""
    table = pd.DataFrame(
        {
            "From": list(map(tier_name, ("1", "2", "2WL", "3"))),
            "Pairs of reports": [
                transitions.loc[transitions["from_tier"] == tier, "transitions"].sum()
                for tier in ("1", "2", "2WL", "3")
            ],
        }
    )
    cells = {
        (r.from_tier, r.to_tier): f"{number(r.transitions)} ({percent(r.share, 1)})"
        + (f", {known}" if (known := not_read(r.derived, r.press)) else "")
        for r in each(transitions)
    }
    for to_tier in ("1", "2", "2WL", "3"):
        table[f"to_{to_tier}"] = [
            cells.get((tier, to_tier), "0") for tier in ("1", "2", "2WL", "3")
        ]
    return table


MOVEMENTS = {"up": "↑", "down": "↓", "same": "="}
