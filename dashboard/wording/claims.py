"""A verdict on a claim, and the evidence for it, in words."""

from typing import Any

import pandas as pd

from dashboard.frames import each
from dashboard.wording import figures as figures_wording
from dashboard.wording import language
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.cases import step_name
from dashboard.wording.language import each_said, said, said_of, within

FINDINGS = {
    "supported": "supported",
    "supported_in_words": "supported in words",
    "supported_in_part": "supported in part",
    "press_only": "found in the press only",
    "press_differs": "told by the press only, which differs",
    "superseded": "right when it was made, replaced since",
    "contradicted": "contradicted",
    "own_only": "said by its own source only",
    "undecided": "cannot be decided",
}
MEANING = {
    "supported": "Every source that can decide agrees, for every year claimed.",
    "supported_in_words": "Sources say so in words, for every year claimed, but not in numbers.",
    "supported_in_part": "Some sources agree; others differ.",
    "press_only": "Nobody but the press says so.",
    "press_differs": "Nobody but the press speaks of it, and not all of it says so.",
    "superseded": "An earlier edition gave what is claimed; a later one has replaced it.",
    "contradicted": "No source that can decide agrees, and at least one differs.",
    "own_only": "No source in the ledger but the one that makes the claim says so. That does not make it false.",
    "undecided": "No other source in the ledger decides this. That does not make it false.",
}
RULES = (
    "What the claim's own source says never supports it. Numbers decide only in the unit that the claim names: cases do "
    "not contradict defendants. A number printed as a limit stands for all that it can be, so that it can contradict a "
    "claim and seldom supports one; a number of new ones only is a limit to all. Numbers for a part of the area, and those that a later edition replaced, decide "
    "nothing. A change is judged by one publisher's numbers for both years, in one unit; a percentage agrees within one "
    "point, or within five where the claim says about; a number that is claimed as about, within one in twenty."
)
WEIGHTS = {
    "bound": "cannot decide: a limit, or only about right",
    "from_zero": "cannot decide: from zero there is no percentage",
    "unit_differs": "cannot decide: another unit",
    "unit_not_claimed": "cannot decide: the claim names no unit",
    "not_comparable": "cannot decide: the two years are not counted alike",
    "partial": "cannot decide: a part of the area",
    "counts_else": "cannot decide: it counts something else than the measure's name says",
    "doubted": "cannot decide: its own edition contradicts it",
    "derived": "cannot decide: derived, not read in the report",
}


def finding(verdict: str, evidence: pd.DataFrame) -> str:
    """The verdict in a phrase, with the names or the editions that it rests on. evidence: as of claims.evidence."""
    found = said(FINDINGS[verdict])
    if verdict == "superseded":
        return said("{finding}: {told}").format(finding=found, told=replaced(evidence))
    if verdict not in ("press_only", "press_differs"):
        return found
    press = evidence[
        (evidence["reliability"] == "press") & ~evidence["own"] & evidence["agrees"].notna()
    ]
    words = said(", in words without numbers") if (press["weight"] == "in_words").all() else ""
    names = ", ".join(dict.fromkeys(press["told_by"]))
    return said("{finding}: {told}").format(finding=found + words, told=names)


def replaced(evidence: pd.DataFrame) -> str:
    """'printed in April 2025; November 2025 has 0 persons'."""
    agreed = evidence[(evidence["weight"] == "retired") & evidence["agrees"].eq(True)]
    told = [
        said("printed in {edition}").format(edition=edition_in_words(v))
        for v in dict.fromkeys(agreed["vintage"])
    ]
    today = evidence[
        (evidence["weight"] != "retired")
        & evidence["value"].notna()
        & evidence["publisher"].isin(agreed["publisher"])
        & evidence["unit"].isin(agreed["unit"])
    ]
    has = said("{edition} has {amount}")
    told += [
        has.format(edition=edition_in_words(row.vintage), amount=figures_wording.amount(row))
        for row in each(today)
    ]
    return said("; ").join(told)


def edition_in_words(vintage: str) -> str:
    """'2025-04' as April 2025."""
    year, _, month = vintage.partition("-")
    return language.month(int(year), int(month[:2])) if month else year


def evidence_columns(evidence: pd.DataFrame) -> pd.DataFrame:
    """The evidence as a table to read: Year, Publisher, Says, Weighs, source_id. evidence: as of claims.evidence."""
    return pd.DataFrame(
        {
            "Year": [
                figures_wording.year_of_period(int(row.year), row.period) for row in each(evidence)
            ],
            "Publisher": evidence["publisher"],
            "Says": [says(row) for row in each(evidence)],
            "Weighs": [weighs(row) for row in each(evidence)],
            "source_id": evidence["source_id"],
        }
    )


