"""The one place for colours, sizes and marks of every chart."""

from itertools import pairwise
from textwrap import wrap
from typing import Any, NamedTuple

from dashboard.wording import language


class TierScale(NamedTuple):
    """The tiers' colours and those of the letters on them, for one kind of ground; the lowest tier stands out most."""

    colours: dict[str, str]
    text: dict[str, str]


# Along one scale of lightness, so that the order survives greyscale and colour blindness.
ON_LIGHT = TierScale(
    {"1": "#cfe6ea", "2": "#83b9c9", "2WL": "#d17f2a", "3": "#7c1f3d", "SC": "#646a6e"},
    {"1": "#1c2429", "2": "#1c2429", "2WL": "#1c2429", "3": "#ffffff", "SC": "#ffffff"},
)
ON_DARK = TierScale(
    {"1": "#2b86a0", "2": "#5bafc9", "2WL": "#f3c04a", "3": "#ffe9ef", "SC": "#94908b"},
    dict.fromkeys(("1", "2", "2WL", "3", "SC"), "#0d1012"),
)
TIER_LABELS = {"1": "1", "2": "2", "2WL": "W", "3": "3", "SC": "S"}
UNRANKED = "rgba(140,150,155,0.25)"
OUTLINE = "rgba(120,130,135,0.7)"

# Okabe and Ito's colours, without yellow, which is too pale for a line on white.
LINES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")

# Parts of a total: a sex by its hue, an age by its lightness; greys name no one part.
PART_COLOURS = {
    "women": "#0072b2",
    "girls": "#56b4e9",
    "men": "#d55e00",
    "boys": "#e69f00",
    "female": "#0072b2",
    "male": "#d55e00",
    "adult": "#0072b2",
    "child": "#e69f00",
    "sexual_exploitation": "#0072b2",
    "forced_labour": "#d55e00",
    "other": "#009e73",
    "other adult": "#009e73",
    "other child": "#7cc9b3",
    "unknown": "#b4bbbf",
}
FURTHER_PARTS = "#5f7783"
NO_COUNTRY = "#b4bbbf"
OWN_CITIZENS, OTHER_CITIZENS = "#009e73", "#0072b2"
NOT_REPORTED = "rgba(140,150,155,0.18)"
TOTAL = "#b5477d"

QUALIFIER_MARKS = {
    "exact": "circle",
    "at_least": "triangle-up",
    "approximately": "diamond",
    "estimate": "diamond",
    "less_than": "circle-open",
}
RIVAL_MARK = "x"
RIVAL_BOUND = "circle-x"
WITHHELD_MARK = "asterisk-open"
BREAK_MARK = "line-ns-open"
DOUBTED_MARK = "circle-x-open"
PAPER = "#ffffff"
HEIGHT = 380  # pixels, of a chart
LETTER = 7  # pixels, of a word beside a plot
LINE, TITLE_LINE = 17, 21  # pixels, of a subtitle and of a title
# Letters across a telephone: of a subtitle, of a title, of a name in a legend; of a label or a title beside bars.
NARROW, NARROW_TITLE, NARROW_NAME, NARROW_LABEL = 52, 38, 42, 22
REVISED = "#8c8c8c"
BESIDE = "rgba(140,140,140,0.45)"


def tier_scale(scale: TierScale) -> list[list[float | str]]:
    """A Plotly colour scale of one even step per tier, in the order of the scale."""
    steps = [i / len(scale.colours) for i in range(len(scale.colours) + 1)]
    return [
        [at, colour]
        for colour, ends in zip(scale.colours.values(), pairwise(steps), strict=True)
        for at in ends
    ]


def in_lines(text: str, letters: int) -> str:
    """A text of a chart in lines of no more than so many letters."""
    return "<br>".join(wrap(text, letters))


def layout(
    title: str = "", height: int = HEIGHT, subtitle: str = "", **more: Any
) -> dict[str, Any]:
    """The layout that every chart shares; text and grid colours come from the page's theme. subtitle: the unit."""
    unit, called = in_lines(subtitle, NARROW), in_lines(title, NARROW_TITLE)
    further = called.count("<br>")
    top = 47 + LINE * (1 + unit.count("<br>")) if unit else 48 if called else 8
    return {
        "title": {
            "text": called,
            "subtitle": {"text": unit, "font": {"size": 13}},
            "automargin": bool(subtitle) and not further,
            "yref": "container",
            # Plotly sets the middle of several lines at the place of one.
            "y": 0.98 - TITLE_LINE / 2 * further / height,
            "yanchor": "top",
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "font": {"size": 16},
        },
        "height": height,
        "margin": {
            "l": 8,
            "r": 8,
            "t": top + TITLE_LINE * further,
            "b": 8,
            "autoexpand": True,
        },
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"align": "left"},
        "dragmode": False,
        **({} if language.in_english() else {"separators": "".join(language.separators()[::-1])}),
        **more,
    }
