"""Where a country stands: its tiers, the Watch List's clock, and what happened when."""

from dashboard import wording
from dashboard.briefing.model import Block, Chart, Figure, Point, say
from dashboard.briefing.sections.subject import Subject
from dashboard.queries import briefing as query
from dashboard.queries import country


def tiers(subject: Subject) -> list[Block]:
    history = subject.history
    if history.empty:
        return []
    placements = dict(zip(history["report_year"].astype(str), history["tier"], strict=True))
    first, last = int(history["report_year"].min()), int(history["report_year"].max())
    told = ", ".join(f"{year}: {wording.TIER_NAMES[tier]}" for year, tier in placements.items())
    return [
        Chart(
            "strip",
            "Tier by report year",
            "",
            tuple(str(year) for year in range(first, last + 1)),
            tuple(
                Point(wording.TIER_NAMES[tier], year, 1.0)
                for tier in wording.TIER_NAMES
                for year, held in placements.items()
                if held == tier
            ),
            f"Tier of {subject.name} by report year. {told}.",
            subject.notes(history["source_id"]),
        )
    ]


def clock(subject: Subject) -> list[Block]:
    spell = query.clock(subject.ledger, subject.iso3)
    if spell.empty:
        return []
    row = spell.iloc[0]
    if row.tier == "2WL":
        text = f"On the Watch List in every report from {row.run_from} to {row.report_year}"
        text += ", the last stay by waiver (inferred)." if row.by_waiver else "."
    else:
        text = f"On Tier 3 in the {row.report_year} report after a used-up run on the Watch List."
    asked = wording.next_report(row.next_report, row.report_year)
    return [
        say(
            Figure(text, subject.notes([row.source_id])),
            f" By law (22 U.S.C. 7107(b)(2)), {asked[0].lower()}{asked[1:]}."
            + (f" {wording.READING_OF_F}" if row.by_reading_of_f else ""),
        )
    ]


def timeline(subject: Subject) -> list[Block]:
    return [
        say(f"{event.date}: ", Figure(f"{event.title}.", subject.notes([event.source_id])))
        for event in country.events(subject.ledger, subject.iso3).itertuples()
        if subject.first <= event.year <= subject.last
    ]
