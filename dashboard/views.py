"""The ways to look at a series: as counted, per 100,000 people, as an index, as a change."""

import pandas as pd

from dashboard import wording

VIEWS = {
    "count": "As counted",
    "rate": "Per 100,000 people",
    "index": "Index",
    "change": "Change in number",
    "percent": "Change in percent",
}


def viewed(rows: pd.DataFrame, view: str, indexed: pd.DataFrame | None = None) -> pd.DataFrame:
    """The rows that have a value in this view, with `value` replaced by it and `shown` telling it in words.

    rows: a series of queries.trends. indexed: the same figures against the base year, for the view index.
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
    counted = [
        f"{wording.figure(r.value, r.qualifier)} {wording.unit(r.unit)}" for r in kept.itertuples()
    ]
    values = kept[column].astype(float) * (100 if view == "percent" else 1)
    told = [f"{TOLD[view].format(v)} ({c})" for v, c in zip(values, counted, strict=True)]
    return kept.assign(value=values, shown=told)


def largest(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """The rows of the areas whose latest figures are the largest, at most so many areas."""
    latest = rows.groupby("area")["value"].last()
    return rows[rows["area"].isin(latest.nlargest(most).index)]


def rivals_of(drawn: pd.DataFrame, everything: pd.DataFrame) -> pd.DataFrame:
    """The figures of `everything` that are not those drawn as the line."""
    key = ["area", "year", "publisher", "unit", "period", "source_id"]
    drawn_already = pd.MultiIndex.from_frame(drawn[key])
    return everything[~pd.MultiIndex.from_frame(everything[key]).isin(drawn_already)]


TOLD = {
    "rate": "{:.3g} per 100,000 people",
    "index": "index {:.1f}",
    "change": "{:+,.0f}",
    "percent": "{:+,.1f} %",
}
