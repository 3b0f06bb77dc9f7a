"""Parts of a total that need not add up."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.axes import grouped, share_axis
from dashboard.frames import each
from dashboard.wording.figures import figure as in_words
from dashboard.wording.figures import marks
from dashboard.wording.language import said

NAMED_AT_MOST = 6
FURTHER = "Further countries"
NO_COUNTRY = "No one country named"


def origins_of_total(parts: pd.DataFrame, shortfalls: pd.DataFrame, shown: int = 5) -> go.Figure:
    """As parts_of_total, for citizenships or countries of repatriation: the largest by name, the rest together.

    parts: year, origin (name as shown; empty where the label names no one country), part (label as printed), value,
    qualifier, at_home, in_sums and what marks tells. Only printed numbers are put together, and only rows that may be.
    """
    counted = parts[parts["in_sums"]]
    exact = counted[counted["qualifier"] == "exact"]
    largest = exact.groupby("origin")["value"].sum().nlargest(shown).index
    kept = exact["origin"].isin(largest)
    further, unnamed = said(FURTHER), said(NO_COUNTRY)
    group = exact["origin"].where(kept | exact["origin"].isna(), further).fillna(unnamed)
    named = exact.assign(
        part=group, mark=list(map(marks, each(exact))), crossed=exact["doubt"].notna()
    )
    drawn = named.groupby(["year", "part"], as_index=False).agg(
        {"value": "sum", "mark": "max", "crossed": "max"}
    )
    hidden = counted[counted["qualifier"] != "exact"]
    hidden = hidden.assign(part=hidden["origin"].fillna(hidden["part"]))
    return parts_of_total(
        pd.concat(
            [
                drawn.assign(qualifier="exact"),
                hidden[["year", "part", "value", "qualifier"]].assign(mark="", crossed=False),
            ]
        ),
        shortfalls,
        {name: name for name in (*largest, further, unnamed)},
        dict(
            zip(
                largest,
                colours_of(largest, set(exact.loc[exact["at_home"], "origin"])),
                strict=True,
            )
        )
        | {further: theme.FURTHER_PARTS, unnamed: theme.NO_COUNTRY},
    )


def colours_of(countries: pd.Index, home: set[str]) -> list[str]:
    """One colour per country, that of own citizens for the country itself."""
    others = iter(colour for colour in theme.LINES if colour != theme.OWN_CITIZENS)
    return [theme.OWN_CITIZENS if name in home else next(others) for name in countries]


def parts_of_total(
    parts: pd.DataFrame,
    shortfalls: pd.DataFrame,
    labels: dict[str, str],
    colours: dict[str, str] = theme.PART_COLOURS,
) -> go.Figure:
    """Printed parts stacked per year, the stated shortfall as its own share, the total as a mark of its own.

    parts: year, part, value, qualifier, one unit, and mark and crossed (whether doubted) or what these tell; suppressed
    parts are named at the axis and have no height. shortfalls: year, total, total_qualifier, shortfall, difference_qualifier, and what marks tells.
    labels: part → name as shown.
    """
    if "mark" not in parts:
        parts = parts.assign(mark=list(map(marks, each(parts))), crossed=parts["doubt"].notna())
    figure = go.Figure()
    number = f"%{{y:{grouped(shortfalls['total'].max())}}}"
    of_part = said("{year}: {number} {part}")
    exact = parts[parts["qualifier"] == "exact"]
    for part in [p for p in labels if p in set(exact["part"])]:
        here = exact[exact["part"] == part]
        figure.add_bar(
            x=here["year"],
            y=here["value"],
            name=labels[part],
            marker={
                "color": colours[part],
                "pattern": {"shape": ["x" if crossed else "" for crossed in here["crossed"]]},
            },
            customdata=here["mark"],
            hovertemplate=of_part.format(year="%{x}", number=number, part=labels[part])
            + "%{customdata}<extra></extra>",
        )
    short = shortfalls[shortfalls["shortfall"].notna()]
    if not short.empty:
        figure.add_bar(
            x=short["year"],
            y=short["shortfall"],
            name=said("Not reported"),
            customdata=list(map(in_words, short["shortfall"], short["difference_qualifier"])),
            marker={
                "color": theme.NOT_REPORTED,
                "line": {"width": 0.8, "color": theme.OUTLINE},
                "pattern": {"shape": "/", "fgcolor": theme.OUTLINE, "size": 5},
            },
            hovertemplate=said("{year}: {amount} in no part").format(
                year="%{x}", amount="%{customdata}"
            )
            + "<extra></extra>",
        )
    total = shortfalls[shortfalls["total_qualifier"] == "exact"]
    figure.add_scatter(
        x=total["year"],
        y=total["total"],
        mode="markers",
        name=said("Total as printed"),
        marker={
            "symbol": [
                theme.DOUBTED_MARK if doubted else "line-ew-open"
                for doubted in total["doubt"].notna()
            ],
            "size": 14,
            "line": {"width": 3},
            "color": theme.TOTAL,
        },
        customdata=list(map(marks, each(total))),
        hovertemplate=said("{year}: {number} in all, as printed").format(year="%{x}", number=number)
        + "%{customdata}<extra></extra>",
    )
    add_suppressed(figure, parts, labels)
    figure.update_xaxes(
        tickformat="d",
        showgrid=False,
        fixedrange=True,
        tick0=2000,
        dtick=1 if shortfalls["year"].nunique() < 9 else 2,
    )
    figure.update_yaxes(
        rangemode="tozero", tickformat=f"{grouped(shortfalls['total'].max())}~r", fixedrange=True
    )
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


def shares_of_total(shares: pd.DataFrame, labels: dict[str, str]) -> go.Figure:
    """Each printed part as a share of its year's total; what no printed part holds stays open below the whole.

    shares: year, part, share [1 = the whole], told [in words]. labels: part → name as shown.
    """
    figure = go.Figure()
    for part in [p for p in labels if p in set(shares["part"])]:
        here = shares[shares["part"] == part]
        figure.add_bar(
            x=here["year"],
            y=here["share"],
            name=labels[part],
            marker={"color": theme.PART_COLOURS[part]},
            customdata=here["told"],
            hovertemplate=said("{year}: {value}").format(year="%{x}", value="%{customdata}")
            + "<extra></extra>",
        )
    figure.update_xaxes(
        tickformat="d",
        showgrid=False,
        fixedrange=True,
        tick0=2000,
        dtick=1 if shares["year"].nunique() < 9 else 2,
    )
    figure.update_yaxes(share_axis())
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
        lambda found: (
            ", ".join(labels.get(p, p) for p in found)
            if len(found) <= NAMED_AT_MOST
            else said("in each of {parts} parts").format(parts=len(found))
        )
    )
    figure.add_scatter(
        x=named.index,
        y=[0] * len(named),
        mode="markers",
        name=said("Fewer than 5: no number given"),
        marker={"symbol": "circle-open", "size": 8, "line": {"width": 1.5}, "color": theme.REVISED},
        customdata=named,
        cliponaxis=False,
        hovertemplate=said("{year}: fewer than 5 {parts}").format(
            year="%{x}", parts="%{customdata}"
        )
        + "<extra></extra>",
    )
