"""Stages of documented cases."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.timeline import step_name
from dashboard.wording.figures import plural


def cases_by_stage(stages: pd.DataFrame) -> go.Figure:
    """Cases with each step on record, in the order of a procedure. stages: step, cases."""
    bars = go.Bar(
        x=stages["cases"],
        y=stages["step"].map(step_name),
        text=stages["cases"],
        textposition="outside",
        cliponaxis=False,
        orientation="h",
        marker={"color": theme.LINES[0]},
        hovertemplate="%{y}: on record in %{x} cases<extra></extra>",
    )
    layout = theme.layout(
        title="Cases with the step on record",
        height=480,
        xaxis={
            "title": {"text": "Documented cases"},
            "range": [0, 1.12 * stages["cases"].max()],
            "fixedrange": True,
        },
        yaxis={"autorange": "reversed", "fixedrange": True},
    )
    return go.Figure(bars, layout)


def time_to_stage(stages: pd.DataFrame) -> go.Figure:
    """Days since the step before, from the median of the shortest to that of the longest times that the dates allow.

    stages: step, cases_timed, median_days_shortest, median_days_longest; steps that no case times are left out.
    """
    timed = stages[stages["cases_timed"] > 0]
    widest = float(timed["median_days_longest"].max())
    span = timed["median_days_longest"] - timed["median_days_shortest"]
    bars = go.Bar(
        x=span.clip(lower=0.004 * widest),
        base=timed["median_days_shortest"],
        y=timed["step"].map(step_name),
        text=[f"{n} {plural(n, 'case')}" for n in timed["cases_timed"]],
        textposition="outside",
        cliponaxis=False,
        orientation="h",
        marker={"color": theme.LINES[2]},
        customdata=timed[["median_days_shortest", "median_days_longest", "cases_timed"]],
        hovertemplate="%{y}: %{customdata[0]:,.0f} to %{customdata[1]:,.0f} days, %{customdata[2]} cases<extra></extra>",
    )
    layout = theme.layout(
        title="Time since the step before",
        height=480,
        xaxis={
            "title": {"text": "Days since the step before"},
            "range": [0, 1.3 * widest],
            "fixedrange": True,
            "nticks": 6,
        },
        yaxis={"autorange": "reversed", "fixedrange": True},
    )
    return go.Figure(bars, layout)
