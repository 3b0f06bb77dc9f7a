"""Flows from left to right as bands, each as high as its number."""

from collections import defaultdict
from typing import Any

from dashboard.charts import theme
from dashboard.pictures.axes import Spec, each, without_markup
from dashboard.pictures.marks import FILLED, INK, TO_ENDS, own

WIDTH, THICK = 520, 0.025  # pixels between the sides; of a side, as a share of that
ROW = 24  # pixels that a name needs at least
GAP = 0.035  # of the whole, between two on a side
# From one side to the other: how far across, and how much of the way from the one height to the other.
BEND = [(n / 24, (n / 24) ** 2 * (3 - n / 12)) for n in range(25)]


def bands(trace: Any) -> Spec:
    link, names = trace.link, list(trace.node.label)
    colours = each(trace.node.color, len(names))
    links = list(
        zip(link.source, link.target, link.value, each(link.color, len(link.value)), strict=True)
    )
    gap = GAP * sum(value for *_, value, _ in links)
    sides = [Side([(one[end], one[2]) for one in links], gap) for end in (0, 1)]
    ribbons: list[Spec] = []
    for number, (source, target, value, colour) in enumerate(links):
        left, right = sides[0].next(source, value), sides[1].next(target, value)
        for across, share in BEND:
            low = left + share * (right - left)
            ribbons.append(
                {"x": across, "y": low, "y2": low + value, "fill": colour, "link": number}
            )
    boxes = [
        {"x": end - THICK * (1 - end), "x2": end + THICK * end, "y": low, "y2": low + size}
        | {"middle": low + size / 2, "end": end, "text": without_markup(names[node]).strip()}
        | {"fill": colours[node], "stroke": theme.OUTLINE, "strokeWidth": 0.5}
        for end, side in enumerate(sides)
        for node, (low, size) in side.nodes.items()
    ]
    high = max(side.height for side in sides)
    at = {"x": on("x", [-THICK, 1 + THICK]), "y": on("y", [high, 0])}
    band = at | {"y2": {"field": "y2"}, "fill": own("fill"), "detail": {"field": "link"}}
    said = at | {"y": on("middle", [high, 0]), "text": {"field": "text", "type": "nominal"}}
    return {
        "width": WIDTH,
        "height": max(360, ROW * max(len(side.nodes) for side in sides)),
        "layer": [
            {"data": {"values": ribbons}, "mark": {"type": "area", "opacity": 1}, "encoding": band},
            {"data": {"values": boxes}, "mark": "rect", "encoding": at | TO_ENDS | FILLED},
            *(
                {
                    "data": {"values": [box for box in boxes if box["end"] == end]},
                    "mark": {"type": "text", "align": align, "dx": dx, "color": INK},
                    "encoding": said | {"x": on("x" if end == 0 else "x2", [-THICK, 1 + THICK])},
                }
                for end, align, dx in ((0, "right", -6), (1, "left", 6))
            ),
        ],
    }


class Side:
    """One side, from the top, in the order of the nodes. flows: node and value. nodes: node → where it begins, and its size."""

    def __init__(self, flows: list[tuple[int, float]], gap: float):
        sizes: dict[int, float] = defaultdict(float)
        for node, value in flows:
            sizes[node] += float(value)
        self.nodes: dict[int, tuple[float, float]] = {}
        down = 0.0
        for node in sorted(sizes):
            self.nodes[node] = (down, sizes[node])
            down += sizes[node] + gap
        self.height = down - gap
        self._used = {node: low for node, (low, _) in self.nodes.items()}

    def next(self, node: int, value: float) -> float:
        """Where the next flow of a node begins."""
        low = self._used[node]
        self._used[node] += float(value)
        return low


def on(field: str, domain: list[float]) -> Spec:
    scale = {"domain": domain, "zero": False, "nice": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}
