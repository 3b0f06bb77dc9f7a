"""Briefings as files: one area, one content, each format asked for."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from dashboard.briefing.country import country_briefing
from dashboard.briefing.group import group_briefing
from dashboard.briefing.model import Briefing
from dashboard.briefing.writers import excel, pdf, powerpoint, word
from dashboard.queries import catalogue, places
from dashboard.queries.database import Database
from dashboard.wording.language import ENGLISH
from dashboard.wording.tiers import TIER_NAMES
from etl.publish import replacement
from etl.words import told

WRITERS = {"pdf": pdf.write, "docx": word.write, "pptx": powerpoint.write, "xlsx": excel.write}


@cache
def ledger_at(database: Path) -> Database:
    return Database(database)


def write_files(
    area: str, database: Path, formats: Sequence[str], out: Path, register: str, language: str
) -> list[Path]:
    """Write one area's briefing in each format; returns the files.

    Raises NoBriefing for an unknown area.
    """
    return write(make(ledger_at(database), area, register, language), formats, out)


def write(briefing: Briefing, formats: Sequence[str], out: Path) -> list[Path]:
    """Write a briefing in each format; returns the files."""
    files = [out / f"{briefing.code}.{kind}" for kind in formats]
    for file, kind in zip(files, formats, strict=True):
        content = WRITERS[kind](briefing)
        with replacement(file) as beside:
            beside.write_bytes(content)
    return files


class NoBriefing(KeyError):
    """There is no briefing of what was asked for: `said` says so, `like` are names that may be meant."""

    def __init__(self, said: str, like: Iterable[str] = ()):
        self.said, self.like = said, list(like)
        super().__init__(said)


def make(
    ledger: Database, area: str, register: str = "policy", language: str = ENGLISH
) -> Briefing:
    """The briefing of a country or group of countries by any of its names, a TIP region (TIP-EAP) or a tier (tier-3).

    Raises NoBriefing for anything else.
    """
    tier = area.upper().removeprefix("TIER-")
    if tier in TIER_NAMES and tier != area.upper():
        return group_briefing(ledger, tiers=[tier], code=f"tier-{tier}", language=language)
    found = places.find(ledger, area)
    named = places.in_sentences(ledger, language).set_index("iso3")["name"]
    if found.empty:
        like = places.nearest(ledger, area)
        raise NoBriefing(
            told("{area} is neither a country, a group of countries nor a tier.", area=area),
            [named.get(place, name) for place, name in like.itertuples(index=False)],
        )
    place, kind, name = found.iloc[0]
    if kind == "country":
        if place not in catalogue.ranked_countries(ledger):
            raise NoBriefing(
                told("{name} is not ranked in any report.", name=named.get(place, name))
            )
        return country_briefing(ledger, place, register=register, language=language)
    if kind == "tip_region":
        regions = [place.removeprefix("TIP-")]
        return group_briefing(ledger, regions=regions, code=place, language=language)
    if members := places.members(ledger, place):
        title = places.group_names(ledger, language)[place]
        return group_briefing(ledger, title, areas=members, code=place, language=language)
    raise NoBriefing(told("{name} is no group whose countries are known here.", name=name))
