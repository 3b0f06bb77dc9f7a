"""The ways to look at a series: as counted, per 100,000 people, as an index, as a change."""

from collections.abc import Callable

import pandas as pd

from dashboard.frames import each
from dashboard.wording import figures as wording
from dashboard.wording.language import number, said

VIEWS = {
    "count": "As counted",
    "rate": "Per 100,000 people",
    "index": "Index",
    "change": "Change in number",
    "percent": "Change in percent",
}


def viewed(rows: pd.DataFrame, view: str, indexed: pd.DataFrame | None = None) -> pd.DataFrame:
    """The rows that have a value in this view, with `value` replaced by it and `shown` telling it in words.

    rows: a series of queries.yearly. indexed: the same figures against the base year, for the view index.
    Figures of which nothing may be computed are absent; as counted, every figure stays.
    """
    if view == "count":
        return rows
    column = {"rate": "rate", "index": "index", "change": "change", "percent": "change_ratio"}[view]
    if view == "index":
        if indexed is None:
            raise ValueError("an index needs the comparison with its base year")
        rows = rows.merge(indexed[["area", "year", "index"]], on=["area", "year"])
    kept = rows[rows[column].notna()]
    counted = [f"{wording.figure(r.value, r.qualifier)} {wording.unit(r.unit)}" for r in each(kept)]
    values = kept[column].astype(float) * (100 if view == "percent" else 1)
    told = [f"{in_view(view, v)} ({c})" for v, c in zip(values, counted, strict=True)]
    return kept.assign(value=values, shown=told)


def in_view(view: str, value: float) -> str:
    """A value of a view: '0.25 per 100,000 people', 'index 110.0', '+12', '-3.1 %'."""
    return said(TOLD[view]).format(value=WRITTEN[view](value))


def largest(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """The rows of the areas whose latest figures are the largest, at most so many areas."""
    latest = rows.groupby("area")["value"].last()
    return rows[rows["area"].isin(latest.nlargest(most).index)]


def rivals_of(drawn: pd.DataFrame, everything: pd.DataFrame) -> pd.DataFrame:
    """The figures of `everything` that are not those drawn as the line."""
    key = ["area", "year", "publisher", "unit", "period", "source_id"]
    drawn_already = pd.MultiIndex.from_frame(drawn[key])
    return everything[~pd.MultiIndex.from_frame(everything[key]).isin(drawn_already)]


WRITTEN: dict[str, Callable[[float], str]] = {
    "rate": lambda value: number(float(f"{value:.3g}")),
    "index": lambda value: number(value, 1),
    "change": lambda value: number(value, 0, signed=True),
    "percent": lambda value: number(value, 1, signed=True),
}
TOLD = {
    "rate": "{value} per 100,000 people",
    "index": "index {value}",
    "change": "{value}",
    "percent": "{value} %",
}


def unit(view: str, counted: str, base: int | None) -> str:
    """What the axis of a view counts. counted: the unit of the figures; base: the year of an index."""
    if view == "index":
        return f"{base} = 100"
    return said(
        {"rate": "per 100,000 people", "percent": "% on the year before"}.get(view, counted)
    )


WHY_NO_SUM = {
    "count": "",
    "rate": "No rate can be given: the ledger lacks the population of one of these countries in every year.",
    "index": "No index can be given: the sum of the first year is below ten.",
    "change": "There is one year only: no change can be given.",
    "percent": "No change in percent can be given: one year only, or sums below ten.",
}

WHY_NOT_DRAWN = {
    "count": "Without a figure",
    "rate": "No rate can be given, since the ledger holds no population or no exact count",
    "index": "No index can be given, since no figure may be compared with the base year or that of the base year is below ten",
    "change": "No change can be given, for the reasons below",
    "percent": "No change in percent can be given, for the reasons below or since figures are below ten",
}

WHY_EMPTY = {
    "count": "",
    "rate": "No rate can be given: the ledger holds no population for these areas and years, or no exact count.",
    "index": "No index can be given: no figure may be compared with the base year, or that of the base year is below ten.",
    "change": "No change can be given: see the reasons below.",
    "percent": "No change in percent can be given: see the reasons below; of figures below ten none is made.",
}
