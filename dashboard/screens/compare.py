"""Countries side by side: who stands where, who moved, who is about to."""

import pandas as pd
import streamlit as st

from dashboard import in_service
from dashboard.charts import alternative, bars, flows, maps, medians, strips
from dashboard.queries import catalogue, compare, overview
from dashboard.queries.database import Database
from dashboard.ui import choose, show, workbook
from dashboard.wording import comparison as comparison_wording
from dashboard.wording import tiers as tiers_wording

VIEWS = {
    "map": "Map and matrix",
    "table": "Side by side",
    "movements": "Movements",
    "clock": "Watch-list clock",
    "peers": "Peers",
    "tiers": "By tier, over time",
}
SORTS = {
    "name": "Name",
    "tier": "Present tier",
    "watch_list": "Years on the Watch List",
    "moves": "Moves up and down",
}
MEASURE_LABELS = {
    "prosecutions": "Prosecutions",
    "convictions": "Convictions",
    "victims_identified": "Victims identified (TIP Report)",
    "victims_detected": "Victims detected (UNODC)",
}


def map_and_matrix(ledger: Database, report_year: int) -> None:
    placed = compare.placements(ledger)
    show.fit_height(f"map-{report_year}", 430, 560)
    picked = show.chart(
        ledger,
        show.drawn(maps.world_by_tier_over_time, placed, report_year),
        alt=alternative.placements(placed[placed["report_year"] == report_year], report_year),
        counts=(
            "Tier placements by report year; grey land is not ranked in it. A tier grades a government's "
            "efforts, not how much trafficking there is. Select a country to open it. "
            f"Over all reports: {tiers_wording.not_read_of(placed['basis'])}"
        ),
        table=placed[placed["report_year"] == report_year],
        key=f"map-{report_year}",
        config=maps.MAP_CONFIG,
        height="stretch",
        on_select="rerun",
        selection_mode="points",
    )
    open_picked(picked)

    show.heading("Every report at once")
    regions = choose.several("region", "TIP regions", catalogue.tip_regions(ledger), [])
    by = choose.view("sort", "Sort each region by", SORTS, "name")
    shown = placed[placed["tip_region"].isin(regions)] if regions else placed
    picked = show.chart(
        ledger,
        show.drawn(strips.tier_matrix, shown, compare.matrix_order(shown, by)),
        alt=alternative.matrix(shown),
        counts=f"One cell per placement; a line marks a derived one, a dot one from the press. {tiers_wording.DERIVED} Select a cell to open the country.",
        table=shown[
            ["name", "tip_region", "report_year", "tier", "basis", "movement", "source_id"]
        ],
        key=f"matrix-{by}-{'-'.join(regions)}",
        on_select="rerun",
        selection_mode="points",
    )
    open_picked(picked)


def open_picked(picked) -> None:
    if points := picked.selection.points:
        if "customdata" in points[0]:
            st.switch_page("screens/country.py", query_params={"area": points[0]["customdata"][0]})


def side_by_side(ledger: Database, report_year: int) -> None:
    of_tiers, of_regions, by_name = st.columns(3)
    with of_tiers:
        tiers = choose.several("tier", "Tiers", tiers_wording.TIER_NAMES, ["2WL"])
    with of_regions:
        regions = choose.several("region", "TIP regions", catalogue.tip_regions(ledger), [])
    with by_name:
        areas = choose.several("area", "Or pick countries", catalogue.ranked_countries(ledger), [])
    standings = (
        compare.standings(ledger, report_year, areas=areas)
        if areas
        else compare.standings(ledger, report_year, tiers, regions)
    )
    comparison(ledger, standings, report_year, columns_to_show(report_year), "compare")


def columns_to_show(report_year: int) -> list[str]:
    """The codes of the columns that the reader chose, kept in the address."""
    headings = comparison_wording.comparison_headings(report_year)
    with st.popover("Choose columns"):
        return choose.several("columns", "Columns", headings, comparison_wording.usual_columns())


