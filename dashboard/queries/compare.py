"""Countries side by side: who stands where, who moved, who is about to."""

from collections.abc import Iterable

import pandas as pd

from dashboard.queries.database import Database


def every_placement(ledger: Database) -> pd.DataFrame:
    """Every placement of every report, with what the matrix is sorted and grouped by.

    One row per country and report year: iso3, name, tip_region, region (its name), report_year, tier, basis, previous_tier,
    previous_basis, movement, reports_in_tier, derived_in_run and press_in_run (of these), source_id, url, note; and per country, over all reports: watch_list_years (reports on the Watch List),
    moves (reports that moved it up or down: its volatility), present_tier (in the latest report, if ranked).
    """
    return ledger.table("""
        select
            iso3, country.name, country.tip_region, area.name as region, report_year, tier, basis,
            previous_tier, previous_basis, movement, reports_in_tier, derived_in_run, press_in_run, source_id, url,
            tier_history.note,
            count(*) filter (where tier = '2WL') over country_reports as watch_list_years,
            count(*) filter (where movement in ('up', 'down')) over country_reports as moves,
            max(if(report_year = (select max(report_year) from tier_ranking), tier::varchar, null))
                over country_reports as present_tier
        from tier_history
        join country using (iso3)
        left join area on area.kind = 'tip_region' and area.tip_region = country.tip_region
        window country_reports as (partition by iso3)
        order by country.name, report_year
    """)


def standings(
    ledger: Database,
    report_year: int,
    tiers: list[str] | None = None,
    regions: list[str] | None = None,
    areas: list[str] | None = None,
) -> pd.DataFrame:
    """Countries of a report, of some tiers, TIP regions or picked (all, where none is given), by tier and name:
    Standings of tests/frames.py."""
    return ledger.table(
        """
        with palermo as (
            select
                area,
                max(consent_date)::varchar as palermo_date,
                max(entry_into_force)::varchar as palermo_in_force,
                first(source_id order by consent_date nulls last, entry_into_force nulls last)
                    as palermo_source_id
            from palermo_protocol
            group by area
        )

        select
            iso3, name, tip_region, now.tier, now.basis, previous_tier, previous_basis,
            movement, reports_in_tier, now.source_id, before.source_id as previous_source_id,
            palermo.* exclude (area)
        from tier_history as now
        join country using (iso3)
        left join (from tier_ranking where report_year = $year - 1) as before using (iso3)
        left join palermo on palermo.area = iso3
        where now.report_year = $year
          and (len($tiers) = 0 or list_contains($tiers, now.tier::varchar))
          and (len($regions) = 0 or list_contains($regions, tip_region::varchar))
          and (len($areas) = 0 or list_contains($areas, iso3))
        order by rank nulls last, name
        """,
        year=report_year,
        tiers=tiers or [],
        regions=regions or [],
        areas=areas or [],
    )


def latest_figures(ledger: Database, report_year: int, areas: list[str]) -> pd.DataFrame:
    """The latest preferred figure of each headline measure, up to the report year.

    One row per country and measure: iso3, measure, label, year, value, qualifier, unit, counted, publisher, vintage,
    reliability, period, note, source_id, doubt and what contradicts it (the columns other_…), ranks (whether it is an exact,
    undoubted count of what the measure's name says, which may be ranked with others), change [unit of the figure]
    and withheld (why there is none, with withheld_before and withheld_now), per_100_000 (of those that rank),
    population_source_id, source_id_before (of the change). No row where no figure is known.
    """
    return ledger.table(
        """
        select
            figure.area as iso3, figure.measure, label, figure.year, figure.value, figure.qualifier, figure.unit,
            figure.counts as counted, figure.publisher, figure.vintage, figure.reliability, figure.period, figure.note,
            figure.source_id, figure.doubt,
            figure.qualifier = 'exact' and figure.doubt is null and counts_its_name(figure.counts) as ranks,
            figure.other_measure, figure.other_form, figure.other_sex, figure.other_age, figure.other_origin,
            figure.other_value, figure.other_qualifier,
            year_over_year.change, year_over_year.source_id_before,
            year_over_year.withheld, year_over_year.withheld_before, year_over_year.withheld_now,
            if(ranks, rate_per_100000(measure.kind, figure.value, figure.qualifier, figure.doubt, population), null)
                as per_100_000,
            if(per_100_000 is null, null, population.source_id) as population_source_id
        from preferred_figure as figure
        join measure using (measure)
        left join year_over_year
            on  year_over_year.voice = 'preferred' and year_over_year.area = figure.area
            and year_over_year.measure = figure.measure and year_over_year.form = figure.form
            and year_over_year.year = figure.year
        left join population on population.iso3 = figure.area and population.year = figure.year
        where figure.form = 'all' and figure.year <= $year
          and list_contains($areas, figure.area) and measure.headline is not null
        qualify row_number() over (partition by figure.area, figure.measure order by figure.year desc) = 1
        order by iso3, figure.measure
        """,
        year=report_year,
        areas=areas,
    )


