"""Maps as pictures: areas by their outlines, small ones as marks, labels."""

import json
from functools import cache
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.world import STATIC
from dashboard.pictures.axes import Spec, as_list, each, missing
from dashboard.pictures.marks import FILLED, MARKED, SAID, looks

WIDTH = 860  # pixels
# Of the world in this projection, at scale 1: how wide it is, how high from 80° north to 56° south, and where the equator is.
WIDE, HIGH, EQUATOR = 5.47, 2.42, 1.4
PROJECTION = "naturalEarth1"
OUTLINES = STATIC / "countries.geojson"


def world(figure: go.Figure) -> Spec:
    scale = WIDTH / WIDE
    layers = [
        areas(trace) if trace.type == "choropleth" else map_marks(trace) for trace in figure.data
    ]
    return {
        "width": WIDTH,
        "height": round(HIGH * scale),
        "projection": {
            "type": PROJECTION,
            "scale": scale,
            "translate": [WIDTH / 2, EQUATOR * scale],
        },
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def map_marks(trace: Any) -> Spec:
    """What stands at a longitude and a latitude: marks, or words."""
    lon, lat = as_list(trace.lon), as_list(trace.lat)
    rows = [
        look | {"lon": at[0], "lat": at[1]}
        for look, at in zip(looks(trace, len(lon)), zip(lon, lat, strict=True), strict=True)
        if not missing(at[0]) and look["seen"]
    ]
    at = {"longitude": {"field": "lon"}, "latitude": {"field": "lat"}}
    if trace.mode == "text":
        rows = [row for row in rows if row["text"]]
        mark = {"type": "text", "fontSize": 9}
        return {"data": {"values": rows}, "mark": mark, "encoding": at | SAID}
    mark = {"type": "point", "opacity": 1}
    return {"data": {"values": rows}, "mark": mark, "encoding": at | MARKED}


def areas(trace: Any) -> Spec:
    """The areas of one trace, each in its colour."""
    count = len(trace.locations)
    scale = [(float(at), colour) for at, colour in trace.colorscale]
    low = trace.zmin if trace.zmin is not None else 0
    span = (trace.zmax - low) if trace.zmax is not None else 1
    line = trace.marker.line
    each_area = zip(
        trace.locations,
        as_list(trace.z),
        each(line.color, count),
        each(line.width, count),
        strict=True,
    )
    shapes = [
        outlines()[area]
        | {
            "fill": [colour for at, colour in scale if at <= (value - low) / span][-1],
            "stroke": colour_of_line,
            "strokeWidth": width,
        }
        for area, value, colour_of_line, width in each_area
        if area in outlines() and not missing(value)
    ]
    mark = {"type": "geoshape", "clip": True}
    return {"data": {"values": shapes}, "mark": mark, "encoding": FILLED}


@cache
def outlines() -> dict[str, Spec]:
    """Each area's outline as GeoJSON, by ISO alpha-3 code."""
    features = json.loads(OUTLINES.read_text("utf-8"))["features"]
    return {one["id"]: {"type": "Feature", "geometry": one["geometry"]} for one in features}
