"""Links from a text to the glossary."""

import re
from functools import lru_cache

from dashboard.frames import each
from dashboard.queries import catalogue
from dashboard.queries.database import Database

# What must stay as it is: a link, code, a heading, an address, the name of a page.
UNTOUCHED = r"\[[^\]]*\]\([^)]*\)|`[^`]*`|https?://\S+|^#.*$|Sources and method|Sources et méthode|Fuentes y método"


def linked(ledger: Database, text: str) -> str:
    """The Markdown text with the first mention of each glossary term as a link to its entry."""
    known, pattern = vocabulary(ledger)
    seen: set[str] = set()

    def link(found: re.Match[str]) -> str:
        term_id = known.get(found.group().lower())
        if term_id is None or term_id in seen:
            return found.group()
        seen.add(term_id)
        return f"[{found.group()}](/glossary#{term_id})"

    return pattern.sub(link, text)


def mentioned(ledger: Database, text: str) -> set[str]:
    """The ids of the terms that the text uses."""
    known, pattern = vocabulary(ledger)
    return {known[found.lower()] for found in pattern.findall(text) if found.lower() in known}


@lru_cache(maxsize=4)
def vocabulary(ledger: Database) -> tuple[dict[str, str], re.Pattern[str]]:
    """Each way to write a term, in small letters, with the term's id; and a pattern that finds them, the longest first."""
    known = {
        spelling.lower(): row.term_id
        for row in each(catalogue.terms(ledger))
        for spelling in [row.term, *row.also.split("|")]
        if spelling
    }
    words = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return known, re.compile(rf"{UNTOUCHED}|\b(?:{words})\b", re.IGNORECASE | re.MULTILINE)
