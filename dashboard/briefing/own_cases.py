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
from dashboard.wording.cases import step_name
from dashboard.wording.figures import number
from dashboard.wording.language import said, said_of, spoken, within

COUNTRIES = 3
COLUMNS = {"cases": "Cases", "records": "Records"}


def summary(own: Database, ledger: Database, today: date) -> Briefing:
    """Own cases and records counted by each part, and beside the national figures. today: the day that is printed."""
    names = catalogue.country_names(ledger)
    notes = Notes(ledger)
    cases, people = query.size(own, "court_case"), query.size(own, "person_record")
    held = [
        own_wording.amount(rows, unit)
        for rows, unit in ((cases, "cases"), (people, "records"))
        if rows
    ]
    sections = [
        Section(
            said("Court cases"),
            tuple(
                table(label, "cases", query.cases_by(own, column, today), names)
                for column, label in own_wording.case_parts(query.case_parts(own)).items()
            ),
        ),
        Section(
            said("Records of persons (HTCDS 2.0)"),
            tuple(
                table(label, "records", query.people_by(own, column), names)
                for column, label in own_wording.person_parts(
                    query.person_parts(own), query.record_country(own)
                ).items()
            ),
        ),
        Section(said("Beside the national figures"), tuple(beside(own, ledger, notes, names))),
    ]
    return Briefing(
        code="own-cases-summary",
        title=said("Own cases: a summary"),
        edition=said(
            "Counted on {today}. Not published by TIP Ledger and no part of its figures."
        ).format(today=today.isoformat()),
        headlines=(
            say(
                said("The organisation's own file holds {held}.").format(held=wording.listed(held))
            ),
            say(said(own_wording.COUNTED), " ", said(own_wording.SEVERAL)),
            say(
                said(
                    "These are the organisation's own cases: not a sample, no rate, never added to statistics."
                )
            ),
        ),
        sections=tuple(section for section in sections if section.blocks),
        sources=notes.sources(),
        language=spoken(),
    )


def table(label: str, unit: str, counted: pd.DataFrame, names: dict[str, str]) -> Table:
    rows = own_wording.counts(counted, label, said(COLUMNS[unit]), names)
    cells = tuple((Figure(part), Figure(amount)) for part, amount in each(rows))
    title = said(own_wording.BY[unit]).format(part=within(label))
    return Table(title, tuple(rows.columns), cells)


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
                    Figure(own_cases(mine[row.year])),
                    Figure(wording.amount(row), notes([row.source_id])),
                )
                for row in each(theirs)
                if row.year in mine.index
            )
            if rows:
                label = catalogue.measure_label(ledger, measure)
                header = (
                    said("Year"),
                    said("Own cases, first {step}").format(step=within(step_name(step))),
                    said("National: {measure}").format(measure=within(label)),
                )
                title = said("{country}: two things counted, not to be compared in size")
                blocks.append(Table(title.format(country=names[iso3]), header, rows))
    return [say(said(own_wording.BESIDE)), *blocks] if blocks else []


def own_cases(count: int) -> str:
    return said_of(count, "{count} own case", "{count} own cases").format(count=number(count))
