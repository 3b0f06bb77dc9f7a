"""Citizenship to country of detection."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.axes import grouped, names_axis
from dashboard.charts.flows import translucent
from dashboard.wording.figures import counted_as, in_brackets
from dashboard.wording.figures import figure as in_words
from dashboard.wording.language import said

SHOWN_FLOWS, SHOWN_CORRIDORS, SHOWN_PARTS = 15, 25, 20


def ranked_flows(flows: pd.DataFrame, names: str) -> go.Figure:
    """The largest flows as bars, one row each; `names` is the column that labels them.

    flows: kind (domestic, foreign, or a kind of label that names no country), value, suppressed; largest first.
    Flows whose every cell is suppressed have no bar; one with some such cells is "at least" its printed numbers.
    """
    largest = flows[flows["value"].notna()].head(SHOWN_FLOWS).iloc[::-1]
    told = [
        in_words(value, "at_least" if hidden else "exact")
        for value, hidden in zip(largest["value"], largest["suppressed"], strict=True)
    ]
    of_bar = said("{name}: {value}; {cells} cells under 5")
    figure = go.Figure(
        go.Bar(
            x=largest["value"],
            y=largest[names],
            orientation="h",
            marker={"color": [colour_of(kind) for kind in largest["kind"]]},
            text=told,
            textposition="outside",
            cliponaxis=False,
            customdata=largest["suppressed"],
            hovertemplate=f"{of_bar.format(name='%{y}', value='%{text}', cells='%{customdata}')}<extra></extra>",
        )
    )
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, largest["value"].max() or 1])
    figure.update_yaxes(names_axis(largest[names].dropna()))
    row = 28 + 8 * any("<br>" in name for name in figure.layout.yaxis.ticktext)
    figure.update_layout(theme.layout(height=40 + row * max(len(largest), 2), bargap=0.3))
    # The words stand beside the plot, where there is room for them on a telephone too.
    figure.update_layout(margin_r=12 + theme.LETTER * max(map(len, told), default=0))
    return figure


def flows_between(flows: pd.DataFrame) -> go.Figure:
    """The largest flows of a region as bands from citizenship (left) to country of detection (right).

    flows: citizenship_name, detected_in_name, kind, counted, value; rows without a country of citizenship have none here.
    """
    largest = flows[flows["value"].notna() & flows["citizenship_name"].notna()].head(
        SHOWN_CORRIDORS
    )
    left = list(dict.fromkeys(largest["citizenship_name"]))
    right = list(dict.fromkeys(largest["detected_in_name"]))
    of_end, of_band = said("{name}: {value}"), said("{citizens} → {place}: {value}")
    value = f"%{{value:{grouped(largest['value'].sum())}}}"
    figure = go.Figure(
        go.Sankey(
            node={
                "label": left + right,
                "pad": 14,
                "thickness": 12,
                "color": theme.OUTLINE,
                "hovertemplate": f"{of_end.format(name='%{label}', value=value)}<extra></extra>",
            },
            link={
                "source": [left.index(name) for name in largest["citizenship_name"]],
                "target": [len(left) + right.index(name) for name in largest["detected_in_name"]],
                "value": largest["value"],
                "color": [translucent(colour_of(kind)) for kind in largest["kind"]],
                "customdata": [in_brackets([counted_as(code)]) for code in largest["counted"]],
                "hovertemplate": of_band.format(
                    citizens="%{source.label}", place="%{target.label}", value=value
                )
                + "%{customdata}<extra></extra>",
            },
        )
    )
    figure.update_layout(theme.layout(height=200 + 16 * max(len(left), len(right))))
    return figure


def record_bars(counted: pd.DataFrame) -> go.Figure:
    """Case records per part, the largest parts; withheld parts have no bar. counted: part, records; largest first."""
    largest = counted[counted["records"].notna()].head(SHOWN_PARTS).iloc[::-1]
    figure = go.Figure(
        go.Bar(
            x=largest["records"].astype(int),
            y=largest["part"],
            orientation="h",
            marker={"color": theme.OTHER_CITIZENS},
            text=[in_words(n) for n in largest["records"]],
            textposition="outside",
            cliponaxis=False,
            hovertemplate=records_on_hovering("%{y}", "x", largest["records"]),
        )
    )
    widest = largest["records"].max() if len(largest) else 1
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, 1.3 * int(widest)])
    figure.update_yaxes(type="category", fixedrange=True, automargin=True, ticksuffix="  ")
    figure.update_layout(theme.layout(height=40 + 26 * max(len(largest), 2), bargap=0.3))
    return figure


def record_years(counted: pd.DataFrame) -> go.Figure:
    """Case records per year of registration, oldest first, those without a year last; withheld years have no bar."""
    there = counted.assign(records=counted["records"].astype("Float64"))
    figure = go.Figure(
        go.Bar(
            x=there["part"],
            y=there["records"],
            marker={"color": theme.OTHER_CITIZENS},
            hovertemplate=records_on_hovering("%{x}", "y", there["records"]),
        )
    )
    figure.update_xaxes(type="category", title_text=said("Year of registration"), fixedrange=True)
    figure.update_yaxes(title_text=said("Records"), fixedrange=True, rangemode="tozero")
    figure.update_layout(theme.layout(height=340, bargap=0.25))
    return figure


def records_on_hovering(part: str, axis: str, records: pd.Series) -> str:
    number = f"%{{{axis}:{grouped(records.max())}}}"
    return said("{part}: {number} records").format(part=part, number=number) + "<extra></extra>"


def colour_of(kind: str) -> str:
    return {"domestic": theme.OWN_CITIZENS, "foreign": theme.OTHER_CITIZENS}.get(
        kind, theme.NO_COUNTRY
    )
