"""Medians by tier, with the number of countries behind each."""

from itertools import product
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.charts import theme
from dashboard.charts.axes import grouped
from dashboard.frames import each, groups
from dashboard.wording import accounts
from dashboard.wording.figures import figure as in_words
from dashboard.wording.language import said
from dashboard.wording.tiers import basis_mark, countries_in_words, in_brackets, tier_name

RANKED = ["1", "2", "2WL", "3"]
NARROW = 24  # letters over half of a telephone


def medians_by_tier(medians: pd.DataFrame, single: pd.DataFrame, unit_label: str) -> go.Figure:
    """A row of panels a tier, a column an account, to one height: the median of each report year with its number of
    countries; dots where too few report.

    medians: publisher, report_year, tier, countries, derived, press, median (empty where withheld), withheld. single:
    publisher, report_year, tier, tier_basis, name, value, qualifier, the figures of tiers with fewer than five countries. A
    suppressed one is an open mark on the axis, one far beyond the medians an arrow at the top edge (see beyond_axis).
    """
    told = [name for name in accounts.NAMES if name in set(medians["publisher"])]
    places = list(product(RANKED, told))
    titles = [[*wrap(tier_name(tier), NARROW), said(accounts.NAMES[name])] for tier, name in places]
    panels = make_subplots(
        rows=len(RANKED),
        cols=len(told),
        shared_xaxes=True,
        shared_yaxes=True,
        vertical_spacing=0.02 + 0.02 * max(map(len, titles)),
        horizontal_spacing=0.04,
        subplot_titles=["<br>".join(lines) for lines in titles],
    )
    first, last = int(medians["report_year"].min()), int(medians["report_year"].max())
    tops = axis_tops(medians, single)
    for (tier, publisher), title in zip(places, panels.layout.annotations, strict=True):
        here, dots = (
            rows[(rows["tier"] == tier) & (rows["publisher"] == publisher)]
            for rows in (medians, single)
        )
        place = {"row": RANKED.index(tier) + 1, "col": told.index(publisher) + 1}
        yearly = here.set_index("report_year").reindex(range(first, last + 1))
        panels.add_trace(median_line(yearly), **place)
        panels.add_trace(
            single_marks(dots.rename(columns={"name": "country"}), tops.get(tier, 1)), **place
        )
        panels.update_yaxes(range=[0, 1.12 * tops.get(tier, 1)], **place)
        title.update(
            x=panels.get_subplot(**place).xaxis.domain[0],
            xanchor="left",
            align="left",
            font_size=13,
        )
    for trace in panels.data[2:]:
        trace.showlegend = False
    panels.update_yaxes(fixedrange=True)
    panels.update_yaxes(title_text=unit_label.capitalize(), col=1)
    panels.update_xaxes(fixedrange=True, tickformat="d", dtick=10, range=[first - 0.6, last + 0.6])
    panels.update_xaxes(title_text=said("Report year"), row=len(RANKED))
    panels.update_layout(
        theme.layout(
            height=900, legend={"orientation": "h", "y": 1.05, "yanchor": "bottom", "x": 0}
        )
    )
    panels.update_layout(margin={"t": 60})
    return panels


def median_line(yearly: pd.DataFrame) -> go.Scatter:
    """One account's medians in one tier. yearly: by report year, with every one of them."""
    countries = yearly[["countries", "derived", "press"]].fillna(0).astype(int)
    told = said("Report of {year}: median {value} over {countries}")
    value = f"%{{y:{grouped(yearly['median'].max())}}}"
    return go.Scatter(
        x=yearly.index,
        y=yearly["median"],
        mode="lines+markers+text",
        connectgaps=False,
        name=theme.in_lines(said("Median, with the number of countries"), theme.NARROW_NAME),
        line={"color": theme.LINES[0], "width": 2},
        text=countries["countries"].astype(str).where(yearly["median"].notna(), ""),
        textposition="top center",
        textfont={"size": 10},
        cliponaxis=False,
        customdata=[countries_in_words(n) + in_brackets(d, p) for n, d, p in each(countries)],
        hovertemplate=f"{told.format(year='%{x}', value=value, countries='%{customdata}')}<extra></extra>",
    )


def single_marks(dots: pd.DataFrame, top: float) -> go.Scatter:
    """One account's single figures in one tier. top: of the panel's axis."""
    suppressed, beyond = dots["qualifier"] == "less_than", dots["value"] > top
    return go.Scatter(
        x=dots["report_year"],
        y=dots["value"].where(~suppressed, 0).clip(upper=top),
        mode="markers",
        name=theme.in_lines(
            said("Single countries, where fewer than five report"), theme.NARROW_NAME
        ),
        cliponaxis=False,
        marker={
            "color": theme.LINES[1],
            "size": 7,
            "symbol": [
                "arrow-up" if off else theme.QUALIFIER_MARKS[q]
                for off, q in zip(beyond, dots["qualifier"], strict=True)
            ],
        },
        customdata=[
            said("{name}, {year}: {value}").format(
                name=dot.country, year=dot.year, value=in_words(dot.value, dot.qualifier)
            )
            + basis_mark(dot.tier_basis)
            for dot in each(dots)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def beyond_axis(medians: pd.DataFrame, single: pd.DataFrame) -> pd.DataFrame:
    """The rows of `single` that stand as arrows at the top edge, to be named beside the chart."""
    return single[single["value"] > single["tier"].map(axis_tops(medians, single))]


def axis_tops(medians: pd.DataFrame, single: pd.DataFrame) -> dict[str, float]:
    """The upper end of each tier's panel."""
    return {
        tier: axis_top(rows["median"], single.loc[single["tier"] == tier, "value"])
        for tier, rows in groups(medians, "tier")
    }


def axis_top(medians: pd.Series, values: pd.Series) -> float:
    """The upper end of a panel: all its medians, and single figures up to three times the highest of them.

    A single country can be hundreds of times the median; drawn to scale it would flatten the panel.
    """
    highest = medians.max() if medians.notna().any() else values.max() / 3
    return pd.concat([medians, values[values <= 3 * highest], pd.Series([1.0])]).max()
