"""Briefings as files: one area, one content, each format asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.briefing.country import country_briefing
from dashboard.briefing.group import group_briefing
from dashboard.briefing.model import Briefing
from dashboard.briefing.writers import excel, pdf, powerpoint, word
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.wording.tiers import TIER_NAMES

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    label: str
    write: Callable[[Briefing], bytes]
    mime: str


FORMATS = {
    "pdf": Format("PDF", pdf.write, "application/pdf"),
    "docx": Format("Word", word.write, f"{OFFICE}.wordprocessingml.document"),
    "pptx": Format("PowerPoint", powerpoint.write, f"{OFFICE}.presentationml.presentation"),
    "xlsx": Format("Excel", excel.write, f"{OFFICE}.spreadsheetml.sheet"),
}


@cache
def ledger_at(database: Path) -> Database:
    return Database(database)


def write_files(
    area: str, database: Path, formats: list[str], out: Path, register: str
) -> list[Path]:
    """Write one area's briefing in each format; returns the files.

    Raises KeyError for an unknown area.
    """
    return write(make(ledger_at(database), area, register), formats, out)


def write(briefing: Briefing, formats: list[str], out: Path) -> list[Path]:
    """Write a briefing in each format; returns the files."""
    files = [out / f"{briefing.code}.{kind}" for kind in formats]
    for file, kind in zip(files, formats, strict=True):
        file.write_bytes(FORMATS[kind].write(briefing))
    return files


def make(ledger: Database, area: str, register: str = "policy") -> Briefing:
    """The briefing of a country, a TIP region (TIP-EAP) or a tier (tier-3).

    Raises KeyError for anything else.
    """
    if area.startswith("TIP-"):
        code = area.removeprefix("TIP-")
        return group_briefing(
            ledger, catalogue.tip_regions(ledger)[code], regions=[code], code=area
        )
    if area.startswith("tier-"):
        code = area.removeprefix("tier-")
        return group_briefing(ledger, TIER_NAMES[code], tiers=[code], code=area)
    return country_briefing(ledger, area, register=register)
