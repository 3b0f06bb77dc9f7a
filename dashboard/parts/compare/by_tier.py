"""Countries and medians per tier, over all reports."""

from dashboard.charts import alternative, bars, medians
from dashboard.frames import first_value
from dashboard.queries import catalogue, compare, overview
from dashboard.queries.database import Database
from dashboard.ui import choose, show
from dashboard.wording import comparison as comparison_wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.figures import unit as unit_name
from dashboard.wording.language import said, within

TWO_ACCOUNTS = (
    "{label} of the year before each report, as persons, in the TIP Report's account and in UNODC's, "
    "each with a line of its own, since they ask and count in ways of their own. The number beside each point is the number "
    "of countries behind the median. Which countries report, and their tiers, change from year to year: a line is not a "
    "trend of the same countries. No median is given over fewer than five countries, nor where it depends on figures printed "
    "as fewer than five."
)


def draw(ledger: Database) -> None:
    counts = overview.countries_per_tier(ledger)
    counts["source_id"] = None
    show.heading(said("Countries per tier"))
    show.chart(
        ledger,
        show.drawn(bars.tiers_over_time, counts, show.tier_scale()),
        alt=alternative.tiers_over_time(counts),
        counts=said(
            "Countries per tier and report year. Before 2009 some placements could not be read; the known gaps are "
            "listed under Sources and method."
        )
        + f" {tiers_wording.not_read_of_all(*counts[['derived', 'press', 'countries']].sum())}",
        table=counts,
        key="compare-countries-per-tier",
    )
    show.heading(said("Medians by tier"))
    offered = catalogue.measures_with_peers(ledger)
    labels = dict(zip(offered["measure"], offered["label"], strict=True))
    measure = choose.one("measure", said("Measure"), labels, next(iter(labels)))
    found = compare.medians_by_tier(ledger, measure)
    figures = compare.figures_by_tier(ledger, measure)
    single = compare.figures_of_small_tiers(ledger, measure)
    unit = unit_name(first_value(found["unit"]))
    label = labels[measure]
    show.prose(said(TWO_ACCOUNTS).format(label=label))
    show.chart(
        ledger,
        show.drawn(medians.medians_by_tier, found, single, unit),
        alt=alternative.medians(found, label),
        counts=said(
            "Median {label} per tier, counted in {unit}: the TIP Report's and UNODC's accounts apart."
        ).format(label=within(label), unit=unit)
        + f" {tiers_wording.not_read_of(figures['tier_basis'])}",
        table=figures,
        key=f"medians-{measure}",
    )
    if not (beyond := medians.beyond_axis(found, single)).empty:
        show.small(
            said("Beyond the axis, drawn as arrows: {figures}.").format(
                figures=comparison_wording.single_figures(beyond)
            )
        )
    table = said("Medians and the number of countries behind each")
    show.folded(
        table,
        f"medians-{measure}-table",
        lambda: show.numbers(
            found.rename(columns={"withheld": "no_median"}).assign(
                source_id=found["source_id"].map(tuple)
            ),
            f"medians-{measure}-table",
            table,
        ),
    )
