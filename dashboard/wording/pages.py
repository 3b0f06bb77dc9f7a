"""What the pages are called and about, by the name of each in its address."""

from collections.abc import Iterable

from dashboard.wording import analyst, cases, changes, help
from dashboard.wording.language import said

HOUSE = "TIP Ledger"
NO_PAGE = "Page not found"
MORE = "More"  # in the menu
LANGUAGE = "Language"
IN_SCRIPT = {"menu": "Menu", "close": "Close the menu", "terms": "All terms"}

TITLES = {
    "": "Overview",
    "country": "Countries",
    "trends": "Trends",
    "compare": "Compare",
    "cases": "Cases",
    "victims": "Victims",
    "briefing": "Briefing",
    "claims": "Claims",
    "changes": "Changes",
    "sql": "SQL",
    "sources": "Sources and method",
    "glossary": "Glossary",
    "help": "Help",
}
LEADS = {
    "": "Figures on human trafficking that you can defend: how the US government ranks each country's efforts, how many "
    "people were prosecuted and convicted, and how many victims were found. **No number stands without its source.**",
    "country": "Each country's tiers, its figures, and who says what.",
    "trends": "A measure year by year. Lines break where a year has no figure or two figures are not comparable.",
    "compare": "Who stands where, who moved, and what the law requires in the next report.",
    "cases": cases.LEAD,
    "victims": "Victims whom authorities detected, as each state reports them. Most victims are never detected.",
    "briefing": "Every number with its source, ready to hand over.",
    "claims": "A claim, and what the sources in the ledger say of it.",
    "changes": changes.LEAD,
    "sql": analyst.LEAD,
    "sources": "No number without its source: who published it, in which edition, what it counts, and whether it was revised.",
    "glossary": "What each term means on these pages. Every measure is defined once more where its figures stand.",
    "help": help.LEAD,
}


def in_tab(title: str) -> str:
    return f"{title} · {HOUSE}"


OTHERS = "and others"


def about(title: str, subjects: Iterable[str]) -> str:
    """'Victims: Nepal, Thailand'; the title alone where there is no subject."""
    named = ", ".join(subjects)
    return said("{label}: {value}").format(label=title, value=named) if named else title
