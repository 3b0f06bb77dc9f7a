"""Sums over countries."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.axes import grouped, subtitle, value_axis, year_axis
from dashboard.frames import each
from dashboard.wording.language import said


def fixed_sum(
    values: pd.DataFrame,
    countries: int,
    unit_label: str,
    title: str,
    joined: bool,
    log: bool,
    bars: bool,
) -> go.Figure:
    """A sum over the same countries every year, as a line or as bars.

    values: year, value; joined: whether its marks make a line.
    """
    group = grouped(values["value"].max())
    number = f"%{{y:{group}.4~g}}" if values["value"].mod(1).any() else f"%{{y:{group}}}"
    told = said("{year}: {value}, the same {size} countries")
    data = {
        "x": values["year"],
        "y": values["value"],
        "hovertemplate": f"{told.format(year='%{x}', value=number, size=countries)}<extra></extra>",
    }
    line = {
        "mode": "lines+markers" if joined else "markers",
        "line": {"color": theme.LINES[0], "width": 2},
        "marker": {"size": 8},
    }
    return go.Figure(
        go.Bar(data, marker_color=theme.LINES[0]) if bars else go.Scatter(data | line),
        theme.layout(
            title=title,
            showlegend=False,
            xaxis=year_axis(int(values["year"].min()), int(values["year"].max())),
            yaxis=value_axis(log, values["value"].max()),
            subtitle=subtitle(unit_label),
        ),
    )


def sum_of_all(yearly: pd.DataFrame, unit_label: str, title: str) -> go.Figure:
    """A sum over all countries that reported, as bars.

    yearly: year, all_sum, reporting, entered, left. Bars are not joined, since different countries stand behind
    them: each carries their number, and names a country whose coming or going is a tenth of it or more.
    """
    figure = go.Figure()
    told = said("{year}: {value} in {countries} countries")
    value = f"%{{y:{grouped(yearly['all_sum'].max())}}}"
    figure.add_bar(
        x=yearly["year"],
        y=yearly["all_sum"],
        text=[f"{n}" for n in yearly["reporting"]],
        marker_color=theme.LINES[5],
        textangle=0,
        hovertemplate=f"{told.format(year='%{x}', value=value, countries='%{text}')}<extra></extra>",
    )
    for row in each(yearly):
        named = [f"+ {n}" for n, v in row.entered if v >= row.all_sum / 10]
        named += [f"− {n}" for n, v in row.left if v >= row.all_sum / 10]
        if named:
            figure.add_annotation(
                x=row.year, y=row.all_sum, text="<br>".join(named), showarrow=True, ay=-40
            )
    figure.update_layout(
        theme.layout(
            title=title,
            showlegend=False,
            uniformtext={"minsize": 8, "mode": "show"},
            xaxis=year_axis(int(yearly["year"].min()), int(yearly["year"].max())),
            yaxis=value_axis(largest=yearly["all_sum"].max()),
            subtitle=subtitle(unit_label),
        )
    )
    return figure
