"""A figure as a Vega-Lite view: its panels, each with its axes and all that stands on them."""

import re
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.pictures.axes import Axis, Spec, as_list, each, missing, named, without_markup
from dashboard.pictures.bands import bands
from dashboard.pictures.marks import (
    DASHES,
    INK,
    along_and_beside,
    cells,
    look,
    points,
    sheet_pattern,
    shift_of,
    stacked,
)
from dashboard.pictures.world import world

WIDTH = 760  # pixels, of the plot
AROUND_PLOT = 110  # pixels that a figure's height keeps for title and legend
LEAST_HEIGHT = 60
ABOVE_BAR = 16  # pixels, of what is told of a bar over its number
MAPS = {"choropleth", "scattergeo"}
COLOUR = re.compile(r"color:([^\";]+)")


def plot(figure: go.Figure) -> Spec:
    drawn = spec(figure)
    if separators := figure.layout.separators:
        point, thousands = separators
        number = {"decimal": point, "thousands": thousands, "grouping": [3]}
        drawn["config"] = {"locale": {"number": number}}
    return drawn


def spec(figure: go.Figure) -> Spec:
    """As plot, with numbers as English writes them."""
    if any(trace.type in MAPS for trace in figure.data):
        return world(figure)
    if figure.data[0].type == "sankey":
        return bands(figure.data[0])
    pairs = list(dict.fromkeys((t.xaxis or "x", t.yaxis or "y") for t in figure.data))
    drawn = [Panel(figure, x, y, len(pairs) > 1).spec() for x, y in pairs]
    if len(drawn) == 1:
        return drawn[0]
    return {"concat": drawn, "columns": len({figure.layout[named(x)].domain for x, _ in pairs})}


def legend(figure: go.Figure) -> list[Spec]:
    """The look and the name of each trace that is named, once; none where the figure has no legend."""
    held = [t for t in figure.data if t.type != "sankey" and t.name and t.showlegend is not False]
    shown = figure.layout.showlegend
    if shown is False or (shown is None and len(held) < 2):
        return []
    first: dict[str, Any] = {}
    for trace in held:
        first.setdefault(trace.name, trace)
    return [entry(trace) | {"text": without_markup(name)} for name, trace in first.items()]


def told_on_hovering(figure: go.Figure) -> list[str]:
    """What the numbers in a figure stand for, which its page tells beside it."""
    notes = (note.hovertext for note in figure.layout.annotations if note.hovertext)
    return list(
        dict.fromkeys(without_markup(part) for note in notes for part in note.split("<br>"))
    )


def unnamed_marks(figure: go.Figure) -> set[str]:
    """The marks that no legend names: Plotly's symbols, 'bar x' for its patterns of bars, 'upright' and 'along' for dashed
    rules, 'nowhere' for values that a logarithmic axis has no place for."""
    names = {entry["text"] for entry in legend(figure)}
    found: set[str | None] = set()
    for trace in figure.data:
        if trace.type not in ("bar", "scatter") or is_break(trace):
            continue
        log = figure.layout[named(trace.yaxis or "y")].type == "log"
        heights = [y for y in as_list(trace.y) if log and not missing(y)]
        if any(y <= 0 for y in heights):
            found.add("nowhere")
        if log and all(y <= 0 for y in heights):
            continue
        if trace.type == "bar":
            found |= {f"bar {shape}" for shape in each(trace.marker.pattern.shape, 1)}
        elif "markers" in (trace.mode or "lines+markers"):
            symbols = set(each(trace.marker.symbol, 1))
            # A legend shows one mark of a trace, and does not say that it is doubted.
            told = (
                len(symbols) == 1
                and trace.mode == "markers"
                and without_markup(trace.name) in names
            )
            found |= symbols & {theme.DOUBTED_MARK} if told else symbols
    for shape in figure.layout.shapes:
        if shape.type == "line" and shape.line.dash == "dash":
            found.add("upright" if shape.x0 == shape.x1 else "along")
    return {mark for mark in found if mark}


def is_break(trace: Any) -> bool:
    """Whether a trace is the strokes on the axis where a line is broken: a dashed rule says the same."""
    return trace.type == "scatter" and set(each(trace.marker.symbol, 1)) == {theme.BREAK_MARK}


def entry(trace: Any) -> Spec:
    marker, bar = trace.marker, trace.type == "bar"
    symbol, colour, line, width, pattern = (
        next(iter(each(value, 1)), None)
        for value in (
            "square" if bar else marker.symbol,
            marker.color,
            marker.line.color,
            marker.line.width,
            marker.pattern.shape if bar else None,
        )
    )
    lined = trace.type == "scatter" and "lines" in (trace.mode or "")
    shown = look(symbol, 10, colour or (trace.line.color if lined else None), line, width)
    return shown | {"over": f"url(#{sheet_pattern(pattern)})" if pattern and bar else None}


