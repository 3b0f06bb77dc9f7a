"""The pages that describe the tables and their coverage are those that the tables give."""

from etl import coverage
from etl.description import PAGE, described
from etl.package import read_package
from tests.conftest import DATA


def test_the_description_of_the_tables_is_current(built):
    loaded = {table.table for table in read_package(DATA).tables}
    assert PAGE.read_text(encoding="utf-8") == described(built[0], loaded), (
        "Run `python -m etl build` and `python -m etl.description`."
    )


def test_the_coverage_in_the_readme_is_current(built):
    text = coverage.README.read_text(encoding="utf-8")
    assert text == coverage.readme(text, built[0]), (
        "Run `python -m etl build` and `python -m etl.description`."
    )


def test_every_table_and_column_says_what_it_means(ledger):
    silent = ledger.table("""
        select table_name as place from duckdb_tables()
        where not internal and database_name = 'ledger' and coalesce(comment, '') = ''
        union all
        select view_name from duckdb_views()
        where not internal and database_name = 'ledger' and coalesce(comment, '') = ''
        union all
        select table_name || '.' || column_name from duckdb_columns()
        where not internal and database_name = 'ledger' and coalesce(comment, '') = ''
    """)
    assert silent["place"].tolist() == []
