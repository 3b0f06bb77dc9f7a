"""Yearly values as lines that break where a year has no figure, or where two figures may not be compared."""

from itertools import cycle, pairwise
from math import log10
from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.frames import each, groups
from dashboard.wording import comparison
from dashboard.wording.figures import figure as in_words
from dashboard.wording.figures import unit as unit_name

MOST_NAMED_AT_END = 4
MOST_REASONS = 4
NAME_WIDTH = 16  # letters in a line of a name beside the plot
LINE_OF_TEXT, AROUND_PLOT = 15, 110  # pixels
WIDE_GAP = 5  # years between two figures that leave room for words
# What is read of a figure; tables have twice as many columns, and each costs at every step.
HOVERED = [
    "name",
    "year",
    "value",
    "qualifier",
    "unit",
    "source",
    "shown",
    "doubt",
    *comparison.OF_DOUBT,
]
DRAWN = ["area", "segment", "revised", *comparison.OF_REASON, *HOVERED]


def line_with_gaps(
    values: pd.DataFrame,
    unit_label: str,
    title: str,
    rivals: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    withheld: pd.DataFrame | None = None,
    log: bool = False,
    joined: bool = True,
    span: tuple[int, int] | None = None,
) -> go.Figure:
    """One line per area (or `area:publisher`), joined within a segment only; a suppressed value is an open mark on the axis, never on the line.

    values: area, name, year, value, qualifier, unit, source, segment (the figures of one may be joined), withheld,
    withheld_before and withheld_now (why a figure is not compared with the one before: a mark on the axis says so), doubt
    and other_… (what contradicts it), shown (words for the hover); years without a figure are absent.
    rivals: the same columns, figures of other sources, in their area's colour, as marks of another shape that no line joins.
    events: as of add_events. withheld: as of withheld_marks. joined: whether the marks make a line.
    span: first and last year of the axis, where several charts share one.
    """
    values = values[values.columns.intersection(DRAWN)]
    named_at_end = 1 < values["area"].nunique() <= MOST_NAMED_AT_END
    colours = colours_of(values)
    traces = []
    for area, rows in groups(values, "area"):
        traces.append(line(rows, colours[area], named_at_end))
        if rows["qualifier"].eq("less_than").any():
            traces.append(suppressed_marks(rows, colours[area]))
    if rivals is not None:
        traces += marks_of_rivals(rivals, colours)
    if withheld is not None:
        traces.append(withheld_marks(withheld))
    elif joined:
        traces.append(break_marks(values))
    low, high = span or span_of(values, rivals, events, withheld)
    layout = theme.layout(
        title=title,
        showlegend=(len(colours) > 1 and not named_at_end)
        or any(part is not None and not part.empty for part in (rivals, withheld)),
        legend={"orientation": "h", "y": -0.22, "yanchor": "top", "x": 0},
        xaxis=year_axis(low, high),
        yaxis=value_axis(log, values["value"].max()),
        subtitle=subtitle(unit_label),
        hovermode="x unified",
    )
    figure = go.Figure([trace for trace in traces if len(trace.x)], layout)
    if named_at_end:
        drawn = values if rivals is None else pd.concat([values, rivals])
        name_lines(figure, values, (drawn["value"].min(), drawn["value"].max()), colours, log)
    if not joined:
        figure.update_traces(mode="markers")
    else:
        if withheld is None:
            add_breaks(figure, values)
        if not log:
            add_gaps(figure, values if rivals is None else pd.concat([values, rivals]))
    if events is not None:
        add_events(figure, events)
    return figure


