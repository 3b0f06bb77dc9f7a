"""The map of documented cases."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.world import FORMER, POINTS, PROJECTION, SMALL, coloured, land
from dashboard.wording.language import said

# From light to dark: one case, a few, many.
CASE_CLASSES = ((1, 1), (2, 4), (5, 9), (10, None))
CASE_COLOURS = ("#b9dcea", "#6fb1d0", "#2f7fab", "#0f4468")


def world_by_cases(counts: pd.DataFrame) -> go.Figure:
    """The world by the number of documented cases, in four classes; small countries as squares.

    counts: iso3, name, cases. Countries without a documented case are grey.
    """
    traces: list[go.Choropleth | go.Scattergeo] = [land(set(POINTS) - set(counts["iso3"]) - FORMER)]
    line = {"color": "#899", "width": 0.6}
    for (low, high), colour in zip(CASE_CLASSES, CASE_COLOURS, strict=True):
        here = counts[counts["cases"].between(low, high or counts["cases"].max())]
        small = here[here["iso3"].isin(SMALL)]
        traces.append(
            coloured(
                here["iso3"],
                colour,
                marker={"line": line},
                customdata=here[["name", "cases"]],
                hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
            )
        )
        traces.append(
            go.Scattergeo(
                lon=[SMALL[iso3][0] for iso3 in small["iso3"]] or [None],
                lat=[SMALL[iso3][1] for iso3 in small["iso3"]] or [None],
                mode="markers",
                marker={"size": 8, "symbol": "square", "color": colour, "line": line},
                customdata=small[["name", "cases"]],
                hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
                name=f"{labelled(low, high)} ({len(here)})",
            )
        )
    layout = theme.layout(
        height=460,
        legend={"orientation": "h", "y": -0.02, "x": 0, "yanchor": "top", "itemclick": False},
        geo=PROJECTION,
    )
    return go.Figure(traces, layout)


def labelled(low: int, high: int | None) -> str:
    """'1', '2 to 4', '10 and more'."""
    if high is None:
        return said("{} and more").format(low)
    return str(low) if low == high else said("{} to {}").format(low, high)
