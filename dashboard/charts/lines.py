"""Yearly values as lines that break where a year has no figure."""

from itertools import cycle
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import theme
from dashboard.wording import figure as in_words
from dashboard.wording import unit as unit_name


def line_with_gaps(
    values: pd.DataFrame,
    unit_label: str,
    title: str,
    rivals: pd.DataFrame | None = None,
    log: bool = False,
) -> go.Figure:
    """One line per area. Missing years, and changes of unit or publisher, break it; a suppressed value is an open mark on the axis, never on the line.

    values: area, name, year, value, qualifier, unit, source, publisher where several may stand,
    withheld (why a figure is not compared with the one before: the line breaks there), shown (words for the hover); years without a figure are absent.
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
        yaxis=value_axis(unit_label, log),
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
        textposition="top left",
        cliponaxis=False,
        textfont={"color": colour},
        line={"color": colour, "width": 2},
        marker={
            "color": colour,
            "size": 8,
            "symbol": [theme.QUALIFIER_MARKS.get(q, "circle") for q in yearly["qualifier"]],
            "line": revised_outline(yearly),
        },
        meta=yearly["area"].tolist() if "area" in yearly else None,
        selected={"marker": {"size": 13}},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": colour}},
        customdata=hover_text(yearly),
        hovertemplate="%{customdata}<extra></extra>",
    )


def revised_outline(rows: pd.DataFrame) -> dict[str, Any]:
    """A ring around each figure that editions differ on, where the rows say so (revised)."""
    ringed = rows["revised"].eq(True) if "revised" in rows else pd.Series(False, index=rows.index)
    return {"color": theme.REVISED, "width": ringed.map({True: 3, False: 0}).tolist()}


def area_and_year(figure: go.Figure, curve: int, point: int) -> tuple[str, int] | None:
    """Whose figure a mark is, and of which year; None for a mark that is no area's figure."""
    trace = figure.data[curve]
    return (trace.meta[point], int(trace.x[point])) if trace.meta else None


def broken(counted: pd.DataFrame) -> pd.DataFrame:
    """The rows with an empty one wherever the line must not join two of them.

    That is where years are missing between them, or where publisher or unit change.
    """
    before = counted.shift()
    apart = (counted["year"] != before["year"] + 1) | (counted["unit"] != before["unit"])
    if "publisher" in counted:
        apart |= counted["publisher"] != before["publisher"]
    if "withheld" in counted:
        apart |= counted["withheld"].notna()
    gaps = counted.loc[apart, [c for c in ("area", "year", "name") if c in counted]].iloc[1:]
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
        meta=suppressed["area"].tolist() if "area" in suppressed else None,
        unselected={"marker": {"opacity": 1}},
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
        meta=counted["area"].tolist() if "area" in counted else None,
        unselected={"marker": {"opacity": 1}},
        customdata=hover_text(counted),
        hovertemplate="%{customdata}<extra></extra>",
    )


