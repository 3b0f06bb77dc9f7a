"""What a briefing holds beyond the country page."""

from functools import lru_cache

import pandas as pd

from dashboard.frames import each
from dashboard.queries import catalogue
from dashboard.queries.database import Database


def years(ledger: Database) -> tuple[int, int]:
    """The first and the last year of which the ledger holds a figure or a report."""
    return ledger.span("""
        select min(year), max(year)
        from (select year from figure union all select report_year from tier_ranking)
    """)


def yearly_figures(ledger: Database, area: str, first: int, last: int) -> pd.DataFrame:
    """Preferred yearly totals with the change on the year before, or why none is given; oldest first.

    measure, label, subject, year, value, qualifier, unit, counted, period, publisher, source_id, reliability, revised,
    competing, value_before, source_id_before, change, change_ratio [1 = +100 %], or withheld (the code of the reason, with
    withheld_before and withheld_now); segment (the figures of one may be joined), jump, coincides_with, doubt, other_…;
    break_year and break_reason (of the publisher's last break up to the year, if one is on record).
    """
    return ledger.table(
        """
        select measure, label, subject, year, value, qualifier, y.unit, counts as counted, period, publisher, source_id, reliability,
            revised, competing, value_before, source_id_before, change, change_ratio, withheld, withheld_before,
            withheld_now, segment, jump, coincides_with, doubt, other_measure, other_form, other_sex, other_age,
            other_origin, other_value, other_qualifier, break_year, break_reason
        from year_over_year as y join measure using (measure)
        left join lateral (
            select known_break.year as break_year, reason as break_reason from known_break
            where known_break.area = y.area and known_break.measure = y.measure
              and known_break.publisher = y.publisher and known_break.year <= y.year
            order by known_break.year desc limit 1
        ) as last_break on true
        where area = $area and voice = 'preferred' and form = 'all' and year between $first and $last
          and headline is not null
        order by headline, year
        """,
        area=area,
        first=first,
        last=last,
    )


def held_in_part(ledger: Database, area: str, first: int, last: int) -> pd.DataFrame:
    """Years of the headline measures of which figures are held, be it of a part, of one form or counted apart: measure, year."""
    return ledger.table(
        """
        select measure, year from year_held join measure using (measure)
        where area = $area and year between $first and $last and headline is not null and form = 'all' and voice = 'preferred'
        order by all
        """,
        area=area,
        first=first,
        last=last,
    )


def every_publisher(ledger: Database, area: str, first: int, last: int) -> pd.DataFrame:
    """Each publisher's yearly totals of the headline measures: measure, label, subject, year, value, qualifier, unit,
    counted, period, publisher, source_id, reliability, revised, segment (within the publisher's own series), withheld with
    withheld_before and withheld_now, doubt; oldest first."""
    return ledger.table(
        """
        select measure, label, subject, year, value, qualifier, f.unit, counts as counted, period, publisher, source_id, reliability, revised,
            segment, withheld, withheld_before, withheld_now, doubt
        from year_over_year as f join measure using (measure)
        where area = $area and form = 'all' and strand = '' and voice = publisher and year between $first and $last
          and headline is not null
        order by headline, year, publisher
        """,
        area=area,
        first=first,
        last=last,
    )


def publishers_differ(ledger: Database, area: str, first: int, last: int) -> pd.DataFrame:
    """The headline measures' yearly totals that another publisher contradicts (publishers_differ): measure, label, year,
    value, qualifier, unit, counted, period, publisher, source_id, reliability, doubt; oldest first."""
    return ledger.table(
        """
        select measure, label, year, value, qualifier, f.unit, counts as counted, period, publisher, source_id,
            reliability, doubt
        from publishers_differ as f join measure using (measure)
        where area = $area and form = 'all' and year between $first and $last and headline is not null
        order by headline, year, publisher
        """,
        area=area,
        first=first,
        last=last,
    )


def revisions(ledger: Database, area: str, first: int, last: int) -> pd.DataFrame:
    """Whole-area totals under the measure's own name that later editions changed, every edition: measure, label, year, period, counted,
    publisher, vintage, value, qualifier, unit, source_id, reliability, doubt (how its own edition contradicts it)."""
    return ledger.table(
        """
        select measure, label, year, period, counts as counted, publisher, vintage, value, qualifier, r.unit, source_id, reliability,
            (
                select min(d.kind) from figure_doubt as d
                where d.contradiction and d.area = r.area and d.year = r.year and d.measure = r.measure
                  and d.form = r.form and d.sex = r.sex and d.age = r.age and d.origin = r.origin
                  and d.unit = r.unit and d.counted = r.counted and d.scope = r.scope
                  and d.source_id = r.source_id and d.vintage = r.vintage
            )::varchar as doubt
        from figure_revision as r join measure using (measure) join source using (source_id, publisher)
        join (select distinct measure, counted from current_figure where strand = '') using (measure, counted)
        where area = $area and form = 'all' and of_whole_area(sex, age, origin, scope)
          and year between $first and $last and headline is not null
        order by headline, year, publisher, r.unit, period, counts, vintage
        """,
        area=area,
        first=first,
        last=last,
    )


