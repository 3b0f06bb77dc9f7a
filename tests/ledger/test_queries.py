"""Queries on the real ledger."""

from dashboard.queries import catalogue, country, method, overview, yearly
from dashboard.wording import figures as figures_wording
from dashboard.wording import tiers as tiers_wording


def test_movements_of_the_2014_report(ledger):
    placed = overview.placements_of_report(ledger, 2014).set_index("iso3")
    assert len(placed) == 188
    assert placed.loc[["THA"], ["previous_tier", "tier", "movement"]].values.tolist()[0] == [
        "2WL",
        "3",
        "down",
    ]
    assert placed.loc["KHM", "movement"] == "same"


def test_every_figure_shown_names_its_source(ledger):
    found = country.series(ledger, "KHM", ["prosecutions", "convictions"])
    cited = catalogue.sources(ledger, found["source_id"])
    assert set(cited["source_id"]) == set(found["source_id"])
    assert cited["citation"].str.contains("The Phnom Penh Post").any()


def test_preferred_series_has_one_row_a_year(ledger):
    found = yearly.series(ledger, ["KHM", "THA"], "convictions", "all", "preferred", 2000, 2025)
    assert not found.duplicated(["area", "year"]).any()
    assert found["area"].drop_duplicates().tolist() == ["KHM", "THA"]


def test_rows_set_aside_are_counted(ledger):
    listed = method.set_aside(ledger)
    assert listed["rows"].sum() == ledger.value("select sum(rows) from set_aside") > 0
    # India's totals of 2019 to 2021 had been set aside for rows by citizenship without a label.
    assert (
        ledger.value(
            "select count(*) from set_aside where area = 'IND' and measure = 'victims_detected'"
        )
        == 0
    )
    assert method.withdrawn(ledger) > 0


def test_a_country_without_figures_gives_no_rows(ledger):
    assert country.series(ledger, "XXX", ["prosecutions"]).empty
    assert country.tier_history(ledger, "XXX").empty


def test_the_tier_sentence_says_since_when_and_from_where(ledger):
    history = country.tier_history(ledger, "KHM")
    assert (
        tiers_wording.tier_in(history[history["report_year"] <= 2025], "Cambodia")
        == "Cambodia: Tier 3 in the 2025 report, the fourth in a row; down from Tier 2 Watch List (derived) in 2022."
    )


def test_numbers_are_written_one_way():
    assert figures_wording.figure(1234567) == "1,234,567"
    assert figures_wording.figure(4.1) == "4.1"
    assert figures_wording.figure(5, "less_than") == "fewer than 5"
    assert [figures_wording.ordinal(n) for n in (1, 4, 11, 12, 21, 22, 113)] == [
        "first", "fourth", "11th", "12th", "21st", "22nd", "113th"
    ]  # fmt: skip


def test_a_history_that_begins_after_the_last_move_tells_no_move(ledger):
    history = country.tier_history(ledger, "KHM")
    told = tiers_wording.tier_in(history[history["report_year"].isin([2024, 2025])], "Cambodia")
    assert told == "Cambodia: Tier 3 in the 2025 report, the fourth in a row."
