"""Who reported what, and when: areas by years."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.wording.figures import number
from dashboard.wording.language import said, within

# Each state has a colour and a mark of its own, so that they differ without colour too; none has the colour of a tier.

STATES = {
    "reported": ("Above zero", "#7cc48a", ""),
    "zero": ("Zero", "#fff3c4", "0"),
    "fewer": ("Fewer than the limit printed", "#cfd04f", "<"),
    "not_comparable": ("Reported, not comparable with the figure before", "#d79be8", "≠"),
    "not_reported": ("Not reported", "#4b4256", ""),
}

OF_ONE = "Of the years: {states}."
OF_SEVERAL = "Of the years of {areas} areas together: {states}."


def states_in_words(states: pd.DataFrame) -> str:
    """How many years of areas are in each state, in words. states: area, state."""
    counts = states["state"].value_counts()
    parts = [
        said("{number} {state}").format(number=number(counts[s]), state=within(said(name)))
        for s, (name, *_) in STATES.items()
        if s in counts
    ]
    areas = states["area"].nunique()
    return said(OF_ONE if areas == 1 else OF_SEVERAL).format(areas=areas, states=", ".join(parts))


def matrix(states: pd.DataFrame) -> go.Figure:
    """One row per area, one column per year, one of five marks in each. states: name, year, state."""
    order = list(STATES)
    wide = states.pivot(index="name", columns="year", values="state")
    numbers = wide.map(order.index)
    step = 1 / len(order)
    scale = [
        (edge, STATES[state][1])
        for place, state in enumerate(order)
        for edge in (place * step, (place + 1) * step)
    ]
    told = said("{name}: {value}")
    figure = go.Figure(
        go.Heatmap(
            x=wide.columns,
            y=wide.index,
            z=numbers,
            zmin=-0.5,
            zmax=len(order) - 0.5,
            colorscale=scale,
            showscale=False,
            xgap=1,
            ygap=1,
            text=wide.map(lambda state: STATES[state][2]),
            texttemplate="%{text}",
            textfont={"color": "#1c2429", "size": 10},
            customdata=wide.map({state: said(name) for state, (name, *_) in STATES.items()}.get),
            hovertemplate=f"{told.format(name='%{y}, %{x}', value='%{customdata}')}<extra></extra>",
        )
    )
    for name, colour, mark in STATES.values():
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            marker={"symbol": "square", "size": 11, "color": colour},
            name=f"{said(name)} ({mark})" if mark else said(name),
        )
    figure.update_xaxes(fixedrange=True, side="top", tickformat="d", showgrid=False)
    figure.update_yaxes(fixedrange=True, autorange="reversed", dtick=1, showgrid=False)
    figure.update_layout(
        theme.layout(
            height=130 + 18 * len(wide),
            showlegend=True,
            legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0},
        )
    )
    return figure
