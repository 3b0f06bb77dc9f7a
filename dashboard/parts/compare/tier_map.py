"""The world by tier, report by report."""

from dashboard.charts import alternative, tier_maps
from dashboard.charts.world import MAP_CONFIG
from dashboard.queries import compare
from dashboard.queries.database import Database
from dashboard.ui import show
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import said


def draw(ledger: Database, report_year: int) -> None:
    """The map has a slider of its own, which asks nothing of the server; it opens on the report year."""
    placed = compare.every_placement(ledger)
    there = placed[placed["report_year"] == report_year]
    picked = show.chart(
        ledger,
        show.drawn(tier_maps.world_by_tier_over_time, placed, report_year, scale=show.tier_scale()),
        alt=alternative.tier_map(there, report_year),
        finding=tiers_wording.placements_in_words(there, report_year),
        counts=said(
            "Tier placements by report year; grey land is not ranked in it. A tier grades a government's "
            "efforts, not how much trafficking there is. Over all reports: {known}"
        ).format(known=tiers_wording.not_read_of(placed["basis"])),
        table=there,
        key=f"map-{report_year}",
        hint=said("Select a country to open it."),
        config=MAP_CONFIG,
        height="stretch",
        on_select="rerun",
        selection_mode="points",
    )
    show.open_country(picked)
