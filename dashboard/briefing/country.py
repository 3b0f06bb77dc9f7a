"""The briefing of one country."""

from collections.abc import Callable, Sequence

from dashboard.briefing.model import Block, Briefing, Section
from dashboard.briefing.provenance import Notes, edition_line
from dashboard.briefing.registers import POLICY, Words
from dashboard.briefing.sections import cautions, checked, counts, standing
from dashboard.briefing.sections.headlines import headlines
from dashboard.briefing.sections.meanings import terms_used
from dashboard.briefing.sections.subject import Subject
from dashboard.queries import briefing as query
from dashboard.queries.database import Database
from dashboard.wording.language import ENGLISH, speak

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
SECTIONS = {key: str(POLICY[f"heading {key}"]) for key in (*MAKERS, "words")}


def country_briefing(
    ledger: Database,
    iso3: str,
    first: int | None = None,
    last: int | None = None,
    sections: Sequence[str] = tuple(SECTIONS),
    register: str = "policy",
    language: str = ENGLISH,
) -> Briefing:
    """One country's briefing; a section that has nothing to say is left out.

    first and last: years of figures and reports; those of the ledger, where none is given. language: of wording.language.

    Raises KeyError for a country that no report ranks.
    """
    with speak(language):
        notes = Notes(ledger)
        words = Words(register)
        low, high = query.years(ledger)
        span = (low if first is None else first, high if last is None else last)
        subject = Subject(ledger, notes, iso3, *span, words)
        opening = headlines(subject)
        made = {
            key: Section(words.text(f"heading {key}"), tuple(blocks))
            for key, make in MAKERS.items()
            if key in sections and (blocks := make(subject))
        }
        written = [*made.values()]
        # Courts use the field's words in senses of their own: an immunity is waived, and no Watch List is meant.
        our_words = [section for key, section in made.items() if key != "cases"]
        if "words" in sections and (
            meanings := terms_used(ledger, words.explained, opening, our_words)
        ):
            written.append(Section(words.text("heading words"), tuple(meanings), small=True))
        return Briefing(
            iso3 if language == ENGLISH else f"{iso3}-{language}",
            subject.name,
            edition_line(ledger),
            opening,
            tuple(written),
            notes.sources(),
            language,
        )
