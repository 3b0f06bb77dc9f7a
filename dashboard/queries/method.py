"""What Sources and method shows: sources, coverage, rows set aside, the build."""

import pandas as pd

from dashboard.queries.database import Database


def sources_with_use(ledger: Database) -> pd.DataFrame:
    """Every source with the number of figures and placements read in it."""
    return ledger.table("""
        select
            source_id, publisher, title, edition, published, reliability, licence, via, url, note, figures, placements
        from source join source_use using (source_id)
        order by publisher, edition, title
    """)


def found_sources(
    ledger: Database,
    words: str = "",
    publishers: list[str] | None = None,
    countries: list[str] | None = None,
    kinds: list[str] | None = None,
    reliabilities: list[str] | None = None,
) -> pd.DataFrame:
    """The sources that answer to all that is given, with what each gives: source_id, publisher, title, edition, published,
    reliability, licence, via, url, note, figures, placements, cases [numbers]. Nothing given in a place: all.

    words: of title, publisher, edition and where it was read, all of them. kinds: figures, placements, cases, other.
    """
    return ledger.table(
        """
        select
            source_id, publisher, title, edition, published, reliability, licence, via, url, note, figures, placements,
            cases
        from source join source_use using (source_id)
        where list_bool_and([contains(plain, plain_name(word)) for word in string_split($words, ' ')])
          and (len($publishers) = 0 or list_contains($publishers, publisher))
          and (len($countries) = 0 or list_has_any(areas, $countries))
          and (len($kinds) = 0
              or (list_contains($kinds, 'figures') and figures > 0)
              or (list_contains($kinds, 'placements') and placements > 0)
              or (list_contains($kinds, 'cases') and cases > 0)
              or (list_contains($kinds, 'other') and figures + placements + cases = 0))
          and (len($reliabilities) = 0 or list_contains($reliabilities, reliability::varchar))
        order by publisher, edition desc nulls last, title
        """,
        words=words,
        publishers=publishers or [],
        countries=countries or [],
        kinds=kinds or [],
        reliabilities=reliabilities or [],
    )


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


def changes_by_reason(ledger: Database) -> pd.DataFrame:
    """Figures of publishers' yearly series of counts: withheld [the reason why no change is given; None: one is],
    figures."""
    return ledger.table("""
        select withheld, count(*) as figures
        from year_over_year join measure using (measure)
        where voice = publisher and kind = 'count'
        group by withheld order by figures desc
    """)


def bounds_by_edition(ledger: Database) -> pd.DataFrame:
    """Figures printed as "<5", by the edition that prints them so: publisher, edition, note [what the bound includes],
    figures; of those for which a later edition of the publisher prints a number, reprinted, how many became zero in the
    latest that does."""
    return ledger.table("""
        with printed as (
            select figure.* exclude (note), publisher from figure join source using (source_id)
        ),

        bound as (from printed where qualifier = 'less_than' and value = 5),

        became as (
            select source_id, count(*) as reprinted, count(*) filter (number = 0) as zero
            from (
                select bound.source_id, arg_max(later.value, later.vintage) as number
                from bound
                join printed as later
                    using (area, year, period, measure, form, sex, age, origin, unit, counted, scope, publisher)
                where later.vintage > bound.vintage and later.qualifier = 'exact'
                group by bound.source_id, area, year, period, measure, form, sex, age, origin, unit, counted, scope
            )
            group by source_id
        )

        select
            publisher, edition, source.note, count(*) as figures,
            coalesce(any_value(reprinted), 0) as reprinted, coalesce(any_value(zero), 0) as zero
        from bound
        join source using (source_id, publisher)
        left join became using (source_id)
        where source.note is not null
        group by publisher, edition, source.note
        order by edition
    """)


def known_breaks(ledger: Database) -> pd.DataFrame:
    """Known breaks: area, measure, year [the first after the break], reason, publisher whose series it breaks, source_id."""
    return ledger.table("""
        select name as area, label as measure, year, reason, publisher, source_id
        from known_break join area using (area) join measure using (measure)
        order by name, label, year
    """)


def counted_otherwise(ledger: Database) -> pd.DataFrame:
    """Figures under a measure's own name that count something else or less than it says: counts [what they count],
    figures, areas (list of names)."""
    return ledger.table("""
        select counts, count(*) as figures, list(distinct name order by name) as areas
        from series_figure join area using (area)
        where strand = '' and form = 'all' and not counts_its_name(counts) and measure <> 'victims_assisted'
        group by counts order by counts
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


def coverage(ledger: Database) -> pd.DataFrame:
    """How much there is, most first: measure, label, strand [empty: under the measure's own name], publisher [None:
    anyone], tip_region [None: all], countries, of_countries, country_years, first_year, last_year."""
    return ledger.table("""
        select measure, label, coverage.* exclude (measure)
        from coverage join measure using (measure)
        order by
            max(country_years) over (partition by measure, strand) desc, measure, strand, publisher nulls first,
            tip_region nulls first
    """)


def coverage_by_region(ledger: Database) -> pd.DataFrame:
    """What each publisher gives, most first: measure [its label], strand, publisher, first_year, last_year, countries,
    country_years, and the country-years of each TIP region in a column of its code."""
    told = coverage(ledger).drop(columns="measure").rename(columns={"label": "measure"})
    told = told[told["publisher"].notna()]
    key = ["measure", "strand", "publisher"]
    regions = told.pivot(index=key, columns="tip_region", values="country_years")
    return (
        told.loc[
            told["tip_region"].isna(),
            [*key, "first_year", "last_year", "countries", "country_years"],
        ]
        .join(regions.loc[:, regions.columns.notna()], on=key)
        .sort_values("country_years", ascending=False, kind="stable")
        .reset_index(drop=True)
    )


def least_known(ledger: Database, countries: int) -> pd.DataFrame:
    """The countries with most placements of which no figure is held for the year before: iso3, name, tip_region,
    reports, without_figure."""
    return ledger.table(
        """
        select ranking_without_figure.* replace (country.name as name)
        from ranking_without_figure
        join country using (iso3)
        order by without_figure desc, reports desc, name limit $countries
        """,
        countries=countries,
    )
