"""The charts of a briefing as SVG and PNG, drawn without a browser or a network."""

import altair as alt
import pandas as pd
import vl_convert

from dashboard import wording
from dashboard.briefing.model import Chart
from dashboard.charts import theme

FONT = "Libertinus Serif"
TIER_COLOURS = {wording.TIER_NAMES[tier]: shade for tier, shade in theme.TIER_COLOURS.items()}


def colour(chart: Chart, series: str) -> str:
    """Hex colour of a series: the tier's own, else by its place in the chart."""
    return TIER_COLOURS.get(series) or theme.LINES[chart.series.index(series) % len(theme.LINES)]


def svg(chart: Chart) -> str:
    return vl_convert.vegalite_to_svg(drawing(chart).to_json(indent=None, validate=False))


def png(chart: Chart) -> bytes:
    return vl_convert.vegalite_to_png(drawing(chart).to_json(indent=None, validate=False), scale=3)


def drawing(chart: Chart) -> alt.Chart | alt.LayerChart:
    """Title and source stand in the text around it, not in the picture."""
    points = pd.DataFrame(
        [(p.series, p.x, p.y) for p in chart.points], columns=["series", "x", "y"]
    )
    series = list(chart.series)
    scale = alt.Scale(domain=series, range=[colour(chart, s) for s in series])
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=400)
    shade = alt.Color("series:N", scale=scale, legend=legend)
    across = alt.X(
        "x:O", title=None, scale=alt.Scale(domain=list(chart.axis)), axis=alt.Axis(labelAngle=0)
    )
    if chart.kind == "strip":
        made = (
            alt.Chart(points, width=620, height=26)
            .mark_rect(stroke="white")
            .encode(
                x=across.axis(labelAngle=0, labelFontSize=9),
                color=shade.legend(orient="bottom", columns=5, title=None),
            )
        )
    elif chart.kind == "line":
        points["run"] = points.groupby("series")["x"].transform(
            lambda years: (years.astype(int).diff() != 1).cumsum()
        )
        base = alt.Chart(points, width=300, height=130).encode(
            x=across.axis(labelAngle=0, values=ticks(chart.axis)),
            y=alt.Y("y:Q", title=None, axis=alt.Axis(tickCount=4, format=",d")),
            color=shade.legend(orient="bottom", columns=1, title=None, labelLimit=300),
        )
        made = base.mark_line(strokeWidth=1.8).encode(detail="run:N") + base.mark_point(
            filled=True, size=28, opacity=1
        )
    elif chart.kind == "column":
        made = (
            alt.Chart(points, width=300, height=130)
            .mark_bar()
            .encode(
                x=across,
                y=alt.Y("y:Q", title=chart.unit, axis=alt.Axis(tickMinStep=1)),
                color=shade.legend(None),
            )
        )
    else:
        made = (
            alt.Chart(points, width=260, height=13 * len(chart.axis))
            .mark_bar()
            .encode(
                y=alt.Y("x:N", title=None, sort=None),
                x=alt.X("y:Q", title=chart.unit, axis=alt.Axis(tickCount=4, format=",d")),
                color=shade.legend(None),
            )
        )
    return (
        made.configure(font=FONT, background="white")
        .configure_view(stroke=None)
        .configure_axis(gridColor="#e6e6e6", labelFontSize=10, titleFontSize=10)
        .configure_legend(labelFontSize=10)
    )


def ticks(axis: tuple[str, ...]) -> list[str]:
    """At most eight places to label, the last one among them."""
    step = -(-len(axis) // 8)
    return list(axis[::-1][::step])
