"""Axes of years and of values, and what a chart says of its unit."""

from typing import Any


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
