"""The latest report at a glance."""

import streamlit as st

from dashboard import choose, portrait, show, wording
from dashboard.charts import alternative, bars, lines, maps
from dashboard.database import ledger
from dashboard.queries import catalogue, country, overview

book = ledger()
first, latest = catalogue.report_years(book)

show.title(
    "TIP Ledger",
    "Figures on human trafficking that you can defend: tier rankings, prosecutions, convictions and victims, "
    "each with its source, its edition and what it counts.",
)

with st.container(horizontal=True):
    st.page_link("screens/country.py", label="All of a country", icon=":material/flag:")
    st.page_link("screens/trends.py", label="Check a trend", icon=":material/show_chart:")
    st.page_link("screens/compare.py", label="Compare countries", icon=":material/table_rows:")

countries = catalogue.ranked_countries(book)
iso3 = choose.one("area", "Country", countries, "KHM")
name = countries[iso3]
history = country.tier_history(book, iso3)
st.markdown(wording.tier_in(history, name))
tier_column, figure_column = st.columns(2)
with tier_column:
    portrait.tiers(book, iso3, name, history)
with figure_column:
    prosecuted = country.series(book, iso3, ["prosecutions"])
    if prosecuted.empty:
        show.nothing(f"No source in the ledger reports prosecutions in {name}. That is not zero.")
    else:
        portrait.measure(book, prosecuted, name)

report_year = choose.year("year", "Report year", first, latest, latest)
placed = overview.placements(book, report_year)
st.subheader(f"{len(placed)} countries in the {report_year} report", anchor=False)
st.markdown(wording.movements(placed, report_year))

show.fit_height(f"tiers-{report_year}", 320, 460)
picked = show.chart(
    book,
    show.drawn(maps.world_by_tier, placed),
    alt=alternative.placements(placed, report_year),
    counts=(
        f"Tier placements of the Trafficking in Persons Report {report_year}, which covers about April "
        f"{report_year - 1} to March {report_year}. A tier grades a government's efforts, not how much trafficking there is. "
        f"{wording.derived_placements((placed['basis'] == 'derived').sum(), len(placed))}"
    ),
    table=placed,
    key=f"tiers-{report_year}",
    config=maps.MAP_CONFIG,
    height="stretch",
    on_select="rerun",
    selection_mode="points",
)
if picked.selection.points:
    st.switch_page(
        "screens/country.py", query_params={"area": picked.selection.points[0]["customdata"][0]}
    )

moved = placed[placed["movement"].isin(["up", "down"])]
for column, way, heading in zip(
    st.columns(2), ("up", "down"), ("Moved up", "Moved down"), strict=True
):
    with column:
        st.markdown(f"**{heading}**")
        for row in moved[moved["movement"] == way].itertuples():
            st.markdown(
                f"- [{row.name}](/country?area={row.iso3}): {wording.TIER_NAMES[row.previous_tier]}{wording.derived(row.previous_basis)} → "
                f"{wording.TIER_NAMES[row.tier]}{wording.derived(row.basis)}"
            )

st.subheader("Countries per tier", anchor=False)
counts = overview.countries_per_tier(book)
counts["source_id"] = None
show.chart(
    book,
    show.drawn(bars.tiers_over_time, counts),
    alt=alternative.tiers_over_time(counts),
    counts=(
        "Countries per tier and report year. Before 2009 some placements could not be read; the known gaps are "
        "listed under Sources and method. "
        f"{wording.derived_placements(counts['derived'].sum(), counts['countries'].sum())}"
    ),
    table=counts,
    key="countries-per-tier",
)

st.subheader("The report's global table", anchor=False)
st.markdown(
    "Prosecutions, convictions and victims identified as governments gave them to the State Department, "
    "which calls the sums estimates. More of them can mean more enforcement, better counting, or more crime."
)
for measure, label in (
    ("prosecutions", "Prosecutions"),
    ("convictions", "Convictions"),
    ("victims_identified", "Victims identified"),
):
    series = overview.world_series(book, measure)
    show.chart(
        book,
        show.drawn(lines.line_with_gaps, series, unit_label="as reported", title=f"{label}, world"),
        alt=alternative.series(series, f"{label}, world"),
        counts=f"{label} per calendar year, unit as reported (the report does not say persons or cases).",
        table=series,
        key=f"world-{measure}",
    )
