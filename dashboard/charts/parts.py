"""Parts of a total that need not add up."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme

COLOURS = {
    "women": "#0072b2", "girls": "#56b4e9", "men": "#d55e00", "boys": "#e69f00",
    "female": "#0072b2", "male": "#d55e00", "adult": "#0072b2", "child": "#e69f00",
    "sexual_exploitation": "#0072b2", "forced_labour": "#d55e00",
    "other": "#009e73", "other adult": "#009e73", "other child": "#7cc9b3", "unknown": "#9a9a9a",
}  # fmt: skip
NOT_REPORTED = "rgba(140,150,155,0.25)"


def parts_of_total(
    parts: pd.DataFrame, shortfalls: pd.DataFrame, labels: dict[str, str]
) -> go.Figure:
    """Printed parts stacked per year, the stated shortfall as its own share, the total as a mark of its own.

    parts: year, part, value, qualifier, one unit; suppressed parts are named above the bar and have no height.
    shortfalls: year, total, total_qualifier, shortfall, difference_qualifier. labels: part → name as shown.
    """
    figure = go.Figure()
    exact = parts[parts["qualifier"] == "exact"]
    for part in [p for p in labels if p in set(exact["part"])]:
        here = exact[exact["part"] == part]
        figure.add_bar(
            x=here["year"],
            y=here["value"],
            name=labels[part],
            marker={"color": COLOURS.get(part, theme.LINES[0])},
            hovertemplate=f"%{{x}}: %{{y:,}} {labels[part]}<extra></extra>",
        )
    short = shortfalls[shortfalls["shortfall"].notna()]
    if not short.empty:
        figure.add_bar(
            x=short["year"],
            y=short["shortfall"],
            name="Not reported",
            customdata=[
                "at least " if q == "at_least" else "" for q in short["difference_qualifier"]
            ],
            marker={
                "color": NOT_REPORTED,
                "line": {"width": 0.8, "color": theme.OUTLINE},
                "pattern": {"shape": "/", "fgcolor": theme.OUTLINE, "size": 5},
            },
            hovertemplate="%{x}: %{customdata}%{y:,} in no part<extra></extra>",
        )
    total = shortfalls[shortfalls["total_qualifier"] == "exact"]
    figure.add_scatter(
        x=total["year"],
        y=total["total"],
        mode="markers",
        name="Total as printed",
        marker={"symbol": "line-ew-open", "size": 16, "line": {"width": 2}, "color": "#7c1f3d"},
        hovertemplate="%{x}: %{y:,} in all, as printed<extra></extra>",
    )
    add_suppressed(figure, parts, labels)
    figure.update_xaxes(tickformat="d", title_text="Year counted", showgrid=False, fixedrange=True)
    figure.update_yaxes(title_text="Persons", rangemode="tozero", fixedrange=True)
    figure.update_layout(
        theme.layout(
            height=460,
            barmode="stack",
            bargap=0.2,
            legend={
                "orientation": "h",
                "y": 1.02,
                "yanchor": "bottom",
                "x": 0,
                "traceorder": "normal",
            },
        )
    )
    return figure


def add_suppressed(figure: go.Figure, parts: pd.DataFrame, labels: dict[str, str]) -> None:
    """Open marks at the axis in the years with a suppressed part; which ones, on hovering."""
    hidden = parts[parts["qualifier"] != "exact"]
    if hidden.empty:
        return
    named = hidden.groupby("year")["part"].agg(
        lambda found: ", ".join(labels.get(p, p) for p in found)
    )
    figure.add_scatter(
        x=named.index,
        y=[0] * len(named),
        mode="markers",
        name="Fewer than 5: no number given",
        marker={"symbol": "circle-open", "size": 8, "line": {"width": 1.5}, "color": "#5c666b"},
        customdata=named,
        cliponaxis=False,
        hovertemplate="%{x}: fewer than 5 %{customdata}<extra></extra>",
    )
