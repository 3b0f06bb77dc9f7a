"""coverage and ranking_without_figure on a few given rows, and their text."""

from pathlib import Path

import duckdb
import pytest

from etl.coverage import by_region

MARTS = Path(__file__).resolve().parents[2] / "etl" / "marts"


@pytest.fixture
def ledger() -> duckdb.DuckDBPyConnection:
    """Two publishers on three countries, one of which the latest report does not rank."""
    ledger = duckdb.connect()
    ledger.execute("""
        create table country as select * from (values
            ('KHM', 'Cambodia', 'EAP'), ('UGA', 'Uganda', 'AF'), ('COK', 'Cook Islands', null)
        ) as c(iso3, name, tip_region);
        create table tier_ranking as select * from (values
            ('KHM', 2020), ('KHM', 2021), ('KHM', 2022), ('UGA', 2022)
        ) as t(iso3, report_year);
        create table measure as select * from (values
            ('prosecutions', 'law_enforcement', 1), ('victims_identified', 'victims', 3), ('offences', null, null)
        ) as m(measure, subject, headline);
        create table series_figure as select * from (values
            ('KHM', 'prosecutions', 'all', '', 2020, 'UNODC'),
            ('KHM', 'prosecutions', 'all', '', 2020, 'State'),
            ('KHM', 'prosecutions', 'forced_labour', '', 2019, 'State'),
            ('KHM', 'victims_identified', 'all', 'potential', 2021, 'State'),
            ('UGA', 'prosecutions', 'all', '', 2020, 'State'),
            ('UGA', 'offences', 'all', '', 2021, 'UNODC'),
            ('COK', 'prosecutions', 'all', '', 2020, 'State'),
            ('WORLD', 'prosecutions', 'all', '', 2020, 'UNODC')
        ) as f(area, measure, form, strand, year, publisher);
    """)
    for mart in ("coverage", "ranking_without_figure"):
        ledger.execute((MARTS / f"{mart}.sql").read_text(encoding="utf-8"))
    return ledger


def held(ledger: duckdb.DuckDBPyConnection, publisher: str | None) -> list[tuple]:
    return ledger.execute(
        """
        select tip_region, countries, of_countries, country_years from coverage
        where measure = 'prosecutions' and publisher is not distinct from $publisher order by 1 nulls first
        """,
        {"publisher": publisher},
    ).fetchall()


def test_a_year_that_two_publishers_give_counts_once(ledger):
    assert held(ledger, None) == [(None, 2, 2, 2), ("AF", 1, 1, 1), ("EAP", 1, 1, 1)]
    assert held(ledger, "UNODC") == [(None, 1, 2, 1), ("EAP", 1, 1, 1)]


def test_a_placement_is_accompanied_by_a_figure_of_the_year_before(ledger):
    """Of Cambodia's reports that of 2020 stands alone: a figure of one form is none of the whole, potential victims are one."""
    found = ledger.execute(
        "select iso3, reports, without_figure from ranking_without_figure order by iso3"
    ).fetchall()
    assert found == [("KHM", 3, 1), ("UGA", 1, 1)]


def test_the_text_names_who_is_counted_and_leaves_out_what_few_have(ledger):
    head, *rows = by_region(ledger, fewest=1)
    assert head == ["measure", "publisher", "years", "all", "AF", "EAP"]
    assert ["victims_identified, potential", "State", "2021–2021", "1 / 1", "", "1 / 1"] in rows
    assert by_region(ledger, fewest=2)[1:] == [
        ["prosecutions", "State", "2020–2020", "2 / 2", "1 / 1", "1 / 1"]
    ]
