"""Maps of tiers: of one report, and of all reports with a slider."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.world import (
    FORMER,
    LABELS,
    OUTLINES,
    POINTS,
    PROJECTION,
    SMALL,
    coloured,
    land,
)
from dashboard.frames import each, groups
from dashboard.wording.language import each_said, said
from dashboard.wording.tiers import TIER_NAMES, basis_mark

# Seen against every tier and against both themes.
DERIVED_OUTLINE = "#a12be0"


def world_by_tier(placements: pd.DataFrame, scale: theme.TierScale = theme.ON_LIGHT) -> go.Figure:
    """The world by tier in one report.

    placements: iso3, name, tier, basis, one row a country. Unranked land is grey.
    """
    names = each_said(TIER_NAMES)
    of_country = said("{name}: {value}")
    placed = placements.assign(
        hover=[
            of_country.format(name=name, value=names[tier] + basis_mark(basis))
            for name, tier, basis in each(placements[["name", "tier", "basis"]])
        ]
    )
    traces = [land(set(POINTS) - set(placed["iso3"]) - FORMER)]
    for tier, name in names.items():
        here = placed[placed["tier"] == tier]
        traces.append(
            coloured(
                here["iso3"],
                scale.colours[tier],
                marker={"line": outlines(here["basis"])},
                text=here["hover"],
                customdata=here[["iso3"]],
                hovertemplate="%{text}<extra></extra>",
                name=f"{name} ({len(here)})",
            )
        )
    for tier in TIER_NAMES:
        here = placed[(placed["tier"] == tier) & placed["iso3"].isin(SMALL)]
        traces.append(
            go.Scattergeo(
                lon=[SMALL[iso3][0] for iso3 in here["iso3"]] or [None],
                lat=[SMALL[iso3][1] for iso3 in here["iso3"]] or [None],
                mode="markers",
                marker={
                    "size": 8,
                    "symbol": symbols_of(here["basis"]),
                    "color": scale.colours[tier],
                    "line": outlines(here["basis"]),
                },
                text=here["hover"],
                customdata=here[["iso3"]],
                hovertemplate="%{text}<extra></extra>",
                showlegend=False,
            )
        )
    traces.append(tier_labels(placed.set_index("iso3")["tier"], scale))
    counts = placed["tier"].value_counts()
    traces += [
        tier_key(tier, f"{name} ({counts.get(tier, 0)})", scale) for tier, name in names.items()
    ]
    traces.append(derived_key())
    layout = theme.layout(
        height=460,
        legend={"orientation": "h", "y": -0.02, "x": 0, "yanchor": "top"},
        geo=PROJECTION,
    )
    return go.Figure(traces, layout)


def tier_labels(tiers: pd.Series, scale: theme.TierScale) -> go.Scattergeo:
    """Each tier once more as a label on its country, for readers who do not tell the colours apart. tiers: by ISO code."""
    here = tiers.reindex(list(LABELS))
    return go.Scattergeo(
        lon=[point[0] for point in LABELS.values()],
        lat=[point[1] for point in LABELS.values()],
        mode="text",
        text=here.map(each_said(theme.TIER_LABELS)).fillna("").tolist(),
        textfont={"size": 10, "color": here.map(scale.text).fillna("#1c2429").tolist()},
        hoverinfo="skip",
        showlegend=False,
    )


def outlines(basis: pd.Series) -> dict[str, list]:
    """The outline of each country or symbol: violet and wider where its placement is derived."""
    derived = basis == "derived"
    return {
        "color": derived.map({True: DERIVED_OUTLINE, False: "#899"}).tolist(),
        "width": derived.map({True: 1.6, False: 0.6}).tolist(),
    }


def symbols_of(basis: pd.Series) -> list[str]:
    """A small country's symbol: crossed where its placement is derived."""
    return ["square-x" if b == "derived" else "square" for b in basis]


def tier_key(tier: str, name: str, scale: theme.TierScale) -> go.Scattergeo:
    return go.Scattergeo(
        lon=[None],
        lat=[None],
        mode="markers",
        name=name,
        marker={"size": 11, "symbol": "square", "color": scale.colours[tier]},
    )


def derived_key() -> go.Scattergeo:
    return go.Scattergeo(
        lon=[None],
        lat=[None],
        mode="markers",
        name=said("Derived: violet outline or a cross"),
        marker={
            "size": 9,
            "symbol": "square-open",
            "color": DERIVED_OUTLINE,
            "line": {"width": 2},
        },
    )


