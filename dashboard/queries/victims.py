"""Who the detected victims are, as far as states report it; nothing is added up that the publisher keeps apart."""

import pandas as pd

from dashboard.queries.database import Database


def parts(ledger: Database, area: str, breakdown: str, first: int, last: int) -> pd.DataFrame:
    """The parts of one breakdown of an area's victims, as one edition per year prints them, by year and part:
    Breakdown of tests/frames.py.

    Years without a figure are absent; in_sums tells whether a part may enter a sum. Definition: victim_breakdown.
    """
    return ledger.table(
        """
        select year, part, country.name as country, coalesce(origin_iso3 = area, false) as at_home, value, qualifier,
               unit, counts as counted, period, counted as in_sums, doubt, other_measure, other_form, other_sex, other_age,
               other_origin, other_value, other_qualifier, source_id, reliability, vintage
        from victim_breakdown
        left join country on country.iso3 = origin_iso3
        where area = $area and breakdown = $breakdown and year between $first and $last
        order by year, part
        """,
        area=area,
        breakdown=breakdown,
        first=first,
        last=last,
    )


def shortfalls(ledger: Database, area: str, breakdown: str, first: int, last: int) -> pd.DataFrame:
    """By how much the parts of a breakdown fall short of the same edition's total, or exceed it.

    One row per year, oldest first: year, outcome, parts, suppressed_parts, total [persons], total_qualifier,
    shortfall and excess [persons, empty where none is stated], difference_qualifier, set_aside_rows, source_id; of the
    total reliability, period, counted, doubt. Definition: victim_shortfall.
    """
    return ledger.table(
        """
        select year, outcome, parts, suppressed_parts, total, total_qualifier, shortfall, excess,
               difference_qualifier, set_aside_rows, source_id, reliability, period, counts as counted, doubt
        from victim_shortfall
        left join (from series_figure where form = 'all' and strand = '') as whole
            using (area, year, measure, source_id, unit)
        where area = $area and breakdown = $breakdown and year between $first and $last
        order by year
        """,
        area=area,
        breakdown=breakdown,
        first=first,
        last=last,
    )


def shares(ledger: Database, area: str, breakdown: str, first: int, last: int) -> pd.DataFrame:
    """Each printed part as a share of the total that the same edition prints.

    One row per year and part, in that order: year, part, value and total [persons, exact], share [1 = the whole total],
    unit, counted, period, doubt (none), source_id, reliability. There is no share of a total that is no exact count, is
    below ten or in doubt, or that its parts exceed, nor of a part in doubt.
    """
    return ledger.table(
        """
        select year, part, value, total, value / total as share, unit, counts as counted, period, doubt, source_id,
               reliability
        from victim_breakdown
        join victim_shortfall using (area, year, measure, breakdown, source_id, unit)
        where area = $area and breakdown = $breakdown and year between $first and $last and counted
          and qualifier = 'exact' and total_qualifier = 'exact' and gives_percent(total)
          and outcome not in ('exceeds', 'total_doubted') and doubt is null
        order by year, part
        """,
        area=area,
        breakdown=breakdown,
        first=first,
        last=last,
    )


FLOWS = """
    select
        flow.citizenship, citizen.name as citizenship_name, flow.detected_in, detection.name as detected_in_name,
        case when flow.kind = 'nationals' then 'domestic' when flow.kind = 'country' then 'foreign' else flow.kind
        end as kind,
        flow.counts as counted,
        sum(flow.value) filter (where flow.counted and flow.qualifier = 'exact' and flow.doubt is null) as value,
        count(*) filter (where flow.counted and flow.qualifier = 'exact' and flow.doubt is null) as printed,
        count(*) filter (where flow.counted and flow.qualifier <> 'exact') as suppressed,
        count(*) filter (where not flow.counted) as left_out,
        count(*) filter (where flow.counted and flow.doubt is not null) as contradicted,
        min(flow.year) as first_year, max(flow.year) as last_year,
        string_agg(distinct flow.label, '; ' order by flow.label) as labels,
        string_agg(distinct flow.source_id, ';' order by flow.source_id) as source_id
    from victim_flow as flow
    join country as detection on detection.iso3 = flow.detected_in
    left join country as citizen on citizen.iso3 = flow.citizenship
    where {chosen} and flow.year between $first and $last
    group by all
    order by value desc nulls last, suppressed desc, citizenship_name, detected_in_name, kind, counted
"""


def flows_into(ledger: Database, area: str, first: int, last: int) -> pd.DataFrame:
    """Victims detected in a country over the years given: Flows of tests/frames.py, largest first.

    One row per citizenship, or per kind of label that names no one country (citizenship empty), and per who is counted:
    referred victims are not added to detected ones.
    """
    return ledger.table(
        FLOWS.format(chosen="flow.detected_in = $area"), area=area, first=first, last=last
    )


def flows_from(ledger: Database, area: str, first: int, last: int) -> pd.DataFrame:
    """Citizens of a country detected as victims, by country of detection; columns as in flows_into."""
    return ledger.table(
        FLOWS.format(chosen="flow.citizenship = $area"), area=area, first=first, last=last
    )


