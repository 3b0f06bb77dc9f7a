"""A drawn chart with all that it needs away from its page: title, unit, legend, sources, edition, date and address.

Run as a file by drawing.py, in a process of its own: what draws keeps the interpreter while it works. Reads a Sheet as
JSON from standard input and writes the picture to standard output. Its letters are in the library that draws.
"""

import json
import os
import re
import sys
import unicodedata
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

import vl_convert

FONT = "Liberation Sans"
# Where this font is not, another stands in, set as wide: see fitted.
FAMILY = f"{FONT}, Arial, Helvetica, sans-serif"
PAPER, INK, FAINT, RULE = "#ffffff", "#1c2429", "#4a5459", "#8a8a8a"
MARGIN, LEAST_WIDTH = 16, 720  # pixels
# Size and distance of lines: title, unit, small print [pixels].
TITLE, UNIT, SMALL = (18, 23), (13, 18), (11, 15)
# How wide the font's letters are, in thousandths of their size; of one that is not here, as wide as it is high.
WIDTHS = {
    letter: width
    for width, alike in {
        191: "'",
        222: "ijl‘’ł",
        278: " !,./:;I[]\\ft|",
        333: "()-r`{}“”·",
        355: '"',
        389: "*",
        500: "cksvxyzJ^",
        549: "≥≤≠",
        556: "0123456789abdeghnopquL$#?_–Łđ€£",
        584: "+<=>~−×",
        605: "●",
        611: "FTZßø",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%æ",
        944: "Wœ",
        1000: "—…→",
    }.items()
    for letter in alike
}
WIDEST = 1020
BOLD = 1.25  # at most as much wider, whichever font stands in
# Of a path, hundredths of a pixel are exact enough: maps are half as long without the rest.
PATH, BEYOND = re.compile(r' d="[^"]*"'), re.compile(r"(?<=\.\d\d)\d+")
# Words in one line, not bold: how they begin, the size of their letters, what they say.
TEXT = re.compile(r'(<text (?![^>]*font-weight)[^>]*font-size="(\d+)px"[^>]*)>([^<]+)')
LOOK = {
    "font": FONT,
    "background": None,
    "view": {"stroke": None},
    "padding": 0,
    "aria": False,
    "concat": {"spacing": 16},
    "title": {"color": INK},
    "axis": {
        "gridColor": "#e3e3e3",
        "tickColor": RULE,
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "labelLimit": 260,
    },
}
# What is laid over a mark to tell it from others of its colour.
PATTERNS = {
    "hatched": '<path d="M-1,1L1,-1M0,7L7,0M6,8L8,6" stroke="#1c2429" stroke-opacity=".4" stroke-width=".8"/>',
    "crossed": '<path d="M0,0L7,7M0,7L7,0" stroke="#ffffff" stroke-width="1.4"/>',
    "dotted": '<circle cx="3.5" cy="3.5" r="1.2" fill="#1c2429" fill-opacity=".4"/>',
}


@dataclass(frozen=True)
class Sheet:
    """plot: a view of Vega-Lite. legend: look and text of each entry (see plots.legend). description: the chart in words.
    notes: what stands under it, a paragraph each."""

    title: str
    unit: str
    description: str
    legend: list[dict[str, Any]]
    plot: dict[str, Any]
    notes: list[str]


def svg(sheet: Sheet) -> str:
    drawn = Drawn(vegalite(sheet.plot))
    width = max(drawn.width, LEAST_WIDTH)
    page = Page(width)
    page.words(sheet.title, TITLE, INK, bold=True)
    page.words(sheet.unit, UNIT, FAINT)
    page.down += 8
    if sheet.legend:
        page.put(Drawn(vegalite(key(sheet.legend, width))))
        page.down += 10
    page.put(drawn)
    page.down += 10
    for note in filter(None, sheet.notes):
        page.words(note, SMALL, FAINT)
        page.down += 3
    return page.svg(sheet)


def png(picture: str) -> bytes:
    """An SVG as PNG, two dots to a pixel."""
    return vl_convert.svg_to_png(picture, scale=2)


def vegalite(spec: dict[str, Any]) -> str:
    told = spec | {"config": LOOK | spec.get("config", {})}
    return vl_convert.vegalite_to_svg(json.dumps(told), allowed_base_urls=[])


