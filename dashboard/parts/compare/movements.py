"""Who moved between two reports, and how often countries of a tier move at all."""

from dashboard.charts import alternative, flows
from dashboard.queries import catalogue, compare
from dashboard.queries.database import Database
from dashboard.ui import choose, show
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import said


def draw(ledger: Database) -> None:
    first, latest = catalogue.report_years(ledger)
    from_year, to_year = choose.years(
        said("Reports to compare"), first, latest, usual=(latest - 1, latest)
    )
    if from_year == to_year:
        show.nothing(said("Choose two different report years."))
        return
    moved = compare.movements(ledger, from_year, to_year)
    told = tiers_wording.movements_between(moved, from_year, to_year)
    show.words(told)
    show.chart(
        ledger,
        show.drawn(flows.tier_flow, moved, from_year, to_year, scale=show.tier_scale()),
        alt=alternative.flow(moved, from_year, to_year),
        counts=said(
            "Number of countries from tier to tier, coloured by the tier they come from; in brackets those with a "
            "placement that was not read, of a band in either report."
        )
        + f" {said(tiers_wording.DERIVED)}",
        table=moved,
        key=f"flow-{from_year}-{to_year}",
        finding=told,
    )
    show.movement_lists(
        moved.rename(
            columns={
                "from_tier": "previous_tier",
                "from_basis": "previous_basis",
                "to_tier": "tier",
                "to_basis": "basis",
            }
        )
    )

    show.heading(said(tiers_wording.TRANSITIONS))
    show.prose(
        said(
            "Of all pairs of consecutive reports, how often a country of one tier stood in each tier in the next. "
            "Special Cases and years without a placement are left out; Serbia and Montenegro counts once. "
            "Beside each count stands in how many of its pairs a placement is derived or from the press."
        )
    )
    show.numbers(
        tiers_wording.transition_columns(compare.transitions(ledger)),
        "transitions",
        said(tiers_wording.TRANSITIONS),
    )
