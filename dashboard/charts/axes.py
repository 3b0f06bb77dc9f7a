"""Axes of years and of values, and what a chart says of its unit."""

from collections.abc import Iterable
from typing import Any

from dashboard.charts.theme import NARROW_LABEL, in_lines
from dashboard.wording.figures import percent
from dashboard.wording.language import groups_from, in_english, said


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
    unit = f"{unit_label[:1].upper()}{unit_label[1:]}"
    return said("{unit}, by the year counted").format(unit=unit)


def grouped(largest: float) -> str:
    """How d3 is told to group the digits of numbers up to this one: ',' or nothing."""
    return "" if abs(largest) < groups_from() else ","


def share_axis() -> dict[str, Any]:
    """From nothing to the whole, in percent."""
    axis: dict[str, Any] = {"range": [0, 1], "tickformat": ".0%", "fixedrange": True}
    if in_english():
        return axis
    shares = [fifth / 5 for fifth in range(6)]
    return axis | {"tickvals": shares, "ticktext": list(map(percent, shares))}


def names_axis(names: Iterable[str]) -> dict[str, Any]:
    """Names of rows, a long one in lines."""
    told = list(dict.fromkeys(names))
    return {
        "tickmode": "array",
        "tickvals": told,
        "ticktext": [f"{in_lines(name, NARROW_LABEL)}  " for name in told],
        "automargin": True,
        "fixedrange": True,
    }


def value_axis(log: bool = False, largest: float = 100) -> dict[str, Any]:
    """From zero, or logarithmic; no number stands at two ticks. largest: the largest value drawn."""
    if log:
        scale: dict[str, Any] = {
            "type": "log",
            "dtick": "D2",
            "tickformat": f"{grouped(largest)}~g",
        }
    else:
        scale = {"rangemode": "tozero", "tickformat": f"{grouped(largest)}~r", "nticks": 6}
        if largest and largest == int(largest) and largest <= 4:
            scale |= {"dtick": 1}
    return {"fixedrange": True} | scale
