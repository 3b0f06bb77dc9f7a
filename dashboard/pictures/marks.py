"""What stands on a pair of axes: lines, marks, bars, cells and words, each as layers of Vega-Lite."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.pictures.axes import Axis, Spec, as_list, each, missing, without_markup

INK = theme.ON_LIGHT.text["1"]
CROSS = "M-.7,-.7L.7,.7M-.7,.7L.7,-.7"
RING = "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0"
BOX = "M-1,-1L1,-1L1,1L-1,1Z"
# Plotly's names of marks that Vega has not; a path in a box from -1 to 1.
SHAPES = {
    "x": CROSS,
    "circle-x": RING + CROSS,
    "square-x": BOX + CROSS,
    "asterisk": "M-1,0L1,0M0,-1L0,1" + CROSS,
    "line-ns": "M0,-1L0,1",
    "line-ew": "M-1,0L1,0",
    "arrow-up": "M0,-1L.8,.8L0,.3L-.8,.8Z",
}
STROKES = {"x", "asterisk", "line-ns", "line-ew"}
DASHES = {"dash": [5, 4], "dot": [2, 3]}


def own(field: str) -> Spec:
    """A value that says itself how it looks."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


MARKED = {name: own(name) for name in ("fill", "stroke", "strokeWidth", "size", "shape")}
FILLED = {name: own(name) for name in ("fill", "stroke", "strokeWidth")}
SAID = {"text": {"field": "text", "type": "nominal"}, "color": own("ink")}
TO_ENDS = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}


def layer(mark: Spec, rows: list[Spec], place: dict[str, Axis], more: Spec) -> Spec:
    at = {name: axis.encoded(name) for name, axis in place.items()}
    return {"data": {"values": rows}, "mark": {"opacity": 1} | mark, "encoding": at | more}


def points(trace: Any, place: dict[str, Axis], shift: float) -> list[Spec]:
    """Lines that break where a value is missing, marks, and words. shift: of all along the axis of places."""
    mode = trace.mode or "lines+markers"
    rows = list(marked(trace, place, shift))
    layers = []
    if "lines" in mode:
        line = {
            "type": "line",
            "stroke": trace.line.color or theme.LINES[0],
            "strokeWidth": trace.line.width or 2,
            "strokeDash": DASHES.get(trace.line.dash, []),
        }
        layers.append(layer(line, rows, place, {"detail": {"field": "run", "type": "nominal"}}))
    if "markers" in mode:
        seen = [row for row in rows if row["seen"]]
        layers.append(layer({"type": "point"}, seen, place, MARKED))
    if "text" in mode:
        above = str(trace.textposition).startswith("top")
        by = {"align": "center", "dy": -9} if above else {"align": "left", "dx": 8}
        said = [row for row in rows if row["text"]]
        size = trace.textfont.size or 11
        layers.append(layer({"type": "text", "fontSize": size} | by, said, place, SAID))
    return [one for one in layers if one["data"]["values"]]


def marked(trace: Any, place: dict[str, Axis], shift: float) -> Iterator[Spec]:
    """What stands at each value of a trace; `run` counts the unbroken stretches."""
    run = 0
    xs, ys = as_list(trace.x), as_list(trace.y)
    for x, y, look in zip(xs, ys, looks(trace, len(xs)), strict=True):
        if missing(x) or missing(y):
            run += 1
        elif not place["y"].log or y > 0:
            yield look | {
                "run": run,
                "x": place["x"].place(x) + shift,
                "y": place["y"].place(y),
            }


def looks(trace: Any, count: int) -> list[Spec]:
    """Shape, size and colours of each mark of a trace, and the words at it."""
    marker = trace.marker
    bar = trace.type == "bar"
    every = zip(
        each(None if bar else marker.symbol, count),
        each(None if bar else marker.size, count),
        each(marker.color, count),
        each(marker.line.color, count),
        each(marker.line.width, count),
        each(marker.opacity, count),
        each(trace.text, count),
        each(trace.textfont.color, count),
        strict=True,
    )
    return [
        look(symbol, size, colour, line, width)
        | {
            "seen": opacity != 0 and colour != "rgba(0,0,0,0)",
            "text": "" if text is None else without_markup(text),
            "ink": ink or INK,
        }
        for symbol, size, colour, line, width, opacity, text, ink in every
    ]


def look(
    symbol: str | None,
    size: float | None,
    colour: str | None,
    line: str | None,
    width: float | None,
) -> Spec:
    """What a mark looks like: Plotly's words for it in Vega's."""
    symbol, size, colour = symbol or "circle", size or 7, colour or theme.LINES[0]
    shape, is_open = symbol.removesuffix("-open"), symbol.endswith("-open")
    hollow = is_open or shape in STROKES
    return {
        "shape": SHAPES.get(shape, shape),
        "size": float(size) ** 2,
        "fill": "transparent" if hollow else colour,
        # A stroke is seen by its line alone, whatever the line around a mark would be.
        "stroke": colour if hollow else line or colour,
        "strokeWidth": max(float(width or 0), 1.5 if hollow else 0),
    }


def along_and_beside(bars: list[Any]) -> tuple[str, str]:
    """On which axis bars are as long as their values, and on which they stand."""
    return ("x", "y") if any(bar.orientation == "h" for bar in bars) else ("y", "x")


