"""The axes of a picture: whatever stands on one becomes a number there, so that one way of drawing serves all charts."""

import html
import json
import re
from numbers import Real
from typing import Any

import pandas as pd

from dashboard.wording.figures import number

Spec = dict[str, Any]
MARKUP = re.compile(r"<[^>]+>")


class Axis:
    """An axis of numbers, dates or names. told: Plotly's. values: all that stands on it. bars: whether bars stand along it."""

    def __init__(self, told: Any, values: list[Any], bars: bool):
        self.told = told
        held = [v for v in values if not missing(v)]
        self.dates = told.type == "date"
        by_name = told.type == "category" or any(isinstance(v, str) for v in held)
        names = [*(told.categoryarray if told.categoryarray is not None else ()), *held]
        self.names = list(dict.fromkeys(map(str, names))) if by_name and not self.dates else []
        self.domain = self._domain([self.place(v) for v in held], bars)

    @property
    def open_ended(self) -> bool:
        """Whether the axis may reach up to a whole tick."""
        return self.told.rangemode == "tozero" and self.told.range is None

    @property
    def ticks(self) -> int:
        return self.told.nticks or 6

    @property
    def log(self) -> bool:
        return self.told.type == "log"

    def place(self, value: Any) -> float:
        if self.dates:
            return pd.Timestamp(value).timestamp() * 1000
        if self.names and isinstance(value, str):
            return float(self.names.index(value))
        return float(value)

    def _domain(self, places: list[float], bars: bool) -> list[float]:
        if self.told.range is not None:
            ends = self.told.range
            return [10 ** float(end) if self.log else self.place(end) for end in ends]
        if self.names:
            ends = [-0.5, len(self.names) - 0.5]
        else:
            low, high = min(places, default=0), max(places, default=1)
            if self.log:
                ends = [min((p for p in places if p > 0), default=1) / 1.2, high * 1.2]
            elif self.told.rangemode == "tozero":
                ends = [min(low, 0), max(high, 0) or 1]
            else:
                room = 0.5 if bars else 0.03 * (high - low) or 0.5
                ends = [low - room, high + room]
        return ends[::-1] if self.told.autorange == "reversed" else ends

    def encoded(self, field: str) -> Spec:
        """Where something stands that says so in this field, 'x' or 'y'."""
        return {"field": field} | self._scaled(field)

    def _scaled(self, field: str) -> Spec:
        return {
            "type": "temporal" if self.dates else "quantitative",
            "title": without_markup(self.told.title.text or "") or None,
            "scale": {
                "type": "log" if self.log else "utc" if self.dates else "linear",
                "domain": self.domain,
                "zero": False,
                "nice": self.ticks if self.open_ended else False,
            },
            "axis": self._axis(field),
        }

    def _axis(self, field: str) -> Spec | None:
        told = self.told
        if told.visible is False:
            return None
        axis: Spec = {
            "grid": told.showgrid is not False and not self.names,
            "domain": False,
            "ticks": field == "x" and not self.names,
            # Labels that are not shown keep their room: panels beside one another stay level.
            "labelOpacity": 0 if told.showticklabels is False else 1,
            "orient": told.side or {"x": "bottom", "y": "left"}[field],
        }
        low, high = sorted(self.domain)
        if self.names or told.ticktext is not None:
            values = list(range(len(self.names))) if self.names else list(map(float, told.tickvals))
            texts = self.names or told.ticktext
            of = {f"{at:g}": without_markup(text) for at, text in zip(values, texts, strict=True)}
            axis |= {"values": values, "labelExpr": f"({json.dumps(of)})[datum.value]"}
            axis |= {"ticks": False, "labelOverlap": field == "x"}
            return axis
        if not self.dates:
            axis["format"] = told.tickformat or ",~r"
        if not isinstance(told.dtick, int | float) or self.log:
            # Of places that are named Vega would leave out those beyond such a count.
            return axis | {"tickCount": self.ticks}
        first = told.tick0 or 0
        before, behind = (int((end - first) // told.dtick) for end in (low, high))
        return axis | {"values": [first + n * told.dtick for n in range(before + 1, behind + 1)]}

    def where(self, channel: str, ref: str, value: Any, length: float) -> Spec:
        """A place on the axis, or a share of the plot's length. channel: 'x', or 'x2' for an end. ref: Plotly's, 'x2' or 'paper'."""
        if ref == "paper" or ref.endswith(" domain"):
            return {"value": length * (value if channel[0] == "x" else 1 - value)}
        # Without the same scale again Vega would draw a second axis.
        scaled = {} if channel.endswith("2") else self._scaled(channel)
        return scaled | {"datum": self.place(value)}


def named(axis: str) -> str:
    """'x2' → 'xaxis2'."""
    return f"{axis[0]}axis{axis[1:]}"


def missing(value: Any) -> bool:
    return bool(pd.isna(value))


def as_list(values: Any) -> list[Any]:
    return [] if values is None else list(values)


def each(value: Any, count: int) -> list[Any]:
    """A value for each mark: those of a list, or the same for all."""
    if value is None or isinstance(value, str | int | float):
        return [value] * count
    # A trace without a mark has a place without a number, and no looks.
    return list(value) or [None] * count


def without_markup(text: Any) -> str:
    """Text without the marks that Plotly reads; a number as it is written."""
    if isinstance(text, Real):
        return number(float(text))
    return html.unescape(MARKUP.sub("", str(text).replace("<br>", " "))).strip()
