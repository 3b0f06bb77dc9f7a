"""The one place for colours, sizes and marks of every chart."""

from typing import Any

# From light to dark along one scale, so that the order survives greyscale and colour blindness.
TIER_COLOURS = {
    "1": "#cfe6ea",
    "2": "#83b9c9",
    "2WL": "#d17f2a",
    "3": "#7c1f3d",
    "SC": "#9a9a9a",
}
TIER_LABELS = {"1": "1", "2": "2", "2WL": "WL", "3": "3", "SC": "SC"}
TIER_TEXT = {"1": "#1c2429", "2": "#1c2429", "2WL": "#1c2429", "3": "#ffffff", "SC": "#1c2429"}
UNRANKED = "rgba(140,150,155,0.25)"
OUTLINE = "rgba(120,130,135,0.7)"

# Okabe and Ito's colours, without yellow, which is too pale for a line on white.
LINES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")

QUALIFIER_MARKS = {
    "exact": "circle",
    "at_least": "triangle-up",
    "approximately": "diamond",
    "less_than": "circle-open",
}
RIVAL_MARK = "x"
RIVAL_BOUND = "circle-x"
WITHHELD_MARK = "asterisk-open"
PAPER = "#ffffff"
REVISED = "#8c8c8c"


def layout(title: str = "", height: int = 380, **more: Any) -> dict[str, Any]:
    """The layout that every chart shares; text and grid colours come from the page's theme."""
    return {
        "title": {
            "text": title,
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "font": {"size": 16},
        },
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 48 if title else 8, "b": 8, "autoexpand": True},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"align": "left"},
        "dragmode": False,
        **more,
    }
