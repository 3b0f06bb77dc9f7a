"""Bars."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.frames import each
from dashboard.wording.tiers import TIER_NAMES, in_brackets


def tiers_over_time(counts: pd.DataFrame, scale: theme.TierScale = theme.ON_LIGHT) -> go.Figure:
    """Countries per tier and report year, stacked in tier order. counts: report_year, tier, countries, derived, press."""
    bars = []
    for tier, name in TIER_NAMES.items():
        here = counts[counts["tier"] == tier]
        bars.append(
            go.Bar(
                x=here["report_year"],
                y=here["countries"],
                name=name,
                text=here["countries"],
                textposition="inside",
                textangle=0,
                textfont={"color": scale.text[tier], "size": 10},
                marker={
                    "color": scale.colours[tier],
                    "line": {"width": 0.4, "color": theme.OUTLINE},
                },
                customdata=[in_brackets(*known) for known in each(here[["derived", "press"]])],
                hovertemplate=f"%{{x}}: %{{y}} countries%{{customdata}}, {name}<extra></extra>",
            )
        )
    layout = theme.layout(
        height=420,
        barmode="stack",
        bargap=0.12,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        uniformtext={"minsize": 7, "mode": "hide"},
        xaxis={"title": {"text": "Report year"}, "tickformat": "d", "fixedrange": True},
        yaxis={"title": {"text": "Countries"}, "rangemode": "tozero", "fixedrange": True},
    )
    return go.Figure(bars, layout)
