"""Citizenship to country of detection."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme

DOMESTIC, FOREIGN, NO_COUNTRY = "#009e73", "#0072b2", "#9a9a9a"


def ranked_flows(flows: pd.DataFrame, names: str, shown: int = 15) -> go.Figure:
    """The largest flows as bars, one row each; `names` is the column that labels them.

    flows: kind (domestic, foreign, or a kind of label that names no country), value, suppressed; largest first.
    Flows whose every cell is suppressed have no bar.
    """
    largest = flows[flows["value"].notna()].head(shown).iloc[::-1]
    figure = go.Figure(
        go.Bar(
            x=largest["value"],
            y=largest[names],
            orientation="h",
            marker={"color": [colour_of(kind) for kind in largest["kind"]]},
            text=[
                f"{value:,.0f}" + (f", and {hidden} under 5" if hidden else "")
                for value, hidden in zip(largest["value"], largest["suppressed"], strict=True)
            ],
            textposition="auto",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    figure.update_xaxes(
        title_text="Persons, printed numbers only", fixedrange=True, rangemode="tozero"
    )
    figure.update_yaxes(fixedrange=True, automargin=True)
    figure.update_layout(theme.layout(height=90 + 26 * max(len(largest), 2)))
    return figure


def flows_between(flows: pd.DataFrame, shown: int = 30) -> go.Figure:
    """The largest flows of a region as bands from citizenship (left) to country of detection (right).

    flows: citizenship_name, detected_in_name, kind, value; rows without a country of citizenship have none here.
    """
    largest = flows[flows["value"].notna() & flows["citizenship_name"].notna()].head(shown)
    left = list(dict.fromkeys(largest["citizenship_name"]))
    right = list(dict.fromkeys(largest["detected_in_name"]))
    figure = go.Figure(
        go.Sankey(
            node={
                "label": left + right,
                "pad": 10,
                "thickness": 12,
                "color": theme.OUTLINE,
                "hovertemplate": "%{label}: %{value:,}<extra></extra>",
            },
            link={
                "source": [left.index(name) for name in largest["citizenship_name"]],
                "target": [len(left) + right.index(name) for name in largest["detected_in_name"]],
                "value": largest["value"],
                "color": [
                    "rgba(0,158,115,0.4)" if kind == "domestic" else "rgba(0,114,178,0.35)"
                    for kind in largest["kind"]
                ],
                "hovertemplate": "%{source.label} → %{target.label}: %{value:,}<extra></extra>",
            },
        )
    )
    figure.update_layout(theme.layout(height=200 + 16 * max(len(left), len(right))))
    return figure


def record_bars(counted: pd.DataFrame, in_order: bool, shown: int = 20) -> go.Figure:
    """Case records per part; withheld parts have no bar. counted: part, records. in_order keeps the rows' order."""
    there = counted[counted["records"].notna()]
    there = (there if in_order else there.head(shown)).iloc[::-1]
    figure = go.Figure(
        go.Bar(
            x=there["records"].astype(int),
            y=there["part"],
            orientation="h",
            marker={"color": FOREIGN},
            hovertemplate="%{y}: %{x:,} records<extra></extra>",
        )
    )
    figure.update_xaxes(title_text="Records", fixedrange=True, rangemode="tozero")
    figure.update_yaxes(type="category", fixedrange=True, automargin=True)
    figure.update_layout(theme.layout(height=90 + 24 * max(len(there), 2)))
    return figure


def colour_of(kind: str) -> str:
    return {"domestic": DOMESTIC, "foreign": FOREIGN}.get(kind, NO_COUNTRY)
