"""A measure over the years."""

import pandas as pd

from dashboard.ledger import Ledger


def preferred_series(ledger: Ledger, areas: list[str], measure: str) -> pd.DataFrame:
    """The preferred yearly totals of a measure in some areas.

    area, name, year, value, qualifier, unit, publisher, source, source_id, vintage, competing, revised; oldest first.
    Years without a figure are absent, never zero.
    """
    return ledger.table(
        """
        select
            area, name, year, value, qualifier, unit, publisher, publisher || ', ' || vintage as source, source_id, vintage,
            competing, revised
        from preferred_figure join area using (area)
        where list_contains($areas, area) and measure = $measure and form = 'all'
        order by list_position($areas, area), year
        """,
        areas=areas,
        measure=measure,
    )
