"""What there is to choose from: areas, measures, years, sources."""

from collections.abc import Iterable

import pandas as pd

from dashboard.frames import column_names
from dashboard.queries.database import Database


def ranked_countries(ledger: Database) -> dict[str, str]:
    """Countries that a TIP Report ranks: ISO alpha-3 code → name, by name."""
    frame = ledger.table("""
        select iso3, name from country
        where iso3 in (select iso3 from tier_ranking)
        order by name
    """)
    return dict(zip(frame["iso3"], frame["name"], strict=True))


def country_names(ledger: Database) -> dict[str, str]:
    """Every country, by name: ISO alpha-3 code → name."""
    frame = ledger.table("select iso3, name from country order by name")
    return dict(zip(frame["iso3"], frame["name"], strict=True))


def names_in_sentences(ledger: Database) -> dict[str, str]:
    """Every country: ISO alpha-3 code → name as it stands in a sentence ("the United States")."""
    frame = ledger.table("select iso3, concat_ws(' ', article, name) as name from country")
    return dict(zip(frame["iso3"], frame["name"], strict=True))


def areas_with_figures(ledger: Database) -> dict[str, str]:
    """Areas with a whole-area figure: the aggregates first, then countries by name; code → name."""
    frame = ledger.table("""
        select area, name from area
        where area in (select area from series_figure)
        order by kind = 'country', name
    """)
    return dict(zip(frame["area"], frame["name"], strict=True))


def area_names(ledger: Database, areas: list[str]) -> list[str]:
    """The names of areas, in the order given."""
    frame = ledger.table(
        "select name from area where area in (select unnest($areas)) order by list_position($areas, area)",
        areas=areas,
    )
    return frame["name"].tolist()


def measures(ledger: Database) -> pd.DataFrame:
    """Measures with figures: measure, label, definition, unit, higher_is, kind, summable."""
    return ledger.table("""
        select measure.* from measure
        where measure in (select measure from series_figure)
        order by kind, (select count(*) from series_figure as f where f.measure = measure.measure) desc
    """)


def publishers(ledger: Database) -> list[str]:
    """Publishers of whole-area figures; the one with most figures first."""
    return ledger.table("""
        select publisher from series_figure group by publisher order by count(*) desc, publisher
    """)["publisher"].tolist()


def headline_measures(ledger: Database, subject: str | None = None) -> dict[str, str]:
    """The measures that a country is summed up by, in their order, of all subjects or of one (measure.subject): code →
    label."""
    frame = ledger.table(
        """
        select measure, label from measure
        where headline is not null and ($subject is null or subject = $subject) order by headline
        """,
        subject=subject,
    )
    return dict(zip(frame["measure"], frame["label"], strict=True))


def measures_on_country_page(ledger: Database) -> pd.DataFrame:
    """The measures drawn on a country's page, in their order: measure, subject."""
    return ledger.table(
        "select measure, subject from measure where country_page is not null order by country_page"
    )


def measures_with_peers(ledger: Database) -> pd.DataFrame:
    """The measures that are set beside those of a country's peers, in their order: measure, label, subject,
    peers_from (the publisher of the figures)."""
    return ledger.table("""
        select measure, label, subject, peers_from from measure
        where peers_from is not null
        order by headline
    """)


def measure_label(ledger: Database, measure: str) -> str:
    return ledger.value("select label from measure where measure = $measure", measure=measure)


def report_years(ledger: Database) -> tuple[int, int]:
    """First and last report year with placements."""
    return ledger.span("select min(report_year), max(report_year) from tier_ranking")


def source_ids(table: pd.DataFrame) -> set[str]:
    """The sources that a table names, in its columns that hold source_id, or source_ids as lists."""
    named = (
        table[column].explode().dropna() for column in column_names(table) if "source_id" in column
    )
    return {code for codes in named for code in codes if isinstance(code, str)}


def sources(ledger: Database, source_ids: Iterable[str]) -> pd.DataFrame:
    """The given sources, once each, as they are cited: source_id, citation, url, reliability, licence, note."""
    every = ledger.by_key("""
        select source_id, citation, url, reliability, licence, note from source order by citation
    """)
    return every[every.index.isin(set(source_ids))].reset_index()


