"""Who says what: where the TIP Report and UNODC differ, and where they are not set against each other."""

import pytest

from dashboard.queries.accounts import accounts
from dashboard.queries.database import Database
from dashboard.wording import accounts as wording


def both(ledger: Database, area: str, measure: str):
    return accounts(ledger, [area], [measure], "all", 0, 9999).set_index("year", drop=False)


def test_they_differ_where_exact_counts_of_persons_are_more_than_a_tenth_apart(ledger):
    found = both(ledger, "NPL", "convictions")
    assert (found.at[2019, "tip_value"], found.at[2019, "unodc_value"]) == (231, 44)
    assert found.at[2019, "apart"] == pytest.approx(187 / 231)
    assert found.at[2019, "differ"]
    [said] = wording.sentences(found)
    assert "TIP Report [231]" in said and "which differ by 187" in said
    told = wording.table(found).set_index("year")
    assert told.at[2019, "difference"] == "187 (81 % of the larger)"


def test_a_trafficker_is_a_person_and_a_case_is_not(ledger):
    found = ledger.table("""
        select tip_unit, not_set_against, count(*) as years from two_accounts
        where not_set_against is distinct from 'one_account' and form = 'all' and measure in ('prosecutions', 'convictions')
        group by all
    """)
    of_cases = found[found["tip_unit"] == "cases"]
    assert set(of_cases["not_set_against"]) == {"unit_differs"} and of_cases["years"].sum() > 50
    of_traffickers = found[found["tip_unit"] == "traffickers"]
    assert of_traffickers.loc[of_traffickers["not_set_against"].isna(), "years"].sum() > 50


def test_bounds_and_new_cases_are_not_set_against_each_other(ledger):
    found = ledger.table("from two_accounts where apart is not null")
    assert set(found["tip_qualifier"]) == set(found["unodc_qualifier"]) == {"exact"}
    reasons = ledger.table("select distinct not_set_against as why from two_accounts")["why"]
    assert set(reasons.dropna()) == set(wording.NOT_SET_AGAINST)
    assert not found["differ"].all() and found["differ"].any()


def test_a_year_of_which_one_tells_is_in_the_table_and_in_no_sentence(ledger):
    found = both(ledger, "KHM", "prosecutions")
    alone = found[found["not_set_against"] == "one_account"]
    assert len(alone)
    assert wording.sentences(alone) == []
    assert set(wording.table(alone)["difference"]) == {"one account only"}