def says(row: Any) -> str:
    """'63 persons, down 49.6 % from 125 in 2018', 'Tier 3', 'a fall against 2012, without numbers'."""
    if pd.notna(row.value):
        counted = figures_wording.MARKED_COUNTS.get(row.counted)
        told = figures_wording.amount(row) + (f" ({said(counted)})" if counted else "")
        if pd.isna(row.value_before):
            return told
        size = (
            ""
            if pd.isna(row.change_percent)
            else figures_wording.percent(row.change_percent / 100, 1)
        )
        return said(compared(row, bool(size))).format(
            told=told,
            size=size,
            before=figures_wording.figure(row.value_before, row.qualifier_before),
            year=int(row.year_before),
        )
    if row.said in DIRECTIONS:
        return said(DIRECTIONS[row.said]).format(year=int(row.year_before))
    if row.said in tiers_wording.TIER_NAMES:
        return tiers_wording.tier_name(row.said)
    step, _, when = row.said.partition(" ")
    return f"{within(step_name(step))} {when}".strip()


def compared(row: Any, in_percent: bool) -> str:
    """The message for a number beside the one of a year before."""
    if row.qualifier != "exact" or row.qualifier_before != "exact":
        return "{told}, against {before} in {year}"
    if row.value == row.value_before:
        return "{told}, the same as {before} in {year}"
    return (ROSE if row.value > row.value_before else FELL)[in_percent]


FELL = ("{told}, down from {before} in {year}", "{told}, down {size} from {before} in {year}")
ROSE = ("{told}, up from {before} in {year}", "{told}, up {size} from {before} in {year}")
DIRECTIONS = {
    "fall": "a fall against {year}, without numbers",
    "rise": "a rise against {year}, without numbers",
    "same": "as many as in {year}, without numbers",
}
REPLACED = {
    True: "not counted: replaced since {edition}, agreed",
    False: "not counted: replaced since {edition}, differed",
    None: "not counted: replaced since {edition}, could not decide",
}


def weighs(row: Any) -> str:
    """For the claim or against it, and whether that decides."""
    if row.weight == "retired":
        agrees = None if pd.isna(row.agrees) else bool(row.agrees)
        return said(REPLACED[agrees]).format(edition=edition_in_words(row.vintage))
    if row.weight in WEIGHTS:
        return said(WEIGHTS[row.weight])
    if row.own and row.agrees:
        return said("not counted: the claim's own source")
    marks = [
        said("for") if row.agrees else said("against"),
        *([said("in words")] if row.weight == "in_words" else []),
        *([said("the claim's own source")] if row.own else []),
        *([said("the press")] if row.reliability == "press" and not row.own else []),
    ]
    return ", ".join(marks)


ALL, EVIDENCE = "All claims", "What the sources say"


def verdicts(decided: pd.Series) -> str:
    """'13 claims: 4 supported, 2 contradicted.' decided: the verdict of each."""
    told = said("; ").join(
        said("{label}: {value}").format(label=said(FINDINGS[str(verdict)]), value=times)
        for verdict, times in decided.value_counts().items()
    )
    of_all = said_of(len(decided), "Of {count} claim: {told}.", "Of {count} claims: {told}.")
    return of_all.format(count=figures_wording.number(len(decided)), told=told)


def claim_columns(made: pd.DataFrame) -> pd.DataFrame:
    """Claims in print as a table to read: Claim, Said by, Finding, Area, Published, Remark."""
    return pd.DataFrame(
        {
            "Claim": made["statement"],
            "Said by": made["publisher"],
            "Finding": made["verdict"].map(each_said(FINDINGS)),
            "Area": made["area_name"],
            "Published": made["published"],
            "Remark": made["note"],
        }
    )


MODES = {"made": "Made in print", "own": "Enter your own"}
# What a reader fills in.
KINDS = {
    "change": "It rose, fell or stayed between two years",
    "direction": "It rose, fell or stayed in every year between two years",
    "percent": "It changed by so many percent",
    "two values": "It was one number, then another",
    "values": "It was this number",
    "zero": "It was none",
    "tier": "The country was on this tier",
}
WRONG_ORDER = "The earlier year must come before the later one."
NOBODY_KNOWN = "Somebody else, or not known"
NO_UNIT = "the claim does not say"
OWN_NAME = "as the measure's name says"
COUNTED = {
    "potential": "potential victims",
    "referred": "referred for identification",
    "assisted": "people assisted",
    "mixed": "victims and potential victims together",
    "continued": "carried on from earlier years",
    "suspected": "suspected cases",
}
AS = {
    "exact": "this number",
    "approximately": "about this number",
    "at_least": "at least this number",
    "less_than": "fewer than this number",
}
WAYS = {"fall": "Fell", "rise": "Rose", "same": "Stayed the same"}
WAYS_IN_PERCENT = {"fall": "Fell", "rise": "Rose"}
