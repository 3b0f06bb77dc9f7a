"""A language made of the English one, with an accent on every letter and two fifths longer: what is not translated shows, and
so does what has no room."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import docx
import pptx
import pytest
from docx.oxml.ns import qn
from pptx.util import Cm, Pt

from dashboard.briefing.files import WRITERS, make
from dashboard.briefing.model import Briefing, Sentence, Table
from dashboard.queries.database import Database
from dashboard.wording import language
from tests.ledger import pseudo
from tests.ledger.briefing.reading import (
    drawn_text,
    left_over,
    pdf_text_in,
    slide_runs,
    without_spaces,
)
from tests.ledger.pseudo import CODE, TAG, untranslated

ASKED = [
    ("CIV", "policy"),
    ("MEX", "plain"),
    ("USA", "plain"),
    ("TIP-AF", "policy"),
    ("tier-3", "policy"),
]


@pytest.fixture(scope="module")
def spoken() -> Iterator[None]:
    with pseudo.offered():
        yield


@pytest.fixture(scope="module")
def made(ledger: Database, spoken: None) -> dict[str, Briefing]:
    return {area: make(ledger, area, register, CODE) for area, register in ASKED}


@pytest.fixture(scope="module")
def names(ledger: Database) -> tuple[str, ...]:
    return pseudo.names(ledger)


def texts(briefing: Briefing) -> Iterator[str]:
    """All that is said, but for what stays in the words of the data."""
    for section in briefing.sections:
        yield section.heading
    blocks = [*briefing.headlines, *(b for s in briefing.sections for b in s.blocks)]
    for block in blocks:
        parts = []
        if isinstance(block, Sentence):
            parts = list(block.parts)
        elif isinstance(block, Table):
            yield from (block.title, *block.header)
            parts = [cell for row in block.rows for cell in row]
        else:
            yield from (block.title, block.unit, *block.series)
        for part in parts:
            yield "".join(text for text, as_written in part.pieces() if not as_written)


def test_no_message_is_left_in_english(made, names):
    for area, briefing in made.items():
        found = [(text, words) for text in texts(briefing) if (words := untranslated(text, names))]
        assert not found, area


@pytest.mark.parametrize("area", [area for area, _ in ASKED])
def test_no_file_says_anything_in_english(made, names, area):
    briefing = made[area]
    written = {kind: write(briefing) for kind, write in WRITERS.items()}
    version = briefing.edition.split()[-1]

    def left(text: str) -> list[str]:
        told = " ".join(text.split())
        for title in (version, "qps"):
            told = told.replace(title, " ")
        return untranslated(told, names)

    assert not left(pdf_text_in(written["pdf"], TAG))
    document = docx.Document(BytesIO(written["docx"]))
    ours = [
        "".join(text.text or "" for text in run.iter(qn("w:t")))
        for run in document.element.body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:lang')}") is None
    ]
    assert not left("\n".join(ours))
    assert not left("\n".join(text for tag, text in slide_runs(written["pptx"]) if tag == TAG))
    with zipfile.ZipFile(BytesIO(written["pptx"])) as file:
        drawn = [file.read(n).decode() for n in file.namelist() if n.startswith("ppt/charts/chart")]
    assert not left(
        " ".join(unescape(t) for part in drawn for t in re.findall(r"<(?:a:t|c:v)>([^<]*)<", part))
    )
    with zipfile.ZipFile(BytesIO(written["xlsx"])) as file:
        cells = re.findall(r"<t[^>]*>([^<]*)</t>", file.read("xl/sharedStrings.xml").decode())
        sheets = re.findall(r'<sheet name="([^"]*)"', file.read("xl/workbook.xml").decode())
    kept = [
        text for part in all_parts(briefing) for text, as_written in part.pieces() if as_written
    ]
    kept += {source.licence for source in briefing.sources if source.licence}
    told = " ".join(map(unescape, [*cells, *sheets]))
    for text in sorted(kept, key=len, reverse=True):
        told = told.replace(text, " ")
    assert not left(told)


def all_parts(briefing: Briefing):
    for block in (*briefing.headlines, *(b for s in briefing.sections for b in s.blocks)):
        if isinstance(block, Sentence):
            yield from block.parts
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
    yield from (source.words for source in briefing.sources)


def table_row_height(row) -> int:
    """Of a row as it wraps: lines of 14 points of letters half as wide."""
    widths = [column.width for column in row._parent._parent.columns]
    lines = [
        -(-len(cell.text) * Pt(7) // (width - Cm(0.5)))
        for cell, width in zip(row.cells, widths, strict=True)
    ]
    return max(row.height, Cm(0.25) + max(lines) * Pt(17))


@pytest.mark.parametrize("area", ["CIV", "MEX", "TIP-AF", "tier-3"])
def test_nothing_is_cut_off(made, area):
    briefing = made[area]
    with language.speak(CODE):
        for chart in briefing.charts:
            drawn = without_spaces("".join(drawn_text(chart)))
            assert "…" not in drawn
            if chart.kind == "line":
                left_over(drawn, chart.series)
            elif chart.kind in ("bar", "column"):
                left_over(drawn, chart.axis)
    for slide in pptx.Presentation(BytesIO(WRITERS["pptx"](briefing))).slides:
        [title] = [shape for shape in slide.placeholders if shape.placeholder_format.idx == 0]
        size = title.text_frame.paragraphs[0].font.size or Pt(26)
        # Letters are about half as wide as high.
        lines = -(-len(title.text_frame.text) * size // 2 // title.width)
        assert lines * size * 1.2 <= title.height, title.text_frame.text
        for shape in slide.shapes:
            if shape.has_table:
                foot = shape.top + sum(map(table_row_height, shape.table.rows))
                assert foot <= Cm(17.8), "the foot of the slide"
    pdf = without_spaces(pdf_text_in(WRITERS["pdf"](briefing), TAG))
    for text in texts(briefing):
        assert without_spaces(text) in pdf, text
