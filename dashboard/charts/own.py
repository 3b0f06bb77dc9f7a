"""An organisation's own counts, always on axes of their own."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.wording.figures import number
from dashboard.wording.language import said

SHOWN = 20


def by_part(counted: pd.DataFrame, unit: str, title: str) -> go.Figure:
    """The largest parts that are not withheld, as bars. counted: part, records (empty where withheld). unit, title: in
    words, one record and all."""
    there = counted[counted["records"].notna()].head(SHOWN).iloc[::-1]
    figure = go.Figure(
        go.Bar(
            x=there["records"].astype(int),
            y=there["part"],
            text=[number(n) for n in there["records"]],
            textposition="outside",
            cliponaxis=False,
            orientation="h",
            marker={"color": theme.LINES[2]},
            hovertemplate=f"%{{y}}: %{{x:,}} {unit}<extra></extra>",
        )
    )
    figure.update_xaxes(title_text=title, fixedrange=True, rangemode="tozero", nticks=5)
    figure.update_yaxes(type="category", fixedrange=True, automargin=True)
    figure.update_layout(theme.layout(height=90 + 28 * max(len(there), 2)))
    return figure


def by_year(counted: pd.DataFrame, unit: str, title: str, counts: str) -> go.Figure:
    """Bars by year; a withheld year has an open mark on the axis and no bar. counted: year, records. unit, title, counts
    (what the axis counts): in words."""
    there = counted[counted["records"].notna()]
    hidden = counted[counted["records"].isna()]
    figure = go.Figure(
        [
            go.Bar(
                x=there["year"],
                y=there["records"].astype(int),
                marker={"color": theme.LINES[2]},
                hovertemplate=f"%{{x}}: %{{y:,}} {unit}<extra></extra>",
                name=said("Own"),
            ),
            go.Scatter(
                x=hidden["year"],
                y=[0] * len(hidden),
                mode="markers",
                marker={
                    "symbol": theme.QUALIFIER_MARKS["less_than"],
                    "color": theme.LINES[2],
                    "size": 9,
                },  # fmt: skip
                cliponaxis=False,
                hovertemplate=f"%{{x}}: {said('withheld')}<extra></extra>",
                name=said("Withheld"),
            ),
        ]
    )
    figure.update_layout(
        theme.layout(
            title=title,
            showlegend=False,
            xaxis={"tickformat": "d", "fixedrange": True, "title": {"text": said("Year")}},
            yaxis={
                "title": {"text": counts},
                "rangemode": "tozero",
                "fixedrange": True,
            },
        )
    )
    return figure
