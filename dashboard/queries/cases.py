"""Documented court cases, and the officials and flows that the statistics count beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard.frames import first_value
from dashboard.queries.database import Database

FACETS = ("area", "proceeding", "form", "sector", "official", "stage", "step")


@dataclass(frozen=True)
class Choice:
    """Which documented cases: words that all occur, for each facet codes of which one applies, and a span of years.

    Nothing chosen is every case; a case without a date is in no span of years.
    """

    text: str = ""
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    years: tuple[int, int] | None = None

    def parameters(self) -> dict[str, object]:
        pairs = [(facet, code) for facet, codes in self.codes.items() for code in codes]
        first, last = self.years or (None, None)
        return {
            "text": self.text.strip(),
            "facets": [facet for facet, _ in pairs],
            "codes": [code for _, code in pairs],
            "first": first,
            "last": last,
        }


NOTHING = Choice()

# For each case the conditions that it meets (`met`), beside those that are asked for.
MATCHED = r"""
    with chosen as (select unnest($facets::varchar[]) as facet, unnest($codes::varchar[]) as code),
    asked as (
        select distinct facet from chosen
        union all select 'text' where $text <> ''
        union all select 'years' where $first is not null
    ),
    word as (select unnest(string_split_regex(lower(strip_accents($text)), '\s+')) as word),
    meeting as (
        select distinct case_id, facet from case_facet join chosen using (facet, code)
        union all
        select case_id, 'text' from case_summary
        where $text <> '' and not exists (select 1 from word where not contains(searched, word))
        union all
        select case_id, 'years' from case_summary where first_year <= $last and last_year >= $first
    ),
    matched as (
        select case_id, coalesce(list(facet) filter (where facet is not null), []) as met
        from case_summary left join meeting using (case_id) group by case_id
    ),
    wanted as (select case_id from matched where len(met) = (select count(*) from asked))