class Drawn:
    """What was drawn, to be set on a page."""

    def __init__(self, picture: str):
        head, _, self.content = picture.partition(">")
        self.content = PATH.sub(lambda path: BEYOND.sub("", path[0]), self.content)
        self.content = TEXT.sub(
            lambda text: f"{text[1]}{fitted(unescape(text[3]), int(text[2]))}>{text[3]}",
            self.content,
        )
        self.head = head
        self.width, self.height = (
            float(head.partition(f' {name}="')[2].partition('"')[0]) for name in ("width", "height")
        )


class Page:
    """A page that grows downwards. width: of what stands on it [pixels]."""

    def __init__(self, width: float):
        self.width, self.down = width, float(MARGIN)
        self.parts: list[str] = []

    def words(self, text: str, size: tuple[int, int], colour: str, bold: bool = False) -> None:
        letters, line = size
        for told in wrapped(text, letters, self.width, bold):
            self.down += line
            how = ' font-weight="bold"' if bold else fitted(told, letters)
            self.parts.append(
                f'<text x="{MARGIN}" y="{self.down - line / 4:g}" font-size="{letters}" fill="{colour}"{how}>'
                f"{escape(told)}</text>"
            )

    def put(self, drawn: Drawn) -> None:
        at = f'<svg overflow="visible" x="{MARGIN}" y="{self.down:g}"'
        self.parts.append(f"{drawn.head.replace('<svg', at, 1)}>{drawn.content}")
        self.down += drawn.height

    def svg(self, sheet: Sheet) -> str:
        width, height = f"{self.width + 2 * MARGIN:g}", f"{self.down + MARGIN:g}"
        patterns = "".join(
            f'<pattern id="{name}" width="7" height="7" patternUnits="userSpaceOnUse">{content}</pattern>'
            for name, content in PATTERNS.items()
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'role="img" aria-labelledby="title desc" font-family="{FAMILY}">'
            f'<title id="title">{escape(sheet.title)}</title><desc id="desc">{escape(sheet.description)}</desc>'
            f'<defs>{patterns}</defs><rect width="100%" height="100%" fill="{PAPER}"/>{"".join(self.parts)}</svg>'
        )


def wrapped(text: str, size: int, width: float, bold: bool = False) -> list[str]:
    """Lines no wider than the width; a word that is wider, as an address may be, is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if length(longer, size, bold) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if length(lines[-1] + letter, size, bold) > width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def length(text: str, size: int, bold: bool = False) -> float:
    """How wide text is [pixels]; an accent takes no room of its own."""
    letters = (one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return sum(WIDTHS.get(one, WIDEST) for one in letters) * size / 1000 * (BOLD if bold else 1)


def fitted(text: str, size: int) -> str:
    """What keeps text to its room in whichever font it is set; of letters that are not known, nothing."""
    plain = unicodedata.normalize("NFD", text)
    if any(one not in WIDTHS and not unicodedata.combining(one) for one in plain):
        return ""
    return f' textLength="{length(text, size):g}" lengthAdjust="spacingAndGlyphs"'


def key(entries: list[dict[str, Any]], width: float) -> dict[str, Any]:
    """The entries of a legend one after another, in as many lines as they need."""
    rows, across, down = [], 6.0, 8.0
    for entry in entries:
        wide = 40 + length(entry["text"], SMALL[0])
        if across + wide > width and across > 6:
            across, down = 6.0, down + 18
        rows.append(entry | {"x": across, "y": down})
        across += wide
    at = {
        axis: {"field": axis, "type": "quantitative", "scale": None, "axis": None} for axis in "xy"
    }
    own = {
        name: {"field": name, "type": "nominal", "scale": None, "legend": None}
        for name in ("fill", "stroke", "strokeWidth", "size", "shape", "over")
    }
    over = {"fill": own.pop("over"), "size": own["size"], "shape": own["shape"]}
    text = {"type": "text", "align": "left", "dx": 12, "fontSize": SMALL[0], "color": INK}
    return {
        "data": {"values": rows},
        "width": width,
        "height": down + 8,
        "layer": [
            {"mark": {"type": "point", "opacity": 1}, "encoding": at | own},
            {
                "transform": [{"filter": "datum.over"}],
                "mark": {"type": "point", "opacity": 1},
                "encoding": at | over,
            },
            {"mark": text, "encoding": at | {"text": {"field": "text", "type": "nominal"}}},
        ],
    }


def main() -> None:
    if hasattr(os, "nice"):
        os.nice(10)  # the pages go first
    asked = json.load(sys.stdin)
    as_png = asked.pop("png")
    picture = svg(Sheet(**asked))
    sys.stdout.buffer.write(png(picture) if as_png else picture.encode())


if __name__ == "__main__":
    main()
