"""Links from a text to the glossary."""

import re
from functools import lru_cache

import pandas as pd

from dashboard.frames import each
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.wording.language import ENGLISH, in_english, said, speak, spoken
from dashboard.wording.places import in_order

# What must stay as it is: a link, code, a heading, an address, the name of a page.
UNTOUCHED = r"\[[^\]]*\]\([^)]*\)|`[^`]*`|https?://\S+|^#.*$|Sources and method|Sources et méthode|Fuentes y método"


def terms(ledger: Database) -> pd.DataFrame:
    """The glossary in the language spoken, in the order of its letters: as of catalogue.terms."""
    found = catalogue.terms(ledger)
    if in_english():
        return found
    told = found.assign(
        **{part: found[part].map(said) for part in ("term", "also", "definition", "rests_on")}
    )
    return told.sort_values("term", key=lambda names: names.map(in_order), ignore_index=True)


def linked(ledger: Database, text: str) -> str:
    """The Markdown text with the first mention of each glossary term as a link to its entry."""
    known, pattern = vocabulary(ledger, spoken())
    seen: set[str] = set()

    def link(found: re.Match[str]) -> str:
        term_id = known.get(found.group().lower())
        if term_id is None or term_id in seen:
            return found.group()
        seen.add(term_id)
        return f"[{found.group()}](/glossary#{term_id})"

    return pattern.sub(link, text)


def mentioned(ledger: Database, text: str) -> set[str]:
    """The ids of the terms that an English text uses."""
    with speak(ENGLISH):
        known, pattern = vocabulary(ledger, ENGLISH)
    return {known[found.lower()] for found in pattern.findall(text) if found.lower() in known}


@lru_cache(maxsize=8)
def vocabulary(ledger: Database, language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """Each way to write a term in the language spoken, in small letters, with the term's id; and a pattern that finds them,
    the longest first."""
    known = {
        spelling.lower(): row.term_id
        for row in each(terms(ledger))
        for spelling in [row.term, *row.also.split("|")]
        if spelling
    }
    words = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return known, re.compile(rf"{UNTOUCHED}|\b(?:{words})\b", re.IGNORECASE | re.MULTILINE)
