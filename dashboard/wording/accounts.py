"""Who says what: the TIP Report's and UNODC's account of one measure, and by how much they differ."""

from types import SimpleNamespace
from typing import Any

import pandas as pd

from dashboard.frames import each, groups
from dashboard.wording import answers
from dashboard.wording.figures import (
    amount,
    in_brackets,
    in_unit,
    marked,
    marks,
    number,
    percent,
    spans,
)
from dashboard.wording.language import said, said_of

NAMES = {"US Department of State": "TIP Report", "UNODC": "UNODC"}
BOTH = "TIP Report beside UNODC"
TWO = "The TIP Report's and UNODC's accounts"
OF_ONE = "An index is of one account: the preferred figure of each year is drawn."
NOT_SET_AGAINST = {
    "one_account": "one account only",
    "unit_differs": "in different units",
    "new_only": "the TIP Report counts new ones only",
    "doubted": "one of them doubted",
    "not_exact": "not both exact",
}
PERIODS = {
    "calendar": "calendar year",
    "fiscal": "fiscal year",
    "reporting": "reporting year of the TIP Report",
}


def account(row: Any, whose: str) -> str:
    """'231 persons (press)' of the account tip or unodc; empty where it says nothing."""
    told = of_account(row, whose)
    if pd.isna(told.value):
        return ""
    return amount(told) + marks(told)


def of_account(row: Any, whose: str) -> SimpleNamespace:
    """The figure of the account tip or unodc: value, qualifier, unit, and what its marks tell."""
    parts = ("value", "qualifier", "unit", "period", "counted", "reliability", "doubt")
    return SimpleNamespace(**{part: getattr(row, f"{whose}_{part}") for part in parts})


def difference(row: Any) -> str:
    """'187 (81 % of the larger)', of numbers below ten '3'; or why none is given."""
    if isinstance(row.not_set_against, str):
        return said(NOT_SET_AGAINST[row.not_set_against])
    apart = abs(row.tip_value - row.unodc_value)
    if not apart:
        return said("none")
    if pd.isna(row.apart):
        return number(apart)
    return said("{apart} ({share} of the larger)").format(
        apart=number(apart), share=percent(row.apart)
    )


def sentences(both: pd.DataFrame) -> list[str]:
    """Where the two accounts differ by more than a tenth, and by how much: a sentence a measure of which both tell.

    both: one area's, of queries.accounts.accounts.
    """
    return [
        sentence(rows[rows["not_set_against"] != "one_account"])
        for _, rows in groups(both, "measure")
        if (rows["not_set_against"] != "one_account").any()
    ]


def sentence(shared: pd.DataFrame) -> str:
    """shared: the years of one measure for which both give a figure."""
    about = {"label": shared["label"].iat[0], "years": years_in_words(len(shared))}
    alike = shared[shared["not_set_against"].isna()]
    alike = alike.assign(difference=(alike["tip_value"] - alike["unodc_value"]).abs())
    differ = alike[alike["differ"]]
    if alike.empty:
        reasons = dict.fromkeys(said(NOT_SET_AGAINST[c]) for c in shared["not_set_against"])
        return said(
            "**{label}:** the TIP Report and UNODC both give a figure for {years}, never to be set against each other: "
            "{reasons}."
        ).format(**about, reasons=", ".join(reasons))
    about["alike"] = len(alike)
    if differ.empty:
        return said(
            "**{label}:** the TIP Report and UNODC both give a figure for {years}, in {alike} of them both exact counts of "
            "persons, which agree within a tenth."
        ).format(**about)
    [most] = each(differ.nlargest(1, "difference"))
    address = answers.record(most.area, most.measure, most.year)
    return said(
        "**{label}:** the TIP Report and UNODC both give a figure for {years}, in {alike} of them both exact counts of "
        "persons; they differ by more than a tenth in {apart}, most in {year}: TIP Report {tip}, UNODC {unodc}, which "
        "differ by {difference}."
    ).format(
        **about,
        apart=spans(differ["year"]),
        year=most.year,
        tip=linked(of_account(most, "tip"), address),
        unodc=linked(of_account(most, "unodc"), address),
        difference=number(most.difference),
    )


def linked(told: SimpleNamespace, address: str) -> str:
    """'[231](/trends?…) persons (press, calendar year)'. told: as of of_account."""
    known = in_brackets([*marked(told, year_told=True), said(PERIODS[told.period])])
    return in_unit(f"[{number(told.value)}]({address})", told.value, told.unit) + known


def table(both: pd.DataFrame) -> pd.DataFrame:
    """Every year of which an account tells, in words: area, measure, year, tip_report, unodc, difference, and the sources."""
    rows = list(each(both))
    return both[["name", "label", "year"]].assign(
        tip_report=[account(row, "tip") for row in rows],
        unodc=[account(row, "unodc") for row in rows],
        difference=[difference(row) for row in rows],
        tip_source_id=both["tip_source_id"],
        unodc_source_id=both["unodc_source_id"],
    )


def years_in_words(count: int) -> str:
    return said_of(count, "{count} year", "{count} years").format(count=count)