def side_by_side(
    standings: pd.DataFrame,
    figures: pd.DataFrame,
    ratios: pd.DataFrame,
    measures: Iterable[str],
) -> pd.DataFrame:
    """One row per country of `standings`, with the columns of its latest figures beside it.

    For each of `measures`: <measure> (only of those that rank, so that it sorts), <measure>_value, _qualifier, _unit, _counted, _year, _period, _doubt, _change, _per_100_000, _publisher, _reliability, _vintage, _source_id, and of its change and its rate _before_source_id and _population_source_id; then convictions_per_100_prosecutions,
    ratio_year and ratio_source_id; a year without a ratio is one of fewer than ten prosecutions. Empty where no figure is known.
    """
    table = standings.set_index("iso3")
    for measure in measures:
        rows = figures[figures["measure"] == measure].set_index("iso3")
        columns = {
            "": rows["value"].where(rows["ranks"]),
            "_value": rows["value"],
            "_qualifier": rows["qualifier"],
            "_unit": rows["unit"],
            "_counted": rows["counted"],
            "_year": rows["year"],
            "_change": rows["change"],
            "_per_100_000": rows["per_100_000"],
            "_publisher": rows["publisher"],
            "_reliability": rows["reliability"],
            "_period": rows["period"],
            "_doubt": rows["doubt"],
            "_vintage": rows["vintage"],
            "_source_id": rows["source_id"],
            "_before_source_id": rows["source_id_before"],
            "_population_source_id": rows["population_source_id"],
        }
        beside = pd.DataFrame(columns, index=rows.index).add_prefix(measure)
        table = table.join(beside)
    ratio = ratios.set_index("iso3")[["per_100_prosecutions", "year", "source_id"]].rename(
        columns={
            "per_100_prosecutions": "convictions_per_100_prosecutions",
            "year": "ratio_year",
            "source_id": "ratio_source_id",
        }
    )
    return table.join(ratio).reset_index()


# Special Case has no place in it.
LOWEST_FIRST = ["3", "2WL", "2", "1"]


def orders(measures: Iterable[str]) -> dict[str, str]:
    """What side_by_side may be sorted by, and which way at first: 'asc', from the lowest tier or by the alphabet, or
    'desc', the most first."""
    numbers = ["reports_in_tier", "convictions_per_100_prosecutions"]
    for measure in measures:
        numbers += [measure, f"{measure}_change", f"{measure}_per_100_000"]
    return {"tier": "asc", "name": "asc"} | dict.fromkeys(numbers, "desc")


def in_order(table: pd.DataFrame, by: str, way: str) -> pd.DataFrame:
    """Countries side by side by one of `orders`, 'asc' or 'desc'; whichever way, figures that do not rank follow those
    that do, and countries without a figure come last. table: as of side_by_side."""
    rank = {tier: place for place, tier in enumerate(LOWEST_FIRST)}
    key = table["tier"].map(rank) if by == "tier" else table[by]
    known = table.get(f"{by}_value", key).notna()
    return (
        table.assign(key=key, without=key.isna().astype(int) + ~known)
        .sort_values(["without", "key", "name"], ascending=[True, way == "asc", True])
        .drop(columns=["key", "without"])
        .reset_index(drop=True)
    )


