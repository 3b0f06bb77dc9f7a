"""What an address says of itself before its page is drawn: in the browser's tab, and where a link to it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.frames import each, first_value
from dashboard.queries import cases, catalogue, country, places
from dashboard.queries.database import Database
from dashboard.wording import cases as case_wording
from dashboard.wording import pages
from dashboard.wording import tiers as wording
from dashboard.wording.language import said
from dashboard.wording.places import after_of

# Pages that are about the places in their address; the others choose from all of them.
ABOUT_PLACES = {"country", "trends", "victims", "briefing", "cases"}
NAMED = 3  # places, and measures, that a title has room for
LONGEST = 200


@dataclass(frozen=True)
class Preview:
    title: str
    description: str


def of_address(ledger: Database, page: str, asked: Mapping[str, str]) -> Preview:
    """The preview of a page, by its name in the address ('' for the overview), and its parameters.

    What the ledger does not know is left out: it is explained on the page. Raises duckdb.Error for a damaged ledger.
    """
    if page not in pages.TITLES:
        return Preview(pages.in_tab(said(pages.NO_PAGE)), _plain(said(pages.LEADS[""])))
    title, lead = said(pages.TITLES[page]), _plain(said(pages.LEADS[page]))
    if page == "cases" and (case_id := cases.case_named(ledger, asked.get("case", ""))):
        return _case(ledger, case_id, lead)
    named = _places(ledger, asked.get("area", "")) if page in ABOUT_PLACES else {}
    countries = catalogue.country_names(ledger)
    ranked = [code for code in named if code in countries]
    if page == "country":
        ranked = ranked[:1]
        title = countries[ranked[0]] if ranked else title
    else:
        if page == "trends":
            title = _measures(ledger, asked.get("measure", "")) or title
        title = pages.about(title, named.values())
    told = [wording.tier_in(country.tier_history(ledger, c), countries[c]) for c in ranked]
    return Preview(pages.in_tab(title), " ".join(told) or lead)


def _places(ledger: Database, text: str) -> dict[str, str]:
    """The first places asked for, code → name, without those that are unknown or may mean several; that there are more."""
    named: dict[str, str] = {}
    parts = text.split(",")
    for part in parts[:NAMED]:
        found = places.find(ledger, part[:LONGEST])
        if len(found) == 1 or part.strip().upper() in found["place"].values[:1]:
            named[first_value(found["place"])] = first_value(found["name"])
    if named and len(parts) > NAMED:
        named[""] = said(pages.OTHERS)
    return named


def _measures(ledger: Database, text: str) -> str:
    """The labels of the measures asked for; empty where none is known."""
    measures = catalogue.measures(ledger).set_index("measure")["label"]
    return ", ".join(measures[code] for code in text.split(",")[:NAMED] if code in measures)


def _case(ledger: Database, case_id: str, lead: str) -> Preview:
    """The title of a case, with the remark on it and how far it has come with an official: who shares a link shares these."""
    found = cases.found(ledger)
    [case] = each(found[found["case_id"] == case_id])
    told = case_wording.sentences(case.note, case_wording.official(case, after_of(ledger)))
    return Preview(pages.in_tab(case.title), told or lead)


def _plain(markdown: str) -> str:
    return markdown.replace("*", "")