def flows_into_region(ledger: Database, region: str, first: int, last: int) -> pd.DataFrame:
    """Victims detected in the countries of a TIP region (AF, EAP, EUR, ...); columns as in flows_into."""
    return ledger.table(
        FLOWS.format(chosen="detection.tip_region = $region"), region=region, first=first, last=last
    )


def flows_from_region(ledger: Database, region: str, first: int, last: int) -> pd.DataFrame:
    """Citizens of a TIP region's countries, by country of detection; columns as in flows_into."""
    return ledger.table(
        FLOWS.format(chosen="citizen.tip_region = $region"), region=region, first=first, last=last
    )


def labels_without_country(ledger: Database) -> pd.DataFrame:
    """Every label of a citizenship or country, of victims or of offenders, that names no one country, with the reason.

    One row per label: printed_label, kind, reason, rows_about_victims and rows_about_others [rows of all editions]. Most used
    first.
    """
    return ledger.table(
        """
        select
            label as printed_label, kind, reason,
            count(*) filter (where measure in ('victims_detected', 'victims_repatriated')) as rows_about_victims,
            count(measure) - rows_about_victims as rows_about_others
        from origin_label
        left join figure on figure.origin = origin_label.label
        where kind not in ('country', 'nationals')
        group by all
        order by rows_about_victims desc, rows_about_others desc, printed_label
        """
    )


def measures_side_by_side(ledger: Database, area: str, first: int, last: int) -> pd.DataFrame:
    """What is counted or estimated about victims in an area, one row per measure, publisher and year.

    measure, label, definition, kind (count or estimate), year, value [unit], qualifier, unit, scope [what a partial
    figure covers; empty for the whole area], publisher, source_id, reliability, period, counted; of a whole area
    withheld (the code of why it is not compared with the publisher's figure before, with withheld_before and
    withheld_now), segment (the figures of one may be joined by a line), doubt and other_… (what is held against it). Partial figures stand only where a measure has no
    whole one, and no line joins them. Measures are listed, never added; a chart of this table takes one measure at a time.
    """
    return ledger.table(
        """
        with told as (select measure from measure where victims_page is not null),

        listed as (
            select f.measure, f.year, f.value, f.qualifier, f.unit, '' as scope, f.publisher, f.source_id, f.vintage,
                f.note, f.reliability, f.period, f.counts as counted, f.doubt, f.other_measure, f.other_form, f.other_sex,
                f.other_age, f.other_origin, f.other_value, f.other_qualifier, y.withheld, y.withheld_before, y.withheld_now, y.segment
            from series_figure as f
            left join year_over_year as y
                on  y.voice = f.publisher and y.area = f.area and y.measure = f.measure and y.form = f.form
                and y.strand = f.strand and y.year = f.year
            where f.area = $area and f.form = 'all' and f.strand = '' and f.measure in (from told)
            union all by name
            select measure, year, value, qualifier, unit, scope, publisher, source_id, vintage, note, reliability,
                period, counted
            from current_figure
            where area = $area and form = 'all' and measure in (from told)
              and scope <> '' and of_everyone(sex, age, origin)
              and measure not in (select measure from series_figure where area = $area and form = 'all')
        )
        select measure.label, definition, kind::varchar as kind, listed.*
        from listed
        join measure using (measure)
        where year between $first and $last
        order by victims_page, publisher, scope, year
        """,
        area=area,
        first=first,
        last=last,
    )


def areas_with_victims(ledger: Database) -> dict[str, str]:
    """Countries with any figure about victims: code → name, by name."""
    frame = ledger.table(
        """
        select iso3, name from country
        where iso3 in (
            select area from victim_breakdown
            union select detected_in from victim_flow
            union select citizenship from victim_flow
            union select area from series_figure join measure using (measure) where victims_page is not null
        )
        order by name
        """,
    )
    return dict(zip(frame["iso3"], frame["name"], strict=True))


def years(ledger: Database) -> tuple[int, int]:
    """First and last year with a figure about victims."""
    return ledger.span(
        """
        select min(year), max(year)
        from series_figure join measure using (measure)
        where victims_page is not null
        """
    )


def tip_region(ledger: Database, area: str) -> str:
    """Code of the country's region in the TIP Report; empty if it has none."""
    found = ledger.table(
        "select coalesce(tip_region::varchar, '') as region from country where iso3 = $area",
        area=area,
    )
    return str(found.at[0, "region"])


def labels_by_kind(ledger: Database) -> pd.DataFrame:
    """How every printed label of a citizenship or country was read: kind, labels; most labels first."""
    return ledger.table(
        "select kind, count(*) as labels from origin_label group by kind order by labels desc, kind"
    )


def victim_breaks(ledger: Database, area: str) -> pd.DataFrame:
    """Known breaks in an area's series of victims: measure, year [the first after the break], reason."""
    return ledger.table(
        """
        select measure, year, reason from series_break join measure using (measure)
        where area = $area and victims_page is not null
        order by measure, year
        """,
        area=area,
    )