"""


def found(ledger: Database, choice: Choice = NOTHING) -> pd.DataFrame:
    """The documented cases of a choice, the one with the latest step first: case_id, iso3, country, title, proceeding,
    form, sector, origin_iso3, official_involved (yes, alleged, no, unknown), official_country, official_status, victims,
    victims_qualifier, note, standing (the last step on record, or no_later_step), first_year, last_year (of dated
    steps), official_found_guilty, trafficking_conviction (at some step), source_id (of the last step)."""
    return ledger.table(
        MATCHED
        + """
        select
            case_id, court_case.iso3, name as country, title, court_case.proceeding, form, sector, origin_iso3,
            official_involved, official_country, official_status, victims, victims_qualifier, court_case.note, standing,
            first_year, last_year, official_found_guilty, trafficking_conviction, source_id
        from court_case
        join country using (iso3)
        join case_summary using (case_id)
        join case_timeline using (case_id)
        where present_stage and case_id in (from wanted)
        order by last_day desc nulls last, case_id
        """,
        **choice.parameters(),
    )


def choices(ledger: Database, choice: Choice = NOTHING) -> pd.DataFrame:
    """Every facet and code with the cases that it would leave, beside what is chosen in the other facets: facet, code,
    cases."""
    return ledger.table(
        MATCHED
        + """
        select case_facet.facet, code,
            count(*) filter (
                where len(met) - list_contains(met, case_facet.facet)::integer
                    = (select count(*) from asked) - (case_facet.facet in (from asked))::integer
            ) as cases
        from case_facet join matched using (case_id)
        group by case_facet.facet, code
        order by case_facet.facet, code
        """,
        **choice.parameters(),
    )


def loosened(ledger: Database, choice: Choice) -> pd.DataFrame:
    """What each condition of a choice keeps out, the one that keeps out most first: facet (or text, years), cases (that
    there would be without it)."""
    return ledger.table(
        MATCHED
        + """
        select asked.facet,
            count(*) filter (
                where len(met) - list_contains(met, asked.facet)::integer = (select count(*) - 1 from asked)
            ) as cases
        from asked cross join matched
        group by asked.facet
        order by cases desc, asked.facet
        """,
        **choice.parameters(),
    )


def per_country(ledger: Database, choice: Choice = NOTHING) -> pd.DataFrame:
    """Cases of a choice by country: iso3, name, cases."""
    return ledger.table(
        MATCHED
        + """
        select iso3, name, count(*) as cases
        from court_case join country using (iso3)
        where case_id in (from wanted)
        group by iso3, name order by cases desc, name
        """,
        **choice.parameters(),
    )


def per_year(ledger: Database, choice: Choice = NOTHING) -> pd.DataFrame:
    """Cases of a choice by the year of their last dated step and kind of proceeding: year, proceeding, cases."""
    return ledger.table(
        MATCHED
        + """
        select last_year as year, proceeding, count(*) as cases
        from court_case join case_summary using (case_id)
        where case_id in (from wanted) and last_year is not null
        group by year, proceeding order by year, proceeding
        """,
        **choice.parameters(),
    )


def case_named(ledger: Database, case_id: str) -> str | None:
    """The key of a case, however its letters are written; None if there is no such case."""
    known = ledger.table(
        "select case_id from court_case where lower(case_id) = lower(trim($case_id))",
        case_id=case_id,
    )
    return None if known.empty else first_value(known["case_id"])


def years(ledger: Database) -> tuple[int, int]:
    """First and last year of dated steps."""
    return ledger.span("select min(first_year), max(last_year) from case_summary")


def documented_cases(ledger: Database, iso3: str) -> pd.DataFrame:
    """The documented cases of one country, columns and order as found; empty where the ledger has none."""
    return found(ledger, Choice(codes={"area": [iso3]}))


def steps(ledger: Database, case_id: str) -> pd.DataFrame:
    """One case's steps in order: date (as precise as its source, empty if undated), date_precision, step, proceeding,
    court, defendants, sentence_years_max, offence, official_convicted, outcome, source_id; of the case in every row
    official_status and note, which a step alone may contradict."""
    return ledger.table(
        """
        select date, date_precision, step, case_timeline.proceeding, court, defendants, sentence_years_max, offence,
            official_convicted, outcome, source_id, official_status, court_case.note
        from case_timeline join court_case using (case_id)
        where case_id = $case_id order by "order"
        """,
        case_id=case_id,
    )


def country_timeline(ledger: Database, iso3: str, latest: int) -> pd.DataFrame:
    """A country's events and the dated steps of its latest documented cases, oldest first: date (as precise as known),
    title, case_id and proceeding (empty for an event), step, outcome, source_id."""
    return ledger.table(
        """
        with told as (
            select case_id from case_summary join court_case using (case_id)
            where iso3 = $iso3 order by last_day desc nulls last, case_id limit $latest
        )
        select date, title, null as case_id, null as proceeding, null as step, null as outcome, source_id
        from event where iso3 = $iso3
        union all
        select date, title, case_id, court_case.proceeding, step, outcome, source_id
        from case_timeline join court_case using (case_id)
        where case_id in (from told) and date is not null
        order by date, case_id nulls first
        """,
        iso3=iso3,
        latest=latest,
    )


def stages(ledger: Database, proceeding: str) -> pd.DataFrame:
    """Cases of one kind of proceeding with each step on record, in the order of a procedure: step, cases,
    cases_of_trafficking (convicted of it or sentenced for it), cases_timed, median_days_shortest, median_days_longest
    (days since the step before, as far as the dates tell), terms, median_term_years (of terms up to 100 years),
    terms_beyond_a_life_span, source_ids (a list)."""
    return ledger.table(
        "select * exclude (proceeding) from case_stage where proceeding = $proceeding order by step",
        proceeding=proceeding,
    )


def proceedings(ledger: Database) -> pd.DataFrame:
    """Kinds of proceeding: proceeding, cases."""
    return ledger.table(
        "select proceeding, count(*) as cases from court_case group by proceeding order by cases desc"
    )


def officials(ledger: Database, iso3: str) -> pd.DataFrame:
    """Officials investigated, prosecuted and convicted, by the year counted: year, measure, value, qualifier, unit,
    period, counted, reliability, doubt, source_id. Each year with any figure of the country has all three measures; value is missing where nothing was
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
        select counted.year, asked.measure, value, qualifier, unit, period, counts as counted, reliability, doubt, source_id
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
    period, unit, counted, investigations, prosecutions, convictions, source_id, vintage, reliability. Flows in a year, not
    the fate of a cohort; exact, undoubted counts of the whole country only, missing where not reported."""
    return ledger.table(
        """
        select
            year, period, unit, counted,
            max(value) filter (where measure = 'investigations') as investigations,
            max(value) filter (where measure = 'prosecutions') as prosecutions,
            max(value) filter (where measure = 'convictions') as convictions,
            source_id, vintage, reliability
        from citable_figure
        where area = $iso3 and form = 'all' and qualifier = 'exact' and doubt is null
          and measure in ('investigations', 'prosecutions', 'convictions')
        group by year, period, unit, counted, source_id, vintage, reliability
        having count(distinct measure) > 1
        order by year, source_id, unit, counted
        """,
        iso3=iso3,
    )
