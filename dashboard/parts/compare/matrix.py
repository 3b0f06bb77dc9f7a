"""Every placement of every report: countries by years."""

from dashboard.charts import alternative, strips
from dashboard.queries import catalogue, compare
from dashboard.queries.database import Database
from dashboard.ui import choose, show
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import each_said, said

SORTS = {
    "name": "Name",
    "tier": "Present tier",
    "watch_list": "Years on the Watch List",
    "moves": "Moves up and down",
}


def draw(ledger: Database) -> None:
    placed = compare.every_placement(ledger)
    regions = choose.several("region", said("TIP regions"), catalogue.tip_regions(ledger), [])
    by = choose.view("sort", said("Sort each region by"), each_said(SORTS), "name")
    shown = placed[placed["tip_region"].isin(regions)] if regions else placed
    latest = int(shown["report_year"].max())
    picked = show.chart(
        ledger,
        show.drawn(
            strips.tier_matrix, shown, compare.matrix_order(shown, by), scale=show.tier_scale()
        ),
        alt=alternative.matrix(shown),
        finding=f"{alternative.matrix(shown)} {tiers_wording.placements_in_words(shown[shown['report_year'] == latest], latest)}",
        counts=said("One cell per placement; a line marks a derived one, a dot one from the press.")
        + f" {said(tiers_wording.DERIVED)}",
        table=shown[
            ["name", "tip_region", "report_year", "tier", "basis", "movement", "source_id"]
        ],
        key=f"matrix-{by}-{'-'.join(regions)}",
        hint=said("Select a cell to open the country."),
        on_select="rerun",
        selection_mode="points",
    )
    show.open_country(picked)
