"""The words for a comparison: why two figures are not compared, what is held against one; and the columns of countries side by side."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboard.frames import column_names, each
from dashboard.wording import accounts
from dashboard.wording.figures import (
    amount,
    figure,
    in_unit,
    marks,
    number,
    press,
    rate,
    year_counted,
)
from dashboard.wording.figures import unit as unit_name
from dashboard.wording.language import said
from dashboard.wording.tiers import MOVEMENTS, basis_mark, tier_name

# By the code of the reason (etl/marts/comparison.sql), with what it says of the earlier and of the later figure.
REASONS = {
    "no_figure_before": "no figure for {year_before}",
    "no_whole_figure_before": "no whole figure for {year_before}",
    "no_figure_now": "no figure for {year}",
    "break": "{now}",
    "estimate": "estimates of different editions are not compared",
    "no_count": "a {now} is no count",
    "partial": "{before} in {year_before}, {now} in {year}",
    "doubted": "the figure for {year} is doubted",
    "doubted/both": "the figures for {year_before} and {year} are doubted",
    "publisher_differs": "{before} for {year_before}, {now} for {year}",
    "unit_differs": "{before} in {year_before}, {now} in {year}",
    "counted_differs": "{before} in {year_before}, {now} in {year}",
    "period_differs": "{before} year {year_before}, {now} year {year}",
    "not_exact": "the figure for {year} is not exact",
    "not_exact/both": "the figures for {year_before} and {year} are not exact",
}
COUNTED = {
    "": "all that were counted",
    "identified": "identified",
    "confirmed": "confirmed",
    "potential": "potential",
    "referred": "referred",
    "assisted": "assisted",
    "mixed": "several kinds together",
    "new": "newly opened",
    "continued": "continued from before",
    "suspected": "suspected",
}
WHOLE = "the whole area"

# By the code of the doubt (etl/marts/figure_doubt.sql).
DOUBTS = {
    "total_below_part": "the same edition prints {other} for a part of it ({part})",
    "part_above_total": "the same edition prints {other} for the whole of which it is a part",
    "same_number_as_other_measure": "the same edition prints the same number as {measure}",
}
REMARKS = {
    "jump": "A change of five times or more, and no break is on record: look for its cause before you use it.",
    "coincidence": "The same edition prints the same number as {measure}.",
}
PARTS = {
    "sexual_exploitation": "sexual exploitation",
    "forced_labour": "forced labour",
    "other": "other forms",
    "female": "female",
    "male": "male",
    "sex unknown": "sex unknown",
    "age unknown": "age unknown",
    "adult": "adults",
    "child": "children",
}
MEASURES = {
    "victims_detected": "victims detected",
    "victims_repatriated": "victims repatriated",
    "offences": "offences",
    "suspects": "suspects",
    "prosecutions": "prosecutions",
    "convictions": "convictions",
}
NO_MEDIAN = {
    "few_countries": "fewer than five countries",
    "suppressed": "depends on suppressed figures",
}


# Columns that only say what another column says in words.
CODES = ("withheld_before", "withheld_now", "segment")


def why_not(reason: str, before: str | None, now: str | None, year_before: int, year: int) -> str:
    """Why two figures are not compared, in words: 'cases in 2012, persons in 2013'.

    reason, before, now: withheld, withheld_before and withheld_now of year_over_year.
    """
    years = {"year_before": year_before, "year": year}
    if reason in ("doubted", "not_exact"):
        unsound = [
            of_year
            for of_year, told in ((year_before, before), (year, now))
            if isinstance(told, str) and told != "exact"
        ]
        if len(unsound) == 2:
            return said(REASONS[f"{reason}/both"]).format(**years)
        return said(REASONS[reason]).format(year=unsound[0])
    words: dict[str, Callable[[Any], Any]] = {
        "unit_differs": unit_name,
        "counted_differs": lambda code: said(COUNTED[code]),
        "partial": lambda scope: scope or said(WHOLE),
        "period_differs": said,
    }
    told = words.get(reason, lambda code: code)
    return said(REASONS[reason]).format(before=told(before), now=told(now), **years)


# What a row tells of why it is not compared, and of what contradicts it.
OF_REASON = ["year", "withheld", "withheld_before", "withheld_now"]
OF_DOUBT = [
    f"other_{part}" for part in ("measure", "form", "sex", "age", "origin", "value", "qualifier")
]


def why_withheld(row: Any, year_before: int | None = None) -> str:
    """Why a row gives no change on the year before, or on the year given. row: year, withheld, withheld_before, withheld_now."""
    before = row.year - 1 if year_before is None else year_before
    return why_not(row.withheld, row.withheld_before, row.withheld_now, before, row.year)


# Reasons why no change is given that are told in the words of the data.
IN_WORDS_OF_DATA = ("break", "partial", "publisher_differs")


def as_written(row: Any) -> tuple[str, ...]:
    """What a figure's doubt, its break and the reason for which it is not compared tell in the words of the data."""
    told = [row.break_reason, row.other_origin]
    if row.withheld in IN_WORDS_OF_DATA:
        told += [row.withheld_before, row.withheld_now]
    return tuple(text for text in told if isinstance(text, str) and text)


