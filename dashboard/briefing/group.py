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
from dashboard.frames import each
from dashboard.queries import briefing as query
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.wording import figures as figures_wording
from dashboard.wording import tiers as tiers_wording

COUNTRIES_DRAWN = 15


@dataclass
class Group:
    """countries and moves: as of queries.briefing.countries_of and moves_of, of the report of `year`."""

    ledger: Database
    title: str
    year: int
    countries: pd.DataFrame
    moves: pd.DataFrame
    notes: Notes


def group_briefing(
    ledger: Database,
    title: str,
    areas: Sequence[str] = (),
    regions: Sequence[str] = (),
    tiers: Sequence[str] = (),
    sections: Sequence[str] | None = None,
    code: str = "group",
) -> Briefing:
    """The briefing of several countries, of TIP regions or of tiers; all sections unless some are named."""
    year = catalogue.report_years(ledger)[1]
    notes = Notes(ledger)
    asked = (list(areas), list(regions), list(tiers), year)
    group = Group(
        ledger,
        title,
        year,
        query.countries_of(ledger, *asked),
        query.moves_of(ledger, *asked),
        notes,
    )
    opening = headlines(group)
    written = [
        Section(heading, tuple(MAKERS[key](group)))
        for key, heading in SECTIONS.items()
        if sections is None or key in sections
    ]
    return Briefing(code, title, edition_line(ledger), opening, tuple(written), notes.sources())


def headlines(group: Group) -> tuple[Sentence, ...]:
    """How many countries moved, and where they stand."""
    found = group.countries
    cited = group.notes(found["source_id"])
    moved = tiers_wording.group_movements(group.title, group.moves, group.year)
    by, names = split(found)
    placed = ", ".join(f"{names[place]}: {count}" for place, count in by.items())
    return (
        say(Figure(moved, group.notes(group.moves["source_id"]))),
        say(Figure(f"Countries in the {group.year} report: {len(found)} ({placed}).", cited)),
    )


def split(found: pd.DataFrame) -> tuple[dict[str, int], dict[str, str]]:
    """Countries per tier, or per region where all stand in one tier, and the names of these."""
    by_tier = found["tier"].value_counts()
    if len(by_tier) > 1:
        counts = {tier: int(by_tier[tier]) for tier in tiers_wording.TIER_NAMES if tier in by_tier}
        return counts, tiers_wording.TIER_NAMES
    by_region = found["region"].value_counts()
    return {str(r): int(by_region[r]) for r in sorted(by_region.index)}, dict(
        zip(found["region"], found["region"], strict=True)
    )


def movements(group: Group) -> list[Block]:
    moved = group.moves[group.moves["tier"] != group.moves["previous_tier"]]
    if moved.empty:
        return [say(tiers_wording.no_movement(group.year))]
    return [
        say(
            f"{row.name}: ",
            Figure(tiers_wording.move(row), group.notes([row.source_id])),
            ".",
        )
        for row in each(moved)
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
        blocks.append(most(group, held.head(COUNTRIES_DRAWN), label))
        told.append(
            say(
                f"{label}: {len(held)} of {len(group.countries)} countries have an exact and undoubted number of persons for"
                f" {held['year'].iat[0]}, the year for which most of them have one; the others are not drawn."
            )
        )
    return [*blocks, *told]


def tiers_chart(group: Group) -> Chart:
    by, names = split(group.countries)
    points = tuple(
        Point(
            names[place] if place in tiers_wording.TIER_NAMES else "countries",
            names[place],
            float(count),
        )
        for place, count in by.items()
    )
    regions = points[0].series == "countries"
    return Chart(
        "bar" if regions else "column",
        f"Countries per {'region' if regions else 'tier'}, {group.year} report",
        "countries",
        tuple(p.x for p in points),
        points,
        "; ".join(f"{p.x}: {p.y:.0f}" for p in points),
        group.notes(group.countries["source_id"]),
    )


def most(group: Group, top: pd.DataFrame, label: str) -> Chart:
    """top: as of queries.briefing.most_reported."""
    unit = str(top["unit"].iat[0])
    points = tuple(
        Point(unit, name, value) for name, value in zip(top["name"], top["value"], strict=True)
    )
    rates = {
        row.name: f" ({figures_wording.rate(row.per_100_000)} per 100,000 people)"
        for row in each(top)
        if pd.notna(row.per_100_000)
    }
    return Chart(
        "bar",
        f"{label}, {top['year'].iat[0]}: the countries that report most",
        figures_wording.unit(unit),
        tuple(p.x for p in points),
        points,
        "; ".join(f"{p.x}: {figures_wording.number(p.y)}{rates.get(p.x, '')}" for p in points),
        group.notes([*top["source_id"], *top["population_source_id"].dropna()]),
    )


def of_unodc(group: Group) -> pd.DataFrame:
    """What UNODC asks of every country: as of catalogue.measures_with_peers."""
    measures = catalogue.measures_with_peers(group.ledger)
    return measures[measures["peers_from"] == "UNODC"]


def countries(group: Group) -> list[Block]:
    asked = of_unodc(group)
    labels = dict(zip(asked["measure"], asked["label"], strict=True))
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
            f"Latest figures up to the {group.year} report, each with the year counted",
            ("Country", f"Tier, {group.year}", *labels.values()),
            rows,
        )
    ]


def cell(group: Group, row: Any, measure: str) -> Figure:
    value = row[measure]
    if pd.isna(value):
        return Figure(figures_wording.NO_FIGURE)
    of_figure = ("qualifier", "unit", "year", "period", "reliability", "doubt")
    held = pd.Series({part: row[f"{measure}_{part}"] for part in of_figure} | {"value": value})
    return Figure(
        f"{figures_wording.amount(held)}, {int(held['year'])}{figures_wording.marks(held)}",
        group.notes([row[f"{measure}_source_id"]]),
        value if held["qualifier"] == "exact" else None,
    )


def caveats(group: Group) -> list[Block]:
    said: list[Block] = [
        say(
            "Countries count in different units and years and differ in what they detect and report; these figures"
            " are not added up and do not rank countries by how much trafficking there is."
        )
    ]
    if (group.countries["basis"] != "direct").any():
        said.append(say(tiers_wording.DERIVED))
    return said


def tier_of(row: Any) -> str:
    return tiers_wording.TIER_NAMES[row.tier] + tiers_wording.basis_mark(row.basis)


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
