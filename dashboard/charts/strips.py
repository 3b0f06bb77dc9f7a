"""Tiers as blocks: one country's history, or many countries by year."""

from base64 import b64encode

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.wording import TIER_NAMES


def tier_strip(history: pd.DataFrame) -> go.Figure:
    """One country's tiers as a row of labelled blocks, one per report year; years without a placement stay blank.

    history: report_year, tier, basis. A derived placement is hatched.
    """
    blocks = []
    for tier, name in TIER_NAMES.items():
        here = history[history["tier"] == tier]
        if here.empty:
            continue
        derived = (here["basis"] == "derived").tolist()
        blocks.append(
            go.Bar(
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
        )
    layout = theme.layout(
        height=170,
        barmode="overlay",
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        showlegend=True,
        uniformtext={"minsize": 7, "mode": "show"},
        xaxis={
            "title": {"text": "Report year"},
            "showgrid": False,
            "tickformat": "d",
            "nticks": 8,
            "fixedrange": True,
        },
        yaxis={"visible": False, "fixedrange": True, "range": [0, 1]},
    )
    return go.Figure(blocks, layout)


def tier_matrix(placements: pd.DataFrame, order: list[str]) -> go.Figure:
    """Countries × report years, one square a placement; a derived one is crossed, years without one stay blank.

    placements: iso3, name, tip_region, report_year, tier, basis. order: names and region headings from top to bottom.
    """
    figure = go.Figure()
    for tier, tier_name in TIER_NAMES.items():
        here = placements[placements["tier"] == tier]
        figure.add_scatter(
            x=here["report_year"],
            y=here["name"],
            mode="markers",
            name=tier_name,
            marker={
                "size": 11,
                "color": theme.TIER_COLOURS[tier],
                "symbol": [
                    "square-x" if basis == "derived" else "square" for basis in here["basis"]
                ],
                "line": {"width": 0.5, "color": theme.OUTLINE},
            },
            customdata=[
                [row.iso3, " (derived)" if row.basis == "derived" else ""]
                for row in here.itertuples()
            ],
            hovertemplate=f"%{{y}}, %{{x}}: {tier_name}%{{customdata[1]}}<extra></extra>",
        )
    figure.update_xaxes(
        fixedrange=True, showgrid=False, tickformat="d", side="top", nticks=8, zeroline=False
    )
    figure.update_yaxes(
        fixedrange=True,
        showgrid=False,
        autorange=False,
        range=[len(order) - 0.4, -0.6],
        categoryorder="array",
        categoryarray=order,
        tickmode="array",
        tickvals=order,
        tickfont={"size": 11},
        automargin=True,
    )
    figure.update_layout(
        theme.layout(
            height=110 + 15 * len(order),
            legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0},
        )
    )
    return figure


def inline_strip(history: pd.DataFrame, first: int, last: int) -> str:
    """One country's tiers as a picture for a table cell (an SVG data address); a derived one carries a dot.

    history: report_year, tier, basis. Years without a placement stay blank.
    """
    step, height = 6, 28
    blocks = "".join(
        f'<rect x="{step * (row.report_year - first)}" width="{step - 1}" height="{height}" '
        f'fill="{theme.TIER_COLOURS[row.tier]}"/>'
        + (
            f'<circle cx="{step * (row.report_year - first) + 2.5}" cy="{height / 2}" r="1.8" '
            f'fill="{theme.TIER_TEXT[row.tier]}"/>'
            if row.basis == "derived"
            else ""
        )
        for row in history.itertuples()
    )
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{step * (last - first + 1)}" height="{height}">'
        f"{blocks}</svg>"
    )
    return "data:image/svg+xml;base64," + b64encode(picture.encode()).decode()
