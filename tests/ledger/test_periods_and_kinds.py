"""Quarters are no years, scores and estimates no counts, and one event in two units is one event."""

import pytest

from dashboard.queries import country, trends, yearly
from dashboard.wording import figures as wording


def test_quarters_and_halves_are_held_and_name_their_part_of_the_year(ledger):
    found = ledger.table("select scope from figure where period in ('quarter', 'half_year')")
    assert len(found) > 50 and (found["scope"] != "").all()


@pytest.mark.parametrize("table", ["series_figure", "preferred_figure", "year_over_year"])
def test_no_quarter_or_half_stands_among_the_years(ledger, table):
    assert not ledger.value(
        f"select count(*) from {table} where period in ('quarter', 'half_year')"
    )


def test_only_counts_are_added_up_compared_or_set_beside_peers(ledger):
    assert set(
        ledger.table("select distinct kind from measure where summable = 'yes'")["kind"]
    ) == {"count"}
    for table in ("peer_figure", "two_accounts"):
        assert set(
            ledger.table(f"select distinct kind from {table} join measure using (measure)")["kind"]
        ) == {"count"}
    changed = ledger.table("""
        select distinct kind from year_over_year join measure using (measure) where change is not null
    """)
    assert set(changed["kind"]) == {"count"}


def test_an_event_in_two_units_is_told_once_with_both(ledger):
    found = country.events_in_units(ledger, ["ARG"], [], 0, 9999).set_index("year", drop=False)
    assert [t["unit"] for t in found["told"].loc[2018]] == ["cases", "traffickers"]
    said = wording.event_in_units(next(found.loc[[2018]].itertuples()))
    assert said.startswith("**Convictions, 2018:** 48 cases, 71 traffickers: one event")
    series = ledger.table("""
        select unit from series_figure
        where area = 'ARG' and measure = 'convictions' and year = 2018 and publisher = 'US Department of State'
          and form = 'all' and strand = ''
    """)
    assert series["unit"].tolist() == ["traffickers"]


def test_quarters_are_shown_by_themselves_with_the_part_of_the_year_that_they_tell_of(ledger):
    found = trends.parts_of_years(ledger, ["GBR"], "uk_nrm_referrals", "all", 0, 9999)
    assert len(found) >= 12 and found["scope"].str.match(r"Q[1-4] ").all()
    whole = yearly.series(ledger, ["GBR"], "uk_nrm_referrals", "all", "preferred", 0, 9999)
    assert set(whole["period"]) == {"calendar"}


def test_each_unit_of_an_event_is_a_row_of_its_own(ledger):
    found = country.told_in_units(ledger, ["ARG"], ["convictions"], 2018, 2018)
    assert found[["value", "unit"]].values.tolist() == [[48, "cases"], [71, "traffickers"]]