def world_by_tier_over_time(
    placements: pd.DataFrame, report_year: int, scale: theme.TierScale = theme.ON_LIGHT
) -> go.Figure:
    """The world by tier with one frame a report, so that slider and play button need nothing from the server.

    placements: iso3, name, report_year, tier, basis; every country of every report. Shown first: report_year.
    Countries that a report does not rank are grey in its frame.
    """
    names = placements.drop_duplicates("iso3").set_index("iso3")["name"].sort_values()
    small = names[names.index.isin(SMALL)]
    told, of_country = each_said(TIER_NAMES), said("{name}: {value}")
    on_hovering = of_country.format(name="%{customdata[1]}", value="%{text}") + "<extra></extra>"
    tier_number = {tier: number for number, tier in enumerate(TIER_NAMES)}
    by_year = {
        int(year): rows.set_index("iso3")
        for year, rows in groups(placements.sort_values("report_year"), "report_year")
    }

    def traces(year: int) -> list[go.Choropleth | go.Scattergeo]:
        here = by_year[year].reindex(names.index)
        hover = here["tier"].map(told).fillna(said("not ranked")) + here["basis"].map(
            basis_mark
        ).fillna("")
        numbers = here["tier"].map(tier_number)
        points = here["tier"].reindex(small.index).map(scale.colours)
        return [
            go.Choropleth(
                z=numbers.where(numbers.notna(), None).tolist(),
                text=hover.tolist(),
                marker={"line": outlines(here["basis"])},
            ),
            go.Scattergeo(
                marker={
                    "color": points.fillna(theme.UNRANKED).tolist(),
                    "opacity": points.notna().astype(int).tolist(),
                    "symbol": symbols_of(here["basis"].reindex(small.index)),
                    "line": outlines(here["basis"].reindex(small.index)),
                },
                text=hover.reindex(small.index).tolist(),
            ),
            tier_labels(here["tier"], scale),
        ]

    areas, symbols, labels = traces(report_year)
    areas.update(
        geojson=OUTLINES,
        featureidkey="id",
        locationmode="geojson-id",
        locations=names.index.tolist(),
        zmin=-0.5,
        zmax=len(TIER_NAMES) - 0.5,
        colorscale=theme.tier_scale(scale),
        showscale=False,
        customdata=[[iso3, name] for iso3, name in names.items()],
        hovertemplate=on_hovering,
        showlegend=False,
    )
    symbols.update(
        lon=[SMALL[iso3][0] for iso3 in small.index],
        lat=[SMALL[iso3][1] for iso3 in small.index],
        mode="markers",
        marker={"size": 8},
        customdata=[[iso3, name] for iso3, name in small.items()],
        hovertemplate=on_hovering,
        showlegend=False,
    )
    keys = [tier_key(tier, name, scale) for tier, name in told.items()]
    keys.append(derived_key())
    years = sorted(by_year)
    at_once = {
        "mode": "immediate",
        "frame": {"duration": 0, "redraw": True},
        "transition": {"duration": 0},
    }
    playing = at_once | {"fromcurrent": True, "frame": {"duration": 900, "redraw": True}}
    figure = go.Figure(
        data=[land(set(POINTS) - FORMER), areas, symbols, labels, *keys],
        frames=[go.Frame(name=str(year), data=traces(year), traces=[1, 2, 3]) for year in years],
    )
    figure.update_layout(
        theme.layout(
            height=560,
            geo=PROJECTION,
            legend={"orientation": "h", "y": 1.0, "x": 0, "yanchor": "bottom"},
            sliders=[
                {
                    "active": years.index(report_year),
                    "currentvalue": {"prefix": said("Report of ")},
                    "x": 0,
                    "len": 1,
                    "y": 0,
                    "pad": {"t": 44},
                    "steps": [
                        {"label": str(year), "method": "animate", "args": [[str(year)], at_once]}
                        for year in years
                    ],
                }
            ],
            updatemenus=[
                {
                    "type": "buttons",
                    "direction": "left",
                    "showactive": False,
                    "x": 0,
                    "xanchor": "left",
                    "y": 0,
                    "yanchor": "top",
                    "pad": {"t": 6},
                    "font": {"color": "#1c2429"},
                    "bgcolor": "#e8eef0",
                    "buttons": [
                        {"label": said("Play"), "method": "animate", "args": [None, playing]},
                        {"label": said("Pause"), "method": "animate", "args": [[None], at_once]},
                    ],
                }
            ],
        )
    )
    return figure
