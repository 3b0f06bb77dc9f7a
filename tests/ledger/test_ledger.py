"""The database: every table's promise, checked against values read by hand."""

import csv

import duckdb
import pandas as pd
import pytest

from tests.conftest import DATA


def rows(ledger, sql, **parameters):
    return list(ledger.table(sql, **parameters).itertuples(index=False, name=None))


def test_every_row_of_the_package_is_in_the_database(ledger):
    for name, files in {
        "figure": (DATA / "figures").glob("*.csv"),
        "tier_ranking": [DATA / "tiers.csv"],
        "source": [DATA / "sources.csv"],
        "origin_label": [DATA / "origin_labels.csv"],
    }.items():
        expected = 0
        for file in files:
            with file.open(encoding="utf-8", newline="") as text:
                expected += sum(1 for _ in csv.DictReader(text))
        assert ledger.value(f"select count(*) from {name}") == expected


def test_the_story_of_the_article(ledger):
    """Phnom Penh Post, June 2014: Watch List again, 50 cases after 102, Thailand on Tier 3."""
    placed = "select report_year, tier from tier_history where iso3 = $iso3 and report_year in (2012, 2013, 2014) order by 1"
    assert rows(ledger, placed, iso3="KHM") == [(2012, "2"), (2013, "2WL"), (2014, "2WL")]
    assert rows(ledger, placed, iso3="THA")[-1] == (2014, "3")
    assert rows(
        ledger,
        """
        select value_before, value, unit, change, round(change_ratio, 2), source_id from year_over_year
        where area = 'KHM' and measure = 'prosecutions' and year = 2013 and voice = 'The Phnom Penh Post'
        """,
    ) == [(102, 50, "cases", -52, -0.51, "ppp_2014_06")]


def test_verdicts_on_the_article_and_on_the_european_figure(ledger):
    verdicts = dict(rows(ledger, "select claim_id, verdict::varchar from claim_verdict"))
    assert verdicts["ppp-2014-watch-list-2014"] == "supported"
    assert verdicts["ppp-2014-thailand-tier-3"] == "supported"
    # Others say so in words only, and all of them are newspapers and broadcasters.
    assert verdicts["ppp-2014-prosecutions-50"] == "press_only"
    assert verdicts["ppp-2014-prosecutions-second-fall"] == "press_only"
    assert verdicts["ppp-2014-fewer-victims"] == "press_only"
    assert verdicts["ppp-2014-chief-sentenced"] == "press_only"
    assert verdicts["ppp-2014-officials-convicted"] == "own_only"
    assert verdicts["greta-2020-44-percent"] == "own_only"
    assert verdicts["childhub-2020-nearly-50-percent"] == "contradicted"


@pytest.mark.parametrize(
    ("iso3", "year", "tier", "movement", "reports"),
    [
        ("KHM", 2005, "3", "down", 1),
        ("KHM", 2014, "2WL", "same", 2),
        ("KHM", 2016, "2", "up", 1),
        ("KHM", 2022, "3", "down", 1),
        ("CHN", 2013, "3", "down", 1),
        ("MYS", 2014, "3", "down", 1),
    ],
)
def test_tier_history_gives_the_way_a_country_moved(ledger, iso3, year, tier, movement, reports):
    assert rows(
        ledger,
        "select tier, movement, reports_in_tier from tier_history where iso3 = $iso3 and report_year = $year",
        iso3=iso3,
        year=year,
    ) == [(tier, movement, reports)]


def test_special_cases_and_gaps_have_no_movement(ledger):
    assert rows(
        ledger, "select count(*) from tier_history where tier = 'SC' and movement is not null"
    ) == [(0,)]
    assert rows(
        ledger,
        "select count(*) from tier_history where previous_tier is null and movement is not null",
    ) == [(0,)]


def test_watch_list_spells_of_thailand(ledger):
    assert rows(
        ledger,
        "select first_report_year, last_report_year, reports, left_to from watch_list_spell where iso3 = 'THA' order by 1",
    ) == [(2004, 2004, 1, "2"), (2010, 2013, 4, "3"), (2016, 2017, 2, "2"), (2021, 2021, 1, "2")]