def peers(ledger: Database, iso3: str, first: int, last: int) -> pd.DataFrame:
    """The country's latest exact and undoubted UNODC count of each measure beside the medians of the others of its TIP
    region and of its tier in the report that covers the year: measure, label, year, value, per_100_000, qualifier, unit,
    source_id, peers, peer_group (a region as TIP-EAP, or a tier), tier_basis (empty for the region), countries, derived and press (of them,
    those whose tier is known so), median and median_per_100_000 (empty where withheld), withheld (why there is none),
    source_ids; of the populations population_source_id, the country's own, and population_source_ids."""
    return ledger.table(
        """
        with own as (
            select
                peer_figure.*, population.source_id as population_source_id,
                rate_per_100000(kind, value, qualifier, null, population) as per_100_000
            from peer_figure
            join measure using (measure)
            left join population using (iso3, year)
            where iso3 = $iso3 and qualifier = 'exact' and year between $first and $last and publisher = 'UNODC'
            qualify row_number() over (partition by measure order by year desc) = 1
        )

        select own.measure, label, own.year, own.value, own.per_100_000, own.qualifier, own.unit, own.source_id, peers,
            if(peers = 'region', 'TIP-' || peer_group, peer_group) as peer_group, if(peers = 'tier', tier_basis, null) as tier_basis,
            countries, derived, press, median, median_per_100_000, withheld, source_ids,
            own.population_source_id, others.population_source_ids
        from own
        join median_of_others as others using (iso3, measure, publisher, year)
        join measure using (measure)
        order by own.measure desc, peers
        """,
        iso3=iso3,
        first=first,
        last=last,
    )


def judgments(ledger: Database, iso3: str, latest: int) -> pd.DataFrame:
    """What courts said in the country's latest documented cases, and each case's last known step: case_id, title,
    proceeding, official_involved, official_country, official_status, note, date, step, outcome, offence,
    sentence_years_max, source_id, cases (documented in the country in all); the case with the latest date first, the
    steps of a case in their order."""
    return ledger.table(
        """
        with ranked as (
            select case_id, last_day, row_number() over (order by last_day desc nulls last, case_id) as place,
                count(*) over () as cases
            from case_summary join court_case using (case_id) where iso3 = $iso3
        )
        select case_id, title, court_case.proceeding, official_involved, official_country, official_status,
            court_case.note, date, step, outcome, offence, sentence_years_max, source_id, cases
        from case_timeline join court_case using (case_id) join ranked using (case_id)
        where place <= $latest
          and (present_stage
            or step in ('conviction', 'acquittal', 'sentence', 'appeal_decision', 'final', 'pardon'))
        order by place, "order"
        """,
        iso3=iso3,
        latest=latest,
    )


def headline_breaks(ledger: Database, area: str, first: int, last: int) -> pd.DataFrame:
    """Years from which a headline measure no longer counts the same thing: label, year, reason, source_id."""
    return ledger.table(
        """
        select label, year, reason, source_id
        from series_break join measure using (measure)
        where area = $area and year between $first and $last and headline is not null
        order by year
        """,
        area=area,
        first=first,
        last=last,
    )


@lru_cache(maxsize=1)
def citations(ledger: Database) -> dict[str, dict[str, str]]:
    """Every source as it is cited: source_id → citation, via (empty where it was read itself), url, reliability, licence."""
    found = ledger.table(
        "select source_id, citation, coalesce(via, '') as via, coalesce(url, '') as url, reliability, "
        "coalesce(licence, '') as licence from source"
    )
    return {row.source_id: row._asdict() for row in each(found)}


def newest_source(ledger: Database) -> str:
    """The latest date on which a source of the ledger was published, as precise as known."""
    return str(ledger.value("select max(published) from source"))


def last_year_of_unodc(ledger: Database) -> int:
    """The last year that UNODC's data cover."""
    return int(ledger.value("select max(year) from series_figure where publisher = 'UNODC'"))


