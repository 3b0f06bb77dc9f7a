"""Tiers as blocks: one country's history, or many countries by year."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.wording import TIER_NAMES


def tier_strip(history: pd.DataFrame) -> go.Figure:
    """One country's tiers as a row of labelled blocks, one per report year; years without a placement stay blank.

    history: report_year, tier, basis. A derived placement is hatched.
    """
    figure = go.Figure()
    for tier, name in TIER_NAMES.items():
        here = history[history["tier"] == tier]
        if here.empty:
            continue
        derived = (here["basis"] == "derived").tolist()
        figure.add_bar(
            x=here["report_year"],
            y=[1] * len(here),
            width=0.94,
            text=[theme.TIER_LABELS[tier]] * len(here),
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": theme.TIER_TEXT[tier], "size": 13},
            marker={
                "color": theme.TIER_COLOURS[tier],
                "line": {"width": 0.5, "color": theme.OUTLINE},
                "pattern": {
                    "shape": ["/" if d else "" for d in derived],
                    "fillmode": "overlay",
                    "fgcolor": theme.TIER_TEXT[tier],
                    "fgopacity": 0.3,
                    "size": 6,
                },
            },
            customdata=["derived" if d else "as read" for d in derived],
            hovertemplate=f"%{{x}}: {name} (%{{customdata}})<extra></extra>",
            name=name,
        )
    figure.update_yaxes(visible=False, fixedrange=True, range=[0, 1])
    figure.update_xaxes(
        fixedrange=True, showgrid=False, tickformat="d", nticks=8, ticks="", title_text="Report year"
    )
    figure.update_layout(
        theme.layout(
            height=170,
            barmode="overlay",
            legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
            showlegend=True,
            uniformtext={"minsize": 7, "mode": "show"},
        )
    )
    return figure