def name_lines(
    figure: go.Figure,
    values: pd.DataFrame,
    ends: tuple[float, float],
    colours: dict[str, str],
    log: bool,
) -> None:
    """Each area's name beside the plot, at the height where its own line ends, and no nearer to another than it is high.

    There no line can cross it. ends: the smallest and the largest value drawn.
    """
    if log:
        smallest = values.loc[values["value"] > 0, "value"].min()
        low, high = log10(smallest) - 0.1, log10(ends[1]) + 0.1
        figure.update_yaxes(range=[low, high])
    else:
        room = 0.06 * (max(ends[1], 0) - min(ends[0], 0)) or 1
        low, high = min(ends[0] - room, 0), max(ends[1] + room, 0)
        figure.update_yaxes(range=[low, high])
    last = values.groupby("area", sort=False).tail(1)
    end = last["value"].where(last["qualifier"] != "less_than", 0)
    if log:
        end = end.where(end > 0).map(log10, na_action="ignore").fillna(low)
    named = last.assign(
        at=((end - low) / (high - low)).clip(0, 1),
        told=["<br>".join(wrap(name, NAME_WIDTH)) for name in last["name"]],
    ).sort_values("at")
    line = LINE_OF_TEXT / (figure.layout.height - AROUND_PLOT)
    heights = [line * (1 + told.count("<br>")) for told in named["told"]]
    for at, row in zip(spread(named["at"].tolist(), heights), each(named), strict=True):
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=4,
            y=at,
            yref="paper",
            yanchor="middle",
            align="left",
            showarrow=False,
            text=f'<span style="color:{colours[row.area]}">●</span> {row.told}',
        )
    widest = max(len(part) for told in named["told"] for part in told.split("<br>"))
    figure.update_layout(margin_r=32 + theme.LETTER * widest)


def spread(places: list[float], heights: list[float]) -> list[float]:
    """The places, lowest first, moved apart so that what stands at them, of these heights, does not overlap."""
    moved: list[float] = []
    for number, place in enumerate(places):
        apart = (heights[number - 1] + heights[number]) / 2
        moved.append(max(place, moved[-1] + apart) if moved else place)
    over = max(moved[-1] - 1, 0)
    return [place - over for place in moved]


def span_of(*drawn: pd.DataFrame | None) -> tuple[int, int]:
    """First and last year of all that is drawn."""
    years = pd.concat([part["year"] for part in drawn if part is not None])
    return int(years.min()), int(years.max())


def line(rows: pd.DataFrame, colour: str, named_at_end: bool) -> go.Scatter:
    yearly = broken(rows[rows["qualifier"] != "less_than"])
    return go.Scatter(
        x=yearly["year"],
        y=yearly["value"],
        mode="lines+markers",
        connectgaps=False,
        name=rows["name"].iat[0],
        showlegend=not named_at_end,
        cliponaxis=False,
        line={"color": colour, "width": 2},
        marker={
            "color": colour,
            "size": 8,
            "symbol": symbols(yearly),
            "line": revised_outline(yearly),
        },
        meta=yearly["area"].tolist(),
        selected={"marker": {"size": 13}},
        unselected={"marker": {"opacity": 1}},
        customdata=hover_text(yearly),
        hovertemplate="%{customdata}<extra></extra>",
    )


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


def area_and_year(figure: go.Figure, curve: int, point: int) -> tuple[str, int] | None:
    """Whose figure a mark is, and of which year; None for a mark that is no area's figure."""
    trace = figure.data[curve]
    return (area_of(trace.meta[point]), int(trace.x[point])) if trace.meta else None


def area_of(series: str) -> str:
    """The area of a line: where an area has several, each has its publisher after a colon."""
    return series.partition(":")[0]


def broken(counted: pd.DataFrame) -> pd.DataFrame:
    """The rows, oldest first, with one without a value between two segments, and wherever a year between them is not drawn."""
    apart = (np.diff(counted["segment"]) != 0) | (np.diff(counted["year"]) != 1)
    later = np.flatnonzero(apart) + 1
    rows = counted.iloc[np.insert(np.arange(len(counted)), later, later)].reset_index(drop=True)
    rows.loc[later + np.arange(len(later)), "value"] = np.nan
    return rows


def suppressed_marks(rows: pd.DataFrame, colour: str) -> go.Scatter:
    suppressed = rows[rows["qualifier"] == "less_than"]
    return go.Scatter(
        x=suppressed["year"],
        y=[0] * len(suppressed),
        mode="markers",
        cliponaxis=False,
        name=f"{rows['name'].iat[0]}: fewer than the limit printed",
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
            "Other sources",
            rows[~bound],
            rows.loc[~bound, "value"],
            {
                "symbol": theme.RIVAL_MARK,
                "color": colour,
                "line": {"width": 1, "color": theme.PAPER},
            },
        ),
        (
            "Other sources: fewer than the limit printed",
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
        name="Line broken: not comparable",
        showlegend=False,
        marker={
            "symbol": theme.BREAK_MARK,
            "size": 16,
            "color": theme.REVISED,
            "line": {"width": 2, "color": theme.REVISED},
        },
        customdata=[f"{name}, {year}: not comparable: {why}" for name, year, why in broken],
        hovertemplate="%{customdata}<extra></extra>",
    )


