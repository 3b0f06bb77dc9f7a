"""What the terms mean that a briefing uses and has not explained yet."""

from collections.abc import Iterable

from dashboard.briefing.model import Block, Chart, Section, Sentence, Table, say
from dashboard.frames import each
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.wording import glossary, language
from dashboard.wording.language import said as in_language


def terms_used(
    ledger: Database,
    explained: Iterable[str],
    headlines: tuple[Sentence, ...],
    sections: list[Section],
) -> list[Block]:
    """The glossary's definition of each of these terms that the text mentions."""
    text = "\n".join(
        [*(s.text for s in headlines), *(words(b) for s in sections for b in s.blocks)]
    )
    # What stays in the words of the data is English in every language.
    quoted = glossary.mentioned(ledger, as_written(headlines, sections))
    terms = {row.term_id: row for row in each(catalogue.terms(ledger))}
    said: list[Block] = []
    for term_id in explained:
        term, definition = in_language(terms[term_id].term), in_language(terms[term_id].definition)
        used = (
            term_id in glossary.mentioned(ledger, text)
            if language.in_english()
            else term_id in quoted or term.lower() in text.lower()
        )
        if used and definition not in text:
            said.append(
                say(in_language("{term}: {definition}").format(term=term, definition=definition))
            )
            text += f"\n{definition}"
    return said


def as_written(headlines: tuple[Sentence, ...], sections: list[Section]) -> str:
    blocks = [*headlines, *(block for section in sections for block in section.blocks)]
    parts = [part for block in blocks if isinstance(block, Sentence) for part in block.parts]
    return "\n".join(text for part in parts for text, kept in part.pieces() if kept)


def words(block: Block) -> str:
    if isinstance(block, Sentence):
        return block.text
    if isinstance(block, Chart):
        return "\n".join((block.title, *block.series))
    assert isinstance(block, Table)
    cells = [figure.text for row in block.rows for figure in row]
    return "\n".join((block.title, *block.header, *cells))
