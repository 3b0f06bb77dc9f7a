"""The words of the list of sources."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboard.frames import each
from dashboard.wording.figures import MARKED_COUNTS, listed, number, plural

SEARCH = "Words of a title, publisher or edition"
GIVES = "What it gives"
KINDS = {
    "figures": "Figures",
    "placements": "Placements in tiers",
    "cases": "Steps of court cases",
    "other": "Other",
}
RELIABILITIES = {
    "primary": "Primary: the publisher's own text",
    "copy": "A copy of it",
    "secondary": "Secondary: research data and others' accounts",
    "press": "Press",
    "derived": "Derived",
}
WITHHELD = {
    "no_figure_before": "no figure for the year before",
    "no_whole_figure_before": "no whole figure for the year before",
    "not_exact": "a bound or an approximate figure",
    "doubted": "a doubted figure",
    "unit_differs": "another unit",
    "period_differs": "another kind of year",
    "counted_differs": "something else counted",
    "publisher_differs": "another publisher",
    "break": "a known break",
    "partial": "a figure of a part",
    "estimate": "an estimate",
}
DOUBTS = {
    "total_below_part": "totals smaller than one of their parts",
    "part_above_total": "parts larger than their total",
    "same_number_as_other_measure": "figures that are another measure's number",
    "questionnaire_code": "codes of a questionnaire in place of a count, which are no figures and are set aside",
    "coincidence": "figures of ten or more that are also another measure's",
    "jump": "changes of five times or more, with a figure of 100 or more and no break on record",
}
LISTED = "Sources of the ledger"
ASKED = "The source asked for"
NO_SUCH_SOURCE = "The ledger holds no source of that code. All sources are listed below."


FEW = 6  # so many names are told


def counted_otherwise(held: pd.DataFrame) -> str:
    """How figures that count something else than their name says are told apart. held: of method.counted_otherwise."""
    told = "; ".join(
        f"{number(row.figures)} {plural(row.figures, 'figure')} of {len(row.areas)} {plural(len(row.areas), 'area')} "
        f"({MARKED_COUNTS[row.counts]})"
        + (f": {listed(row.areas)}" if len(row.areas) < FEW else "")
        for row in each(held)
    )
    return (
        "Potential, referred and assisted victims, and cases carried on, are series of their own under their own names. "
        "Where an edition prints such figures under another name, and where it counts newly opened cases only, they keep "
        f"their place with a mark: {told}. A marked figure is ranked with no other, is in no sum and no median with "
        "figures that count the whole, and has no peers."
    )


def how_many_sources(found: int, every: int) -> str:
    if found == 0:
        return "No source answers to all of this: loosen a filter."
    return f"{number(found)} of {number(every)} {plural(every, 'source')}"


def entry(source: Any, plain: Callable[[str], str]) -> str:
    """'Title, publisher, edition: primary; 12 figures. Address' of a row of queries.method.found_sources."""
    edition = f", {source.edition}" if isinstance(source.edition, str) else ""
    given = [
        f"{number(value)} {plural(value, noun)}"
        for value, noun in (
            (source.figures, "figure"),
            (source.placements, "placement"),
            (source.cases, "case"),
        )
        if value
    ]
    # An address that stands as it is becomes a link; behind a title it would be shown as text.
    address = f". {source.url}" if isinstance(source.url, str) else ""
    known = "; ".join([source.reliability, *given])
    return f"{plain(source.title)}, {plain(source.publisher)}{edition}: {known}{address}"


def changes_given(told: pd.DataFrame) -> str:
    """How many figures have a change, and how many have none, by reason. told: as of queries.method.changes_by_reason."""
    given = told.loc[told["withheld"].isna(), "figures"].sum()
    held = told[told["withheld"].notna()]
    reasons = "; ".join(f"{WITHHELD[r.withheld]} ({number(r.figures)})" for r in each(held))
    return (
        f"Of {number(told['figures'].sum())} figures in publishers' yearly series, {number(given)} have a change; "
        f"the others have none: {reasons}."
    )


def doubts(told: pd.DataFrame) -> str:
    """What each kind of doubt touches. told: as of queries.figures.doubts_by_kind."""
    kinds = {
        contradiction: "; ".join(
            f"{number(r.figures)} {DOUBTS[r.kind]}, in {number(r.areas)} {plural(r.areas, 'area')}"
            for r in each(rows)
        )
        for contradiction, rows in told.groupby("contradiction")
    }
    return (
        "Where one of two figures of the same edition must be wrong, both are kept, the one is shown as doubted, and nothing is computed "
        f"from it: {kinds[True]}. What may be true stands, with a remark beside every percentage: {kinds[False]}. "
        "The rule: `etl/marts/figure_doubt.sql`; the figures: `/api/v1/doubts`."
    )


def became(zero: int, reprinted: int) -> str:
    """What later editions printed in place of an edition's "<5"; empty where none printed a number."""
    if not reprinted:
        return ""
    return f" (a later edition prints a number in place of {number(reprinted)} of them, and 0 in {number(zero)} of these)"


def small_cells(told: pd.DataFrame) -> str:
    """What "<5" includes, edition by edition. told: as of queries.method.bounds_by_edition."""
    editions = "; ".join(
        f"{r.publisher}, {r.edition} ({number(r.figures)} figures): {r.note.replace('<5', '`<5`')}"
        f"{became(r.zero, r.reprinted)}"
        for r in each(told)
    )
    return (
        "A publisher withholds small numbers to protect persons. What `<5` includes is said by each edition: "
        f"{editions}. It is drawn as an open mark, never added, never compared, and never turned into a number."
    )