def hover_text(rows: pd.DataFrame) -> list[str]:
    return [
        ""
        if pd.isna(row.value)
        else f"{row.name}, {row.year}: {row.shown}<br>{row.source}"
        if hasattr(row, "shown")
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


def value_axis(unit_label: str, log: bool = False) -> dict[str, Any]:
    """The unit as title; from zero, or logarithmic."""
    scale = {"type": "log", "dtick": "D2", "tickformat": ",~g"} if log else {"rangemode": "tozero"}
    return {"title": {"text": unit_label[:1].upper() + unit_label[1:]}, "fixedrange": True} | scale


def bars(values: pd.DataFrame, unit_label: str, title: str, log: bool = False) -> go.Figure:
    """The same values as bars side by side; a suppressed value is an open mark on the axis, never a bar."""
    areas = values.groupby("area", sort=False)
    traces = []
    for colour, (_, rows) in zip(cycle(theme.LINES), areas, strict=False):
        counted = rows[rows["qualifier"] != "less_than"]
        traces += [
            go.Bar(
                x=counted["year"],
                y=counted["value"],
                name=rows["name"].iat[0],
                marker={"color": colour, "line": revised_outline(counted)},
                meta=counted["area"].tolist(),
                unselected={"marker": {"opacity": 1}},
                customdata=hover_text(counted),
                hovertemplate="%{customdata}<extra></extra>",
            ),
            suppressed_marks(rows, colour),
        ]
    layout = theme.layout(
        title=title,
        showlegend=len(areas) > 1,
        legend={"orientation": "h", "y": -0.22, "yanchor": "top", "x": 0},
        xaxis=year_axis(int(values["year"].min()), int(values["year"].max())),
        yaxis=value_axis(unit_label, log),
    )
    return go.Figure([trace for trace in traces if len(trace.x)], layout)


def small_multiples(
    values: pd.DataFrame, unit_label: str, title: str, shared: bool, log: bool = False
) -> go.Figure:
    """One panel per area, on one axis or each on its own."""
    groups = list(values.groupby("area", sort=False))
    down = -(-len(groups) // 2)
    figure = make_subplots(
        rows=down,
        cols=2,
        shared_yaxes="all" if shared else False,
        subplot_titles=[rows["name"].iat[0] for _, rows in groups],
        vertical_spacing=0.3 / down,
    )
    for place, (_, rows) in enumerate(groups):
        for trace in (
            line(rows, theme.LINES[0], direct_label=False),
            suppressed_marks(rows, theme.LINES[0]),
        ):
            figure.add_trace(trace, row=place // 2 + 1, col=place % 2 + 1)
    low, high = int(values["year"].min()), int(values["year"].max())
    figure.update_xaxes(
        tickformat="d",
        fixedrange=True,
        showgrid=False,
        range=[low - 0.5, high + 0.5],
        dtick=max(1, (high - low + 1) // 3),
    )
    figure.update_yaxes(fixedrange=True, rangemode="tozero")
    if log:
        figure.update_yaxes(type="log", rangemode="normal")
    figure.update_layout(
        theme.layout(title=f"{title} ({unit_label})", height=90 + 190 * down, showlegend=False)
    )
    return figure


def fixed_sum(
    values: pd.DataFrame, countries: int, unit_label: str, title: str, joined: bool, log: bool
) -> go.Figure:
    """A sum over the same countries every year. values: year, value; joined: whether its marks make a line."""
    return go.Figure(
        go.Scatter(
            x=values["year"],
            y=values["value"],
            mode="lines+markers" if joined else "markers",
            line={"color": theme.LINES[0], "width": 2},
            marker={"size": 8},
            hovertemplate=f"%{{x}}: %{{y:,.4~g}}, the same {countries} countries<extra></extra>"
            if values["value"].mod(1).any()
            else f"%{{x}}: %{{y:,}}, the same {countries} countries<extra></extra>",
        ),
        theme.layout(
            title=title,
            showlegend=False,
            xaxis=year_axis(int(values["year"].min()), int(values["year"].max())),
            yaxis=value_axis(unit_label, log),
        ),
    )


def sum_of_all(yearly: pd.DataFrame, unit_label: str, title: str) -> go.Figure:
    """A sum over all countries that reported, as bars.

    yearly: year, all_sum, reporting, entered, left. Bars are not joined, since different countries stand behind
    them: each carries their number, and names a country whose coming or going is a tenth of it or more.
    """
    figure = go.Figure()
    figure.add_bar(
        x=yearly["year"],
        y=yearly["all_sum"],
        text=[f"{n}" for n in yearly["reporting"]],
        marker_color=theme.LINES[5],
        hovertemplate="%{x}: %{y:,} in %{text} countries<extra></extra>",
    )
    for row in yearly.itertuples():
        named = [f"+ {n}" for n, v in row.entered if v >= row.all_sum / 10]
        named += [f"− {n}" for n, v in row.left if v >= row.all_sum / 10]
        if named:
            figure.add_annotation(
                x=row.year, y=row.all_sum, text="<br>".join(named), showarrow=True, ay=-40
            )
    figure.update_layout(
        theme.layout(
            title=title,
            showlegend=False,
            xaxis=year_axis(int(yearly["year"].min()), int(yearly["year"].max())),
            yaxis=value_axis(unit_label),
        )
    )
    return figure


def add_events(figure: go.Figure, events: pd.DataFrame) -> None:
    """Upright lines at the years of events, numbered as in the list beside the chart. events: year."""
    for year, rows in events.reset_index(drop=True).groupby("year"):
        figure.add_vline(
            x=year,
            line={"width": 1, "dash": "dot", "color": theme.OUTLINE},
            annotation_text=", ".join(str(n + 1) for n in rows.index),
            annotation_position="top",
        )
