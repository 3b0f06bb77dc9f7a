"""Stages of documented cases."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme


def cases_by_stage(stages: pd.DataFrame) -> go.Figure:
    """Cases with each step on record, in the order of a procedure. stages: step, cases."""
    bars = go.Bar(
        x=stages["cases"],
        y=stages["step"].str.replace("_", " ").str.capitalize(),
        text=stages["cases"],
        orientation="h",
        marker={"color": theme.LINES[0]},
        hovertemplate="%{y}: on record in %{x} cases<extra></extra>",
    )
    layout = theme.layout(
        height=440,
        xaxis={
            "title": {"text": "Documented cases"},
            "rangemode": "tozero",
            "fixedrange": True,
        },
        yaxis={"autorange": "reversed", "fixedrange": True},
    )
    return go.Figure(bars, layout)