def add_breaks(figure: go.Figure, rows: pd.DataFrame, **place: int) -> None:
    """A dashed rule wherever a line is broken, with the reason in a word or two where there is room for it.

    place: row and col of a panel, where there are several.
    """
    reasons = comparison.breaks_in_brief(rows)
    for (_, year, _), reason in zip(comparison.line_breaks(rows), reasons, strict=True):
        figure.add_vline(
            x=year - 0.5,
            line={"width": 1, "dash": "dash", "color": theme.OUTLINE},
            annotation={"text": reason, "textangle": -90, "font": {"size": 11}, "yanchor": "top"}
            if len(set(reasons)) <= MOST_REASONS and len(reasons) <= MOST_REASONS
            else None,
            annotation_position="top left",
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
                text="no figure",
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
        name="No change given",
        marker={
            "symbol": theme.WITHHELD_MARK,
            "size": 8,
            "color": theme.REVISED,
            "line": {"width": 1.5, "color": theme.REVISED},
        },
        meta=rows["area"].tolist(),
        unselected={"marker": {"opacity": 1}},
        customdata=[
            f"{r.name}, {r.year}: not given: {comparison.why_withheld(r)}" for r in each(rows)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def colours_of(values: pd.DataFrame) -> dict[str, str]:
    """Each area's colour, in the order of the areas."""
    return dict(zip(values["area"].unique(), cycle(theme.LINES), strict=False))


def hover_text(rows: pd.DataFrame) -> list[str]:
    return [
        "" if pd.isna(row.value) else "<br>".join(hover_lines(row))
        for row in each(rows[rows.columns.intersection(HOVERED)])
    ]


def hover_lines(row: Any) -> list[str]:
    """The figure, what contradicts it, and its source."""
    printed = f"{in_words(row.value, row.qualifier)} ({unit_name(row.unit)})"
    told = [f"{row.name}, {row.year}: {getattr(row, 'shown', printed)}"]
    if isinstance(row.doubt, str):
        told.append(f"Doubted: {comparison.doubt(row)}")
    return [*told, row.source]


def year_axis(low: int, high: int) -> dict[str, Any]:
    """Whole years as ticks, few enough to read on a phone, also when there is a single year."""
    return {
        "range": [low - 0.5, high + 0.5],
        "tick0": 2000,
        "dtick": round_step(high - low, 6),
        "tickformat": "d",
        "showgrid": False,
        "fixedrange": True,
    }


def round_step(span: float, most: int) -> int:
    """The smallest step of whole years that gives at most so many ticks, on round years."""
    return next(step for step in (1, 2, 5, 10, 20) if span / step <= most or step == 20)


def subtitle(unit_label: str) -> str:
    """The unit, and what a year on the axis is."""
    return f"{unit_label[:1].upper()}{unit_label[1:]}, by the year counted"


def value_axis(log: bool = False, largest: float = 100) -> dict[str, Any]:
    """From zero, or logarithmic; no number stands at two ticks. largest: the largest value drawn."""
    if log:
        scale: dict[str, Any] = {"type": "log", "dtick": "D2", "tickformat": ",~g"}
    else:
        scale = {"rangemode": "tozero", "tickformat": ",~r", "nticks": 6}
        if largest and largest == int(largest) and largest <= 4:
            scale |= {"dtick": 1}
    return {"fixedrange": True} | scale


def add_events(figure: go.Figure, events: pd.DataFrame, **place: int) -> None:
    """Upright lines at the years of events, with their numbers in the list beside the chart, told on hovering.

    events: year, number, date, name, title. place: row and col of a panel, where there are several.
    """
    for year, rows in events.groupby("year"):
        figure.add_vline(
            x=year,
            line={"width": 1, "dash": "dot", "color": theme.OUTLINE},
            annotation_text=", ".join(str(number) for number in rows["number"]),
            annotation_hovertext="<br>".join(
                f"{e.number}. {e.date}, {e.name}: {e.title}" for e in each(rows)
            ),
            annotation_position="top right" if place else "top",
            annotation_font_size=10,
            **place,
        )
