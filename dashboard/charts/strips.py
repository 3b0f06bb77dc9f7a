"""Tiers as blocks: one country's history, or many countries by year."""

from base64 import b64encode

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.frames import each
from dashboard.wording.language import said
from dashboard.wording.tiers import TIER_NAMES, basis_mark, region, tier_name


def tier_strip(history: pd.DataFrame, scale: theme.TierScale = theme.ON_LIGHT) -> go.Figure:
    """One country's tiers as a row of labelled blocks, one per report year; years without a placement stay blank.

    history: report_year, tier, basis. A derived placement is hatched, one from the press dotted.
    """
    blocks = []
    for tier, name in TIER_NAMES.items():
        here = history[history["tier"] == tier]
        if here.empty:
            continue
        blocks.append(
            go.Bar(
                x=here["report_year"],
                y=[1] * len(here),
                width=0.94,
                text=[tier_label(tier)] * len(here),
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": scale.text[tier], "size": 13},
                marker={
                    "color": scale.colours[tier],
                    "line": {"width": 0.5, "color": theme.OUTLINE},
                    "pattern": {
                        "shape": [{"derived": "/", "press": "."}.get(b, "") for b in here["basis"]],
                        "fillmode": "overlay",
                        "fgcolor": scale.text[tier],
                        "fgopacity": 0.3,
                        "size": 6,
                    },
                },
                customdata=here["basis"].map(basis_mark),
                hovertemplate=said("{year}: {tier}").format(year="%{x}", tier=said(name))
                + "%{customdata}<extra></extra>",
                name=labelled(tier),
            )
        )
    layout = theme.layout(
        # On a telephone the legend has a line for each tier; the blocks give way to it.
        height=170 + 20 * max(0, len(blocks) - 2),
        minreducedheight=40,
        barmode="overlay",
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        showlegend=True,
        uniformtext={"minsize": 7, "mode": "show"},
        xaxis={
            "title": {"text": said("Report year")},
            "showgrid": False,
            "tickformat": "d",
            "nticks": 8,
            "fixedrange": True,
        },
        yaxis={"visible": False, "fixedrange": True, "range": [0, 1]},
    )
    return go.Figure(blocks, layout)


def tier_matrix(
    placements: pd.DataFrame, order: list[str], scale: theme.TierScale = theme.ON_LIGHT
) -> go.Figure:
    """Countries × report years, one labelled cell a placement; years without one stay blank.

    A line marks a derived placement, a dot one from the press.

    placements: iso3, name, tip_region, report_year, tier, basis. order: names and region headings from top to bottom.
    Cells shrink with the width; their labels are left out where there is no room.
    """
    number = {tier: n for n, tier in enumerate(TIER_NAMES)}
    row = {name: n for n, name in enumerate(order)}
    tiers = placements.pivot(index="name", columns="report_year", values="tier").reindex(order)
    cells = go.Heatmap(
        x=tiers.columns,
        y=list(row.values()),
        z=tiers.apply(lambda column: column.map(number)).astype(float),
        text=tiers.apply(lambda column: column.map(tier_label, na_action="ignore")).fillna(""),
        texttemplate="%{text}",
        zmin=-0.5,
        zmax=len(number) - 0.5,
        colorscale=theme.tier_scale(scale),
        showscale=False,
        hoverinfo="skip",
        xgap=1,
        ygap=2,
    )
    of_cell = said("{name}, {year}: {value}")
    names = {tier: tier_name(tier) for tier in TIER_NAMES}
    # A heat map cannot be selected: an unseen mark on each cell can.
    marks = go.Scatter(
        x=placements["report_year"],
        y=placements["name"].map(row),
        mode="markers",
        showlegend=False,
        marker={"size": 11, "symbol": "square", "color": "rgba(0,0,0,0)"},
        customdata=placements.assign(
            told=[
                of_cell.format(name=name, year=year, value=names[tier] + basis_mark(basis))
                for name, year, tier, basis in each(
                    placements[["name", "report_year", "tier", "basis"]]
                )
            ]
        )[["iso3", "told"]],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
    not_read = placements[placements["basis"] != "direct"]
    underlines = go.Scatter(
        x=not_read["report_year"],
        y=not_read["name"].map(row) + 0.36,
        mode="markers",
        marker={
            "symbol": not_read["basis"].map({"derived": "line-ew", "press": "circle"}),
            "size": not_read["basis"].map({"derived": 7, "press": 2}),
            "color": not_read["tier"].map(scale.text),
            "line": {"width": 1.5, "color": not_read["tier"].map(scale.text)},
        },
        showlegend=False,
        hoverinfo="skip",
    )
    keys = [
        go.Scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=labelled(tier),
            marker={"symbol": "square", "size": 11, "color": scale.colours[tier]},
        )
        for tier in TIER_NAMES
    ]
    years = tiers.columns.astype(int)
    figure = go.Figure([cells, underlines, marks, *keys])
    figure.update_xaxes(
        fixedrange=True,
        showgrid=False,
        tickformat="d",
        autotickangles=[0, 90],
        side="top",
        nticks=6,
        zeroline=False,
        range=[years.min() - 0.6, years.max() + 0.6],
    )
    figure.update_yaxes(
        fixedrange=True,
        showgrid=False,
        autorange=False,
        range=[len(order) - 0.4, -0.6],
        zeroline=False,
        tickmode="array",
        tickvals=list(row.values()),
        ticktext=[heading(name) for name in order],
        tickfont={"size": 12},
        ticklabelstandoff=2,
        ticklabeloverflow="allow",
        automargin=True,
    )
    figure.update_layout(
        theme.layout(
            height=110 + 16 * len(order),
            legend={"orientation": "h", "y": 0, "yanchor": "top", "x": 0},
        )
    )
    return figure


def heading(name: str) -> str:
    """A row of the matrix by its name, a region without saying so, countries of none under their own heading."""
    return region(name) if name != "<b></b>" else f"<b>{said('No TIP region')}</b>"


def labelled(tier: str) -> str:
    """'Tier 2', 'W: Tier 2 Watch List': a tier's name, after its label where the name does not hold it."""
    label, name = tier_label(tier), tier_name(tier)
    return name if label in name.split() else said("{label}: {tier}").format(label=label, tier=name)


def tier_label(tier: str) -> str:
    """A tier in a letter or two, for a narrow block."""
    return said(theme.TIER_LABELS[tier])


def inline_strip(
    history: pd.DataFrame, first: int, last: int, scale: theme.TierScale = theme.ON_LIGHT
) -> str:
    """One country's tiers as a picture for a table cell (an SVG data address).

    A derived placement carries a dot, one from the press a ring.

    history: report_year, tier, basis. Years without a placement stay blank.
    """
    step, height = 5, 28
    blocks = "".join(
        f'<rect x="{step * (row.report_year - first)}" width="{step - 1}" height="{height}" '
        f'fill="{scale.colours[row.tier]}"/>'
        + (
            f'<circle cx="{step * (row.report_year - first) + 2}" cy="{height / 2}" r="1.6" '
            f'stroke="{scale.text[row.tier]}" '
            f'fill="{scale.text[row.tier] if row.basis == "derived" else "none"}"/>'
            if row.basis != "direct"
            else ""
        )
        for row in each(history)
    )
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{step * (last - first + 1)}" height="{height}">'
        f"{blocks}</svg>"
    )
    return "data:image/svg+xml;base64," + b64encode(picture.encode()).decode()
