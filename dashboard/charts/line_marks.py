"""What stands on and beside a line: suppressed figures, those of other sources, breaks, gaps, events, and the words on hovering."""

from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.frames import each, groups
from dashboard.wording import comparison
from dashboard.wording.figures import NO_FIGURE, dated, in_brackets, marked
from dashboard.wording.figures import figure as in_words
from dashboard.wording.figures import unit as unit_name
from dashboard.wording.language import said

MOST_REASONS = 4
WIDE_GAP = 5  # years between two figures that leave room for words
NUMBERS = 14  # pixels, how high the numbers of events are
UPRIGHT = 0.1  # of an axis of years on a telephone: how wide a line of upright words is
# What is read of a figure; tables have twice as many columns, and each costs at every step.
HOVERED = [
    "name",
    "year",
    "value",
    "qualifier",
    "unit",
    "source",
    "shown",
    "reliability",
    "period",
    "counted",
    "doubt",
    *comparison.OF_DOUBT,
]


def symbols(rows: pd.DataFrame) -> list[str]:
    """How each figure is marked: a doubted one is crossed, whatever its qualifier."""
    return [
        theme.DOUBTED_MARK if isinstance(doubt, str) else theme.QUALIFIER_MARKS.get(q, "circle")
        for q, doubt in zip(rows["qualifier"], rows["doubt"], strict=True)
    ]


def revised_outline(rows: pd.DataFrame) -> dict[str, Any]:
    """A ring around each figure that editions differ on, where the rows say so (revised)."""
    ringed = rows["revised"].eq(True) if "revised" in rows else pd.Series(False, index=rows.index)
    return {"color": theme.REVISED, "width": ringed.map({True: 3, False: 0}).tolist()}


def suppressed_marks(rows: pd.DataFrame, colour: str) -> go.Scatter:
    suppressed = rows[rows["qualifier"] == "less_than"]
    return go.Scatter(
        x=suppressed["year"],
        y=[0] * len(suppressed),
        mode="markers",
        cliponaxis=False,
        name=said("{name}: fewer than the limit printed").format(name=rows["name"].iat[0]),
        marker={
            "symbol": symbols(suppressed),
            "size": 9,
            "color": colour,
            "line": {"width": 1.5},
        },
        meta=suppressed["area"].tolist(),
        unselected={"marker": {"opacity": 1}},
        customdata=hover_text(suppressed),
        hovertemplate="%{customdata}<extra></extra>",
    )


def rival_marks(rows: pd.DataFrame, colour: str) -> list[go.Scatter]:
    """Other sources' figures of one area: crosses, and a bound as a crossed ring on the axis, never at its limit."""
    bound = rows["qualifier"] == "less_than"
    # Outlined or filled with white, so that a mark shows on a bar of its own colour too.
    kinds = (
        (
            said("Other sources"),
            rows[~bound],
            rows.loc[~bound, "value"],
            {
                "symbol": theme.RIVAL_MARK,
                "color": colour,
                "line": {"width": 1, "color": theme.PAPER},
            },
        ),
        (
            said("Other sources: fewer than the limit printed"),
            rows[bound],
            rows.loc[bound, "value"] * 0,
            {
                "symbol": theme.RIVAL_BOUND,
                "color": theme.PAPER,
                "line": {"width": 2, "color": colour},
            },
        ),
    )
    return [
        go.Scatter(
            x=drawn["year"],
            y=height,
            mode="markers",
            cliponaxis=False,
            name=name,
            legendgroup=name,
            marker={"size": 9} | mark,
            meta=drawn["area"].tolist(),
            unselected={"marker": {"opacity": 1}},
            customdata=hover_text(drawn),
            hovertemplate="%{customdata}<extra></extra>",
        )
        for name, drawn, height, mark in kinds
        if not drawn.empty
    ]


def marks_of_rivals(rivals: pd.DataFrame, colours: dict[str, str]) -> list[go.Scatter]:
    """Other sources' figures of several areas, each in the colour of its area."""
    drawn: list[go.Scatter] = []
    for area, rows in groups(rivals, "area"):
        drawn += rival_marks(rows, colours.get(area, theme.REVISED))
    named: set[str] = set()
    for trace in drawn:
        trace.showlegend = trace.name not in named
        named.add(trace.name)
    return drawn


