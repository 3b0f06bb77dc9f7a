"""The three sentences that a briefing opens with."""

from collections.abc import Sequence
from typing import Any

from dashboard import trend_wording, wording
from dashboard.briefing.model import Figure, Sentence, say
from dashboard.briefing.sections.subject import LAW, VICTIMS, Subject


def headlines(subject: Subject, register: str) -> tuple[Sentence, ...]:
    """Tier and movement; prosecutions and convictions; victims."""
    history = subject.history
    tier = wording.tier_in(history, subject.name)
    if register == "plain" and not history.empty:
        placed = history["tier"].iat[-1]
        tier += f" ({wording.TIER_NAMES[placed]}: {wording.TIER_MEANINGS[placed]}.)"
    return (
        say(Figure(tier, subject.notes(history["source_id"].tail(1)))),
        latest(subject, LAW, "prosecutions or convictions"),
        latest(subject, VICTIMS, "victims identified or detected"),
    )


def latest(subject: Subject, measures: Sequence[str], missing: str) -> Sentence:
    """The last figure of each measure with its change, or that there is none."""
    parts: list[Figure] = []
    for measure in measures:
        rows = subject.figures[subject.figures["measure"] == measure]
        if rows.empty:
            continue
        row: Any = next(rows.tail(1).itertuples())
        lead = f"; {row.label.lower()}: " if parts else f"{row.label}: "
        cited = [row.source_id]
        if not isinstance(row.withheld, str):
            cited.append(row.source_id_before)
        text = f"{wording.amount(row)} in {row.year}{change(row)}{wording.press(row)}"
        parts += [Figure(lead), Figure(text, subject.notes(cited))]
    if parts:
        return Sentence((*parts, Figure(".")))
    return say(
        f"No source in the ledger gives {missing} for {subject.name} in these years. That is not zero."
    )


def change(row: Any) -> str:
    """', down 51 % from 102 in 2012', or why no change is given. Below ten no percentage is made."""
    if isinstance(row.withheld, str):
        return f" (no change on {row.year - 1} is given: {row.withheld})"
    ratio = None if min(row.value, row.value_before) < 10 else row.change_ratio
    return f", {trend_wording.change(row.value, row.value_before, ratio)} in {row.year - 1}"
