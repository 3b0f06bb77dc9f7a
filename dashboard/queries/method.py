"""What Sources and method shows: sources, coverage, rows set aside, the build."""

import pandas as pd

from dashboard.queries.database import Database


def sources(ledger: Database) -> pd.DataFrame:
    """Every source with the number of figures and placements read in it."""
    return ledger.table("""
        select
            source_id, publisher, title, edition, published, reliability, licence, via, url, note,
            (select count(*) from figure where figure.source_id = source.source_id) as figures,
            (select count(*) from tier_ranking where tier_ranking.source_id = source.source_id) as placements
        from source
        order by publisher, edition, title
    """)


def set_aside(ledger: Database) -> pd.DataFrame:
    """Rows not loaded because they share a key and disagree: measure, rows, keys, areas."""
    return ledger.table("""
        select label as measure, sum(rows)::integer as rows, sum(keys)::integer as keys, count(distinct area) as areas
        from set_aside join measure using (measure)
        group by label order by rows desc
    """)


def withdrawn(ledger: Database) -> int:
    """Figures of an edition that a later one replaced as a whole and no longer holds."""
    return int(
        ledger.value("""
            select count(*) from figure
            join source using (source_id)
            join source as successor on successor.replaces = source.source_id
            where not exists (
                select 1 from current_figure as now
                where (now.area, now.year, now.measure, now.form, now.sex, now.age, now.origin, now.unit)
                    = (figure.area, figure.year, figure.measure, figure.form, figure.sex, figure.age, figure.origin, figure.unit)
                  and now.publisher = source.publisher
            )
        """)
    )


def breaks(ledger: Database) -> pd.DataFrame:
    """Known breaks: area, measure, year [the first after the break], reason, publisher whose series it breaks, source_id."""
    return ledger.table("""
        select name as area, label as measure, year, reason, publisher, source_id
        from known_break join area using (area) join measure using (measure)
        order by name, label, year
    """)


def notes(ledger: Database) -> pd.DataFrame:
    """What the checks listed without stopping: expectation, note."""
    return ledger.table("select expectation, note from build_note order by expectation, note")


def tables(ledger: Database) -> pd.DataFrame:
    """Every table of the database: table_name, rows, what it holds."""
    return ledger.table("""
        select table_name, rows, comment as holds
        from build_table join duckdb_tables() using (table_name)
        where database_name = 'ledger'
        order by table_name
    """)


def measures(ledger: Database) -> pd.DataFrame:
    """Every measure with its definition and the number of figures."""
    return ledger.table("""
        select label, definition, unit, kind, higher_is,
            (select count(*) from figure where figure.measure = measure.measure) as figures
        from measure order by kind, label
    """)
