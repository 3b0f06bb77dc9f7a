"""What was counted: the two charts, the last five years, and the peers."""

from typing import Any

import pandas as pd

from dashboard.briefing.model import Block, Chart, Figure, Point, Table
from dashboard.briefing.sections.subject import LAW, VICTIMS, Subject
from dashboard.frames import each, groups
from dashboard.queries import briefing as query
from dashboard.queries import country
from dashboard.queries.strands import strands
from dashboard.wording import comparison as comparison_wording
from dashboard.wording import figures as figures_wording
from dashboard.wording import strands as strand_wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import said, within


def law(subject: Subject) -> list[Block]:
    return [
        *by_year(subject, said("Prosecutions and convictions by year and source"), LAW),
        *counted_apart(subject, LAW),
        *told_in_units(subject, LAW),
    ]


def victims(subject: Subject) -> list[Block]:
    return [
        *by_year(subject, said("Victims by year and source"), VICTIMS),
        *counted_apart(subject, VICTIMS),
        *told_in_units(subject, VICTIMS),
    ]


IN_YEAR = "{what}, {amount} in {years}"


def counted_apart(subject: Subject, told_of: str) -> list[Block]:
    """The latest figure of each strand: 'Counted apart: potential victims, 12 victims in 2019.'"""
    found = strands(
        subject.ledger, [subject.iso3], subject.measures(told_of), subject.first, subject.last
    )
    parts: list[Figure] = []
    for row in each(found.groupby(["measure", "strand"], sort=False).tail(1)):
        name = within(strand_wording.name(row.measure, said(row.label), row.strand))
        amount = figures_wording.amount(row) + figures_wording.marks(row)
        told = said(IN_YEAR).format(what=name, amount=amount, years=row.year)
        parts += [Figure(said("; "))] * bool(parts) + [Figure(told, subject.notes([row.source_id]))]
    return [subject.words.sentence("counted apart", figures=parts)] if parts else []


def told_in_units(subject: Subject, told_of: str) -> list[Block]:
    """The latest event of each measure that one source tells in several units: '48 cases and 71 traffickers in 2018'."""
    found = country.events_in_units(
        subject.ledger, [subject.iso3], list(subject.measures(told_of)), subject.first, subject.last
    )
    parts: list[Figure] = []
    for row in each(found[found["strand"] == ""].groupby("measure", sort=False).tail(1)):
        amounts = figures_wording.in_units(row) + figures_wording.marks(row)
        told = said(IN_YEAR).format(what=within(said(row.label)), amount=amounts, years=row.year)
        parts += [Figure(said("; "))] * bool(parts) + [Figure(told, subject.notes([row.source_id]))]
    return [subject.words.sentence("in units", figures=parts)] if parts else []


def by_year(subject: Subject, title: str, told_of: str) -> list[Block]:
    """A line for each measure, unit and publisher; what it cannot show is told in words."""
    rows = subject.everyone[subject.everyone["subject"] == told_of]
    exact, doubted = rows["qualifier"] == "exact", rows["doubt"].notna()
    drawn = rows[exact & ~doubted]
    left_out = not_drawn(subject, rows[~exact & ~doubted], "not exact")
    if drawn["year"].nunique() < 2:
        return [*not_drawn(subject, drawn, "one year"), *left_out]
    points = tuple(
        Point(line, str(row.year), row.value)
        for line, row in zip(lines(drawn), each(drawn), strict=True)
    )
    drawn_as = said("{series}, {year}: {value}")
    told = said("; ").join(
        drawn_as.format(series=p.series, year=p.x, value=figures_wording.number(p.y))
        for p in points
    )
    years = range(int(drawn["year"].min()), int(drawn["year"].max()) + 1)
    chart = Chart(
        "line",
        title,
        said("number"),
        tuple(map(str, years)),
        points,
        f"{title}, {subject.name}. {told}.",
        subject.notes(drawn["source_id"]),
    )
    return [chart, *left_out]


def lines(drawn: pd.DataFrame) -> list[str]:
    """The line on which each figure stands: one for each measure, unit, publisher and kind of figure. Where consecutive
    figures of it may not be compared, each stretch is a line of its own, named with its years."""
    names = pd.Series(
        [
            f"{row.label}, {figures_wording.unit(row.unit)}{figures_wording.marks(row, row.publisher)}"
            for row in each(drawn)
        ],
        drawn.index,
    )
    before = drawn.groupby(names)[["year", "segment"]].shift()
    refused = (drawn["year"] == before["year"] + 1) & (drawn["segment"] != before["segment"])
    stretch = refused.groupby(names).cumsum()
    broken = refused.groupby(names).transform("any")
    years = drawn["year"].groupby([names, stretch])
    first, last = years.transform("min"), years.transform("max")
    spanned = list(map(figures_wording.from_to, first, last))
    return [
        f"{name}, {span}" if apart else name
        for name, span, apart in zip(names, spanned, broken, strict=True)
    ]


