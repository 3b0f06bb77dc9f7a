"""Documented court cases, and the officials and flows that the statistics count beside them."""

import pandas as pd

from dashboard.queries.database import Database


def all_cases(ledger: Database) -> pd.DataFrame:
    """Every documented case: case_id, iso3, country, title, form, sector, origin_iso3, official_involved
    (yes, no, unknown), victims, victims_qualifier, note, present_stage (the last step on record),
    first_year, last_year (of dated steps)."""
    return ledger.table(
        """
        select
            case_id, court_case.iso3, country.name as country, title, form, sector, origin_iso3, official_involved,
            victims, victims_qualifier, court_case.note,
            any_value(step) filter (where present_stage) as present_stage,
            year(min(earliest)) as first_year, year(max(latest)) as last_year
        from court_case
        join country using (iso3)
        left join case_timeline using (case_id)
        group by all
        order by country, case_id
        """
    )


def documented_cases(ledger: Database, iso3: str) -> pd.DataFrame:
    """The documented cases of one country, columns as all_cases; empty where the ledger has none."""
    cases = all_cases(ledger)
    return cases[cases["iso3"] == iso3].reset_index(drop=True)


def steps(ledger: Database, case_id: str) -> pd.DataFrame:
    """One case's steps in order: date (as precise as its source, empty if undated), date_precision, step, court,
    defendants, sentence_years_max, outcome, source_id."""
    return ledger.table(
        """
        select date, date_precision, step, court, defendants, sentence_years_max, outcome, source_id
        from case_timeline where case_id = $case_id order by "order"
        """,
        case_id=case_id,
    )


def country_timeline(ledger: Database, iso3: str) -> pd.DataFrame:
    """A country's events and the dated steps of its documented cases, oldest first: date (as precise as known), title,
    case_id (empty for an event), step, outcome, source_id."""
    return ledger.table(
        """
        select date, title, null as case_id, null as step, null as outcome, source_id from event where iso3 = $iso3
        union all
        select date, title, case_id, step, outcome, source_id
        from case_timeline join court_case using (case_id)
        where court_case.iso3 = $iso3 and date is not null
        order by date, case_id nulls first
        """,
        iso3=iso3,
    )


def stages(ledger: Database) -> pd.DataFrame:
    """Cases with each step on record, in the order of a procedure: step, cases, cases_timed, median_days_shortest,
    median_days_longest (days since the step before, as far as the dates tell), source_ids (a list)."""
    return ledger.table("select * from case_stage order by step")


def officials(ledger: Database, iso3: str) -> pd.DataFrame:
    """Officials investigated, prosecuted and convicted, by the year counted: year, measure, value, qualifier, unit,
    source_id. Each year with any figure of the country has all three measures; value is missing where nothing was
    reported, which is not 0."""
    return ledger.table(
        """
        with asked as (
            select unnest(['officials_investigated', 'officials_prosecuted', 'officials_convicted']) as measure
        ),
        counted as (
            select distinct year from series_figure
            where area = $iso3 and form = 'all' and (
                measure in ('investigations', 'prosecutions', 'convictions') or measure in (from asked)
            )
        )
        select counted.year, asked.measure, value, qualifier, unit, source_id
        from counted cross join asked
        left join series_figure as reported
            on reported.area = $iso3 and reported.form = 'all' and reported.preferred
            and reported.year = counted.year and reported.measure = asked.measure
        order by counted.year desc, list_position(
            ['officials_investigated', 'officials_prosecuted', 'officials_convicted'], asked.measure)
        """,
        iso3=iso3,
    )


def pipeline(ledger: Database, iso3: str) -> pd.DataFrame:
    """Investigations, prosecutions and convictions of a year where at least two share unit, who is counted, period and source: year,
    period, unit, counted, investigations, prosecutions, convictions, source_id. Flows in a year, not the fate of a cohort;
    exact counts of the whole country only, missing where not reported."""
    return ledger.table(
        """
        select
            year, period, unit, counted,
            max(value) filter (where measure = 'investigations') as investigations,
            max(value) filter (where measure = 'prosecutions') as prosecutions,
            max(value) filter (where measure = 'convictions') as convictions,
            source_id
        from current_figure
        where area = $iso3 and form = 'all' and sex = 'all' and age = 'all' and origin = '' and scope = ''
          and qualifier = 'exact' and measure in ('investigations', 'prosecutions', 'convictions')
        group by year, period, unit, counted, source_id
        having count(distinct measure) > 1
        order by year, source_id, unit, counted
        """,
        iso3=iso3,
    )
