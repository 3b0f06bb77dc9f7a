"""The first minute: what this is, where a country stands, and the latest report at a glance."""

import streamlit as st

from dashboard import in_service
from dashboard.charts import alternative, lines, tier_maps
from dashboard.charts.world import MAP_CONFIG
from dashboard.parts import country_charts
from dashboard.queries import catalogue, country, overview
from dashboard.ui import choose, show
from dashboard.wording import comparison, pages, places
from dashboard.wording import tiers as wording
from dashboard.wording.language import said, said_of

ledger = in_service.ledger()
first, latest = catalogue.report_years(ledger)

show.title(pages.HOUSE, said(pages.LEADS[""]))
with st.container(horizontal=True, key="ways"):
    show.page_link("claims", said("Check a claim"), ":material/fact_check:")
    show.page_link("country", said("Open a country"), ":material/flag:")
    show.page_link("trends", said("Follow a trend"), ":material/show_chart:")
    show.page_link("compare", said("Compare countries"), ":material/table_rows:")
    show.page_link("briefing", said("Write a briefing"), ":material/description:")

show.prose(
    said(
        "A **tier** grades what a government does against trafficking, in the yearly TIP Report. It does not say how much "
        "trafficking there is."
    )
)
show.tier_key()

countries = catalogue.country_names(ledger)
tier_column, figure_column = st.columns(2, gap="large")
with tier_column:
    iso3 = choose.place(said("Country"), countries, "KHM")
if iso3:
    name = countries[iso3]
    with tier_column:
        history = country.tier_history(ledger, iso3)
        show.prose(wording.tier_in(history, name))
        if not history.empty:
            country_charts.tiers(ledger, iso3, name, history)
    with figure_column:
        prosecuted = country.series(ledger, iso3, ["prosecutions"])
        if prosecuted.empty:
            show.nothing(
                said(
                    "The ledger holds no figure of the whole country on prosecutions {in_place}. That is not zero."
                ).format(in_place=places.place(ledger, iso3).in_place)
            )
        else:
            [lined] = country_charts.in_lines(ledger, [prosecuted]).values()
            country_charts.measure(ledger, prosecuted, lined, name)

report_year = choose.year("year", said("Report year"), first, latest, latest)
placed = overview.placements_of_report(ledger, report_year)
show.heading(
    said_of(
        len(placed),
        "{count} country in the {year} report",
        "{count} countries in the {year} report",
    ).format(count=len(placed), year=report_year)
)
show.prose(wording.movements_in_words(placed, report_year))

picked = show.chart(
    ledger,
    show.drawn(tier_maps.world_by_tier, placed, scale=show.tier_scale()),
    alt=alternative.tier_map(placed, report_year),
    finding=wording.placements_in_words(placed, report_year),
    counts=said(
        "Tier placements of the Trafficking in Persons Report {year}, which covers about April {before} to March {year}. "
        "Grey land is not ranked in it. {known}"
    ).format(year=report_year, before=report_year - 1, known=wording.not_read_of(placed["basis"])),
    table=placed,
    key=f"tiers-{report_year}",
    hint=said("Select a country to open it."),
    config=MAP_CONFIG,
    height="stretch",
    on_select="rerun",
    selection_mode="points",
)
if picked.selection.points:
    st.switch_page(
        "screens/country.py", query_params={"area": picked.selection.points[0]["customdata"][0]}
    )

show.movement_lists(placed)

show.heading(said("The report's own world totals"))
show.prose(
    said(
        "Prosecutions and convictions as governments gave them to the State Department, which calls the sums estimates. "
        "More of them can mean more enforcement, better counting, or more crime. For victims identified, see "
        "[Trends](/trends?area=WORLD&measure=victims_identified)."
    )
)
totals = overview.world_totals(ledger, ["prosecutions", "convictions"])
show.chart(
    ledger,
    show.drawn(
        lines.line_with_gaps,
        totals,
        unit_label=said("as reported"),
        title=said("Prosecutions and convictions, world"),
    ),
    alt=alternative.series(totals, said("prosecutions and convictions in the world")),
    counts=said("Per calendar year; the report does not say whether persons or cases."),
    table=comparison.in_words(totals),
    key="world-totals",
)
