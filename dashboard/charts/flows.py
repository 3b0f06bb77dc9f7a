"""Flows from tier to tier."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.frames import each
from dashboard.wording.language import each_said, said
from dashboard.wording.tiers import TIER_NAMES, in_brackets

NOT_RANKED = "not ranked"
STATES = [*TIER_NAMES, NOT_RANKED]
# Letters that have room at 360 px: of two labels beside each other, of one.
SIDE_BY_SIDE, ALONE = 50, 58


def tier_flow(
    moved: pd.DataFrame, from_year: int, to_year: int, scale: theme.TierScale = theme.ON_LIGHT
) -> go.Figure:
    """Countries of two reports as bands from the tier of the one to the tier of the other.

    moved: from_tier, to_tier (empty: not ranked in that report), from_basis, to_basis, one row a country.
    """
    ends = moved.assign(
        from_tier=moved["from_tier"].fillna(NOT_RANKED),
        to_tier=moved["to_tier"].fillna(NOT_RANKED),
        derived=(moved[["from_basis", "to_basis"]] == "derived").any(axis=1),
    )
    ends["press"] = (moved[["from_basis", "to_basis"]] == "press").any(axis=1) & ~ends["derived"]
    pairs = ends.groupby(["from_tier", "to_tier"], as_index=False).agg(
        countries=("derived", "size"), derived=("derived", "sum"), press=("press", "sum")
    )
    names = each_said(TIER_NAMES | {NOT_RANKED: "Not ranked"})
    colours = scale.colours | {NOT_RANKED: theme.UNRANKED}
    nodes = [
        (end, state)
        for end in ("from_tier", "to_tier")
        for state in STATES
        if state in set(pairs[end])
    ]
    position = {node: number for number, node in enumerate(nodes)}
    known = {
        (end, state): in_brackets((bases == "derived").sum(), (bases == "press").sum())
        for end, basis in (("from_tier", "from_basis"), ("to_tier", "to_basis"))
        for state, bases in ends.groupby(end)[basis]
    }
    totals = {end: pairs.groupby(end)["countries"].sum() for end in ("from_tier", "to_tier")}
    of_node, of_band = (
        said("{tier}: {number}{known}"),
        said("{before} ({from_year}) → {now} ({to_year}): {number}{known}"),
    )
    labels = {
        (end, state): of_node.format(
            tier=names[state], number=totals[end][state], known=known[end, state]
        )
        for end, state in nodes
    }
    middles = dict(zip(nodes, heights(nodes, totals), strict=True))
    figure = go.Figure(
        go.Sankey(
            arrangement="fixed",
            node={
                "label": list(out_of_the_way(labels, middles).values()),
                "customdata": list(labels.values()),
                "color": [colours[state] for _, state in nodes],
                "line": {"width": 0.5, "color": theme.OUTLINE},
                "x": [0.001 if end == "from_tier" else 0.999 for end, _ in nodes],
                "y": list(middles.values()),
                "pad": 16,
                "thickness": 18,
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            link={
                "source": [position["from_tier", tier] for tier in pairs["from_tier"]],
                "target": [position["to_tier", tier] for tier in pairs["to_tier"]],
                "value": pairs["countries"],
                "color": [translucent(colours[tier]) for tier in pairs["from_tier"]],
                "customdata": [
                    of_band.format(
                        before=names[row.from_tier],
                        from_year=from_year,
                        now=names[row.to_tier],
                        to_year=to_year,
                        number=row.countries,
                        known=in_brackets(row.derived, row.press),
                    )
                    for row in each(pairs)
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
        )
    )
    figure.update_layout(
        theme.layout(
            title=said("TIP tiers from the report of {from_year} to that of {to_year}").format(
                from_year=from_year, to_year=to_year
            ),
            height=460,
        ),
        # For the lower one of two labels of a small node at the foot.
        margin_b=18,
    )
    return figure


def out_of_the_way(
    labels: dict[tuple[str, str], str], middles: dict[tuple[str, str], float]
) -> dict[tuple[str, str], str]:
    """The labels, by node; of two of one tier that on a telephone would run into each other the upper one stands higher, the
    lower one lower."""
    told = {node: theme.in_lines(label, ALONE) for node, label in labels.items()}
    for state in STATES:
        both = [node for node in labels if node[1] == state]
        if len(both) == 2 and sum(len(labels[node]) for node in both) > SIDE_BY_SIDE:
            upper, lower = sorted(both, key=lambda node: middles[node])
            above, below = told[upper], told[lower]
            told[upper] += "<br>\u00a0" * (1 + below.count("<br>"))
            told[lower] = "\u00a0<br>" * (1 + above.count("<br>")) + below
    return told


def heights(nodes: list[tuple[str, str]], totals: dict[str, pd.Series]) -> list[float]:
    """The middle of each node, from the top, in tier order: Plotly would order them by their links.

    A gap between nodes leaves room for the label of a small one.
    """
    middles = []
    for end, state in nodes:
        above = [s for e, s in nodes if e == end and STATES.index(s) < STATES.index(state)]
        gap = 0.05 * totals[end].sum()
        whole = totals[end].sum() + gap * (len(totals[end]) - 1)
        before = totals[end][above].sum() + gap * len(above)
        middles.append(min(max((before + totals[end][state] / 2) / whole, 0.001), 0.999))
    return middles


def translucent(colour: str) -> str:
    if not colour.startswith("#"):
        return colour
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.25)"
