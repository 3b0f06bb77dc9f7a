"""Bars."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.frames import each
from dashboard.wording.language import said
from dashboard.wording.tiers import TIER_NAMES, in_brackets


def tiers_over_time(counts: pd.DataFrame, scale: theme.TierScale = theme.ON_LIGHT) -> go.Figure:
    """Countries per tier and report year, stacked in tier order. counts: report_year, tier, countries, derived, press."""
    bars = []
    told = said("{year}: {number} countries{known}, {tier}")
    for tier, name in TIER_NAMES.items():
        here = counts[counts["tier"] == tier]
        bars.append(
            go.Bar(
                x=here["report_year"],
                y=here["countries"],
                name=said(name),
                text=here["countries"],
                textposition="inside",
                textangle=0,
                textfont={"color": scale.text[tier], "size": 10},
                marker={
                    "color": scale.colours[tier],
                    "line": {"width": 0.4, "color": theme.OUTLINE},
                },
                customdata=[in_brackets(*known) for known in each(here[["derived", "press"]])],
                hovertemplate=told.format(
                    year="%{x}", number="%{y}", known="%{customdata}", tier=said(name)
                )
                + "<extra></extra>",
            )
        )
    layout = theme.layout(
        height=420,
        barmode="stack",
        bargap=0.12,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        uniformtext={"minsize": 7, "mode": "hide"},
        xaxis={"title": {"text": said("Report year")}, "tickformat": "d", "fixedrange": True},
        yaxis={"title": {"text": said("Countries")}, "rangemode": "tozero", "fixedrange": True},
    )
    return go.Figure(bars, layout)
