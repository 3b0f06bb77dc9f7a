"""Yearly values as bars."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.axes import subtitle, value_axis, year_axis
from dashboard.charts.line_marks import (
    add_events,
    hover_text,
    marks_of_rivals,
    revised_outline,
    suppressed_marks,
    withheld_marks,
)
from dashboard.charts.lines import (
    colours_of,
    span_of,
)
from dashboard.frames import groups


def bars(
    values: pd.DataFrame,
    unit_label: str,
    title: str,
    rivals: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    withheld: pd.DataFrame | None = None,
    log: bool = False,
) -> go.Figure:
    """Bars side by side, one colour per area; a suppressed value is an open mark on the axis, never a bar.

    values, rivals, events, withheld: as of lines.line_with_gaps. Each mark stands over the place of its area's bar.
    """
    colours = colours_of(values)
    traces: list[go.Bar | go.Scatter] = []
    for area, rows in groups(values, "area"):
        counted = rows[rows["qualifier"] != "less_than"]
        traces += [
            go.Bar(
                x=counted["year"],
                y=counted["value"],
                name=rows["name"].iat[0],
                marker={
                    "color": colours[area],
                    "line": revised_outline(counted),
                    "pattern": {"shape": ["x" if d else "" for d in counted["doubt"].notna()]},
                },
                meta=counted["area"].tolist(),
                unselected={"marker": {"opacity": 1}},
                customdata=hover_text(counted),
                hovertemplate="%{customdata}<extra></extra>",
            ),
            suppressed_marks(rows, colours[area]),
        ]
    if rivals is not None:
        traces += marks_of_rivals(rivals, colours)
    if withheld is not None:
        traces += [withheld_marks(rows) for _, rows in groups(withheld, "area")]
    for trace in traces:
        trace.offsetgroup = trace.meta[0] if trace.meta else None
    low, high = span_of(values, rivals, events, withheld)
    layout = theme.layout(
        title=title,
        scattermode="group",
        showlegend=len(colours) > 1 or (rivals is not None and not rivals.empty),
        legend={"orientation": "h", "y": -0.22, "yanchor": "top", "x": 0},
        xaxis=year_axis(low, high),
        yaxis=value_axis(log, values["value"].max()),
        subtitle=subtitle(unit_label),
    )
    figure = go.Figure([trace for trace in traces if len(trace.x)], layout)
    if events is not None:
        add_events(figure, events)
    return figure
