"""Where a country stands: its tiers, the Watch List's clock, and what happened when."""

from dashboard.briefing.model import Block, Chart, Figure, Point, say
from dashboard.briefing.sections.subject import Subject
from dashboard.frames import each
from dashboard.queries import briefing as query
from dashboard.queries import country
from dashboard.wording import tiers as wording
from dashboard.wording.figures import dated
from dashboard.wording.language import said


def tiers(subject: Subject) -> list[Block]:
    history = subject.history
    if history.empty:
        return []
    first, last = int(history["report_year"].min()), int(history["report_year"].max())
    placed = said("{year}: {tier}")
    told = ", ".join(
        placed.format(
            year=row.report_year, tier=wording.tier_name(row.tier) + wording.basis_mark(row.basis)
        )
        for row in each(history)
    )
    return [
        Chart(
            "strip",
            said("Tier by report year"),
            "",
            tuple(str(year) for year in range(first, last + 1)),
            tuple(
                Point(name, str(row.report_year), 1.0)
                for name, tier, basis in wording.in_strips()
                for row in each(history)
                if (row.tier, row.basis) == (tier, basis)
            ),
            said("Tier of {name} by report year. {told}.").format(
                name=subject.name_in_sentence, told=told
            ),
            subject.notes(history["source_id"]),
        )
    ]


def clock(subject: Subject) -> list[Block]:
    spell = query.clock(subject.ledger, subject.iso3)
    if spell.empty:
        return []
    row = spell.iloc[0]
    words = subject.words
    # The name opens the sentence in English, and stands within it in other languages.
    standing = wording.opening(
        words.text(
            "on clock",
            row.tier,
            "one" if row.reports_in_tier == 1 else "more",
            name=subject.name_in_sentence,
            first=row.run_from,
            year=row.report_year,
            known=wording.in_run(row)
            if row.tier == "2WL" and row.reports_in_tier > 1
            else wording.basis_mark(row.basis),
            waiver=words.text("by waiver") if row.by_waiver else "",
        )
    )
    return [
        words.sentence(
            "clock",
            standing=Figure(standing, subject.notes([row.source_id])),
            next=str(row.report_year + 1),
            asked=words.text("asked", row.next_report),
            reading=words.text("reading", narrow=words.text("asked", row.next_report_narrow))
            if row.next_report != row.next_report_narrow
            else "",
        )
    ]


def timeline(subject: Subject) -> list[Block]:
    return [
        say(
            dated(event.date) + said(": "),
            Figure(f"{event.title}.", subject.notes([event.source_id]), as_written=(event.title,)),
        )
        for event in each(country.events(subject.ledger, subject.iso3))
        if subject.first <= event.year <= subject.last
    ]