def written_in(rows: pd.DataFrame) -> list[object]:
    """The same of all rows of a series of queries.yearly, with the notes of its figures."""
    of_data = rows[rows["withheld"].isin(IN_WORDS_OF_DATA)]
    notes = rows["note"] if "note" in rows else ()
    return [*of_data["withheld_before"], *of_data["withheld_now"], *notes]


def doubt(row: Any) -> str:
    """What contradicts a doubted figure: 'the same edition prints 746 for a part of it (female)'.

    row: doubt and the columns other_… of citable_figure.
    """
    sex, age = (
        f"{of} unknown" if code == "unknown" else code
        for of, code in (("sex", row.other_sex), ("age", row.other_age))
    )
    parts = [row.other_form, sex, age]
    named = [said(PARTS.get(code, code)) for code in parts if code != "all"]
    return said(DOUBTS[row.doubt]).format(
        other=figure(row.other_value, row.other_qualifier),
        part=", ".join(named + [row.other_origin] * bool(row.other_origin)),
        measure=said(MEASURES.get(row.other_measure, row.other_measure)),
    )


def remarks(row: Any) -> list[str]:
    """What is told beside a change that is given. row: jump, coincides_with of year_over_year."""
    told = [said(REMARKS["jump"])] if row.jump else []
    if isinstance(row.coincides_with, str):
        measure = said(MEASURES.get(row.coincides_with, row.coincides_with))
        told.append(said(REMARKS["coincidence"]).format(measure=measure))
    return told


# Where a line stops although the next year has an exact figure: reasons that a reader cannot see in the picture.
BREAKS = (
    "break",
    "partial",
    "publisher_differs",
    "unit_differs",
    "counted_differs",
    "period_differs",
)
IN_BRIEF = {
    "break": "new series",
    "partial": "part only",
    "publisher_differs": "other source",
    "unit_differs": "other unit",
    "counted_differs": "others counted",
    "period_differs": "other period",
}


def breaks_in_brief(rows: pd.DataFrame) -> list[tuple[int, str]]:
    """Where lines are broken, and why in a word or two, what the later figure is against the one before: (year, reason)."""
    return [
        (year, said(IN_BRIEF[reason]))
        for year, reason in zip(rows["year"].tolist(), rows["withheld"], strict=True)
        if reason in BREAKS
    ]


def line_breaks(rows: pd.DataFrame) -> list[tuple[str, int, str]]:
    """Where the lines of a chart are broken, and why: (name, year, reason). rows: of year_over_year, with name."""
    broken = rows.loc[rows["withheld"].isin(BREAKS), ["name", *OF_REASON]]
    return [(row.name, row.year, why_withheld(row)) for row in each(broken)]


