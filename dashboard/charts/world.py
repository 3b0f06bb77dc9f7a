"""The outlines of the world, which the browser fetches once, from the dashboard itself, and what every map shows of it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme

MAP_CONFIG = {"topojsonURL": "app/static/", "scrollZoom": False}
OUTLINES = "app/static/countries.geojson"
STATIC = Path(__file__).parent.parent / "static"
POINTS = json.loads((STATIC / "points.json").read_text("utf-8"))
# Countries too small for their outline to be seen on a world map: ISO alpha-3 → longitude, latitude.
SMALL = {iso3: point for iso3, point in POINTS.items() if point}
FORMER = {"ANT", "YUG"}
# Countries wide enough for a label, and where it stands: ISO alpha-3 → longitude, latitude.
LABELS = json.loads((STATIC / "labels.json").read_text("utf-8"))

# The projection, without the empty ends of the world.
PROJECTION = {
    "projection": {"type": "natural earth"},
    "visible": False,
    "bgcolor": "rgba(0,0,0,0)",
    "lataxis": {"range": [-56, 80]},
}


def coloured(areas: Sequence[str] | pd.Series, colour: str, **more: Any) -> go.Choropleth:
    """Areas, by ISO alpha-3, in one colour."""
    return go.Choropleth(
        geojson=OUTLINES,
        featureidkey="id",
        locationmode="geojson-id",
        locations=areas,
        z=[0] * len(areas),
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        showlegend=False,
        **more,
    )


def land(areas: set[str]) -> go.Choropleth:
    """Areas in the neutral colour of land that is not ranked."""
    line = {"color": "#899", "width": 0.4}
    return coloured(sorted(areas), theme.UNRANKED, marker={"line": line}, hoverinfo="skip")