def break_marks(rows: pd.DataFrame) -> go.Scatter:
    """Strokes on the axis, to point at, where a line is broken although the year before has a figure, with the reason."""
    broken = comparison.line_breaks(rows)
    return go.Scatter(
        x=[year - 0.5 for _, year, _ in broken],
        y=[0] * len(broken),
        mode="markers",
        cliponaxis=False,
        name=said("Line broken: not comparable"),
        showlegend=False,
        marker={
            "symbol": theme.BREAK_MARK,
            "size": 16,
            "color": theme.REVISED,
            "line": {"width": 2, "color": theme.REVISED},
        },
        customdata=[
            said("{name}, {year}: not comparable: {reason}").format(
                name=name, year=year, reason=why
            )
            for name, year, why in broken
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def add_breaks(figure: go.Figure, rows: pd.DataFrame, **place: int) -> None:
    """A dashed rule wherever a line is broken, with the reason in a word or two on that side of it where there is room.

    figure: its axes of years have a range. place: row and col of a panel, where there are several.
    """
    told = comparison.breaks_in_brief(rows)
    breaks = sorted({(year - 0.5, reason) for year, reason in told})
    free, last = next(figure.select_xaxes(**place)).range
    width = UPRIGHT * (last - free)
    for (here, reason), (behind, _) in pairwise([*breaks, (last, "")]):
        upright(figure, here, "dash", **place)
        before = here - free >= width
        free = here if before else here + width
        if len(told) <= MOST_REASONS and (before or behind >= free):
            figure.add_annotation(
                x=here,
                xanchor="right" if before else "left",
                y=1,
                yanchor="top",
                yref="y domain",
                text=reason,
                textangle=-90,
                font={"size": 11},
                showarrow=False,
                **place,
            )


def upright(figure: go.Figure, year: float, dash: str, **place: int) -> None:
    """A thin line across the whole plot. Plotly's own add_vline copies all lines that are there, which takes ten times as long."""
    figure.add_shape(
        type="line",
        x0=year,
        x1=year,
        y0=0,
        y1=1,
        yref="y domain",
        line={"width": 1, "dash": dash, "color": theme.OUTLINE},
        **place,
    )


def add_gaps(figure: go.Figure, rows: pd.DataFrame, **place: int) -> None:
    """A dashed rule along the axis over the years between figures of which no area has one; where wide, with a word."""
    years = sorted(rows["year"].unique())
    for before, after in pairwise(years):
        if after > before + 1:
            figure.add_shape(
                type="line",
                x0=before + 0.6,
                x1=after - 0.6,
                y0=0,
                y1=0,
                line={"width": 2, "dash": "dash", "color": theme.REVISED},
                **place,
            )
        if after - before > WIDE_GAP:
            figure.add_annotation(
                x=(before + after) / 2,
                y=0,
                yanchor="bottom",
                text=said(NO_FIGURE),
                font={"size": 11},
                showarrow=False,
                **place,
            )


def withheld_marks(rows: pd.DataFrame) -> go.Scatter:
    """A mark on the axis where a change is withheld, with the reason. rows: area, name, year, withheld, withheld_before,
    withheld_now."""
    return go.Scatter(
        x=rows["year"],
        y=[0] * len(rows),
        mode="markers",
        cliponaxis=False,
        name=said("No change given"),
        marker={
            "symbol": theme.WITHHELD_MARK,
            "size": 8,
            "color": theme.REVISED,
            "line": {"width": 1.5, "color": theme.REVISED},
        },
        meta=rows["area"].tolist(),
        unselected={"marker": {"opacity": 1}},
        customdata=[
            said("{name}, {year}: not given: {reason}").format(
                name=r.name, year=r.year, reason=comparison.why_withheld(r)
            )
            for r in each(rows)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def hover_text(rows: pd.DataFrame) -> list[str]:
    return [
        "" if pd.isna(row.value) else "<br>".join(hover_lines(row))
        for row in each(rows[rows.columns.intersection(HOVERED)])
    ]


def hover_lines(row: Any) -> list[str]:
    """The figure with its marks, where the rows say so (reliability, period, counted), what contradicts it, and its source."""
    marks = marked(row, doubt_told=True) if hasattr(row, "reliability") else []
    printed = in_words(row.value, row.qualifier) + in_brackets([unit_name(row.unit), *marks])
    shown = row.shown + in_brackets(marks) if hasattr(row, "shown") else printed
    told = [said("{name}, {year}: {value}").format(name=row.name, year=row.year, value=shown)]
    if isinstance(row.doubt, str):
        told.append(said("Doubted: {reason}").format(reason=comparison.doubt(row)))
    return [*told, row.source]


def add_events(figure: go.Figure, events: pd.DataFrame, **place: int) -> None:
    """Upright lines at the years of events, with their numbers in the list beside the chart, told on hovering.

    events: year, number, date, name, title. place: row and col of a panel, where there are several.
    """
    for year, rows in groups(events.sort_values("year", kind="stable"), "year"):
        upright(figure, year, "dot", **place)
        figure.add_annotation(
            x=year,
            xanchor="left" if place else "center",
            y=1,
            yanchor="top" if place else "bottom",
            yref="y domain",
            text=", ".join(str(number) for number in rows["number"]),
            hovertext="<br>".join(
                said("{number}. {date}, {name}: {title}").format(
                    number=e.number, date=dated(e.date), name=e.name, title=e.title
                )
                for e in each(rows)
            ),
            font={"size": 10},
            showarrow=False,
            **place,
        )
    if not place:
        # The numbers stand between the unit and the plot.
        figure.update_layout(margin_t=figure.layout.margin.t + NUMBERS)
