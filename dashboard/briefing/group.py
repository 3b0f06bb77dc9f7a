"""The briefing of several countries, of a region or of a tier, in the latest report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.briefing.model import (
    Block,
    Briefing,
    Chart,
    Figure,
    Point,
    Section,
    Sentence,
    Table,
    say,
)
from dashboard.briefing.provenance import Notes, edition_line
from dashboard.frames import each, groups
from dashboard.queries import briefing as query
from dashboard.queries import catalogue, places
from dashboard.queries.database import Database
from dashboard.wording import figures as figures_wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import ENGLISH, said, said_of, speak, spoken
from dashboard.wording.places import in_order, named

COUNTRIES_DRAWN = 15
NAMED = 5  # countries that a title has room for


@dataclass
class Group:
    """countries and moves: as of queries.briefing.countries_of and moves_of, of the report of `year`, by their names in the
    language spoken."""

    ledger: Database
    title: str
    year: int
    countries: pd.DataFrame
    moves: pd.DataFrame
    notes: Notes


def group_briefing(
    ledger: Database,
    title: str = "",
    areas: Sequence[str] = (),
    regions: Sequence[str] = (),
    tiers: Sequence[str] = (),
    sections: Sequence[str] | None = None,
    code: str = "group",
    language: str = ENGLISH,
) -> Briefing:
    """The briefing of several countries, of TIP regions or of tiers; all sections unless some are named.

    title: in the language, one of wording.language; after the regions, the tiers or the countries where none is given.
    """
    year = catalogue.report_years(ledger)[1]
    notes = Notes(ledger)
    asked = (list(areas), list(regions), list(tiers), year)
    with speak(language):
        held = by_name(ledger, query.countries_of(ledger, *asked))
        group = Group(
            ledger,
            title or title_of(ledger, held, regions, tiers),
            year,
            held,
            by_name(ledger, query.moves_of(ledger, *asked)),
            notes,
        )
        opening = headlines(group)
        written = [
            Section(said(heading), tuple(MAKERS[key](group)))
            for key, heading in SECTIONS.items()
            if sections is None or key in sections
        ]
        return Briefing(
            code if language == ENGLISH else f"{code}-{language}",
            group.title,
            edition_line(ledger),
            opening,
            tuple(written),
            notes.sources(),
            language,
        )


def title_of(
    ledger: Database, held: pd.DataFrame, regions: Sequence[str], tiers: Sequence[str]
) -> str:
    named_regions = places.region_names(ledger, spoken())
    told = [named_regions[f"TIP-{region}"] for region in regions]
    told += map(tiers_wording.tier_name, tiers)
    return figures_wording.listed(told) if told else headed_by(held["name"].tolist())


def headed_by(countries: list[str]) -> str:
    """'Nepal and Thailand', or of many '12 countries'."""
    if len(countries) <= NAMED:
        return figures_wording.listed(countries)
    told = said_of(len(countries), "{count} country", "{count} countries")
    return told.format(count=len(countries))


def by_name(ledger: Database, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of countries with their names in the language spoken, in the order of these. rows: iso3, name."""
    told = named(places.in_sentences(ledger, spoken()))
    if not told:
        return rows
    names = rows.assign(name=[told[iso3].name for iso3 in rows["iso3"]])
    return names.sort_values("name", key=lambda told: told.map(in_order), ignore_index=True)


def headlines(group: Group) -> tuple[Sentence, ...]:
    """How many countries moved, and where they stand."""
    found = group.countries
    cited = group.notes(found["source_id"])
    moved = tiers_wording.group_movements(group.title, group.moves, group.year)
    by, names = split(group)
    place = said("{place}: {number}")
    placed = ", ".join(
        place.format(place=names[at], number=len(bases)) + tiers_wording.known_by(bases)
        for at, bases in by.items()
    )
    ranked = said_of(
        len(found),
        "Country in the {year} report: {count} ({placed}).",
        "Countries in the {year} report: {count} ({placed}).",
    ).format(year=group.year, count=len(found), placed=placed)
    return (
        say(Figure(moved, group.notes(group.moves["source_id"]))),
        say(Figure(ranked, cited)),
    )


def split(group: Group) -> tuple[dict[str, pd.Series], dict[str, str]]:
    """How the countries of each tier, or of each region where all stand in one tier, are known to stand there, and the
    names of tiers or regions."""
    found = group.countries
    by_tier = dict(groups(found, "tier"))
    if len(by_tier) > 1:
        names = {tier: tiers_wording.tier_name(tier) for tier in tiers_wording.TIER_NAMES}
        return {tier: by_tier[tier]["basis"] for tier in names if tier in by_tier}, names
    by_region = dict(groups(found, "region"))
    # A country outside all regions stands by its own name.
    names = dict(zip(found["iso3"], found["name"], strict=True))
    names |= places.region_names(group.ledger, spoken())
    in_turn = sorted(by_region, key=lambda region: in_order(names[region]))
    return {str(region): by_region[region]["basis"] for region in in_turn}, names


def movements(group: Group) -> list[Block]:
    moved = group.moves[group.moves["tier"] != group.moves["previous_tier"]]
    if moved.empty:
        return [say(tiers_wording.no_movement(group.year))]
    return [
        say(Figure(tiers_wording.move(row), group.notes([row.source_id]))) for row in each(moved)
    ]


