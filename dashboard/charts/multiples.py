"""Yearly values in small panels, one per area."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import theme
from dashboard.charts.lines import (
    add_events,
    line,
    rival_marks,
    span_of,
    suppressed_marks,
    withheld_marks,
)


def small_multiples(
    values: pd.DataFrame,
    unit_label: str,
    title: str,
    shared: bool,
    rivals: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    withheld: pd.DataFrame | None = None,
    log: bool = False,
    joined: bool = True,
) -> go.Figure:
    """One panel per area, on one axis or each on its own.

    values, rivals, withheld: as of lines.line_with_gaps. events: area, year, number; each stands in its own area's panel.
    joined: whether the marks make a line.
    """
    groups = list(values.groupby("area", sort=False))
    down = -(-len(groups) // 2)
    figure = make_subplots(
        rows=down,
        cols=2,
        shared_yaxes="all" if shared else False,
        subplot_titles=[rows["name"].iat[0] for _, rows in groups],
        vertical_spacing=0.3 / down,
    )
    for number, (area, rows) in enumerate(groups):
        place = {"row": number // 2 + 1, "col": number % 2 + 1}
        traces = [
            line(rows, theme.LINES[0], direct_label=False),
            suppressed_marks(rows, theme.LINES[0]),
        ]
        if rivals is not None:
            traces += rival_marks(rivals[rivals["area"] == area], theme.LINES[1])
        if withheld is not None:
            traces.append(withheld_marks(withheld[withheld["area"] == area]))
        for trace in traces:
            if len(trace.x):
                figure.add_trace(trace, **place)
        if events is not None:
            add_events(figure, events[events["area"] == area], **place)
    if not joined:
        figure.update_traces(mode="markers")
    low, high = span_of(values, rivals, events, withheld)
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
        theme.layout(title=f"{title} ({unit_label})", height=114 + 190 * down, showlegend=False)
    )
    figure.update_layout(margin_t=72)
    return figure