def not_drawn(subject: Subject, rows: pd.DataFrame, why: str) -> list[Block]:
    """The figures that a line cannot show: 'Not drawn, as not exact: convictions, at least 100 persons in 2016.'"""
    if rows.empty:
        return []
    parts: list[Figure] = []
    words = rows.assign(
        text=[figures_wording.amount(row) + figures_wording.marks(row) for row in each(rows)]
    )
    for (label, text), same in groups(words, ["label", "text"]):
        years = figures_wording.spans(same["year"])
        told = said(IN_YEAR).format(what=within(label), amount=text, years=years)
        parts += [Figure(said("; "))] * bool(parts) + [
            Figure(told, subject.notes(same["source_id"]))
        ]
    return [subject.words.sentence("not drawn", why, figures=parts)]


def last_years(subject: Subject) -> list[Block]:
    """The five years up to the last that UNODC's data cover, or a later one that the country has a figure for."""
    figures, say = subject.figures, subject.words.sentence
    final = max([query.last_year_of_unodc(subject.ledger), *figures["year"]])
    final = max(min(subject.last, final), subject.first)
    span = range(max(final - 4, subject.first), final + 1)
    recent = figures[figures["year"].isin(span)]
    if recent.empty:
        known = subject.only_in_part(subject.headline, span)
        years = figures_wording.spans(span)
        return [say("no years", known, name=subject.name_in_sentence, years=years)]
    shown = {m: label for m, label in subject.headline.items() if m in set(recent["measure"])}
    held = {(row.measure, row.year): row for row in each(recent)}
    blocks: list[Block] = [
        Table(
            subject.words.text("years title"),
            (said("Year"), *shown.values()),
            tuple(
                (Figure(str(year)), *(cell(subject, held.get((m, year)), m, year) for m in shown))
                for year in span
            ),
        )
    ]
    for known, several in (("nothing", figures_wording.either), ("parts", figures_wording.listed)):
        absent = [
            within(label)
            for m, label in subject.headline.items()
            if m not in shown and subject.only_in_part([m], span) == known
        ]
        if absent:
            blocks.append(say("absent", known, what=several(absent)))
    return blocks


def cell(subject: Subject, row: Any, measure: str, year: int) -> Figure:
    if row is None:
        in_part = (measure, year) in subject.held_in_part
        return Figure(said(figures_wording.PART_ONLY if in_part else figures_wording.NO_FIGURE))
    return Figure(
        figures_wording.amount(row) + figures_wording.marks(row),
        subject.notes([row.source_id]),
        row.value if row.qualifier == "exact" else None,
    )


def peers(subject: Subject) -> list[Block]:
    found = query.peers(subject.ledger, subject.iso3, subject.first, subject.last)
    if found.empty:
        return []
    return [
        Table(
            subject.words.text("peers title"),
            tuple(subject.words.text("peers header", name=subject.name).split("|")),
            tuple(beside_peers(subject, row) for row in each(found)),
        )
    ]


def beside_peers(subject: Subject, row: Any) -> tuple[Figure, ...]:
    countries = str(row.countries)
    if row.peers == "region":
        group = tiers_wording.region(subject.regions[row.peer_group])
    else:
        group = tiers_wording.tier_name(row.peer_group) + tiers_wording.basis_mark(row.tier_basis)
        countries += tiers_wording.in_brackets(row.derived, row.press)
    # A population is cited where a rate is told.
    people = [] if pd.isna(row.median_per_100_000) else row.population_source_ids
    cited = subject.notes([*row.source_ids, *people])
    own = [row.source_id, *([] if pd.isna(row.per_100_000) else [row.population_source_id])]
    median = (
        Figure(
            subject.words.text(
                "no median", row.withheld, reason=said(comparison_wording.NO_MEDIAN[row.withheld])
            ),
            cited,
        )
        if pd.isna(row.median)
        else Figure(
            figures_wording.number(row.median) + rate(row.median_per_100_000),
            cited,
            row.median,
        )
    )
    return (
        Figure(f"{said(row.label)}, {row.year}"),
        Figure(
            figures_wording.amount(row) + rate(row.per_100_000),
            subject.notes(own),
            row.value,
        ),
        Figure(group),
        median,
        Figure(countries),
    )


def rate(per_100_000: float) -> str:
    """' (9.71)'; empty where none is given."""
    return "" if pd.isna(per_100_000) else f" ({figures_wording.rate(per_100_000)})"
