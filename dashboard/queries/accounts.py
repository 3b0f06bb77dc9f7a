"""Who says what: the TIP Report's and UNODC's figures of the same areas, measures and years."""

import pandas as pd

from dashboard.queries.database import Database


def accounts(
    ledger: Database, areas: list[str], measures: list[str], form: str, first: int, last: int
) -> pd.DataFrame:
    """One row an area, measure and year of which either tells, in the order given (all, where none is), oldest first.

    area, name, measure, label, form, year; of each account (tip_…, unodc_…) value, qualifier, unit, period, counted, reliability,
    doubt, source_id, empty where it tells nothing; not_set_against (why they are not set against each other; empty where they are), apart
    [difference over the larger one], differ (by more than a tenth).
    """
    return ledger.table(
        """
        select area, name, measure, label, two_accounts.* exclude (area, measure)
        from two_accounts join area using (area) join measure using (measure)
        where (len($areas) = 0 or list_contains($areas, area))
          and (len($measures) = 0 or list_contains($measures, measure))
          and form = $form and year between $first and $last
        order by list_position($areas, area), area, list_position($measures, measure), measure, year
        """,
        areas=areas,
        measures=measures,
        form=form,
        first=first,
        last=last,
    )