def charts(group: Group) -> list[Block]:
    blocks = [tiers_chart(group)]
    told: list[Block] = []
    one_a_subject = of_unodc(group).drop_duplicates("subject")
    for measure, label in zip(one_a_subject["measure"], one_a_subject["label"], strict=True):
        held = query.most_reported(
            group.ledger, group.countries["iso3"].tolist(), measure, group.year
        )
        if held.empty:
            continue
        blocks.append(most(group, held.head(COUNTRIES_DRAWN), said(label)))
        told.append(
            say(
                said_of(len(group.countries), *DRAWN).format(
                    label=said(label),
                    held=len(held),
                    count=len(group.countries),
                    year=held["year"].iat[0],
                )
            )
        )
    return [*blocks, *told]


DRAWN = (
    "{label}: {held} of {count} country has an exact and undoubted number of persons for {year}, the year for which most of"
    " them have one; the others are not drawn.",
    "{label}: {held} of {count} countries have an exact and undoubted number of persons for {year}, the year for which most"
    " of them have one; the others are not drawn.",
)


def tiers_chart(group: Group) -> Chart:
    by, names = split(group)
    tiers = set(by) <= set(tiers_wording.TIER_NAMES)
    unit = said("countries")
    title = said(
        "Countries per tier, {year} report" if tiers else "Countries per region, {year} report"
    )
    points = tuple(
        Point(
            names[place] if tiers else unit,
            names[place] + tiers_wording.known_by(bases),
            float(len(bases)),
        )
        for place, bases in by.items()
    )
    return Chart(
        "column" if tiers else "bar",
        title.format(year=group.year),
        unit,
        tuple(p.x for p in points),
        points,
        described(points),
        group.notes(group.countries["source_id"]),
    )


def most(group: Group, top: pd.DataFrame, label: str) -> Chart:
    """top: as of queries.briefing.most_reported."""
    unit = figures_wording.unit(str(top["unit"].iat[0]))
    names = dict(zip(group.countries["iso3"], group.countries["name"], strict=True))
    points = tuple(Point(unit, names[row.iso3], row.value) for row in each(top))
    rates = {
        names[row.iso3]: figures_wording.rate(row.per_100_000)
        for row in each(top)
        if pd.notna(row.per_100_000)
    }
    return Chart(
        "bar",
        said("{label}, {year}: the countries that report most").format(
            label=label, year=top["year"].iat[0]
        ),
        unit,
        tuple(p.x for p in points),
        points,
        described(points, rates),
        group.notes([*top["source_id"], *top["population_source_id"].dropna()]),
    )


def described(points: Sequence[Point], rates: dict[str, str] | None = None) -> str:
    """The bars for those who cannot see them. rates: per 100,000 people, by place."""
    held = rates or {}
    return said("; ").join(
        said(
            "{place}: {number} ({rate} per 100,000 people)" if p.x in held else "{place}: {number}"
        ).format(place=p.x, number=figures_wording.number(p.y), rate=held.get(p.x))
        for p in points
    )


def of_unodc(group: Group) -> pd.DataFrame:
    """What UNODC asks of every country: as of catalogue.measures_with_peers."""
    measures = catalogue.measures_with_peers(group.ledger)
    return measures[measures["peers_from"] == "UNODC"]


def countries(group: Group) -> list[Block]:
    asked = of_unodc(group)
    labels = dict(zip(asked["measure"], map(said, asked["label"]), strict=True))
    rows = tuple(
        (
            Figure(row["name"]),
            Figure(tier_of(row), group.notes([row["source_id"]])),
            *(cell(group, row, measure) for measure in labels),
        )
        for _, row in group.countries.iterrows()
    )
    return [
        Table(
            said("Latest figures up to the {year} report, each with the year counted").format(
                year=group.year
            ),
            (said("Country"), said("Tier, {year}").format(year=group.year), *labels.values()),
            rows,
        )
    ]


def cell(group: Group, row: Any, measure: str) -> Figure:
    value = row[measure]
    if pd.isna(value):
        in_part = pd.notna(row[f"{measure}_in_part"]) and row[f"{measure}_in_part"]
        return Figure(said(figures_wording.PART_ONLY if in_part else figures_wording.NO_FIGURE))
    of_figure = ("qualifier", "unit", "counted", "year", "period", "reliability", "doubt")
    held = pd.Series({part: row[f"{measure}_{part}"] for part in of_figure} | {"value": value})
    return Figure(
        f"{figures_wording.amount(held)}, {int(held['year'])}{figures_wording.marks(held)}",
        group.notes([row[f"{measure}_source_id"]]),
        value if held["qualifier"] == "exact" else None,
    )


def caveats(group: Group) -> list[Block]:
    called_for = [NOT_RANKED_BY]
    if (group.countries["basis"] != "direct").any():
        called_for.append(tiers_wording.DERIVED)
    return [say(said(caveat)) for caveat in called_for]


NOT_RANKED_BY = (
    "Countries count in different units and years and differ in what they detect and report; these figures are not added up"
    " and do not rank countries by how much trafficking there is."
)


def tier_of(row: Any) -> str:
    return tiers_wording.tier_name(row.tier) + tiers_wording.basis_mark(row.basis)


SECTIONS = {
    "movements": "Movements",
    "charts": "Charts",
    "countries": "All countries",
    "caveats": "Read this with care",
}
MAKERS: dict[str, Callable[[Group], list[Block]]] = {
    "movements": movements,
    "charts": charts,
    "countries": countries,
    "caveats": caveats,
}
