"""The summary of an organisation's own cases that can be shared: counts with small cells withheld, nothing of a single case."""

from datetime import date

import pandas as pd

from dashboard.briefing.model import Block, Briefing, Figure, Section, Table, say
from dashboard.briefing.provenance import Notes
from dashboard.frames import each
from dashboard.queries import catalogue
from dashboard.queries import own_counts as query
from dashboard.queries.database import Database
from dashboard.wording import figures as wording
from dashboard.wording import own_cases as own_wording
from dashboard.wording.figures import number

COUNTRIES = 3


def summary(own: Database, ledger: Database, today: date) -> Briefing:
    """Own cases and records counted by each part, and beside the national figures. today: the day that is printed."""
    names = catalogue.country_names(ledger)
    notes = Notes(ledger)
    cases, people = query.size(own, "court_case"), query.size(own, "person_record")
    held = [
        own_wording.amount(rows, noun)
        for rows, noun in ((cases, "court cases"), (people, "records of persons"))
        if rows
    ]
    sections = [
        Section(
            "Court cases",
            tuple(
                table(label, "Cases", query.cases_by(own, column, today), names)
                for column, label in query.case_parts(own).items()
            ),
        ),
        Section(
            "Records of persons (HTCDS 2.0)",
            tuple(
                table(label, "Records", query.people_by(own, column), names)
                for column, label in query.person_parts(own).items()
            ),
        ),
        Section("Beside the national figures", tuple(beside(own, ledger, notes, names))),
    ]
    return Briefing(
        code="own-cases-summary",
        title="Own cases: a summary",
        edition=f"Counted on {today.isoformat()}. Not published by TIP Ledger and no part of its figures.",
        headlines=(
            say(f"The organisation's own file holds {' and '.join(held)}."),
            say(own_wording.COUNTED, " ", own_wording.SEVERAL),
            say(
                "These are the organisation's own cases: not a sample, no rate, never added to statistics."
            ),
        ),
        sections=tuple(section for section in sections if section.blocks),
        sources=notes.sources(),
    )


def table(label: str, unit: str, counted: pd.DataFrame, names: dict[str, str]) -> Table:
    rows = own_wording.counts(counted, label, unit, names)
    cells = tuple((Figure(part), Figure(amount)) for part, amount in each(rows))
    return Table(f"{unit} by {label[0].lower()}{label[1:]}", tuple(rows.columns), cells)


def beside(own: Database, ledger: Database, notes: Notes, names: dict[str, str]) -> list[Block]:
    """One table for each measure of the countries with the most own cases, where both sides have a year in common."""
    blocks: list[Block] = []
    for iso3 in query.largest_countries(own, COUNTRIES):
        for step, measure in query.LIKE_STEP.items():
            mine = query.cases_by_year(own, iso3, step, "all").dropna().set_index("year")["records"]
            theirs = query.national(ledger, iso3, measure, "all")
            rows = tuple(
                (
                    Figure(str(row.year)),
                    Figure(f"{number(mine[row.year])} own cases"),
                    Figure(wording.amount(row), notes([row.source_id])),
                )
                for row in each(theirs)
                if row.year in mine.index
            )
            if rows:
                header = ("Year", f"Own cases, first {step}", f"National: {measure}")
                blocks.append(Table(f"{names[iso3]}: two things counted, not to be compared in size", header, rows))  # fmt: skip
    return [say(own_wording.BESIDE), *blocks] if blocks else []
