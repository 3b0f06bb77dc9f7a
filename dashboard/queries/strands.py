"""What is counted apart: potential, referred and assisted victims, cases carried on or only suspected."""

import pandas as pd

from dashboard.queries.database import Database


def strands(
    ledger: Database, areas: list[str], measures: list[str], first: int, last: int
) -> pd.DataFrame:
    """Yearly figures that never stand under the measure's bare name, each strand a series of its own, oldest first.

    area, name, measure, label, strand, year, value, qualifier, unit, period, publisher, vintage, reliability, source_id,
    doubt, note; areas and measures: all, where none is given. Years without a figure are absent.
    """
    return ledger.table(
        """
        select
            area, name, measure, label, strand, f.year, value, qualifier, f.unit, period, publisher, vintage, reliability,
            source_id, doubt, f.note
        from series_figure as f join area using (area) join measure using (measure)
        where strand <> '' and form = 'all'
          and (len($areas) = 0 or list_contains($areas, area))
          and (len($measures) = 0 or list_contains($measures, measure))
          and f.year between $first and $last
        order by list_position($areas, area), area, list_position($measures, measure), measure, strand, publisher, f.year
        """,
        areas=areas,
        measures=measures,
        first=first,
        last=last,
    )