def share_of_place(layout: go.Layout) -> float:
    return 1 - (layout.bargap if layout.bargap is not None else 0.2)


def shift_of(trace: Any, bars: list[Any], layout: go.Layout) -> float:
    """How far from the middle of its place a mark stands that belongs to one of several bars beside one another."""
    groups = [bar.offsetgroup for bar in bars]
    if trace.offsetgroup is None or trace.offsetgroup not in groups:
        return 0
    number = groups.index(trace.offsetgroup)
    return (number - (len(groups) - 1) / 2) * share_of_place(layout) / len(groups)


def stacked(
    bars: list[Any], place: dict[str, Axis], layout: go.Layout
) -> tuple[dict[int, list[Spec]], list[float]]:
    """The layers of each bar trace, by id, and the ends of all bars: one upon the other, side by side, or over one another."""
    along, beside = along_and_beside(bars)
    mode = layout.barmode or "group"
    ends: dict[tuple[float, bool], float] = defaultdict(float)
    layers: dict[int, list[Spec]] = {}
    reached: list[float] = []
    for number, bar in enumerate(bars):
        values, places = as_list(getattr(bar, along)), as_list(getattr(bar, beside))
        rows = []
        for value, at, shown, base, width, pattern in zip(
            values,
            places,
            looks(bar, len(values)),
            each(bar.base, len(values)),
            each(bar.width, len(values)),
            each(bar.marker.pattern.shape, len(values)),
            strict=True,
        ):
            if missing(value) or missing(at) or place[along].log and value <= 0:
                continue
            middle, wide = place[beside].place(at), float(width or share_of_place(layout))
            if mode == "group":
                wide /= len(bars)
                middle += (number - (len(bars) - 1) / 2) * wide
            start = place[along].domain[0] if place[along].log else float(base or 0)
            if mode in ("stack", "relative"):
                start = ends[middle, value < 0]
                ends[middle, value < 0] += float(value)
            end = float(value) if place[along].log else start + float(value)
            reached += [start, end]
            rows.append(
                shown
                | {along: start, f"{along}2": end, "pattern": pattern}
                | {beside: middle - wide / 2, f"{beside}2": middle + wide / 2}
                | {"end": end, "middle": middle, "half": (start + end) / 2}
            )
        layers[id(bar)] = bar_layers(bar, rows, place, (along, beside))
    return layers, reached


def bar_layers(
    bar: Any, rows: list[Spec], place: dict[str, Axis], axes: tuple[str, str]
) -> list[Spec]:
    """Boxes, what is drawn over them (see sheet.PATTERNS), and their words."""
    along, beside = axes
    layers = [layer({"type": "rect"}, rows, place, FILLED | TO_ENDS)]
    over = [
        row | {"fill": f"url(#{sheet_pattern(row['pattern'])})", "stroke": None}
        for row in rows
        if row["pattern"]
    ]
    layers.append(layer({"type": "rect"}, over, place, FILLED | TO_ENDS))
    outside = bar.textposition != "inside"
    at = "end" if outside else "half"
    said = [row | {beside: row["middle"], along: row[at]} for row in rows if row["text"]]
    style: Spec = {"type": "text", "fontSize": bar.textfont.size or 11}
    if outside:
        style |= {"align": "left", "dx": 4} if along == "x" else {"dy": -8}
    layers.append(layer(style, said, place, SAID))
    return [one for one in layers if one["data"]["values"]]


def sheet_pattern(shape: str) -> str:
    return {"/": "hatched", ".": "dotted", "x": "crossed"}[shape]


def cells(trace: Any, place: dict[str, Axis]) -> list[Spec]:
    """A matrix as one box a cell; a cell without a value stays blank."""
    scale = [(float(at), colour) for at, colour in trace.colorscale]
    rows = []
    texts = trace.text if trace.text is not None else [[""] * len(trace.x)] * len(trace.y)
    for y, line, words in zip(trace.y, trace.z, texts, strict=True):
        for x, value, text in zip(trace.x, line, words, strict=True):
            if missing(value):
                continue
            share = (value - trace.zmin) / (trace.zmax - trace.zmin)
            fill = [colour for at, colour in scale if at <= share][-1]
            at_x, at_y = place["x"].place(x), place["y"].place(y)
            rows.append(
                {"x": at_x - 0.47, "x2": at_x + 0.47, "y": at_y - 0.45, "y2": at_y + 0.45}
                | {"at_x": at_x, "at_y": at_y, "fill": fill, "text": "" if missing(text) else text}
                | {"ink": trace.textfont.color or ink_on(fill)}
            )
    said = [row | {"x": row["at_x"], "y": row["at_y"]} for row in rows if row["text"]]
    return [
        layer({"type": "rect"}, rows, place, {"fill": own("fill")} | TO_ENDS),
        layer({"type": "text", "fontSize": 9}, said, place, SAID),
    ]


def ink_on(colour: str) -> str:
    """Dark or white letters, whichever are read on a colour: a tier's own, else by its lightness."""
    scale = theme.ON_LIGHT
    return {scale.colours[tier]: scale.text[tier] for tier in scale.colours}.get(colour, INK)
