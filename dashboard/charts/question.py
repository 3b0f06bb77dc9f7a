"""The chart of a question of the reader's own, where the columns of its rows say which; else none.

Nothing says whether two figures of such rows may be compared: no line joins them.
"""

from decimal import Decimal
from itertools import cycle
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import axes, line_marks, strips, theme
from dashboard.charts.corridors import colour_of
from dashboard.frames import column_names, each, groups
from dashboard.wording import figures as wording
from dashboard.wording.figures import QUALIFIED

MOST_SERIES, MOST_BARS = len(theme.LINES), 40
LONGEST = 40  # letters of a name
LARGEST = 10**300
# Columns that tell of each figure, and divide none from another.
TELLING = {"qualifier", "unit", "counted", "period", "doubt", "note", "vintage", "reliability", "strand",
    "coincides_with", "withheld", "withheld_before", "withheld_now", "qualifier_before"}  # fmt: skip
TIERS = {"report_year", "tier", "basis"}


class Shape(NamedTuple):
    """What is drawn. at: the column of years or days, or of the names beside bars; series: the columns that say whose
    each mark is."""

    kind: str  # years, days, names or tiers
    at: str
    value: str = ""
    series: tuple[str, ...] = ()


def shape(rows: pd.DataFrame) -> Shape | None:
    """The chart that the rows have, if any; each column holds Python's own values.

    A figure of the ledger (value) is drawn only beside its unit and its qualifier: without it "fewer than 5" would stand
    as 5. Figures in several units are told apart as series. An estimate is drawn as no count.
    """
    if TIERS <= set(rows) and rows["report_year"].is_unique and 1 < len(rows):
        known = rows["tier"].isin(theme.TIER_LABELS).all() and whole(rows["report_year"])
        return Shape("tiers", "report_year") if known else None
    value = measured(rows)
    if value is None or not fit(rows, value):
        return None
    drawn = rows[rows[value].notna()]
    years = [c for c in column_names(drawn) if c.endswith("year") and whole(drawn[c])]
    days = [c for c in column_names(drawn) if drawn[c].map(lambda day: hasattr(day, "year")).all()]
    texts = [
        c
        for c in column_names(drawn)
        if c not in TELLING and "source_id" not in c and short(drawn[c])
    ]
    units = drawn["unit"].nunique(dropna=False) if "unit" in drawn else 1
    for kind, columns in (("years", years), ("days", days)):
        if columns:
            at = columns[0]
            for names in ((), *((c,) for c in texts)):
                series = names if units == 1 else (*names, "unit")
                few = len(drawn.drop_duplicates([*series])) <= MOST_SERIES if series else True
                if few and not drawn.duplicated([at, *series]).any():
                    return Shape(kind, at, value, series)
            return None
    apart = [c for c in texts if drawn[c].is_unique]
    few = units == 1 and len(drawn) <= MOST_BARS
    return Shape("names", apart[0], value) if apart and few else None


def measured(rows: pd.DataFrame) -> str | None:
    """The column that is drawn: the ledger's figure, or the only one of numbers."""
    numbers = [c for c in column_names(rows) if not c.endswith("year") and numeric(rows[c])]
    if "value" in numbers:
        return "value"
    return numbers[0] if len(numbers) == 1 else None


def fit(rows: pd.DataFrame, value: str) -> bool:
    told = rows[value].notna()
    if told.sum() < 2 or lacks(rows):
        return False
    drawable = set(QUALIFIED) - {"estimate"}
    return "qualifier" not in rows or bool(rows.loc[told, "qualifier"].isin(drawable).all())


def lacks(rows: pd.DataFrame) -> bool:
    """Whether rows of figures do not tell how each is to be read."""
    return "value" in rows and not {"unit", "qualifier"} <= set(rows)


def numeric(column: pd.Series) -> bool:
    held = column.dropna()
    kinds = held.map(lambda v: type(v) in (int, float, Decimal) and abs(v) < LARGEST)
    return len(held) > 0 and bool(kinds.all())


