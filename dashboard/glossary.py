"""Links from a text to the glossary."""

import re
from functools import lru_cache

from dashboard.ledger import Ledger
from dashboard.queries import catalogue

# What must stay as it is: a link, code, a heading, an address, the name of a page.
UNTOUCHED = r"\[[^\]]*\]\([^)]*\)|`[^`]*`|https?://\S+|^#.*$|Sources and method"


def linked(ledger: Ledger, text: str) -> str:
    """The Markdown text with the first mention of each glossary term as a link to its entry."""
    known = spellings(ledger)
    seen: set[str] = set()

    def link(found: re.Match[str]) -> str:
        term_id = known.get(found.group().lower())
        if term_id is None or term_id in seen:
            return found.group()
        seen.add(term_id)
        return f"[{found.group()}](/glossary#{term_id})"

    return pattern(tuple(known)).sub(link, text)


def mentioned(ledger: Ledger, text: str) -> set[str]:
    """The ids of the terms that the text uses."""
    known = spellings(ledger)
    return {
        known[found.lower()]
        for found in pattern(tuple(known)).findall(text)
        if found.lower() in known
    }


def spellings(ledger: Ledger) -> dict[str, str]:
    """Each way to write a term, in small letters, and the term's id; the longest first."""
    found = {
        spelling.lower(): row.term_id
        for row in catalogue.terms(ledger).itertuples()
        for spelling in [row.term, *row.also.split("|")]
        if spelling
    }
    return dict(sorted(found.items(), key=lambda item: len(item[0]), reverse=True))


@lru_cache(maxsize=8)
def pattern(spellings: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, spellings))
    return re.compile(rf"{UNTOUCHED}|\b(?:{words})\b", re.IGNORECASE | re.MULTILINE)