def countries_of(
    ledger: Database, areas: list[str], regions: list[str], tiers: list[str], report_year: int
) -> pd.DataFrame:
    """Countries of one report, by name; any of areas, regions and tiers may be empty, which means all: iso3, name,
    region (its code; the country's own outside all), tier, previous_tier, movement, basis, source_id; and the latest preferred figure of each headline measure up to then, as text-ready columns
    <measure>, <measure>_qualifier, _unit, _counted, _year, _period, _reliability, _doubt and _source_id; <measure>_in_part:
    whether any figure is held, be it of a part."""
    headline = catalogue.headline_measures(ledger)
    columns = ",\n".join(
        f"{m}.value as {m}, {m}.qualifier::varchar as {m}_qualifier, {m}.unit as {m}_unit, "
        f"{m}.year as {m}_year, {m}.period::varchar as {m}_period, {m}.reliability::varchar as {m}_reliability, "
        f"{m}.doubt::varchar as {m}_doubt, {m}.counts as {m}_counted, {m}.source_id as {m}_source_id, "
        f"list_contains(held.measures, '{m}') as {m}_in_part"
        for m in headline
    )
    joins = "\n".join(
        f"left join latest as {m} on {m}.area = iso3 and {m}.measure = '{m}'" for m in headline
    )
    return ledger.table(
        f"""
        with latest as (
            select * from preferred_figure
            where form = 'all' and year <= $report_year
            qualify row_number() over (partition by area, measure order by year desc) = 1
        ),

        held as (
            select area as iso3, list(distinct measure) as measures from year_held
            where voice = 'preferred' and form = 'all' and year <= $report_year
            group by area
        )

        select iso3, country.name, tier, previous_tier, movement, basis, tier_history.source_id,
            coalesce(region.area, iso3) as region, {columns}
        from tier_history join country using (iso3)
        left join area as region on region.area = 'TIP-' || country.tip_region
        left join held using (iso3)
        {joins}
        where report_year = $report_year
          and (len($areas) = 0 or list_contains($areas, iso3))
          and (len($regions) = 0 or list_contains($regions, country.tip_region::varchar))
          and (len($tiers) = 0 or list_contains($tiers, tier::varchar))
        order by country.name
        """,
        areas=areas,
        regions=regions,
        tiers=tiers,
        report_year=report_year,
    )


def moves_of(
    ledger: Database, areas: list[str], regions: list[str], tiers: list[str], report_year: int
) -> pd.DataFrame:
    """Where the countries of the report before stand in a report, by name; areas, regions and tiers as of countries_of.

    The tiers are those of the report before: a group chosen by its present tier would hold none that left it.
    iso3, name, previous_tier, previous_basis, tier and basis (empty: not ranked now), movement (empty where there is no
    order between the two), source_id.
    """
    return ledger.table(
        """
        select iso3, name, before.tier as previous_tier, before.basis as previous_basis, now.tier, now.basis,
            now.movement, coalesce(now.source_id, before.source_id) as source_id
        from (from tier_history where report_year = $report_year - 1) as before
        left join (from tier_history where report_year = $report_year) as now using (iso3)
        join country using (iso3)
        where (len($areas) = 0 or list_contains($areas, iso3))
          and (len($regions) = 0 or list_contains($regions, country.tip_region::varchar))
          and (len($tiers) = 0 or list_contains($tiers, before.tier::varchar))
        order by name
        """,
        areas=areas,
        regions=regions,
        tiers=tiers,
        report_year=report_year,
    )


def most_reported(
    ledger: Database, areas: list[str], measure: str, report_year: int
) -> pd.DataFrame:
    """The countries' exact and undoubted counts in the measure's own unit for one calendar year, most first, with the rate
    per 100,000 people.

    The year is the one up to the report for which most of them have such a count, the latest of several: iso3, name,
    year, value, unit, source_id, per_100_000, population_source_id (empty where no population is known).
    """
    return ledger.table(
        """
        with usable as (
            select figure.*, measure.kind
            from preferred_figure as figure
            join measure on measure.measure = figure.measure and measure.unit = figure.unit
            where figure.measure = $measure and form = 'all' and qualifier = 'exact' and doubt is null
              and counts_its_name(figure.counts) and period = 'calendar' and year <= $report_year and list_contains($areas, area)
        )

        select iso3, country.name, year, value, unit, usable.source_id,
            rate_per_100000(usable.kind, value, qualifier, doubt, population) as per_100_000,
            population.source_id as population_source_id
        from usable
        join country on country.iso3 = area
        left join population using (iso3, year)
        where year = (select year from usable group by year order by count(*) desc, year desc limit 1)
        order by value desc, country.name
        """,
        areas=areas,
        measure=measure,
        report_year=report_year,
    )


def clock(ledger: Database, iso3: str) -> pd.DataFrame:
    """What the law asks of the country's next report, if it stands on the clock in the latest one.

    At most one row: report_year, tier, run_from, years_in_a_row, reports_in_tier, derived_in_run, press_in_run, basis,
    by_waiver, next_report and next_report_narrow (by the wide and the narrow reading of (F)), source_id.
    """
    return ledger.table(
        """
        select clock.report_year, clock.tier, run_from, years_in_a_row, reports_in_tier, derived_in_run, press_in_run,
            basis, by_waiver, next_report, next_report_narrow, source_id
        from watch_list_clock as clock join tier_history using (iso3, report_year)
        where iso3 = $iso3 and next_report is not null
          and report_year = (select max(report_year) from tier_ranking)
        """,
        iso3=iso3,
    )