def latest_conviction_ratios(ledger: Database, report_year: int, areas: list[str]) -> pd.DataFrame:
    """Convictions per 100 prosecutions in the latest year that has both in one unit and source; none of fewer than ten.

    iso3, year, per_100_prosecutions, convictions, prosecutions, unit, source_id.
    """
    return ledger.table(
        """
        select area as iso3, year, per_100_prosecutions, convictions, prosecutions, unit, source_id
        from conviction_ratio
        where year <= $year and list_contains($areas, area)
        qualify row_number() over (partition by area order by year desc) = 1
        order by iso3
        """,
        year=report_year,
        areas=areas,
    )


def movements(ledger: Database, from_year: int, to_year: int) -> pd.DataFrame:
    """Every country placed in either of two reports, and the way it moved between them.

    iso3, name, from_tier, to_tier (empty: not placed in that report), movement (up, down, same; empty where there
    is no order between the two), from_basis, to_basis, from_source_id, source_id (of the later placement).
    """
    return ledger.table(
        """
        select
            iso3, name,
            earlier.tier as from_tier,
            later.tier as to_tier,
            case
                when later.rank < earlier.rank then 'up'
                when later.rank > earlier.rank then 'down'
                when later.rank = earlier.rank then 'same'
            end as movement,
            earlier.basis as from_basis,
            later.basis as to_basis,
            earlier.source_id as from_source_id,
            coalesce(later.source_id, earlier.source_id) as source_id
        from (from tier_history where report_year = $from_year) as earlier
        full join (from tier_history where report_year = $to_year) as later using (iso3)
        join country using (iso3)
        order by name
        """,
        from_year=from_year,
        to_year=to_year,
    )


def transitions(ledger: Database) -> pd.DataFrame:
    """How often a country of one tier stands in each tier in the next report, over all reports.

    from_tier, to_tier, movement, transitions, derived (those with a derived placement), of_transitions (that start
    from this tier), share [1 = 100 %].
    """
    return ledger.table("from tier_transition order by from_tier, to_tier")


def clock(ledger: Database, report_year: int) -> pd.DataFrame:
    """The watch-list clock of one report: what the law asks of each country in the next.

    iso3, name, tier (2WL; 3 after a used-up run), run_from, years_in_a_row, counted_years, first_required_move,
    first_required_move_narrow, by_waiver (inferred), run_before_fall_to, one_year_rule, next_report and
    next_report_narrow (by the wide and the narrow reading of (F)), derived_in_run and press_in_run (of the years in a
    row), basis, source_id. Most pressing first.
    """
    return ledger.table(
        """
        select
            iso3, name, clock.tier, run_from, years_in_a_row, counted_years, first_required_move,
            first_required_move_narrow, by_waiver, run_before_fall_to, one_year_rule, next_report, next_report_narrow,
            derived_in_run, press_in_run, basis, source_id
        from watch_list_clock as clock
        join country using (iso3)
        join tier_history using (iso3, report_year)
        where report_year = $year and next_report is not null
        order by next_report, next_report_narrow, name
        """,
        year=report_year,
    )


def discrepancies(ledger: Database) -> pd.DataFrame:
    """Placements that contradict the watch-list rule, by at least one reading.

    iso3, name, report_year, tier, discrepancy, run_from, run_before_fall_to, basis, source_id.
    """
    return ledger.table("""
        select iso3, name, report_year, clock.tier, discrepancy, run_from, run_before_fall_to, basis, source_id
        from watch_list_clock as clock
        join country using (iso3)
        join tier_history using (iso3, report_year)
        where discrepancy is not null
        order by report_year desc, name
    """)


