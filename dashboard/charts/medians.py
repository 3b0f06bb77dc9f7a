"""Medians by tier, with the number of countries behind each."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import theme
from dashboard.wording.figures import figure as in_words
from dashboard.wording.tiers import TIER_NAMES, basis_mark, in_brackets

RANKED = ["1", "2", "2WL", "3"]


def medians_by_tier(medians: pd.DataFrame, single: pd.DataFrame, unit_label: str) -> go.Figure:
    """One panel a tier: the median of each report year with its number of countries; dots where too few report.

    medians: report_year, tier, countries, derived, press, median (empty where withheld), withheld. single: report_year, tier,
    tier_basis, name, value, qualifier, the figures of tiers with fewer than five countries. A suppressed one is an open mark on the axis,
    one far beyond the medians an arrow at the top edge (see beyond_axis).
    """
    panels = make_subplots(
        rows=4,
        cols=1,
        shared_xaxes=True,
        vertical_spacing=0.06,
        subplot_titles=[TIER_NAMES[t] for t in RANKED],
    )
    first, last = int(medians["report_year"].min()), int(medians["report_year"].max())
    for row, tier in enumerate(RANKED, start=1):
        here = (
            medians[medians["tier"] == tier]
            .set_index("report_year")
            .reindex(range(first, last + 1))
        )
        panels.add_scatter(
            x=here.index,
            y=here["median"],
            mode="lines+markers+text",
            connectgaps=False,
            name="Median, with the number of countries",
            showlegend=row == 1,
            line={"color": theme.LINES[0], "width": 2},
            text=[
                "" if pd.isna(m) else f"{int(n)}"
                for m, n in zip(here["median"], here["countries"], strict=True)
            ],
            textposition="top center",
            textfont={"size": 10},
            cliponaxis=False,
            customdata=[
                "" if pd.isna(n) else f"{int(n)} countries{in_brackets(d, p)}"
                for n, d, p in zip(
                    here["countries"],
                    here["derived"].fillna(0),
                    here["press"].fillna(0),
                    strict=True,
                )
            ],
            hovertemplate="Report of %{x}: median %{y:,} over %{customdata}<extra></extra>",
            row=row,
            col=1,
        )
        dots = single[single["tier"] == tier].rename(columns={"name": "country"})
        suppressed = dots["qualifier"] == "less_than"
        top = axis_top(here["median"], dots["value"])
        beyond = dots["value"] > top
        panels.add_scatter(
            x=dots["report_year"],
            y=dots["value"].where(~suppressed, 0).clip(upper=top),
            mode="markers",
            name="Single countries, where fewer than five report",
            showlegend=row == 1,
            cliponaxis=False,
            marker={
                "color": theme.LINES[1],
                "size": 8,
                "symbol": [
                    "arrow-up" if off else theme.QUALIFIER_MARKS[q]
                    for off, q in zip(beyond, dots["qualifier"], strict=True)
                ],
            },
            customdata=[
                f"{dot.country}, {dot.year}: {in_words(dot.value, dot.qualifier)}"
                + basis_mark(dot.tier_basis)
                for dot in dots.itertuples()
            ],
            hovertemplate="%{customdata}<extra></extra>",
            row=row,
            col=1,
        )
        panels.update_yaxes(range=[0, 1.12 * top], row=row, col=1)
    panels.update_yaxes(fixedrange=True, title_text=unit_label.capitalize())
    panels.update_xaxes(fixedrange=True, tickformat="d", nticks=8, range=[first - 0.6, last + 0.6])
    panels.update_xaxes(title_text="Report year", row=4, col=1)
    panels.update_annotations(font_size=13, x=0, xanchor="left")
    panels.update_layout(
        theme.layout(
            height=900, legend={"orientation": "h", "y": 1.05, "yanchor": "bottom", "x": 0}
        )
    )
    panels.update_layout(margin={"t": 60})
    return panels


def beyond_axis(medians: pd.DataFrame, single: pd.DataFrame) -> pd.DataFrame:
    """The rows of `single` that stand as arrows at the top edge, to be named beside the chart."""
    tops = {
        tier: axis_top(rows["median"], single.loc[single["tier"] == tier, "value"])
        for tier, rows in medians.groupby("tier")
    }
    return single[single["value"] > single["tier"].map(tops)]


def axis_top(medians: pd.Series, values: pd.Series) -> float:
    """The upper end of a panel: all its medians, and single figures up to three times the highest of them.

    A single country can be hundreds of times the median; drawn to scale it would flatten the panel.
    """
    highest = medians.max() if medians.notna().any() else values.max() / 3
    return pd.concat([medians, values[values <= 3 * highest], pd.Series([1.0])]).max()
