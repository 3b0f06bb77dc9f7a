"""Yearly values as lines that break where a year has no figure, or where two figures may not be compared."""

from itertools import cycle
from math import log10
from textwrap import wrap

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.axes import subtitle, value_axis, year_axis
from dashboard.charts.line_marks import (
    HOVERED,
    add_breaks,
    add_events,
    add_gaps,
    break_marks,
    hover_text,
    marks_of_rivals,
    revised_outline,
    suppressed_marks,
    symbols,
    withheld_marks,
)
from dashboard.frames import each, groups
from dashboard.wording import comparison

MOST_NAMED_AT_END = 4
NAME_WIDTH = 16  # letters in a line of a name beside the plot
# Pixels: a line of a name beside the plot; the legend below it, which stands off by a share of the plot.
LINE_OF_TEXT, LEGEND, OFF = 15, 37, 0.22
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
    height: int = theme.HEIGHT,
) -> go.Figure:
    """One line per area (or `area:publisher`), joined within a segment only; a suppressed value is an open mark on the axis, never on the line.

    values: area, name, year, value, qualifier, unit, source, segment (the figures of one may be joined), withheld,
    withheld_before and withheld_now (why a figure is not compared with the one before: a mark on the axis says so), doubt
    and other_… (what contradicts it), shown (words for the hover); years without a figure are absent.
    rivals: the same columns, figures of other sources, in their area's colour, as marks of another shape that no line joins.
    events: as of add_events. withheld: as of withheld_marks. joined: whether the marks make a line.
    span: first and last year of the axis, where several charts share one. height: of the whole chart [pixels].
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
        legend={"orientation": "h", "y": -OFF, "yanchor": "top", "x": 0},
        xaxis=year_axis(low, high),
        yaxis=value_axis(log, values["value"].max()),
        subtitle=subtitle(unit_label),
        hovermode="x unified",
        height=height,
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
    last = values.drop_duplicates("area", keep="last")
    end = last["value"].where(last["qualifier"] != "less_than", 0)
    if log:
        end = end.where(end > 0).map(log10, na_action="ignore").fillna(low)
    named = last.assign(
        at=((end - low) / (high - low)).clip(0, 1),
        told=["<br>".join(wrap(name, NAME_WIDTH)) for name in last["name"]],
    ).sort_values("at")
    line = LINE_OF_TEXT / plot_height(figure)
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


def plot_height(figure: go.Figure) -> float:
    """Of a figure with a legend below its plot [pixels]."""
    return (figure.layout.height - figure.layout.margin.t - LEGEND) / (1 + OFF)


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
    rows = counted.iloc[np.insert(np.arange(len(counted)), later, later)]
    rows = rows.set_axis(range(len(rows)))
    rows.loc[later + np.arange(len(later)), "value"] = np.nan
    return rows


def colours_of(values: pd.DataFrame) -> dict[str, str]:
    """Each area's colour, in the order of the areas."""
    return dict(zip(values["area"].unique(), cycle(theme.LINES), strict=False))
