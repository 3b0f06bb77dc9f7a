"""The words of the list of sources."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboard.frames import each
from dashboard.wording.figures import MARKED_COUNTS, listed, number
from dashboard.wording.language import said, said_of

SEARCH = "Words of a title, publisher or edition"
GIVES = "What it gives"
KINDS = {
    "figures": "Figures",
    "placements": "Placements in tiers",
    "cases": "Steps of court cases",
    "other": "Other",
}
PREFERRED = (
    "Often several sources give a figure for the same country, year and measure. One is drawn, the others stand "
    "beside it. A figure that its own edition contradicts loses to any other, and so does one known only from the press or "
    "by elimination. Then UNODC comes before others: it asks every state the same questions and prints persons by calendar "
    "year, with revisions. What states answer differs all the same. Then a count of people comes "
    "before a count of cases, a calendar year before other periods, a publisher's own page before a copy, a copy "
    "before research data, and the latest edition before earlier ones. Partial figures never compete. "
    "The rule stands in one place: `etl/marts/series_figure.sql`."
)
CHANGE = (
    "A change on the year before is given only between two exact, undoubted counts of the same publisher, unit, period and form, "
    "with no known break between them. Otherwise the reason stands in its place. "
    "Of numbers below ten no percentage, ratio or index is made: one more or fewer would be a tenth of it and more. "
    "`<5` is neither 5 nor 0: it is never added, charted at 5, or compared. "
    "The rule: `etl/marts/comparison.sql`."
)
BREAKS = "Known breaks"
BREAKS_FOLLOW = "The known breaks:"
COVERED = (
    "Countries, and pairs of a country and a year, with a yearly figure of the whole country; the regions are those of "
    "the TIP Report. What is missing is missing, not zero."
)
LEAST_KNOWN = (
    "The countries that most reports place without any figure of investigations, prosecutions, convictions or victims for "
    "the year before:"
)
LEAST_KNOWN_LISTED = "Countries that most reports place without any figure"
SET_ASIDE = "Rows set aside, not loaded"
NOT_HERE = (
    "{rows} rows of UNODC's April 2025 edition share a key and disagree; they are not loaded. "
    "{withdrawn} figures of its May 2023 edition are not in the edition that replaced it; they are kept "
    "as history and not shown as current. Special cases before 2009 are incomplete, and three placements are missing: "
    "Taiwan 2001, Ireland 2007, Afghanistan 2003. The Palermo Protocol dates lack about 11 parties: an absent date is "
    "no data, not absence from the protocol."
)
BUILD = "Data {version}, built {when} UTC, {checks} checks passed. Content hash `{hash}`."
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
RELIABLE = {
    "primary": "primary",
    "copy": "copy",
    "secondary": "secondary",
    "press": "press",
    "derived": "derived",
}
DOUBTS = {
    "total_below_part": "{figures} totals smaller than one of their parts, in {areas}",
    "part_above_total": "{figures} parts larger than their total, in {areas}",
    "same_number_as_other_measure": "{figures} figures that are another measure's number, in {areas}",
    "questionnaire_code": "{figures} codes of a questionnaire in place of a count, which are no figures and are set aside, in "
    "{areas}",
    "coincidence": "{figures} figures of ten or more that are also another measure's, in {areas}",
    "jump": "{figures} changes of five times or more, with a figure of 100 or more and no break on record, in {areas}",
}
LISTED = "Sources of the ledger"
ASKED = "The source asked for"
NO_SUCH_SOURCE = "The ledger holds no source of that code. All sources are listed below."


FEW = 6  # so many names are told
FIGURES = ("{count} figure", "{count} figures")
AREAS = ("{count} area", "{count} areas")
GIVEN = {
    "figures": FIGURES,
    "placements": ("{count} placement", "{count} placements"),
    "cases": ("{count} case", "{count} cases"),
}


def counted(count: int, one_and_several: tuple[str, str]) -> str:
    return said_of(count, *one_and_several).format(count=number(count))


def counted_otherwise(held: pd.DataFrame) -> str:
    """How figures that count something else than their name says are told apart. held: of method.counted_otherwise."""
    told = said("; ").join(
        said(NAMED if len(row.areas) < FEW else UNNAMED).format(
            figures=counted(row.figures, FIGURES),
            areas=counted(len(row.areas), AREAS),
            counted=said(MARKED_COUNTS[row.counts]),
            names=listed(row.areas),
        )
        for row in each(held)
    )
    return said(COUNTED_OTHERWISE).format(told=told)


NAMED = "{figures} of {areas} ({counted}): {names}"
UNNAMED = "{figures} of {areas} ({counted})"
COUNTED_OTHERWISE = (
    "Potential, referred and assisted victims, and cases carried on, are series of their own under their own names. "
    "Where an edition prints such figures under another name, and where it counts newly opened cases only, they keep "
    "their place with a mark: {told}. A marked figure is ranked with no other, is in no sum and no median with "
    "figures that count the whole, and has no peers."
)


def how_many_sources(found: int, every: int) -> str:
    if found == 0:
        return said("No source answers to all of this: loosen a filter.")
    told = said_of(every, "{found} of {count} source", "{found} of {count} sources")
    return told.format(found=number(found), count=number(every))


def entry(source: Any, plain: Callable[[str], str]) -> str:
    """'Title, publisher, edition: primary; 12 figures. Address' of a row of queries.method.found_sources."""
    edition = f", {source.edition}" if isinstance(source.edition, str) else ""
    given = [counted(value, GIVEN[kind]) for kind in GIVEN if (value := getattr(source, kind))]
    # An address that stands as it is becomes a link; behind a title it would be shown as text.
    address = f". {source.url}" if isinstance(source.url, str) else ""
    known = said("; ").join([said(RELIABLE[source.reliability]), *given])
    return said("{label}: {value}").format(
        label=f"{plain(source.title)}, {plain(source.publisher)}{edition}", value=known + address
    )


def changes_given(told: pd.DataFrame) -> str:
    """How many figures have a change, and how many have none, by reason. told: as of queries.method.changes_by_reason."""
    given = told.loc[told["withheld"].isna(), "figures"].sum()
    held = told[told["withheld"].notna()]
    reasons = said("; ").join(
        f"{said(WITHHELD[r.withheld])} ({number(r.figures)})" for r in each(held)
    )
    return said(
        "Of {figures} figures in publishers' yearly series, {given} have a change; the others have none: {reasons}."
    ).format(figures=number(told["figures"].sum()), given=number(given), reasons=reasons)


def doubts(told: pd.DataFrame) -> str:
    """What each kind of doubt touches. told: as of queries.figures.doubts_by_kind."""
    kinds = {
        contradiction: said("; ").join(
            said(DOUBTS[r.kind]).format(figures=number(r.figures), areas=counted(r.areas, AREAS))
            for r in each(rows)
        )
        for contradiction, rows in told.groupby("contradiction")
    }
    return said(DOUBTED).format(wrong=kinds[True], possible=kinds[False])


DOUBTED = (
    "Where one of two figures of the same edition must be wrong, both are kept, the one is shown as doubted, and nothing is computed "
    "from it: {wrong}. What may be true stands, with a remark beside every percentage: {possible}. "
    "The rule: `etl/marts/figure_doubt.sql`; the figures: `/api/v1/doubts`."
)


def of_bound(note: str) -> str:
    """What an edition says of its "<5", as Markdown."""
    return note.replace("<5", "`<5`")


def small_cells(told: pd.DataFrame) -> str:
    """What "<5" includes, edition by edition. told: as of queries.method.bounds_by_edition."""
    editions = said("; ").join(
        said(REPRINTED if r.reprinted else PRINTED).format(
            publisher=r.publisher,
            edition=r.edition,
            figures=counted(r.figures, FIGURES),
            note=of_bound(r.note),
            reprinted=number(r.reprinted),
            zero=number(r.zero),
        )
        for r in each(told)
    )
    return said(SMALL_CELLS).format(editions=editions)


PRINTED = "{publisher}, {edition} ({figures}): {note}"
REPRINTED = (
    "{publisher}, {edition} ({figures}): {note} (a later edition prints a number in place of {reprinted} of them, and 0 in "
    "{zero} of these)"
)
SMALL_CELLS = (
    "A publisher withholds small numbers to protect persons. What `<5` includes is said by each edition: "
    "{editions}. It is drawn as an open mark, never added, never compared, and never turned into a number."
)