def comparison_headings(report_year: int, measures: dict[str, str]) -> dict[str, str]:
    """The columns of the comparison, in their order: code, as in the address, and heading. measures: code → label."""
    headings = {
        "tier_now": said("Tier {year}").format(year=report_year),
        "moved": said("Moved"),
        "tier_before": said("Tier {year}").format(year=report_year - 1),
        "history": said("Tier history"),
        "reports_in_tier": said("Years in tier"),
    }
    for measure, label in measures.items():
        headings |= {
            measure: label,
            f"{measure}_number": said("{label}, number").format(label=label),
            f"{measure}_unit": said("{label}, unit").format(label=label),
            f"{measure}_year": said("{label}, year").format(label=label),
            f"{measure}_source": said("{label}, source").format(label=label),
            f"{measure}_change": said("{label}, change on the year before").format(label=label),
            f"{measure}_per_100_000": said("{label} per 100,000 people").format(label=label),
        }
    return headings | {
        "convictions_per_100_prosecutions": said("Convictions per 100 prosecutions"),
        "ratio_year": said("Convictions per 100 prosecutions, year"),
        "palermo": said("Palermo Protocol"),
    }


def comparison_sources(measures: dict[str, str]) -> dict[str, str]:
    """The columns of the comparison that name where its figures were read: code and heading. measures: code → label."""
    of, before, population = (
        said("{label}: source"),
        said("{label}: source of the year before"),
        said("{label}: source of the population"),
    )
    headings = {
        "ratio_source_id": of.format(label=said("Convictions per 100 prosecutions")),
        "palermo_source_id": of.format(label=said("Palermo Protocol")),
    }
    for measure, label in measures.items():
        headings |= {
            f"{measure}_source_id": of.format(label=label),
            f"{measure}_before_source_id": before.format(label=label),
            f"{measure}_population_source_id": population.format(label=label),
        }
    return headings


SIDE_BY_SIDE = "Countries side by side"
# The columns beside the country's name that are shown, with the measures, until a reader chooses others.
USUAL_COLUMNS = ["tier_now", "moved", "history", "reports_in_tier"]


# Publishers as they are named in a cell.
SHORT_NAMES = {"US Department of State": "TIP"}


def about(column: str, measures: dict[str, str]) -> str:
    """What is told of a column of the comparison, or nothing. measures: code → label."""
    if column in measures:
        return said(
            "Figure · year counted · source: TIP is the TIP Report. The unit is named where it is not persons or "
            "victims. Each leads to its record."
        )
    if column == "convictions_per_100_prosecutions":
        return said(
            "Of the latest year in which one source gives both in one unit. Of fewer than ten prosecutions none is made."
        )
    if column == "history":
        return said("A dot marks a derived placement, a ring one from the press.")
    return ""


OF_CELL = (
    "value",
    "qualifier",
    "unit",
    "year",
    "counted",
    "publisher",
    "reliability",
    "period",
    "doubt",
)


def figure_cell(row: Any) -> str | None:
    """'46 · 2023 · UNODC', with the unit where that is not persons or victims; None where no figure is known.

    One known from the press alone, doubted or of another year than a calendar year is marked. row: value, qualifier,
    unit, year, publisher, reliability, period, doubt.
    """
    if pd.isna(row.value):
        return None
    named = SHORT_NAMES.get(row.publisher, row.publisher)
    bound = row.qualifier == "less_than"
    told = f"<{number(row.value)}" if bound else figure(row.value, row.qualifier)
    if row.unit not in ("persons", "victims"):
        told = in_unit(told, row.value, row.unit)
    return f"{told} · {int(float(row.year))} · {named}{marks(row)}"


def figure_card(row: Any) -> str:
    """What a cell has no room for, a line each: the figure in full, who gives it, what it counts, what speaks against it,
    its change, a remark. row: of compare.latest_figures."""
    told = [
        said("{label}: {amount} in {year}").format(
            label=row.label, amount=amount(row), year=year_counted(row)
        ),
        edition_of(row.publisher, row.vintage) + press(row),
        said("Counted: {counted}").format(counted=said(COUNTED[row.counted]))
        if row.counted
        else "",
        said("Doubted: {reason}").format(reason=doubt(row)) if isinstance(row.doubt, str) else "",
        change_told(row),
        said("Remark: {remark}").format(remark=row.note) if isinstance(row.note, str) else "",
    ]
    return "\n".join(line for line in told if line)


def edition_of(publisher: str, vintage: str) -> str:
    """'UNODC, edition 2025-11'."""
    return said("{publisher}, edition {edition}").format(publisher=publisher, edition=vintage)


