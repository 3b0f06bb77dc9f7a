"""How much the ledger holds of what, as text: for a terminal, and for the data package's README."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.locations import PROJECT
from etl.words import code_told, told

README = PROJECT / "data" / "README.md"
BEGIN, END = "<!-- coverage: by `python -m etl.description` -->\n", "<!-- end of coverage -->"
SILENT_COUNTRIES = 10

Rows = list[list[str]]


def by_region(ledger: duckdb.DuckDBPyConnection, fewest: int) -> Rows:
    """Measures and publishers against TIP regions, headings first: 'countries / country-years', empty where there is none.

    fewest: countries that a publisher's measure must have to be told.
    """
    regions = [
        region
        for [region] in ledger.execute(
            "select distinct tip_region::varchar from coverage where tip_region is not null order by 1"
        ).fetchall()
    ]
    found = ledger.execute(
        """
        select
            concat_ws(', ', measure, nullif(strand, '')) as told,
            publisher,
            any_value(first_year) filter (where tip_region is null) || '–'
                || any_value(last_year) filter (where tip_region is null) as years,
            any_value(countries || ' / ' || country_years) filter (where tip_region is null) as everywhere,
            map_from_entries(list((tip_region::varchar, countries || ' / ' || country_years))
                filter (where tip_region is not null)) as in_region
        from coverage
        where publisher is not null
        group by measure, strand, told, publisher
        having any_value(countries) filter (where tip_region is null) >= $fewest
        order by any_value(country_years) filter (where tip_region is null) desc, told, publisher
        """,
        {"fewest": fewest},
    ).fetchall()
    head = [told("measure"), told("publisher"), told("years"), told("all"), *regions]
    return [head] + [
        [counted, publisher, years, everywhere, *(in_region.get(region, "") for region in regions)]
        for counted, publisher, years, everywhere, in_region in found
    ]


def least_known(ledger: duckdb.DuckDBPyConnection) -> Rows:
    """The countries with most placements of which no figure is held for the year before, headings first."""
    found = ledger.execute(
        """
        select coalesce(named.name, ranked.name), tip_region::varchar, reports::varchar, without_figure::varchar
        from ranking_without_figure as ranked
        left join country_name as named on named.iso3 = ranked.iso3 and named.lang = $language
        order by without_figure desc, reports desc, ranked.name limit $countries
        """,
        {"countries": SILENT_COUNTRIES, "language": code_told()},
    ).fetchall()
    head = [told("country"), told("region"), told("TIP Reports"), told("without a figure")]
    return [head, *map(list, found)]


def tables(database: Path, fewest: int) -> list[tuple[str, Rows]]:
    """Both tables, each with the sentence that stands above it."""
    with duckdb.connect(str(database), read_only=True) as ledger:
        return [
            (
                told(
                    "Countries / country-years with a yearly figure of the whole country, by TIP region."
                ),
                by_region(ledger, fewest),
            ),
            (
                told(
                    "Countries that most reports place without any figure of investigations, prosecutions, convictions or "
                    "victims for the year before."
                ),
                least_known(ledger),
            ),
        ]


def in_columns(rows: Rows) -> Iterator[str]:
    """A line a row, the columns under one another."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def in_markdown(rows: Rows) -> Iterator[str]:
    head, *body = rows
    for row in (head, ["---"] * len(head), *body):
        yield f"| {' | '.join(row)} |"


def readme(text: str, database: Path) -> str:
    """The README with its coverage as the database has it; a publisher's measure of fewer than ten countries is left out."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    parts = [
        "\n".join([said, "", *in_markdown(rows), ""]) for said, rows in tables(database, fewest=10)
    ]
    return "\n".join([before + BEGIN, *parts, END + after])
