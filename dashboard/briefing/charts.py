"""The charts of a briefing as SVG and PNG: Vega-Lite, drawn without a browser or a network."""

import json
import textwrap
from typing import Any

import vl_convert

from dashboard.briefing.model import Chart
from dashboard.briefing.writers import typesetting
from dashboard.charts import theme
from dashboard.wording import tiers as wording
from dashboard.wording.figures import number
from dashboard.wording.language import groups_from, said, separators

ACCENT = theme.LINES[0]
GRID = "#e3e3e3"
LEGEND_LINE = 70  # characters that fit below a chart
COLUMN_LABEL = 14  # and below a column
BAR_LABEL = 26  # and beside a bar
HEIGHT_AXIS = {"tickCount": 4, "tickMinStep": 1, "domain": False, "ticks": False}
# What draws groups digits from the first thousand on.
GROUPED = "format(datum.value, datum.value < {} ? 'd' : ',d')"
LOOK = {
    "font": typesetting.FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "gridColor": GRID,
        "domainColor": "#8a8a8a",
        "tickColor": "#8a8a8a",
        "labelFontSize": 10,
        "titleFontSize": 10,
        "titleFontWeight": "normal",
    },
    "legend": {"labelFontSize": 10, "symbolSize": 50, "labelLimit": 0, "rowPadding": 1},
}


def tiers() -> dict[str, str]:
    """The tiers by what a strip calls them in the language spoken."""
    return {name: tier for name, tier, _ in wording.in_strips()}


def colour(chart: Chart, series: str) -> str:
    """Hex colour of a series: the tier's own, else by its place in the chart."""
    if tier := tiers().get(series):
        return theme.ON_LIGHT.colours[tier]
    return theme.LINES[chart.series.index(series) % len(theme.LINES)]


def cell_label(series: str) -> str:
    """What a cell of the strip says: 'W', of a placement that was not read 'W*'."""
    return said(theme.TIER_LABELS[tiers()[series]]) + "*" * series.endswith("*")


def cell_ink(series: str) -> str:
    """Hex colour of that text, legible on the tier's colour."""
    return theme.ON_LIGHT.text[tiers()[series]]


def svg(chart: Chart) -> str:
    drawing = DRAWINGS[chart.kind](chart) | {"config": LOOK}
    thousands, decimal = separators()
    numbers = {"thousands": thousands, "decimal": decimal, "grouping": [3], "currency": ["", ""]}
    return vl_convert.vegalite_to_svg(drawing, format_locale=numbers)


def png(chart: Chart) -> bytes:
    return typesetting.picture(svg(chart))


def strip(chart: Chart) -> dict[str, Any]:
    """Title and source stand in the text around a chart, not in the picture."""
    values = [
        {"x": p.x, "series": p.series, "label": cell_label(p.series), "ink": cell_ink(p.series)}
        for p in chart.points
    ]
    across = places(chart) | {"axis": {"labelAngle": 0, "labelFontSize": 9, "ticks": False}}
    return {
        "data": {"values": values},
        "width": 640,
        "height": 22,
        "encoding": {"x": across},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "white"},
                "encoding": {"color": shades(chart, {"columns": 5, "symbolType": "square"})},
            },
            {
                "mark": {"type": "text", "fontSize": 10},
                "encoding": {
                    "text": {"field": "label"},
                    "color": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
        ],
    }


def line(chart: Chart) -> dict[str, Any]:
    """A line joins consecutive years only: `run` counts the unbroken stretches of a series."""
    values: list[dict[str, Any]] = []
    for series in chart.series:
        run = 0
        for place, height in zip(chart.axis, chart.values(series), strict=True):
            if height is None:
                run += 1
            else:
                values.append({"x": place, "y": height, "series": series, "run": run})
    across = places(chart) | {"axis": {"labelAngle": 0, "values": ticks(chart.axis)}}
    top = max(1.0, *(p.y for p in chart.points))  # all may be zero, and an axis needs room
    return {
        "data": {"values": values},
        "width": 300,
        "height": 120,
        "encoding": {
            "x": across,
            "y": heights(HEIGHT_AXIS | {"labelExpr": GROUPED.format(groups_from())})
            | {"scale": {"domain": [0, top], "nice": True}},
            "color": shades(chart, {"columns": 1, "symbolType": "circle"}),
        },
        "layer": [
            {
                "mark": {"type": "line", "strokeWidth": 1.8},
                "encoding": {"detail": {"field": "run", "type": "nominal"}},
            },
            {"mark": {"type": "point", "filled": True, "size": 28, "opacity": 1}},
        ],
    }


def column(chart: Chart) -> dict[str, Any]:
    axis = {"labelAngle": 0, "labelLimit": 0, "labelExpr": in_lines(chart.axis, COLUMN_LABEL)}
    return bars(chart, across=places(chart) | {"axis": axis}, height=150)


def bar(chart: Chart) -> dict[str, Any]:
    axis = {"labelLimit": 0, "labelExpr": in_lines(chart.axis, BAR_LABEL)}
    lines = max(len(textwrap.wrap(label, BAR_LABEL)) for label in chart.axis)
    return bars(chart, down=places(chart) | {"axis": axis}, height=14 * lines * len(chart.axis))


def bars(
    chart: Chart,
    height: int,
    across: dict[str, Any] | None = None,
    down: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Bars along one axis of places, each with its number."""
    label = {"fontSize": 10} | ({"dy": -6} if across else {"dx": 3, "align": "left"})
    return {
        "data": {
            "values": [
                {"x": p.x, "y": p.y, "series": p.series, "label": number(p.y)} for p in chart.points
            ]
        },
        "width": 260,
        "height": height,
        "encoding": {
            "x": across or heights(None),
            "y": down or heights(None),
        },
        "layer": [
            {"mark": "bar", "encoding": {"color": shades(chart, None)}},
            {
                "mark": {"type": "text", **label},
                "encoding": {"text": {"field": "label"}},
            },
        ],
    }


DRAWINGS = {"strip": strip, "line": line, "column": column, "bar": bar}


def places(chart: Chart) -> dict[str, Any]:
    return {
        "field": "x",
        "type": "ordinal",
        "title": None,
        "sort": None,
        "scale": {"domain": list(chart.axis)},
    }


def heights(axis: dict[str, Any] | None) -> dict[str, Any]:
    """Bars carry their numbers, so that they need no axis."""
    return {"field": "y", "type": "quantitative", "title": None, "axis": axis}


def shades(chart: Chart, legend: dict[str, Any] | None) -> dict[str, Any]:
    scale = {"domain": list(chart.series), "range": [colour(chart, s) for s in chart.series]}
    if legend is not None:
        told = {"labelExpr": in_lines(chart.series, LEGEND_LINE)}
        legend = {"title": None, "orient": "bottom", **told, **legend}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": legend}


def in_lines(labels: tuple[str, ...], width: int) -> str:
    """The expression that breaks labels into lines of so many characters."""
    lines = {label: textwrap.wrap(label, width) for label in labels}
    return f"{json.dumps(lines)}[datum.label]"


def ticks(axis: tuple[str, ...]) -> list[str]:
    """At most eight places to label, the last one among them."""
    step = -(-len(axis) // 8)
    return list(axis[::-1][::step])
