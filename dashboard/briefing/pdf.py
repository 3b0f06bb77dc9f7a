"""A briefing as a tagged PDF, set by Typst. The same content gives the same bytes."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from dashboard.briefing import charts
from dashboard.briefing.model import Briefing, Chart, Section, Sentence, Table

TEMPLATE = Path(__file__).with_name("briefing.typ")


def write(briefing: Briefing) -> bytes:
    """The PDF. Fonts are those that Typst carries, never the system's."""
    return compiler().compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"briefing": json.dumps(as_data(briefing))},
        timestamp=0,
    )


def pages(briefing: Briefing) -> list[bytes]:
    """The same pages as PNG, for a preview."""
    made = compiler().compile(
        TEMPLATE.read_bytes(),
        format="png",
        ppi=110,
        sys_inputs={"briefing": json.dumps(as_data(briefing))},
    )
    return made if isinstance(made, list) else [made]


@cache
def compiler() -> typst.Compiler:
    return typst.Compiler(ignore_system_fonts=True)


def as_data(briefing: Briefing) -> dict[str, Any]:
    return {
        "title": briefing.title,
        "edition": briefing.edition,
        "headlines": [parts(sentence) for sentence in briefing.headlines],
        "groups": [[section_data(s) for s in group] for group in side_by_side(briefing.sections)],
        "sources": [{"number": s.number, "citation": s.citation} for s in briefing.sources],
    }


def side_by_side(sections: tuple[Section, ...]) -> list[list[Section]]:
    """Two sections with line charts share a row."""
    groups: list[list[Section]] = []
    for section in sections:
        if groups and len(groups[-1]) == 1 and narrow(section) and narrow(groups[-1][0]):
            groups[-1].append(section)
        else:
            groups.append([section])
    return groups


def narrow(section: Section) -> bool:
    return isinstance(section.blocks[0], Chart) and section.blocks[0].kind == "line"


def section_data(section: Section) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = []
    for block in section.blocks:
        if isinstance(block, Sentence):
            if not blocks or blocks[-1]["kind"] != "list":
                blocks.append({"kind": "list", "items": []})
            blocks[-1]["items"].append(parts(block))
        elif isinstance(block, Table):
            rows = [[{"text": c.text, "notes": marks(c.notes)} for c in row] for row in block.rows]
            blocks.append(
                {"kind": "table", "title": block.title, "header": block.header, "rows": rows}
            )
        else:
            blocks.append(
                {
                    "kind": "chart",
                    "title": block.title,
                    "unit": block.unit,
                    "svg": charts.svg(block),
                    "alt": block.alt,
                    "wide": block.kind == "strip",
                    "notes": marks(block.notes),
                }
            )
    return {"heading": section.heading, "blocks": blocks}


def parts(sentence: Sentence) -> list[dict[str, str]]:
    return [{"text": part.text, "notes": marks(part.notes)} for part in sentence.parts]


def marks(notes: tuple[int, ...]) -> str:
    """'1–3, 7' for 1, 2, 3, 7."""
    runs: list[list[int]] = []
    for note in notes:
        if runs and note == runs[-1][-1] + 1:
            runs[-1].append(note)
        else:
            runs.append([note])
    return ",".join(
        str(r[0]) if len(r) == 1 else f"{r[0]}{'–' if len(r) > 2 else ','}{r[-1]}" for r in runs
    )
