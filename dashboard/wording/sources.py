"""The words of the list of sources."""

from collections.abc import Callable
from typing import Any

from dashboard.wording.figures import number, plural

SEARCH = "Words of a title, publisher or edition"
GIVES = "What it gives"
KINDS = {
    "figures": "Figures",
    "placements": "Placements in tiers",
    "cases": "Steps of court cases",
    "other": "Other",
}
RELIABILITIES = {
    "primary": "Primary: the publisher's own text",
    "copy": "A copy of it",
    "secondary": "Secondary: research data and others' accounts",
    "press": "Press",
    "derived": "Derived",
}
ASKED = "The source asked for"
NO_SUCH_SOURCE = "The ledger holds no source of that code. All sources are listed below."


def counted(found: int, every: int) -> str:
    if found == 0:
        return "No source answers to all of this: loosen a filter."
    return f"{number(found)} of {number(every)} {plural(every, 'source')}"


def entry(source: Any, plain: Callable[[str], str]) -> str:
    """'Title, publisher, edition: primary; 12 figures. Address' of a row of queries.method.found_sources."""
    edition = f", {source.edition}" if isinstance(source.edition, str) else ""
    given = [
        f"{number(value)} {plural(value, noun)}"
        for value, noun in (
            (source.figures, "figure"),
            (source.placements, "placement"),
            (source.cases, "case"),
        )
        if value
    ]
    # An address that stands as it is becomes a link; behind a title it would be shown as text.
    address = f". {source.url}" if isinstance(source.url, str) else ""
    known = "; ".join([source.reliability, *given])
    return f"{plain(source.title)}, {plain(source.publisher)}{edition}: {known}{address}"
