"""Yearly values as lines that break where a year has no figure."""

from itertools import cycle
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.wording import figure as in_words
from dashboard.wording import unit as unit_name


def line_with_gaps(
    values: pd.DataFrame, unit_label: str, title: str, rivals: pd.DataFrame | None = None
) -> go.Figure:
    """One line per area. Missing years, and changes of unit or publisher, break it; a suppressed value is an open mark on the axis, never on the line.

    values: area, name, year, value, qualifier, unit, source, and publisher where several may stand; years without a figure are absent.
    rivals: the same columns, figures of other sources, drawn as crosses and never joined.
    """
    areas = values.groupby("area", sort=False)
    direct_labels = 1 < len(areas) <= 4
    traces = []
    for colour, (_, rows) in zip(cycle(theme.LINES), areas, strict=False):
        traces += [line(rows, colour, direct_labels), suppressed_marks(rows, colour)]
    if rivals is not None:
        traces.append(rival_marks(rivals))
    years = values["year"] if rivals is None else pd.concat([values["year"], rivals["year"]])
    layout = theme.layout(
        title=title,
        showlegend=len(areas) > 4 or (rivals is not None and not rivals.empty),
        legend={"orientation": "h", "y": -0.22, "yanchor": "top", "x": 0},
        xaxis=year_axis(int(years.min()), int(years.max())),
        yaxis={
            "rangemode": "tozero",
            "fixedrange": True,
            "title": {"text": unit_label[:1].upper() + unit_label[1:]},
        },
    )
    return go.Figure([trace for trace in traces if len(trace.x)], layout)


def line(rows: pd.DataFrame, colour: str, direct_label: bool) -> go.Scatter:
    yearly = broken(rows[rows["qualifier"] != "less_than"])
    name, last = rows["name"].iat[0], yearly["year"].max()
    return go.Scatter(
        x=yearly["year"],
        y=yearly["value"],
        mode="lines+markers+text" if direct_label else "lines+markers",
        connectgaps=False,
        name=name,
        text=[name if direct_label and year == last else "" for year in yearly["year"]],
        textposition="top center",
        textfont={"color": colour},
        line={"color": colour, "width": 2},
        marker={
            "color": colour,
            "size": 8,
            "symbol": [theme.QUALIFIER_MARKS.get(q, "circle") for q in yearly["qualifier"]],
        },
        customdata=hover_text(yearly),
        hovertemplate="%{customdata}<extra></extra>",
    )


def broken(counted: pd.DataFrame) -> pd.DataFrame:
    """The rows with an empty one wherever the line must not join two of them.

    That is where years are missing between them, or where publisher or unit change.
    """
    before = counted.shift()
    apart = (counted["year"] != before["year"] + 1) | (counted["unit"] != before["unit"])
    if "publisher" in counted:
        apart |= counted["publisher"] != before["publisher"]
    gaps = counted.loc[apart, ["year", "name"]].iloc[1:]
    return pd.concat([gaps, counted]).sort_values("year", kind="stable", ignore_index=True)


def suppressed_marks(rows: pd.DataFrame, colour: str) -> go.Scatter:
    suppressed = rows[rows["qualifier"] == "less_than"]
    return go.Scatter(
        x=suppressed["year"],
        y=[0] * len(suppressed),
        mode="markers",
        cliponaxis=False,
        name=f"{rows['name'].iat[0]}: fewer than the limit printed",
        marker={"symbol": "circle-open", "size": 9, "color": colour, "line": {"width": 1.5}},
        customdata=hover_text(suppressed),
        hovertemplate="%{customdata}<extra></extra>",
    )


def rival_marks(rivals: pd.DataFrame) -> go.Scatter:
    counted = rivals[rivals["qualifier"] != "less_than"]
    return go.Scatter(
        x=counted["year"],
        y=counted["value"],
        mode="markers",
        name="Other sources",
        marker={
            "symbol": theme.RIVAL_MARK,
            "size": 9,
            "line": {"width": 2, "color": theme.LINES[1]},
        },
        customdata=hover_text(counted),
        hovertemplate="%{customdata}<extra></extra>",
    )


def hover_text(rows: pd.DataFrame) -> list[str]:
    return [
        ""
        if pd.isna(row.value)
        else f"{row.name}, {row.year}: {in_words(row.value, row.qualifier)} ({unit_name(row.unit)})<br>{row.source}"
        for row in rows.itertuples(index=False)
    ]


def year_axis(low: int, high: int) -> dict[str, Any]:
    """Whole years as ticks, few enough to read on a phone, also when there is a single year."""
    return {
        "title": {"text": "Year counted"},
        "range": [low - 0.5, high + 0.5],
        "tick0": low,
        "dtick": max(1, (high - low + 1) // 7),
        "tickformat": "d",
        "showgrid": False,
        "fixedrange": True,
    }
