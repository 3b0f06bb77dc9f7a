"""Yearly values in small panels, one per area."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import theme
from dashboard.charts.axes import round_step, subtitle
from dashboard.charts.line_marks import (
    add_breaks,
    add_events,
    add_gaps,
    break_marks,
    rival_marks,
    suppressed_marks,
    withheld_marks,
)
from dashboard.charts.lines import (
    area_of,
    broken,
    line,
    span_of,
)
from dashboard.frames import groups


def small_multiples(
    values: pd.DataFrame,
    unit_label: str,
    title: str,
    shared: bool,
    beside: bool = False,
    rivals: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    withheld: pd.DataFrame | None = None,
    log: bool = False,
    joined: bool = True,
) -> go.Figure:
    """One panel per area, on one axis or each on its own.

    values, rivals, withheld: as of lines.line_with_gaps. events: area, year, number; each stands in its own area's panel.
    joined: whether the marks make a line. beside: whether each panel has the other areas' lines in grey.
    """
    each_area = list(groups(values, "area"))
    across = 3 if beside else 2
    down = -(-len(each_area) // across)
    figure = make_subplots(
        rows=down,
        cols=across,
        shared_yaxes="all" if shared else False,
        subplot_titles=[rows["name"].iat[0] for _, rows in each_area],
        vertical_spacing=0.3 / down,
    )
    low, high = span_of(values, rivals, events, withheld)
    figure.update_xaxes(
        tickformat="d",
        fixedrange=True,
        showgrid=False,
        range=[low - 0.5, high + 0.5],
        tick0=2000,
        dtick=round_step(high - low, 3),
    )
    for number, (area, rows) in enumerate(each_area):
        place = {"row": number // across + 1, "col": number % across + 1}
        if beside:
            for other, others in each_area:
                if other != area:
                    figure.add_trace(in_grey(others), **place)
        traces = [
            line(rows, theme.LINES[0], named_at_end=False),
            suppressed_marks(rows, theme.LINES[0]),
        ]
        if rivals is not None:
            traces += rival_marks(rivals[rivals["area"].eq(area_of(area))], theme.LINES[1])
        if withheld is not None:
            traces.append(withheld_marks(withheld[withheld["area"] == area]))
        elif joined:
            traces.append(break_marks(rows))
        for trace in traces:
            if len(trace.x):
                figure.add_trace(trace, **place)
        if joined and withheld is None:
            add_breaks(figure, rows, **place)
        if joined and not log:
            here = rivals[rivals["area"].eq(area_of(area))] if rivals is not None else None
            add_gaps(figure, pd.concat([rows, here]), **place)
        if events is not None:
            add_events(figure, events[events["area"].eq(area_of(area))], **place)
    if not joined:
        figure.update_traces(mode="markers")
    figure.update_yaxes(fixedrange=True, rangemode="tozero", nticks=5)
    if log:
        figure.update_yaxes(type="log", rangemode="normal")
    figure.update_layout(
        theme.layout(
            title=title,
            subtitle=subtitle(unit_label),
            height=114 + 190 * down,
            showlegend=False,
        )
    )
    figure.update_layout(margin_t=28 + figure.layout.margin.t)
    return figure


def in_grey(rows: pd.DataFrame) -> go.Scatter:
    """Another area's line behind a panel, to see it among its like; a figure that is no exact count is left out."""
    yearly = broken(rows[rows["qualifier"] == "exact"])
    return go.Scatter(
        x=yearly["year"],
        y=yearly["value"],
        mode="lines",
        connectgaps=False,
        line={"color": theme.BESIDE, "width": 1},
        hoverinfo="skip",
        showlegend=False,
    )