def comparison(
    ledger: Database, standings: pd.DataFrame, report_year: int, columns: list[str], key: str
) -> None:
    """The table of some countries, with its downloads."""
    if standings.empty:
        show.nothing(f"The {report_year} report places no country here.")
        return
    codes = standings["iso3"].tolist()
    figures = compare.latest_figures(ledger, report_year, codes)
    ratios = compare.latest_conviction_ratios(ledger, report_year, codes)
    table = compare.side_by_side(standings, figures, ratios)
    first, _ = catalogue.report_years(ledger)
    history = compare.placements(ledger)
    history = history[history["iso3"].isin(codes) & (history["report_year"] <= report_year)]
    pictures = {
        iso3: strips.inline_strip(rows, first, report_year)
        for iso3, rows in history.groupby("iso3")
    }
    headings = {"name": "Country"} | comparison_wording.comparison_headings(report_year)
    shown = comparison_wording.comparison_columns(table)
    shown["history"] = [pictures[iso3] for iso3 in codes]
    st.dataframe(
        shown[["name", *columns]].rename(columns=headings),
        hide_index=True,
        placeholder="",
        column_config={
            "Country": st.column_config.TextColumn(pinned=True),
            "Tier history": st.column_config.ImageColumn(
                help=f"Reports of {first} to {report_year}; a dot marks a derived placement, a ring one from the press.",
                width="medium",
            ),
            **{
                name: st.column_config.NumberColumn(format="%.2f")
                for code, name in headings.items()
                if "per_100" in code
            },
        },
    )
    show.remark(
        "Each figure is the latest known up to the report year, with its own year, unit and source: years differ from "
        "country to country. A figure that is printed as fewer than a limit stands in words and not in the number "
        "column. Empty means that no figure is known, never zero. More prosecutions, convictions or victims can mean "
        f"more enforcement, better counting, or more crime. {tiers_wording.DERIVED}"
    )
    data = (
        shown.drop(columns="history")
        .rename(columns=headings)
        .assign(
            **{column: table[column] for column in table.columns if column.endswith("source_id")}
        )
    )
    used = pd.concat([table[c] for c in table.columns if c.endswith("source_id")]).dropna().tolist()
    used += (
        figures["population_source_id"].dropna().tolist()
        + figures["source_id_before"].dropna().tolist()
    )
    cited = catalogue.sources(ledger, used)
    with st.container(horizontal=True):
        show.csv_button(data, f"{key}-{report_year}")
        st.download_button(
            "Download as Excel, with sources",
            lambda: workbook.with_sources(data, cited, f"Report of {report_year}"),
            file_name=f"{key}-{report_year}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{key}-xlsx",
            on_click="ignore",
        )
    show.folded(f"Sources ({len(cited)})", f"{key}-sources", lambda: show.citations(cited))


def movements(ledger: Database, report_year: int) -> None:
    first, latest = catalogue.report_years(ledger)
    from_year, to_year = choose.years("Reports to compare", first, latest)
    if from_year == to_year:
        show.nothing("Choose two different report years.")
        return
    moved = compare.movements(ledger, from_year, to_year)
    st.markdown(tiers_wording.movements_between(moved, from_year, to_year))
    show.chart(
        ledger,
        show.drawn(flows.tier_flow, moved, from_year, to_year),
        alt=alternative.flow(moved, from_year, to_year),
        counts=(
            "Number of countries from tier to tier, coloured by the tier they come from; in brackets those with a "
            f"placement that was not read, of a band in either report. {tiers_wording.DERIVED}"
        ),
        table=moved,
        key=f"flow-{from_year}-{to_year}",
    )
    show.movements(
        moved.rename(
            columns={
                "from_tier": "previous_tier",
                "from_basis": "previous_basis",
                "to_tier": "tier",
                "to_basis": "basis",
            }
        )
    )

    show.heading("From one report to the next, all years")
    show.prose(
        "Of all pairs of consecutive reports, how often a country of one tier stood in each tier in the next. "
        "Special Cases and years without a placement are left out; Serbia and Montenegro counts once. "
        "Beside each count stands in how many of its pairs a placement is derived or from the press."
    )
    show.numbers(tiers_wording.transition_columns(compare.transitions(ledger)), "transitions")


