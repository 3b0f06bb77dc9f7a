"""The answer first: how a measure moved, in one sentence, its numbers linked to their records."""

import pandas as pd

from dashboard.statistics import direction
from dashboard.wording.figures import figure, from_to, in_unit, marks, spans, unit, year_counted
from dashboard.wording.language import said

# Others may be held, of a part or counted apart.
ALONE = "the only whole figure"
DIRECTIONS = {
    "rise": "rising",
    "fall": "falling",
    "none": "no clear direction",
    "few": "too few comparable years to speak of a direction",
}


def record(area: str, measure: str, year: int) -> str:
    """The address of a figure's record."""
    return f"/trends?area={area}&measure={measure}&record={area}-{year}"


def answer(label: str, area: str, measure: str, rows: pd.DataFrame, alike: pd.DataFrame) -> str:
    """'Prosecutions: no clear direction. 42 in 2007, 46 in 2023, same source and unit; 7 of 17 years reported.'

    rows: one area's series (year, value, qualifier, unit, source, reliability, doubt, period, and shown where the view is not as counted), at least
    one year, oldest first. alike: those of queries.yearly.comparable_years.
    """
    alike = alike[alike["year"].isin(rows["year"])]
    span = int(rows["year"].max() - rows["year"].min() + 1)
    reported = said("{number} of {span} years reported").format(
        number=rows["year"].nunique(), span=span
    )
    if len(rows) == 1:
        row = rows.iloc[0]
        return said("**{label}:** {amount} in {year}, by {source}: {alone}.").format(
            label=label,
            amount=in_unit(linked(row, area, measure), row.value, row.unit),
            year=row.year,
            source=row.source,
            alone=said(ALONE),
        )
    if len(alike) < 2:
        last = rows.iloc[-1]
        return said(
            "**{label}: no two years are comparable.** {amount} in {year}; {reported}."
        ).format(
            label=label,
            amount=in_unit(linked(last, area, measure), last.value, last.unit),
            year=last.year,
            reported=reported,
        )
    by_year = rows.drop_duplicates("year", keep="last").set_index("year", drop=False)
    first, last = by_year.loc[alike["year"].min()], by_year.loc[alike["year"].max()]
    way = DIRECTIONS[direction.of(alike["year"].tolist(), alike["value"].tolist())]
    return said(
        "**{label}: {way}.** {first} in {first_year}, {last} in {last_year}, same source and unit ({unit}); {reported}."
    ).format(
        label=label,
        way=said(way),
        first=linked(first, area, measure),
        first_year=first.year,
        last=linked(last, area, measure),
        last_year=last.year,
        unit=unit(last.unit),
        reported=reported,
    )


def linked(row: pd.Series, area: str, measure: str) -> str:
    """A figure as a link to its record, in the words of the view."""
    told = row["shown"] if isinstance(row.get("shown"), str) else figure(row.value, row.qualifier)
    return f"[{told}]({record(area, measure, row.year)}){marks(row)}"


# By the code of queries.figures.since.
NOT_ONE = {
    "nothing": ("not reported", "not zero"),
    "parts": ("no whole figure", "partial or counted apart only"),
}


def not_one(held: str) -> tuple[str, str]:
    """What a summary strip says where there is no figure to show. held: of queries.figures.since."""
    missing, why = NOT_ONE[held]
    return said(missing), said(why)


SINCE = {"nothing": "; nothing since", "parts": "; since then partial or counted apart only"}


def in_strip(rows: pd.DataFrame, alike: pd.DataFrame, old: str | None) -> tuple[str, str]:
    """The latest figure with its year, and its direction, for a summary strip, and what is known since.

    rows: as of `answer`, with period. old: of queries.figures.since.
    """
    last = rows.iloc[-1]
    amount = figure(last.value, last.qualifier)
    amount = (
        amount if last.unit in ("persons", "victims") else in_unit(amount, last.value, last.unit)
    )
    told = said("{amount} in {year}").format(
        amount=amount + marks(last, year_told=True), year=year_counted(last)
    )
    since = said(SINCE[old]) if old else ""
    if len(alike) < 2:
        alone = "not comparable with other years" if len(rows) > 1 else ALONE
        return told, said(alone) + since
    if last.year not in set(alike["year"]):
        since = said("; not comparable with {year}").format(year=last.year) + since
    way = direction.of(alike["year"].tolist(), alike["value"].tolist())
    if way == "few":
        known = said("{number} comparable years, {years}").format(
            number=len(alike), years=spans(alike["year"])
        )
        return told, known + since
    span = from_to(int(alike["year"].min()), int(alike["year"].max()))
    return told, f"{said(DIRECTIONS[way])}, {span}{since}"
