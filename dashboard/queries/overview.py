"""The latest report year at a glance."""

import pandas as pd

from dashboard.queries.database import Database


def placements_of_report(ledger: Database, report_year: int) -> pd.DataFrame:
    """Every placement of one report, by name: Placements of tests/frames.py."""
    return ledger.table(
        """
        select iso3, name, tier, previous_tier, movement, basis, previous_basis, source_id
        from tier_history join country using (iso3)
        where report_year = $year
        order by name
        """,
        year=report_year,
    )


def countries_per_tier(ledger: Database) -> pd.DataFrame:
    """Countries per tier and report year: report_year, tier, countries, derived and press (those of them whose placement
    is known so). Tiers with none are absent."""
    return ledger.table("""
        select report_year, tier, count(*) as countries,
            count(*) filter (where basis = 'derived') as derived, count(*) filter (where basis = 'press') as press
        from tier_history
        group by report_year, tier
        order by report_year, tier
    """)


def world_totals(ledger: Database, measures: list[str]) -> pd.DataFrame:
    """The TIP Report's global table, latest edition of each year, a series for each measure.

    One row per measure and year, oldest first: area (the measure), name (its label), year, value, qualifier, unit,
    source, source_id, vintage, revised; withheld (the code of why it is not compared with the year before, with
    withheld_before and withheld_now), segment, period, counted, reliability, note, doubt. Years without a figure are absent. The State Department calls these estimates.
    """
    return ledger.table(
        """
        select
            measure as area, label as name, year, value, qualifier, f.unit, vintage, revised,
            publisher || ' ' || vintage as source, source_id, withheld, withheld_before, withheld_now, segment, period,
            counts as counted, reliability, f.note, doubt, other_measure, other_form, other_sex, other_age, other_origin, other_value, other_qualifier
        from year_over_year as f join measure using (measure)
        where area = 'WORLD' and list_contains($measures, measure) and form = 'all' and strand = ''
          and voice = 'US Department of State'
        order by list_position($measures, measure), year
        """,
        measures=measures,
    )