def source_titles(ledger: Database, source_ids: Iterable[str]) -> dict[str, str]:
    """The titles of the given sources: source_id → title."""
    every = ledger.by_key("select source_id, title from source")
    found = every[every.index.isin(set(source_ids))]
    return dict(zip(found.index, found["title"], strict=True))


def names(ledger: Database) -> dict[str, dict[str, str]]:
    """What the codes in a column stand for: column (area, iso3, measure, tip_region, …) → code → name."""
    areas = ledger.table("select area, name from area")
    named = dict(zip(areas["area"], areas["name"], strict=True))
    labels = ledger.table("select measure, label from measure")
    measured = dict(zip(labels["measure"], labels["label"], strict=True))
    return {
        "area": named,
        "iso3": named,
        "measure": measured,
        "coincides_with": measured,
        "tip_region": tip_regions(ledger),
    }


def build(ledger: Database) -> pd.Series:
    """The build in service: built_at, data_version, content_hash, checks_passed."""
    return ledger.table("select * from build").iloc[0]


def terms(ledger: Database) -> pd.DataFrame:
    """The glossary, by term: term_id, term, also (other words, separated by a bar; may be empty), definition, rests_on."""
    return ledger.table("""
        select term_id, term, coalesce(also, '') as also, definition, rests_on from term order by term
    """)


def tier_meanings(ledger: Database) -> dict[str, str]:
    """What the glossary says of each tier: code of the tier → definition."""
    frame = ledger.table("""
        select tier, definition
        from term
        join (values
            ('1', 'tier-1'), ('2', 'tier-2'), ('2WL', 'tier-2-watch-list'), ('3', 'tier-3'), ('SC', 'special-case')
        ) as of_tier(tier, term_id) using (term_id)
    """)
    return dict(zip(frame["tier"], frame["definition"], strict=True))


def tip_regions(ledger: Database) -> dict[str, str]:
    """Regions of the TIP Report: code (AF, EAP, …) → name."""
    frame = ledger.table("""
        select tip_region, name from area where kind = 'tip_region' order by name
    """)
    return dict(zip(frame["tip_region"], frame["name"], strict=True))


def names_by_code(ledger: Database) -> dict[str, str]:
    """Country names by ISO code, alpha-2 and alpha-3."""
    frame = ledger.table("select iso2, iso3, name from country")
    names = {code: name for code, name in zip(frame["iso2"], frame["name"], strict=True) if code}
    return names | dict(zip(frame["iso3"], frame["name"], strict=True))


def tables(ledger: Database) -> pd.DataFrame:
    """Every table and view, a row a column, in the columns' order: table_name, about, column_name, data_type, comment."""
    return ledger.table("""
        with held as (
            select table_name, comment from duckdb_tables() where database_name = 'ledger'
            union all
            select view_name, comment from duckdb_views() where database_name = 'ledger' and not internal
        )
        select
            table_name,
            coalesce(held.comment, '') as about,
            column_name,
            case when data_type like 'ENUM%' then 'enum' || data_type[5:] else lower(data_type) end as data_type,
            coalesce(c.comment, '') as comment
        from duckdb_columns() as c
        join held using (table_name)
        where c.database_name = 'ledger'
        order by table_name, column_index
    """)


def meanings(ledger: Database) -> dict[str, str]:
    """What a column of this name means in most tables that have it: column → meaning."""
    found = ledger.table("""
        select column_name, mode(comment) as meaning from duckdb_columns()
        where database_name = 'ledger' and comment is not null
        group by column_name
    """)
    return dict(zip(found["column_name"], found["meaning"], strict=True))


def references(ledger: Database) -> pd.DataFrame:
    """Which table's key each table refers to: table_name, by (the columns), referenced_table."""
    return ledger.table("""
        select distinct table_name, array_to_string(constraint_column_names, ', ') as by, referenced_table
        from duckdb_constraints()
        where constraint_type = 'FOREIGN KEY' and database_name = 'ledger'
        order by all
    """)