@pytest.mark.parametrize(
    ("area", "year", "measure", "values"),
    [
        ("AUS", 2019, "victims_detected", [189, 84]),
        ("BHR", 2021, "victims_detected", [83, 32]),
        ("GBR", 2023, "uk_nrm_referrals", [17004, 16990]),
    ],
)
def test_revised_figures_keep_each_edition_and_the_latest_is_current(
    ledger, area, year, measure, values
):
    where = "where area = $area and year = $year and measure = $measure and form = 'all' and sex = 'all' and age = 'all' and origin = '' and scope = ''"
    asked = {"area": area, "year": year, "measure": measure}
    assert [
        v
        for (v,) in rows(
            ledger, f"select value from figure_revision {where} order by vintage", **asked
        )
    ] == values
    assert rows(ledger, f"select value, revised from current_figure {where}", **asked) == [
        (values[-1], True)
    ]


@pytest.mark.parametrize(
    ("area", "year", "measure", "reason"),
    [
        (
            "GBR",
            2017,
            "victims_detected",
            ["break", None, "from 2017 on the figures are NRM referrals"],
        ),
        ("PAK", 2019, "victims_detected", ["no_whole_figure_before", None, None]),
        ("KHM", 2013, "convictions", ["unit_differs", "persons", "cases"]),
    ],
)
def test_a_change_between_unlike_figures_is_withheld_with_the_reason(
    ledger, area, year, measure, reason
):
    [(change, ratio, *withheld)] = rows(
        ledger,
        """
        select change, change_ratio, withheld, withheld_before, withheld_now from year_over_year
        where area = $area and year = $year and measure = $measure and form = 'all' and voice = 'preferred'
        """,
        area=area,
        year=year,
        measure=measure,
    )
    assert ratio != ratio or ratio is None
    assert change != change or change is None
    assert [None if pd.isna(told) else told for told in withheld] == reason


def test_the_press_is_preferred_only_where_nothing_else_is_known_and_undoubted(ledger):
    assert rows(
        ledger,
        """
        select count(*) from preferred_figure as chosen
        where reliability = 'press' and exists (
            select 1 from series_figure as other
            where (other.area, other.measure, other.form, other.year) = (chosen.area, chosen.measure, chosen.form, chosen.year)
              and other.reliability not in ('press', 'derived') and (other.doubt is null or chosen.doubt is not null)
        )
        """,
    ) == [(0,)]


def test_a_code_of_the_questionnaire_is_no_figure(ledger):
    """Pakistan 2019: 61102019 "convictions" are question 6.1, tenth cell, of 2019."""
    assert ledger.value("select max(value) from figure where measure = 'convictions'") < 1e6
    codes = rows(ledger, "select area, count(*) from questionnaire_code group by area order by 1")
    assert dict(codes).keys() == {"AND", "PAK"} | dict(codes).keys()
    assert ("61102019",) in rows(
        ledger, "select code from questionnaire_code where area = 'PAK' and year = 2019"
    )
    assert rows(
        ledger, "select count(*) from figure_doubt where kind = 'questionnaire_code'"
    ) == rows(ledger, "select count(*) from questionnaire_code")


def test_types_keys_enums_and_checks_are_enforced(tmp_path, built):
    import shutil

    copy = tmp_path / "ledger.duckdb"
    shutil.copy(built[0], copy)
    with duckdb.connect(str(copy)) as writable:
        for statement in (
            "insert into tier_ranking values ('KHM', 2013, '2', 'direct', 'ppp_2014_06', null, null)",
            "insert into tier_ranking values ('KHX', 2013, '2', 'direct', 'ppp_2014_06', null, null)",
            "insert into tier_ranking values ('KHM', 2026, '2W', 'direct', 'ppp_2014_06', null, null)",
            "insert into tier_ranking values ('KHM', 1999, '2', 'direct', 'ppp_2014_06', null, null)",
            "update figure set value = -1 where area = 'KHM' and year = 2013",
        ):
            with pytest.raises(duckdb.Error):
                writable.execute(statement)


def test_the_summary_counts_what_was_built(built):
    _, summary = built
    assert summary.rows["figure"] > 60_000
    assert summary.years[0] == 2000 and summary.years[1] >= 2025  # the 3P index begins in 2000
    assert all(outcome.passed for outcome in summary.outcomes)


def test_estimates_are_not_counts(ledger):
    assert rows(
        ledger,
        "select distinct kind from measure join figure using (measure) where source_id in ('walkfree_gsi_2023', 'ilo_2012')",
    ) == [("estimate",)]
