"""Single statements and single cases: claims with their verdicts, and what courts said."""

from typing import Any

from dashboard.briefing.model import Block, Figure, Sentence
from dashboard.briefing.sections.subject import Subject
from dashboard.queries import briefing as query
from dashboard.queries import claims


def checked_claims(subject: Subject) -> list[Block]:
    return [
        claim(subject, row)
        for row in claims.claims_about(subject.ledger, subject.iso3).itertuples()
    ]


def claim(subject: Subject, row: Any) -> Sentence:
    found = claims.evidence(subject.ledger, row.claim_id)
    words = subject.words.text("statement", statement=row.statement)
    said = Figure(words, subject.notes([row.source_id]))
    verdict = Figure(row.verdict, subject.notes(found[found["independent"]]["source_id"]))
    remark = f" {row.note.rstrip('.')}." if isinstance(row.note, str) else ""
    return subject.words.sentence("claim", statement=said, verdict=verdict, remark=remark)


def court_cases(subject: Subject) -> list[Block]:
    found = query.judgments(subject.ledger, subject.iso3)
    return [
        court_case(subject, list(steps.itertuples()))
        for _, steps in found.groupby("case_id", sort=False)
    ]


def court_case(subject: Subject, steps: list[Any]) -> Sentence:
    """'Title (an official is involved). Conviction, 2011-12-20: …; acquittal, 2014: …'"""
    official = " (an official is involved)" if steps[0].official_involved == "yes" else ""
    parts = [Figure(f"{steps[0].title}{official}. ")]
    for i, step in enumerate(steps):
        name = step.step.replace("_", " ")
        when = f", {step.date}" if isinstance(step.date, str) else ""
        outcome = f": {step.outcome}" if isinstance(step.outcome, str) else ""
        text = f"{'; ' if i else ''}{name if i else name.capitalize()}{when}{outcome}"
        parts.append(Figure(text, subject.notes([step.source_id])))
    return Sentence((*parts, Figure(".")))
