"""The three sentences that a briefing opens with."""

from typing import Any

from dashboard.briefing.model import Figure, Sentence
from dashboard.briefing.sections.subject import LAW, VICTIMS, Subject
from dashboard.frames import each
from dashboard.queries import catalogue, figures
from dashboard.wording import comparison
from dashboard.wording import figures as figures_wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording import trends as trend_wording
from dashboard.wording.language import said, within


def headlines(subject: Subject) -> tuple[Sentence, ...]:
    """Tier and movement; prosecutions and convictions; victims."""
    return (
        standing(subject),
        latest(subject, LAW),
        latest(subject, VICTIMS),
    )


def standing(subject: Subject) -> Sentence:
    """The last placement, since when, and from where; in the plain register with what the tier means."""
    words, history, name = subject.words.text, subject.history, subject.name_in_sentence
    in_one_line = tiers_wording.tier_in(history, subject.name)
    if history.empty:
        return subject.words.sentence("unranked", name=name, as_on_pages=in_one_line)
    last, start = history.iloc[-1], tiers_wording.start_of_run(history)
    in_a_row = last.reports_in_tier
    told = words(
        "standing",
        last.tier,
        as_on_pages=in_one_line,
        name=name,
        tier=tiers_wording.tier_name(last.tier),
        year=last.report_year,
        known=tiers_wording.basis_mark(last.basis),
        in_a_row=words(
            "in a row", nth=figures_wording.ordinal(in_a_row), in_run=tiers_wording.in_run(last)
        )
        if in_a_row > 1
        else "",
        moved=words(
            "moved",
            "just now" if in_a_row == 1 else "before",
            way=said(start.movement),
            before=tiers_wording.tier_name(start.previous_tier)
            + tiers_wording.basis_mark(start.previous_basis),
            year=start.report_year,
        )
        if start is not None and start.movement in ("up", "down")
        else "",
    )
    tier = tiers_wording.tier_name(last.tier)
    meaning = said(catalogue.tier_meanings(subject.ledger)[last.tier])
    return Sentence(
        (
            Figure(told, subject.notes(history["source_id"].tail(1))),
            Figure(words("meaning", tier=tier, meaning=meaning)),
        )
    )


def latest(subject: Subject, told: str) -> Sentence:
    """The last figure of each headline measure of LAW or VICTIMS with its change, or that there is none."""
    rows = subject.figures[subject.figures["subject"] == told]
    last = list(each(rows.groupby("measure", sort=False).tail(1)))
    say = subject.words.sentence
    if not last:
        return say(
            "missing",
            subject.only_in_part(subject.measures(told)),
            what=subject.words.text("either", told),
            name=subject.name_in_sentence,
        )
    first = {"label": last[0].label, "fact": fact(subject, last[0])}
    if len(last) == 1:
        return say("latest", **first)
    other_label, other_fact = within(last[1].label), fact(subject, last[1])
    return say("latest", "two", **first, other_label=other_label, other_fact=other_fact)


def fact(subject: Subject, row: Any) -> Figure:
    """'50 persons in 2013, down 51 % from 102 in 2012'."""
    withheld = isinstance(row.withheld, str)
    cited = [row.source_id] if withheld else [row.source_id, row.source_id_before]
    moved = change(subject, row)
    against = held_against(subject, row)
    after_break = (
        subject.words.text("after break", year=row.break_year, reason=row.break_reason)
        if isinstance(row.break_reason, str)
        else ""
    )
    marked = figures_wording.marked(row, year_told=True, doubt_told=True)
    other, since = editions(subject, row), old(subject, row)
    told = subject.words.text(
        "fact",
        row.measure,
        row.counted if row.counted in figures_wording.MARKED_COUNTS else row.unit,
        counting=row.value,
        amount=figures_wording.amount(row),
        number=figures_wording.figure(row.value, row.qualifier),
        unit_and_marks=figures_wording.in_brackets([figures_wording.unit(row.unit), *marked]),
        year=figures_wording.year_counted(row),
        change=moved,
        moved="" if withheld else moved,
        aside=figures_wording.in_brackets(
            [", ".join(marked), *against, moved if withheld else "", after_break, other, since],
            said("; "),
        ),
        press=figures_wording.press(row),
        marks=figures_wording.in_brackets(marked),
        held_against="".join(against),
        after_break=after_break,
        editions=other,
        old=since,
    )
    return Figure(told, subject.notes(cited), as_written=comparison.as_written(row))


def held_against(subject: Subject, row: Any) -> list[str]:
    """What contradicts the figure; else what is to be told beside its change."""
    if isinstance(row.doubt, str):
        return [subject.words.text("doubted", reason=comparison.doubt(row))]
    remarks = [] if isinstance(row.withheld, str) else comparison.remarks(row)
    return [
        subject.words.text("remark", remark=told, within=told[0].lower() + told[1:])
        for told in (remark.rstrip(".") for remark in remarks)
    ]


def editions(subject: Subject, row: Any) -> str:
    """What other editions of the publisher print for the same figure, where that differs."""
    held = subject.revisions
    of_figure = held[
        (held["measure"] == row.measure)
        & (held["year"] == row.year)
        & (held["publisher"] == row.publisher)
        & (held["unit"] == row.unit)
        & (held["period"] == row.period)
    ]
    told = [
        subject.words.text(
            "edition",
            edition=other.vintage,
            amount=figures_wording.amount(other) + figures_wording.marks(other, year_told=True),
        )
        for other in each(of_figure)
        if (other.value, other.qualifier) != (row.value, row.qualifier)
    ]
    return subject.words.text("editions", editions=said("; ").join(told)) if told else ""


def old(subject: Subject, row: Any) -> str:
    """That the figure is an old one, or that parts are known of later years."""
    since = figures.since(subject.ledger, subject.iso3, row.measure, row.year)
    return subject.words.text("old", since, year=row.year) if since else ""


def change(subject: Subject, row: Any) -> str:
    """The change, or why none is given."""
    before = row.year - 1
    if isinstance(row.withheld, str):
        reason = comparison.why_withheld(row)
        return subject.words.text("withheld", row.withheld, before=before, reason=reason)
    moved = trend_wording.change(row.value, row.value_before, row.change_ratio)
    return subject.words.text(
        "change", change=moved, before=figures_wording.year_of_period(before, row.period)
    )
