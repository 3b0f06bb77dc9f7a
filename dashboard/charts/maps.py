"""Maps. The browser fetches the outlines once, from the dashboard itself."""

import json
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.wording import TIER_NAMES

MAP_CONFIG = {"topojsonURL": "app/static/", "scrollZoom": False}
OUTLINES = "app/static/countries.geojson"

# Countries too small for their outline to be seen on a world map: ISO alpha-3 → longitude, latitude.
POINTS = json.loads((Path(__file__).parent.parent / "static" / "points.json").read_text("utf-8"))
SMALL = {iso3: point for iso3, point in POINTS.items() if point}


def world_by_tier(placements: pd.DataFrame) -> go.Figure:
    """The world by tier in one report.

    placements: iso3, name, tier, basis ('direct' or 'derived'), one row a country. Unranked areas stay blank.
    """
    hover = placements["name"] + ": " + placements["tier"].map(TIER_NAMES)
    placed = placements.assign(
        hover=hover.where(placements["basis"] == "direct", hover + " (derived)")
    )
    figure = go.Figure()
    for tier, name in TIER_NAMES.items():
        here = placed[placed["tier"] == tier]
        figure.add_choropleth(
            geojson=OUTLINES,
            featureidkey="id",
            locationmode="geojson-id",
            locations=here["iso3"],
            z=[0] * len(here),
            colorscale=[[0, theme.TIER_COLOURS[tier]], [1, theme.TIER_COLOURS[tier]]],
            showscale=False,
            marker={"line": {"width": 0.4, "color": theme.OUTLINE}},
            text=here["hover"],
            customdata=here[["iso3"]],
            hovertemplate="%{text}<extra></extra>",
            name=f"{name} ({len(here)})",
            showlegend=False,
        )
    for tier, name in TIER_NAMES.items():
        here = placed[(placed["tier"] == tier) & placed["iso3"].isin(SMALL)]
        figure.add_scattergeo(
            lon=[SMALL[iso3][0] for iso3 in here["iso3"]] or [None],
            lat=[SMALL[iso3][1] for iso3 in here["iso3"]] or [None],
            mode="markers",
            marker={
                "size": 8,
                "symbol": "square",
                "color": theme.TIER_COLOURS[tier],
                "line": {"width": 0.8, "color": theme.OUTLINE},
            },
            text=here["hover"],
            customdata=here[["iso3"]],
            hovertemplate="%{text}<extra></extra>",
            name=f"{name} ({(placed['tier'] == tier).sum()})",
        )
    figure.update_geos(
        projection_type="natural earth",
        visible=False,
        bgcolor="rgba(0,0,0,0)",
        lataxis_range=[-56, 80],
        showland=False,
        showcountries=False,
        showcoastlines=False,
        showframe=False,
    )
    figure.update_layout(
        theme.layout(height=460, legend={"orientation": "h", "y": -0.02, "x": 0, "yanchor": "top"})
    )
    return figure
