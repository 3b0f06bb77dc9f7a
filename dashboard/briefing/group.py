"""The briefing of several countries, of a region or of a tier."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from dashboard import wording
from dashboard.briefing.model import Block, Briefing, Chart, Figure, Point, Section, Table, say
from dashboard.briefing.provenance import Notes, edition
from dashboard.ledger import Ledger
from dashboard.queries import briefing as query
from dashboard.queries import catalogue

NO_FIGURE = "no figure"
SECTIONS = {"movements": "Movements", "charts": "Charts", "countries": "All countries"}


def group_briefing(
    ledger: Ledger,
    title: str,
    areas: Sequence[str] = (),
    regions: Sequence[str] = (),
    tiers: Sequence[str] = (),
    sections: Sequence[str] = tuple(SECTIONS),
    code: str = "group",
) -> Briefing:
    """The briefing of several countries, of TIP regions or of tiers, in the latest report."""
    year = catalogue.report_years(ledger)[1]
    found = query.countries_of(ledger, list(areas), list(regions), list(tiers), year)
    notes = Notes(ledger)
    placed = notes(found["source_id"])
    headlines = (
        say(
            Figure(wording.movements(found, year).replace("In the", f"{title}: in the", 1), placed)
        ),
    )
    makers: dict[str, Callable[[], list[Block]]] = {
        "movements": lambda: movements(found, notes),
        "charts": lambda: group_charts(found, notes, year),
        "countries": lambda: [country_table(found, notes, year)],
    }
    written = [Section(SECTIONS[key], tuple(makers[key]())) for key in SECTIONS if key in sections]
    return Briefing(code, title, edition(ledger), headlines, tuple(written), notes.sources())


def movements(found: pd.DataFrame, notes: Notes) -> list[Block]:
    moved = found[found["previous_tier"].notna() & (found["tier"] != found["previous_tier"])]
    if moved.empty:
        return [say("No country of this group changed its tier.")]
    return [
        say(
            f"{row.name}: ",
            Figure(
                f"from {wording.TIER_NAMES[row.previous_tier]} to {wording.TIER_NAMES[row.tier]}",
                notes([row.source_id]),
            ),
            ".",
        )
        for row in moved.itertuples(index=False)
    ]


def group_charts(found: pd.DataFrame, notes: Notes, year: int) -> list[Block]:
    now = found["tier"].value_counts()
    placed = tuple(
        Point(wording.TIER_NAMES[t], wording.TIER_NAMES[t], float(now[t]))
        for t in wording.TIER_NAMES
        if t in now
    )
    charts: list[Block] = [
        Chart(
            "column",
            f"Countries per tier, {year} report",
            "countries",
            tuple(p.x for p in placed),
            placed,
            "; ".join(f"{p.x}: {p.y:.0f}" for p in placed),
            notes(found["source_id"]),
        )
    ]
    for measure, label in (
        ("prosecutions", "Prosecutions"),
        ("victims_detected", "Victims detected"),
    ):
        exact = found[
            (found[f"{measure}_qualifier"] == "exact") & (found[f"{measure}_unit"] == "persons")
        ]
        if exact.empty:
            continue
        counted = int(exact[f"{measure}_year"].mode().max())
        top = exact[exact[f"{measure}_year"] == counted].nlargest(15, measure)
        points = tuple(Point("persons", row["name"], row[measure]) for _, row in top.iterrows())
        charts.append(
            Chart(
                "bar",
                f"{label}, {counted}: the countries that report most",
                "persons",
                tuple(p.x for p in points),
                points,
                "; ".join(f"{p.x}: {wording.number(p.y)}" for p in points),
                notes(top[f"{measure}_source_id"]),
            )
        )
    return charts


def country_table(found: pd.DataFrame, notes: Notes, year: int) -> Table:
    labels = {
        "prosecutions": "Prosecutions",
        "convictions": "Convictions",
        "victims_detected": "Victims detected",
    }

    def cell(row: Any, measure: str) -> Figure:
        value = row[measure]
        if pd.isna(value):
            return Figure(NO_FIGURE)
        told = wording.figure(value, row[f"{measure}_qualifier"])
        return Figure(
            f"{told} {wording.unit(row[f'{measure}_unit'])}, {int(row[f'{measure}_year'])}",
            notes([row[f"{measure}_source_id"]]),
        )

    rows = tuple(
        (
            Figure(row["name"]),
            Figure(wording.TIER_NAMES[row["tier"]], notes([row["source_id"]])),
            *(cell(row, m) for m in labels),
        )
        for _, row in found.iterrows()
    )
    return Table(
        f"Latest figures up to the {year} report",
        ("Country", f"Tier, {year}", *labels.values()),
        rows,
    )