def whole(column: pd.Series) -> bool:
    return bool(column.map(lambda year: type(year) is int and 0 < year < 9999).all())


def short(column: pd.Series) -> bool:
    return bool(column.map(lambda text: isinstance(text, str) and len(text) <= LONGEST).all())


def chart(rows: pd.DataFrame, shape: Shape, scale: theme.TierScale = theme.ON_LIGHT) -> go.Figure:
    """rows, shape: of `shape`."""
    if shape.kind == "tiers":
        return strips.tier_strip(rows, scale)
    drawn = rows[rows[shape.value].notna()]
    qualifier = drawn["qualifier"] if "qualifier" in drawn else pd.Series("exact", drawn.index)
    doubt = drawn["doubt"] if "doubt" in drawn else pd.Series(None, drawn.index, dtype=object)
    told = [wording.figure(v, q) for v, q in zip(drawn[shape.value], qualifier, strict=True)]
    marks = pd.DataFrame(
        {
            "at": drawn[shape.at],
            # A bound is no value: its mark stands on the axis.
            "value": drawn[shape.value].astype(float).where(qualifier != "less_than", 0),
            "qualifier": qualifier,
            "doubt": doubt,
            "told": [f"{at}: {figure}" for at, figure in zip(drawn[shape.at], told, strict=True)],
            "figure": told,
            "series": [", ".join(names) for names in each(drawn[[*shape.series]])],
        }
    )
    units = drawn["unit"].unique() if "unit" in drawn else [shape.value]
    named = wording.listed(map(wording.unit, units))
    if shape.kind == "names":
        return bars(marks, named)
    return in_time(marks, shape, named)


def in_time(marks: pd.DataFrame, shape: Shape, named: str) -> go.Figure:
    colours = cycle(theme.LINES)
    traces = [
        go.Scatter(
            x=rows["at"],
            y=rows["value"],
            mode="markers",
            cliponaxis=False,
            name=series,
            marker={"size": 9, "color": next(colours), "symbol": line_marks.symbols(rows)},
            customdata=[f"{series}, {told}" if series else told for told in rows["told"]],
            hovertemplate="%{customdata}<extra></extra>",
        )
        for series, rows in groups(marks, "series")
    ]
    axis = {"type": "date", "showgrid": False, "fixedrange": True}
    if shape.kind == "years":
        axis = axes.year_axis(int(marks["at"].min()), int(marks["at"].max()))
    return go.Figure(
        traces,
        theme.layout(
            subtitle=named,
            showlegend=bool(shape.series),
            legend={"orientation": "h", "y": -0.22, "yanchor": "top", "x": 0},
            xaxis=axis | {"title": {"text": shape.at}},
            yaxis=axes.value_axis(largest=marks["value"].max()),
        ),
    )


def bars(marks: pd.DataFrame, named: str) -> go.Figure:
    """Bars in the order of the rows, each with its figure in words; a bound has no bar."""
    rows = marks.iloc[::-1]
    figure = go.Figure(
        go.Bar(
            x=rows["value"],
            y=rows["at"],
            orientation="h",
            marker={
                "color": colour_of("foreign"),
                "pattern": {"shape": ["x" if d else "" for d in rows["doubt"].notna()]},
            },
            text=rows["figure"],
            textposition="outside",
            cliponaxis=False,
            customdata=rows["told"],
            hovertemplate="%{customdata}<extra></extra>",
        ),
        theme.layout(subtitle=named, height=80 + 26 * len(rows), bargap=0.3),
    )
    low, high = min(rows["value"].min(), 0), max(rows["value"].max(), 0)
    figure.update_xaxes(visible=False, fixedrange=True, range=[low, high or 1])
    figure.update_yaxes(type="category", fixedrange=True, automargin=True, ticksuffix="  ")
    figure.update_layout(margin_r=12 + theme.LETTER * max(map(len, rows["figure"])))
    return figure
