"""What a reader sees of a briefing: the text of a Word file and of a PDF, without footnote marks."""

import re
import subprocess
import unicodedata
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pptx
import pypdf
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf.generic import DecodedStreamObject, NameObject

from dashboard.briefing import charts
from dashboard.briefing.model import Chart
from tests import needs


class WordText:
    """lines: paragraphs in order, up to the sources; tables: rows of cells; alternatives: the texts of the pictures.

    A table that holds headings only sets text side by side: it is read as lines.
    """

    def __init__(self, content: bytes):
        file = docx.Document(BytesIO(content))
        self.lines = []
        self.tables = []
        for block in file.iter_inner_content():
            if isinstance(block, Paragraph):
                if block.text == "Sources":
                    break
                self.lines.append(words(block))
            elif sets_side_by_side(block):
                self.lines += [words(p) for cell in block.rows[0].cells for p in cell.paragraphs]
            else:
                self.tables.append(rows(block))
        self.alternatives = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]


def sets_side_by_side(table: Table) -> bool:
    return table.cell(0, 0).paragraphs[0].style.name.startswith("Heading")


def rows(table: Table) -> list[list[str]]:
    return [[words(cell.paragraphs[0]) for cell in row.cells] for row in table.rows]


def words(paragraph: Paragraph) -> str:
    """The paragraph's text; the numbers of its sources are left out."""
    said = []
    for run in paragraph._p.iter(qn("w:r")):
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is None or style.get(qn("w:val")) != "SourceMark":
            said += [text.text or "" for text in run.iter(qn("w:t"))]
    return "".join(said)


def pdf_text(content: bytes, folder: Path) -> str:
    """The PDF's text in the order in which it was set, as poppler reads it."""
    file = folder / "briefing.pdf"
    file.write_bytes(content)
    command = [needs.program("pdftotext"), "-raw", str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


MARKED = re.compile(rb"/\w+\s*<<(.*?)>>\s*BDC(.*?)EMC", re.DOTALL)


def pdf_text_in(written: bytes, language: str) -> str:
    """The text of a PDF that is marked as of a language, by itself or by what it stands in: 'fr-FR'."""
    file = pypdf.PdfReader(BytesIO(written))
    of_place = languages_of_places(file)
    told = []
    for page in file.pages:

        def kept(marked: re.Match[bytes], page: pypdf.PageObject = page) -> bytes:
            own = re.search(rb"/Lang\((.*?)\)", marked[1])
            place = re.search(rb"/MCID (\d+)", marked[1])
            held = of_place.get((page["/StructParents"], int(place[1]))) if place else None
            return marked[2] if (own[1].decode() if own else held) == language else b""

        content = page.get_contents()
        assert content is not None
        drawn = DecodedStreamObject()
        drawn.set_data(MARKED.sub(kept, content.get_data()))
        page[NameObject("/Contents")] = drawn
        told.append(page.extract_text())
    return "\n".join(told)


def languages_of_places(file: pypdf.PdfReader) -> dict[Any, str]:
    """The language of each marked content (page, number) by the elements of the structure that hold it."""
    found: dict[Any, str] = {}

    def walk(element: Any, language: str, page: Any) -> None:
        element = element.get_object()
        if isinstance(element, list):
            for part in element:
                walk(part, language, page)
        elif isinstance(element, dict):
            page = element.get("/Pg", page)
            if "/MCID" in element:
                found[page.get_object()["/StructParents"], element["/MCID"]] = language
            elif "/K" in element:
                walk(element["/K"], element.get("/Lang", language), page)
        else:
            found[page.get_object()["/StructParents"], element] = language

    root: Any = file.trailer["/Root"]
    walk(root["/StructTreeRoot"], root["/Lang"], None)
    return found


def word_runs_in(content: bytes, language: str) -> list[str]:
    """The texts of the runs of a Word file that are marked with a language."""
    body = docx.Document(BytesIO(content)).element.body
    return [
        "".join(text.text or "" for text in run.iter(qn("w:t")))
        for run in body.iter(qn("w:r"))
        for mark in run.iter(qn("w:lang"))
        if mark.get(qn("w:val")) == language
    ]


def slide_runs(content: bytes) -> list[tuple[str | None, str]]:
    """The language and the text of each run on slides and in speaker notes."""
    slides = pptx.Presentation(BytesIO(content)).slides
    runs = [
        run
        for slide in slides
        for part in (slide, slide.notes_slide)
        for run in part._element.iter("{*}r", "{*}fld")
    ]
    return [
        (
            mark.get("lang") if (mark := run.find("{*}rPr")) is not None else None,
            run.find("{*}t").text or "",
        )
        for run in runs
    ]


def without_spaces(text: str) -> str:
    """Lines break anywhere and letters join (ﬁ): only the letters count."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def drawn_text(chart: Chart) -> list[str]:
    """What a chart itself says: its ticks, its legend, the letters of its tiers."""
    return ["".join(t.itertext()) for t in ElementTree.fromstring(charts.svg(chart)).iter()
            if t.tag.endswith("}text")]  # fmt: skip


def left_over(text: str, expected: Iterable[str]) -> str:
    """What remains of a text when each expected one is taken out once, the longest first.

    Raises AssertionError for one that is not there.
    """
    for part in sorted(map(without_spaces, expected), key=len, reverse=True):
        assert part in text, f"{part!r} is not printed"
        text = text.replace(part, "|", 1)
    return text