def clock(ledger: Database, report_year: int) -> None:
    show.prose(
        "The law (22 U.S.C. § 7107(b)(2)(D)–(F)) applied to each country's placements. A country on the Watch List for "
        "two consecutive years goes to Tier 3 in the next report unless it rises or the requirement is waived. A waiver "
        "lasts up to one year (up to two before the report of 2019). A country that used up its years, fell to Tier 3 "
        "and came back may stay one year only: how far this binds is a matter of reading. Years count from the report of 2009. The ledger holds placements, not "
        "the waivers: a stay by waiver is inferred where the law allows the stay in no other way."
    )
    found = compare.clock(ledger, report_year)
    if found.empty:
        show.nothing(f"The {report_year} report places no country on the Watch List.")
    for (wide, narrow), rows in found.groupby(["next_report", "next_report_narrow"], sort=False):
        show.heading(tiers_wording.next_report(wide, narrow, report_year))
        if wide != narrow:
            show.prose(tiers_wording.READING_OF_F)
        show.numbers(tiers_wording.clock_columns(rows), f"clock-{report_year}-{wide}-{narrow}")
    if not found.empty:
        show.folded(
            "Sources",
            f"clock-{report_year}-sources",
            lambda: show.citations(catalogue.sources(ledger, found["source_id"])),
        )

    listed = compare.discrepancies(ledger)
    by_reading = listed["discrepancy"] == "one_year_used_up_by_wide_reading"
    show.heading("Placements that contradict the rule")
    show.prose("To look into: the placement, its source, or the reading of the rule.")
    show.numbers(tiers_wording.discrepancy_columns(listed[~by_reading]), "clock-discrepancies")
    show.heading(f"Placements that only the wide reading contradicts: {by_reading.sum()}")
    show.prose(tiers_wording.READING_OF_F)
    show.numbers(tiers_wording.discrepancy_columns(listed[by_reading]), "clock-by-reading")
    show.folded(
        "Sources of these placements",
        "discrepancies-sources",
        lambda: show.citations(catalogue.sources(ledger, listed["source_id"])),
    )


def peers(ledger: Database, report_year: int) -> None:
    countries = catalogue.ranked_countries(ledger)
    picked = choose.several("area", "Country", countries, ["KHM"], max_selections=1)
    if not picked:
        show.nothing("Choose a country.")
        return
    area = picked[0]
    columns = columns_to_show(report_year)
    for key, heading, others in (
        (
            "same-history",
            "Same tier in each of the last five reports",
            compare.same_history(ledger, area, report_year),
        ),
        ("neighbours", "Same TIP region", compare.neighbours(ledger, area, report_year)),
    ):
        show.heading(f"{heading}: {len(others)}")
        if others:
            comparison(
                ledger,
                compare.standings(ledger, report_year, areas=[area, *others]),
                report_year,
                columns,
                key,
            )
        else:
            show.nothing(f"No other country shares this with {countries[area]}.")


def by_tier(ledger: Database, report_year: int) -> None:
    counts = overview.countries_per_tier(ledger)
    counts["source_id"] = None
    show.heading("Countries per tier")
    show.chart(
        ledger,
        bars.tiers_over_time(counts),
        alt=alternative.tiers_over_time(counts),
        counts=(
            "Countries per tier and report year. Before 2009 some placements could not be read; the known gaps are "
            "listed under Sources and method. "
            f"{tiers_wording.not_read_of_all(*counts[['derived', 'press', 'countries']].sum())}"
        ),
        table=counts,
        key="compare-countries-per-tier",
    )
    show.heading("Medians by tier")
    measure = choose.one("measure", "Measure", MEASURE_LABELS, "prosecutions")
    found = compare.medians_by_tier(ledger, measure)
    figures = compare.figures_by_tier(ledger, measure)
    single = compare.figures_of_small_tiers(ledger, measure)
    unit = found["unit"].iat[0]
    label = MEASURE_LABELS[measure]
    show.prose(
        f"{label} of the year before each report. The number beside each point is the number of countries behind the "
        "median. Which countries report, and their tiers, change from year to year: a line is not a trend of the same "
        "countries. No median is given over fewer than five countries, nor where it depends on figures printed "
        "as fewer than five."
    )
    show.chart(
        ledger,
        show.drawn(medians.medians_by_tier, found, single, unit),
        alt=alternative.medians(found, label),
        counts=(
            f"Median {label.lower()} per tier, counted in {unit}. "
            f"{tiers_wording.not_read_of(figures['tier_basis'])}"
        ),
        table=figures,
        key=f"medians-{measure}",
    )
    if not (beyond := medians.beyond_axis(found, single)).empty:
        st.caption(
            f"Beyond the axis, drawn as arrows: {comparison_wording.single_figures(beyond)}."
        )
    show.folded(
        "Medians and the number of countries behind each",
        f"medians-{measure}-table",
        lambda: show.numbers(found, f"medians-{measure}-table"),
    )


ledger = in_service.ledger()
first_report, latest_report = catalogue.report_years(ledger)
show.title("Compare", "Who stands where, who moved, and who must move in the next report.")
view = choose.view("view", "View", VIEWS, "map")
chosen_year = (
    latest_report
    if view in ("movements", "tiers")
    else choose.year("year", "Report year", first_report, latest_report, latest_report)
)
{
    "map": map_and_matrix,
    "table": side_by_side,
    "movements": movements,
    "clock": clock,
    "peers": peers,
    "tiers": by_tier,
}[view](ledger, chosen_year)
