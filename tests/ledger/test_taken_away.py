"""What readers take away, over the whole ledger: files, pictures, answers of the API. A figure leaves with what is known
of it, and nothing leaves that the ledger would not say."""

import pytest

from dashboard.queries import victims, yearly
from dashboard.queries.database import Database
from dashboard.statistics.yearly_sums import LEAST_FOR_PERCENT

# What tells one number in percent of another, with the smaller of the two, or the whole that it is a part of.
PERCENTAGES = {
    "year_over_year": ("change_ratio", "least(value_before, value)"),
    "conviction_ratio": ("per_100_prosecutions", "prosecutions"),
    "two_accounts": ("apart", "least(tip_value, unodc_value)"),
    "claim_evidence": ("change_percent", "least(value_before, value)"),
}


@pytest.mark.parametrize("table", PERCENTAGES)
def test_of_numbers_below_ten_no_table_gives_a_percentage(ledger: Database, table):
    percentage, of = PERCENTAGES[table]
    least = ledger.table(
        f"select min({of}) as least, count(*) as given from {table} where {percentage} is not null"
    )
    assert least["given"].item() > 0
    assert least["least"].item() >= LEAST_FOR_PERCENT


def test_of_numbers_below_ten_there_is_no_index_and_no_share(ledger: Database):
    small = ledger.table("""
        select area, any_value(year) as year from preferred_figure
        where measure = 'convictions' and form = 'all' and value between 1 and 9 and qualifier = 'exact'
        group by area order by area
    """)
    for area, base in small.head(30).itertuples(index=False):
        found = yearly.against(ledger, [area], "convictions", "all", "preferred", int(base))
        assert found["index"].isna().all(), area
        few = found[["value", "value_base"]].min(axis=1) < LEAST_FOR_PERCENT
        assert found.loc[few, "change_ratio"].isna().all(), area
    of_few = ledger.table("""
        select area, count(*) as years from victim_shortfall
        where breakdown = 'sex_age' and total between 1 and 9 and total_qualifier = 'exact'
        group by area order by years desc, area limit 20
    """)
    shared = [victims.shares(ledger, area, "sex_age", 1990, 2100) for area in of_few["area"]]
    assert sum(map(len, shared)) > 100
    assert min(rows["total"].min() for rows in shared if len(rows)) >= LEAST_FOR_PERCENT
