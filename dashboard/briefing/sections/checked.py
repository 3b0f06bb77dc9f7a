"""Single statements and single cases: claims with their verdicts, and what courts said."""

from typing import Any

from dashboard.briefing.model import Block, Figure, Sentence
from dashboard.briefing.sections.subject import Subject
from dashboard.frames import each, first_value, groups
from dashboard.queries import briefing as query
from dashboard.queries import claims
from dashboard.wording import claims as wording
from dashboard.wording.cases import PROCEEDINGS, official, sentences, step_told
from dashboard.wording.figures import dated
from dashboard.wording.language import said, within

# The latest documented cases that a briefing tells; the register has them all.
LATEST = 4
CLAIMS_TOLD = 6


def checked_claims(subject: Subject) -> list[Block]:
    """Those that are not simply true first, and how many more there are."""
    found = claims.claims_about(subject.ledger, subject.iso3)
    found = found.sort_values(
        "verdict", key=lambda verdicts: verdicts == "supported", kind="stable"
    )
    told: list[Block] = [claim(subject, row) for row in each(found.head(CLAIMS_TOLD))]
    if more := len(found) - len(told):
        told.append(subject.words.sentence("claims more", counting=more, count=str(more)))
    return told


def claim(subject: Subject, row: Any) -> Sentence:
    found = claims.evidence(subject.ledger, row.claim_id)
    words = subject.words.text("statement", statement=row.statement)
    said = Figure(words, subject.notes([row.source_id]), as_written=(row.statement,))
    counted = found[found["weight"].isin(["decides", "in_words"]) & ~found["own"]]
    verdict = Figure(
        wording.finding(row.verdict, found),
        subject.notes(counted["source_id"]),
        as_written=tuple(found["told_by"].dropna()),
    )
    note = f"{row.note.rstrip('.')}." if isinstance(row.note, str) else ""
    remark = Figure(f" {note}" if note else "", as_written=(note,))
    return subject.words.sentence("claim", statement=said, verdict=verdict, remark=remark)


def court_cases(subject: Subject) -> list[Block]:
    """The latest cases, and how many more there are."""
    found = query.judgments(subject.ledger, subject.iso3, LATEST)
    told: list[Block] = [
        court_case(subject, list(each(steps))) for _, steps in groups(found, "case_id")
    ]
    if told and (more := int(first_value(found["cases"])) - len(told)):
        number = Figure(subject.words.text("cases more", counting=more, count=more))
        told.append(Sentence((number,)))
    return told


def court_case(subject: Subject, steps: list[Any]) -> Sentence:
    """'Title (civil suit). An official was convicted. Conviction, 2011-12-20: …; acquittal, 2014: …. The doubt.'"""
    case = steps[0]
    kind = (
        f" ({within(said(PROCEEDINGS[case.proceeding]))})" if case.proceeding != "criminal" else ""
    )
    remarks = sentences(official(case, subject.of_place()))
    opening = f"{case.title}{kind}. {remarks}{' ' if remarks else ''}"
    parts = [Figure(opening, as_written=(case.title,))]
    for i, step in enumerate(steps):
        name = step_told(step)
        when = f", {dated(step.date)}" if isinstance(step.date, str) else ""
        outcome = step.outcome if isinstance(step.outcome, str) else ""
        told = f"{within(name) if i else name}{when}{said(': ') if outcome else ''}{outcome}"
        text = f"{said('; ') if i else ''}{told}"
        parts.append(Figure(text, subject.notes([step.source_id]), as_written=(outcome,)))
    note = sentences(case.note)
    return Sentence((*parts, Figure(f". {note}" if note else ".", as_written=(note,))))