def in_cell(code: str, value: Any) -> str:
    """What stands in a cell of the comparison; nothing for what is not known."""
    if pd.isna(value):
        return ""
    if "per_100" in code:
        return rate(value)
    return str(value) if isinstance(value, str) else number(value)


def change_told(row: Any) -> str:
    """'+7 on 2022', or why there is no change."""
    if pd.notna(row.change):
        change = f"{'+' if row.change > 0 else ''}{number(row.change)}"
        return said("{change} on {year}").format(change=change, year=row.year - 1)
    if isinstance(row.withheld, str):
        return said("No change on {year} is given: {reason}").format(
            year=row.year - 1, reason=why_withheld(row)
        )
    return ""


def comparison_columns(table: pd.DataFrame, measures: dict[str, str]) -> pd.DataFrame:
    """Countries side by side as a table to read, its columns named by code; `table` as of compare.side_by_side,
    measures: code → label."""
    shown = table.assign(
        tier_now=table["tier"].map(tier_name, na_action="ignore") + table["basis"].map(basis_mark),
        moved=table["movement"].map(MOVEMENTS),
        tier_before=table["previous_tier"].map(tier_name, na_action="ignore")
        + table["previous_basis"].map(basis_mark),
        palermo=table["palermo_date"].fillna(
            table["palermo_in_force"].map(
                lambda date: said("in force {date}").format(date=date), na_action="ignore"
            )
        ),
    )
    ratio = "convictions_per_100_prosecutions"
    of_few = table["ratio_year"].notna() & table[ratio].isna()
    shown[ratio] = table[ratio].astype(object).mask(of_few, said("fewer than ten prosecutions"))
    years = [f"{measure}_year" for measure in measures] + ["ratio_year"]
    shown[years] = shown[years].astype("Int64").astype("string")
    for measure in measures:
        shown[f"{measure}_number"] = table[measure]
        shown[f"{measure}_unit"] = table[f"{measure}_unit"].map(unit_name, na_action="ignore")
        of_measure = table[[f"{measure}_{part}" for part in OF_CELL]].set_axis(
            list(OF_CELL), axis=1
        )
        shown[measure] = [figure_cell(row) for row in each(of_measure)]
        editions = zip(table[f"{measure}_publisher"], table[f"{measure}_vintage"], strict=True)
        shown[f"{measure}_source"] = [
            None if pd.isna(vintage) else edition_of(publisher, vintage)
            for publisher, vintage in editions
        ]
    codes = [code for code in comparison_headings(0, measures) if code != "history"]
    return shown[["name", *codes]]


def single_figures(rows: pd.DataFrame) -> str:
    """'India 2004: 20,390 (TIP Report); …'. rows: name, year, value, qualifier, publisher."""
    return said("; ").join(
        said("{name} {year}: {amount} ({publisher})").format(
            name=row.name,
            year=row.year,
            amount=figure(row.value, row.qualifier),
            publisher=said(accounts.NAMES[row.publisher]),
        )
        for row in each(rows)
    )


def broken_lines(rows: pd.DataFrame) -> str:
    """'The line is broken at 2017 (from 2017 on …).' for one area's rows; empty where it is broken by silence only."""
    told = [f"{year} ({why})" for _, year, why in line_breaks(rows)]
    if not told:
        return ""
    return said("The line is broken at {breaks}.").format(breaks=said("; ").join(told))


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows as a table to read: why a change is withheld and what contradicts a figure in words in place of their codes."""
    held = [
        why_withheld(row) if isinstance(row.withheld, str) else None
        for row in (each(rows[OF_REASON]) if "withheld" in rows else ())
    ]
    doubted = [
        doubt(row) if isinstance(row.doubt, str) else None
        for row in each(rows[["doubt", *OF_DOUBT]])
    ]
    in_place: dict[str, Any] = {"doubt": doubted} | (
        {"withheld": held} if "withheld" in rows else {}
    )
    told = rows.assign(**in_place)
    codes = [c for c in column_names(told) if c.startswith("other_") or c in CODES]
    return told.drop(columns=codes)