class Panel:
    """One pair of axes of a figure, by Plotly's names for them. among: whether it is one of several."""

    def __init__(self, figure: go.Figure, x: str, y: str, among: bool):
        self.layout, self.x, self.y, self.among = figure.layout, x, y, among
        told_x, told_y = self.layout[named(x)], self.layout[named(y)]
        here = [t for t in figure.data if (t.xaxis or "x", t.yaxis or "y") == (x, y)]
        # Axes of several panels may be one and the same.
        of = told_y.matches or y
        same = [t for t in figure.data if (self.layout[named(t.yaxis or "y")].matches or t.yaxis or "y") == of]  # fmt: skip
        bars = [t for t in here if t.type == "bar"]
        along, _ = along_and_beside(bars)
        self.place = {
            "x": Axis(told_x, [v for t in here for v in as_list(t.x)], bool(bars) and along == "y"),
            "y": Axis(told_y, [v for t in same for v in as_list(t.y)], bool(bars) and along == "x"),
        }
        layers, reached = stacked(bars, self.place, self.layout)
        lengths = self.place[along]
        if bars and lengths.told.range is None and not lengths.log:
            # Bars reach from zero to their ends, which may be beyond each one's value; marks may stand above them.
            marks = [v for t in here if t.type != "bar" for v in as_list(getattr(t, along))]
            ends = [0.0, *reached, *(float(v) for v in marks if not missing(v))]
            lengths.domain = [min(ends), max(ends) or 1]
        self.height = float((self.layout.height or 380) - AROUND_PLOT)
        self.width = float(WIDTH)
        if among:
            self.width *= told_x.domain[1] - told_x.domain[0]
            self.height = max((told_y.domain[1] - told_y.domain[0]) * self.height, 110)
        self.height = max(self.height, LEAST_HEIGHT)
        self.layers: list[Spec] = []
        for trace in here:
            if trace.type == "bar":
                self.layers += layers[id(trace)]
            elif trace.type == "heatmap":
                self.layers += cells(trace, self.place)
            else:
                self.layers += points(trace, self.place, shift_of(trace, bars, self.layout))

    def spec(self) -> Spec:
        drawn: Spec = {
            "width": self.width,
            "height": self.height,
            "layer": [*self.layers, *self.rules(), *self.words()],
            "resolve": {"axis": {"x": "shared", "y": "shared"}},
        }
        if titles := [note for note in self.layout.annotations if self.is_title(note)]:
            drawn["title"] = {
                "text": lines_of(titles[0]),
                "fontSize": 12,
                "anchor": "start",
                "frame": "group",
            }
        return drawn

    def is_here(self, refs: tuple[str, str]) -> bool:
        return tuple(ref.removesuffix(" domain") for ref in refs) == (self.x, self.y)

    def is_title(self, note: Any) -> bool:
        """Whether words on paper stand over this panel."""
        if not self.among or (note.xref, note.yref) != ("paper", "paper"):
            return False
        left, right = self.place["x"].told.domain
        return left <= note.x <= right and abs(note.y - self.place["y"].told.domain[1]) < 0.01

    def rules(self) -> list[Spec]:
        """The straight lines drawn on a figure: of breaks, of years without a figure, of events."""
        drawn = []
        for shape in self.layout.shapes:
            refs = (shape.xref or "x", shape.yref or "y")
            if shape.type != "line" or not self.is_here(refs):
                continue
            mark = {"type": "rule", "color": shape.line.color, "strokeWidth": shape.line.width}
            mark |= {"strokeDash": DASHES.get(shape.line.dash, [])}
            ends = {
                "x": self.at("x", refs, shape.x0),
                "x2": self.at("x2", refs, shape.x1),
                "y": self.at("y", refs, shape.y0),
                "y2": self.at("y2", refs, shape.y1),
            }
            drawn.append({"data": {"values": [{}]}, "mark": mark, "encoding": ends})
        return drawn

    def words(self) -> list[Spec]:
        """The words drawn on a figure."""
        drawn = []
        for note in self.layout.annotations:
            refs = (note.xref or "x", note.yref or "y")
            on_paper = "paper" in refs
            if not note.text or not (on_paper and not self.among or self.is_here(refs)):
                continue
            colour = COLOUR.search(note.text)
            mark: Spec = {
                "type": "text",
                "text": lines_of(note),
                "color": colour[1] if colour else INK,
                "fontSize": note.font.size or 12,
                "align": {"left": "left", "right": "right"}.get(note.xanchor, "center"),
                "baseline": {"top": "top", "bottom": "bottom"}.get(note.yanchor, "middle"),
                "dx": note.xshift or 0,
            }
            # Vega sets the first of several lines at the place, and Plotly all of them around or above it.
            above = (len(mark["text"]) - 1) * note_line(note)
            if note.textangle == -90:
                side = {"baseline": "top", "dy": 3} if note.xanchor == "left" else {}
                mark |= {
                    "angle": 270,
                    "align": "right",
                    "baseline": "bottom",
                    "dx": 0,
                    "dy": -3,
                } | side
            else:
                mark["dy"] = -above * {"top": 0, "middle": 0.5, "bottom": 1}[mark["baseline"]]
            at = {"x": self.at("x", refs, note.x), "y": self.at("y", refs, note.y)}
            if note.showarrow is not False:
                mark |= {"baseline": "bottom", "dy": -above - ABOVE_BAR}
                around = mark | {"stroke": theme.PAPER, "strokeWidth": 3}
                drawn.append({"data": {"values": [{}]}, "mark": around, "encoding": at})
            drawn.append({"data": {"values": [{}]}, "mark": mark, "encoding": at})
        return drawn

    def at(self, channel: str, refs: tuple[str, str], value: Any) -> Spec:
        length = {"x": self.width, "y": self.height}[channel[0]]
        return self.place[channel[0]].where(channel, refs[channel[0] == "y"], value, length)


def lines_of(note: Any) -> list[str]:
    return [without_markup(part) for part in note.text.split("<br>")]


def note_line(note: Any) -> float:
    """Pixels from one line of a note to the next."""
    return (note.font.size or 12) + 2
