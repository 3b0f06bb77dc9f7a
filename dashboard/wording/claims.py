"""A verdict on a claim, and the evidence for it, in words."""

from typing import Any

import pandas as pd

from dashboard.frames import each
from dashboard.wording import figures as figures_wording
from dashboard.wording import language
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.figures import plural
from dashboard.wording.language import said

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
OWN = "the claim's own source"


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
        told = figures_wording.amount(row) + (f" ({counted})" if counted else "")
        if pd.isna(row.value_before):
            return told
        figure = figures_wording.figure(row.value_before, row.qualifier_before)
        before = f"{figure} in {int(row.year_before)}"
        if row.qualifier != "exact" or row.qualifier_before != "exact":
            return f"{told}, against {before}"
        if row.value == row.value_before:
            return f"{told}, the same as {before}"
        way = "up" if row.value > row.value_before else "down"
        size = (
            ""
            if pd.isna(row.change_percent)
            else f" {figures_wording.percent(row.change_percent / 100, 1)}"
        )
        return f"{told}, {way}{size} from {before}"
    if row.said in DIRECTIONS:
        return f"{DIRECTIONS[row.said]} {int(row.year_before)}, without numbers"
    return tiers_wording.TIER_NAMES.get(row.said, row.said.replace("_", " "))


DIRECTIONS = {"fall": "a fall against", "rise": "a rise against", "same": "as many as in"}


def weighs(row: Any) -> str:
    """For the claim or against it, and whether that decides."""
    if row.weight == "retired":
        stand = {True: "agreed", False: "differed"}.get(row.agrees, "could not decide")
        return f"not counted: replaced since {edition_in_words(row.vintage)}, {stand}"
    if row.weight in WEIGHTS:
        return WEIGHTS[row.weight]
    if row.own and row.agrees:
        return f"not counted: {OWN}"
    side = "for" if row.agrees else "against"
    of_whom = OWN if row.own else "the press" if row.reliability == "press" else ""
    marks = ["in words"] * (row.weight == "in_words") + [of_whom] * bool(of_whom)
    return ", ".join([side, *marks])


ALL, EVIDENCE = "All claims", "What the sources say"


def verdicts(decided: pd.Series) -> str:
    """'13 claims: 4 supported, 2 contradicted.' decided: the verdict of each."""
    counts = decided.map(FINDINGS).value_counts()
    told = "; ".join(f"{said}: {times}" for said, times in counts.items())
    return f"Of {len(decided)} {plural(len(decided), 'claim')}: {told}."


def claim_columns(made: pd.DataFrame) -> pd.DataFrame:
    """Claims in print as a table to read: Claim, Said by, Finding, Area, Published, Remark."""
    return pd.DataFrame(
        {
            "Claim": made["statement"],
            "Said by": made["publisher"],
            "Finding": made["verdict"].map(FINDINGS),
            "Area": made["area_name"],
            "Published": made["published"],
            "Remark": made["note"],
        }
    )


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
