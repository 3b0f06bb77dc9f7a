"""What a briefing is made of: sections of sentences, tables and charts, every figure with its footnotes.

The same queries as the pages fill it; the writers render it and compute nothing.
"""

import re
from dataclasses import dataclass

from dashboard.wording.language import ENGLISH


@dataclass(frozen=True)
class Figure:
    """Words with their footnotes: numbers of `Briefing.sources`, from 1.

    value is the number that the words begin with, where they state an exact one. as_written: what of the words stays in
    the language of the data, English, whatever the briefing speaks: a title, a note, a publisher.
    """

    text: str
    notes: tuple[int, ...] = ()
    value: float | None = None
    as_written: tuple[str, ...] = ()

    def pieces(self) -> list[tuple[str, bool]]:
        """The words in their order, in stretches: each with whether it stays as it was written."""
        kept = sorted(filter(None, self.as_written), key=len, reverse=True)
        if not kept:
            return [(self.text, False)]
        split = re.split(rf"(?<!\w)({'|'.join(map(re.escape, kept))})(?!\w)", self.text)
        return [(piece, i % 2 == 1) for i, piece in enumerate(split) if piece]


@dataclass(frozen=True)
class Sentence:
    parts: tuple[Figure, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True)
class Table:
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True)
class Point:
    """One mark: series, place on the category axis, and height."""

    series: str
    x: str
    y: float


@dataclass(frozen=True)
class Chart:
    """kind: strip (one cell a year, coloured by series), line (gaps stay open), bar or column (stacked).

    axis lists every place on the category axis, those without a point included.
    """

    kind: str
    title: str
    unit: str
    axis: tuple[str, ...]
    points: tuple[Point, ...]
    alt: str
    notes: tuple[int, ...]

    @property
    def series(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(point.series for point in self.points))

    def values(self, series: str) -> list[float | None]:
        """One series along the axis; None where there is no figure."""
        held = {point.x: point.y for point in self.points if point.series == series}
        return [held.get(place) for place in self.axis]


Block = Sentence | Table | Chart


@dataclass(frozen=True)
class Section:
    """small: to look things up in, set in small print as the sources are."""

    heading: str
    blocks: tuple[Block, ...]
    small: bool = False


@dataclass(frozen=True)
class Source:
    """remark: what the ledger adds to the citation, in the language of the briefing. licence: the
    publisher's terms, as far as they are known."""

    number: int
    citation: str
    licence: str
    remark: str = ""

    @property
    def words(self) -> Figure:
        return Figure(self.citation + self.remark, as_written=(self.citation,))


@dataclass(frozen=True)
class Briefing:
    code: str
    title: str
    edition: str
    headlines: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    language: str = ENGLISH

    @property
    def charts(self) -> list[Chart]:
        return [b for s in self.sections for b in s.blocks if isinstance(b, Chart)]


def say(*parts: str | Figure) -> Sentence:
    return Sentence(tuple(Figure(part) if isinstance(part, str) else part for part in parts))
