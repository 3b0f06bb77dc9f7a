"""A briefing as a tagged PDF, set by Typst. The same content gives the same bytes."""

import json
from itertools import groupby
from pathlib import Path
from typing import Any

from dashboard.briefing import charts
from dashboard.briefing.model import Block, Briefing, Chart, Figure, Section, Sentence, Table
from dashboard.briefing.writers import typesetting
from dashboard.briefing.writers.layout import runs, side_by_side
from dashboard.wording.language import ENGLISH, said, speak, spoken, tag

TEMPLATE = Path(__file__).with_name("briefing.typ").read_bytes()


def write(briefing: Briefing) -> bytes:
    return typesetting.document(TEMPLATE, json.dumps(as_data(briefing)))


def pages(briefing: Briefing) -> list[bytes]:
    """The same pages as PNG, for a preview."""
    return typesetting.pages(TEMPLATE, json.dumps(as_data(briefing)))


def as_data(briefing: Briefing) -> dict[str, Any]:
    with speak(briefing.language):
        return in_language(briefing)


def in_language(briefing: Briefing) -> dict[str, Any]:
    return {
        **language(briefing.language),
        "sources_heading": said("Sources"),
        "title": briefing.title,
        "edition": briefing.edition,
        "accent": charts.ACCENT,
        "headlines": [parts(sentence) for sentence in briefing.headlines],
        "rows": [[section_data(s) for s in row] for row in side_by_side(briefing.sections)],
        "sources": [{"number": s.number, **figure_data(s.words)} for s in briefing.sources],
    }


def language(code: str) -> dict[str, str]:
    """As Typst takes it: 'fr' and 'FR'."""
    return dict(zip(("lang", "region"), tag(code).split("-"), strict=True))


def section_data(section: Section) -> dict[str, Any]:
    """Neighbouring sentences are one list, neighbouring charts stand in one row."""
    blocks: list[dict[str, Any]] = []
    for kind, run in groupby(section.blocks, key=kind_of):
        if kind == "table":
            blocks += [{"kind": kind, **table_data(t)} for t in run if isinstance(t, Table)]
        else:
            blocks.append({"kind": kind, "items": [item(block) for block in run]})
    return {"heading": section.heading, "blocks": blocks, "small": section.small}


def kind_of(block: Block) -> str:
    if isinstance(block, Sentence):
        return "list"
    if isinstance(block, Table):
        return "table"
    return "strip" if block.kind == "strip" else "charts"


def item(block: Block) -> Any:
    if isinstance(block, Chart):
        return chart_data(block)
    assert isinstance(block, Sentence)
    return parts(block)


def table_data(table: Table) -> dict[str, Any]:
    rows = [[figure_data(cell) for cell in row] for row in table.rows]
    return {"title": table.title, "header": table.header, "rows": rows}


def chart_data(chart: Chart) -> dict[str, str]:
    return {
        "title": chart.title,
        "unit": chart.unit,
        "svg": charts.svg(chart),
        "alt": chart.alt,
        "notes": note_ranges(chart.notes),
    }


def parts(sentence: Sentence) -> list[dict[str, Any]]:
    return [figure_data(part) for part in sentence.parts]


def figure_data(figure: Figure) -> dict[str, Any]:
    pieces = [
        {"text": text, **language(ENGLISH if as_written else spoken())}
        for text, as_written in figure.pieces()
    ]
    return {"pieces": pieces, "notes": note_ranges(figure.notes)}


def note_ranges(notes: tuple[int, ...]) -> str:
    """'1–3,7' for 1, 2, 3, 7."""
    return ",".join(
        str(r[0]) if len(r) == 1 else f"{r[0]}{'–' if len(r) > 2 else ','}{r[-1]}"
        for r in runs(notes)
    )
