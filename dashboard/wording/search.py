"""The words of the search box."""

from dashboard.wording.language import said

KINDS = {
    "country": "Countries",
    "area": "Regions and groups",
    "measure": "Measures",
    "case": "Cases",
    "term": "Terms",
    "source": "Sources",
}
LABEL = "Search countries, measures, cases, terms and sources"
PLACEHOLDER = "Search: Burma, convictions, debt bondage"


# A court's terms are other words in other languages.
ABOUT = {"term": "glossary: "}


def kind(code: str) -> str:
    return said(KINDS[code], ABOUT.get(code, ""))


def nothing(typed: str) -> str:
    return said("Nothing bears the name {asked}.").format(asked=typed)
