"""Countries side by side."""

import pandas as pd

from dashboard.ledger import Ledger


def countries(ledger: Ledger, report_year: int, tiers: list[str], regions: list[str]) -> pd.DataFrame:
    """Countries of some tiers and TIP regions (all, where none is given) with their latest figures.

    country, tier, tier_before, basis, reports_in_tier; for prosecutions, convictions and victims detected the
    latest preferred figure up to the report year, its qualifier, unit and year; source_ids (list).
    """
    return ledger.table(
        """
        with latest as (
            select area, measure, arg_max(value, year) as value, arg_max(qualifier::varchar, year) as qualifier,
                arg_max(unit, year) as unit, arg_max(source_id, year) as source_id, max(year) as year
            from preferred_figure
            where form = 'all' and year <= $year
            group by area, measure
        )

        select
            name as country, tier, previous_tier as tier_before, basis, reports_in_tier,
            p.value as prosecutions, p.qualifier as prosecutions_qualifier, p.unit as prosecutions_unit, p.year as prosecutions_year,
            c.value as convictions, c.qualifier as convictions_qualifier, c.unit as convictions_unit, c.year as convictions_year,
            v.value as victims_detected, v.qualifier as victims_qualifier, v.year as victims_year,
            [tier_history.source_id, p.source_id, c.source_id, v.source_id] as source_ids
        from tier_history
        join country using (iso3)
        left join latest as p on p.area = iso3 and p.measure = 'prosecutions'
        left join latest as c on c.area = iso3 and c.measure = 'convictions'
        left join latest as v on v.area = iso3 and v.measure = 'victims_detected'
        where report_year = $year
          and (len($tiers) = 0 or list_contains($tiers, tier::varchar))
          and (len($regions) = 0 or list_contains($regions, tip_region::varchar))
        order by rank, name
        """,
        year=report_year,
        tiers=tiers,
        regions=regions,
    )