def matrix_order(placements: pd.DataFrame, by: str) -> list[str]:
    """Names from top to bottom, under a heading per TIP region, empty for none; placements as of every_placement.

    by: name; tier (the latest, lowest first); watch_list (most years on the Watch List first); moves (most first).
    """
    countries = placements.drop_duplicates("iso3")
    rank = countries["present_tier"].map({"3": 0, "2WL": 1, "2": 2, "1": 3, "SC": 4}).fillna(5)
    keys = {
        "name": pd.Series(range(len(countries)), countries.index),  # as the ledger orders them
        "tier": rank,
        "watch_list": -countries["watch_list_years"],
        "moves": -countries["moves"],
    }
    countries = countries.assign(sort=keys[by]).sort_values(["region", "sort"], kind="stable")
    order = []
    for region, rows in countries.groupby("region", dropna=False):
        order += [f"<b>{region if isinstance(region, str) else ''}</b>", *rows["name"]]
    return order


def neighbours(ledger: Database, area: str, report_year: int) -> list[str]:
    """Countries of the same TIP region that the report ranks, by name; the country itself is not among them."""
    return ledger.table(
        """
        select iso3 from tier_history
        join country using (iso3)
        where report_year = $year and iso3 <> $area
          and tip_region = (select tip_region from country where iso3 = $area)
        order by name
        """,
        area=area,
        year=report_year,
    )["iso3"].tolist()


def same_history(ledger: Database, area: str, report_year: int, reports: int = 5) -> list[str]:
    """Countries with the same tier in each of the last reports, by name; none where the country was not in all."""
    return ledger.table(
        """
        with history as (
            select iso3, list(tier::varchar order by report_year) as tiers
            from tier_ranking
            where report_year between $year - $reports + 1 and $year
            group by iso3
            having count(*) = $reports
        )

        select iso3 from history
        join country using (iso3)
        where iso3 <> $area and tiers = (select tiers from history where iso3 = $area)
        order by name
        """,
        area=area,
        year=report_year,
        reports=reports,
    )["iso3"].tolist()


def medians_by_tier(ledger: Database, measure: str) -> pd.DataFrame:
    """The median of a measure in each tier and report year, of the TIP Report's and of UNODC's account each:
    Medians of tests/frames.py."""
    return ledger.table(
        """
        select
            publisher, report_year, year, peer_group as tier, countries, suppressed, derived, press, median,
            median_per_100_000, withheld, unit, source_ids as source_id
        from peer_median
        where peers = 'tier' and measure = $measure
        order by tier, publisher, report_year
        """,
        measure=measure,
    )


def figures_of_small_tiers(ledger: Database, measure: str) -> pd.DataFrame:
    """The single figures of each account, tier and report year in which fewer than five countries report.

    publisher (whose account), report_year, year, tier, tier_basis, iso3, name, value, qualifier, unit, source_id.
    """
    return ledger.table(
        """
        select
            figure.publisher, figure.report_year, figure.year, tier, tier_basis, iso3, name, value, qualifier, figure.unit,
            source_id
        from peer_figure as figure
        join peer_median
            on  peers = 'tier' and peer_group = tier::varchar
            and peer_median.measure = figure.measure and peer_median.report_year = figure.report_year
            and peer_median.publisher = figure.publisher
        join country using (iso3)
        where figure.measure = $measure and withheld = 'few_countries'
        order by figure.publisher, figure.report_year, tier, name
        """,
        measure=measure,
    )


def figures_by_tier(ledger: Database, measure: str) -> pd.DataFrame:
    """Every figure behind the medians: publisher (whose account), report_year, tier, tier_basis, iso3, name, year, value, qualifier, unit,
    source_id."""
    return ledger.table(
        """
        select publisher, report_year, tier, tier_basis, iso3, name, year, value, qualifier, unit, source_id
        from peer_figure
        join country using (iso3)
        where measure = $measure and tier is not null
        order by publisher, report_year desc, tier, name
        """,
        measure=measure,
    )
