"""The briefing of one country."""

from collections.abc import Callable, Sequence

from dashboard.briefing.model import Block, Briefing, Section
from dashboard.briefing.provenance import Notes, edition
from dashboard.briefing.sections import cautions, checked, counts, standing
from dashboard.briefing.sections.headlines import headlines
from dashboard.briefing.sections.subject import Subject
from dashboard.ledger import Ledger

SECTIONS = {
    "tiers": "Tier history",
    "law": "Prosecutions and convictions",
    "victims": "Victims",
    "years": "The last five years",
    "peers": "Beside the region and the tier",
    "clock": "Watch List limit",
    "timeline": "Timeline",
    "caveats": "Read this with care",
    "disagreements": "What sources disagree on",
    "claims": "Claims that were checked",
    "cases": "Documented court cases",
}
MAKERS: dict[str, Callable[[Subject], list[Block]]] = {
    "tiers": standing.tiers,
    "law": counts.law,
    "victims": counts.victims,
    "years": counts.last_years,
    "peers": counts.peers,
    "clock": standing.clock,
    "timeline": standing.timeline,
    "caveats": cautions.caveats,
    "disagreements": cautions.disagreements,
    "claims": checked.checked_claims,
    "cases": checked.court_cases,
}
REGISTERS = {"plain": "Plain", "policy": "Policy"}


def country_briefing(
    ledger: Ledger,
    iso3: str,
    first: int = 2000,
    last: int = 2030,
    sections: Sequence[str] = tuple(SECTIONS),
    register: str = "policy",
) -> Briefing:
    """One country's briefing; a section that has nothing to say is left out.

    Raises KeyError for a country that no report ranks.
    """
    notes = Notes(ledger)
    subject = Subject(ledger, notes, iso3, first, last)
    opening = headlines(subject, register)
    written = [
        Section(heading, tuple(blocks))
        for key, heading in SECTIONS.items()
        if key in sections and (blocks := MAKERS[key](subject))
    ]
    return Briefing(iso3, subject.name, edition(ledger), opening, tuple(written), notes.sources())
