"""The watch-list clock on the real placements, checked by hand against 22 U.S.C. 7107(b)(2)(D)-(F)."""

import pandas as pd
import pytest

MAY_STAY, UNLESS_WAIVED, MUST = "may stay", "must move unless waived", "must move"
ON_RETURN, NO_LIMIT = "one year only if it returns", "no limit of its own"


@pytest.mark.parametrize(
    ("iso3", "report_year", "tier", "counted", "by_waiver", "one_year_rule", "next_report"),
    [
        ("KHM", 2013, "2WL", 1, False, False, MAY_STAY),
        ("KHM", 2014, "2WL", 2, False, False, UNLESS_WAIVED),
        (
            "KHM",
            2015,
            "2WL",
            3,
            True,
            False,
            UNLESS_WAIVED,
        ),  # the waiver could last two years; rose in 2016
        ("THA", 2010, "2WL", 1, False, False, MAY_STAY),
        ("THA", 2011, "2WL", 2, False, False, UNLESS_WAIVED),
        ("THA", 2012, "2WL", 3, True, False, UNLESS_WAIVED),
        ("THA", 2013, "2WL", 4, True, False, MUST),  # fell in 2014
        ("THA", 2014, "3", None, False, False, NO_LIMIT),
        ("THA", 2015, "3", None, False, False, NO_LIMIT),
        ("THA", 2016, "2WL", 1, False, False, MAY_STAY),  # back before the one-year rule
        ("THA", 2017, "2WL", 2, False, False, UNLESS_WAIVED),  # rose in 2018
        ("MYS", 2012, "2WL", 3, True, False, UNLESS_WAIVED),
        ("MYS", 2013, "2WL", 4, True, False, MUST),
        ("MYS", 2014, "3", None, False, False, NO_LIMIT),
        ("MYS", 2015, "2WL", 1, False, False, MAY_STAY),
        ("MYS", 2016, "2WL", 2, False, False, UNLESS_WAIVED),
        (
            "CHN",
            2010,
            "2WL",
            2,
            False,
            False,
            UNLESS_WAIVED,
        ),  # on the list since 2005, counted from 2009
        ("CHN", 2011, "2WL", 3, True, False, UNLESS_WAIVED),
        ("CHN", 2012, "2WL", 4, True, False, MUST),
        ("CHN", 2013, "3", None, False, False, NO_LIMIT),
        ("COG", 2023, "2WL", 1, False, False, MAY_STAY),  # down from Tier 2, so no one-year rule
        ("COG", 2024, "2WL", 2, False, False, UNLESS_WAIVED),
        ("COG", 2025, "2WL", 3, True, False, MUST),  # the waiver is one year now, and used
        ("MYS", 2020, "2WL", 3, True, False, MUST),
        ("MYS", 2022, "3", None, False, True, ON_RETURN),
        ("MYS", 2023, "2WL", 1, False, True, MUST),  # back from Tier 3: one year; rose in 2024
    ],
)
def test_what_the_law_asked_of_the_next_report(
    ledger, iso3, report_year, tier, counted, by_waiver, one_year_rule, next_report
):
    row = ledger.table(
        "from watch_list_clock where iso3 = $iso3 and report_year = $year",
        iso3=iso3,
        year=report_year,
    ).iloc[0]
    found = None if pd.isna(row["counted_years"]) else int(row["counted_years"])
    assert (row["tier"], found) == (tier, counted)
    assert (row["by_waiver"], row["one_year_rule"], row["next_report"]) == (
        by_waiver,
        one_year_rule,
        next_report,
    )
    assert pd.isna(row["discrepancy"])


@pytest.mark.parametrize(
    ("iso3", "report_year"),
    [("KHM", 2016), ("THA", 2018), ("MYS", 2017), ("CHN", 2004)],
)
def test_a_country_off_the_list_has_no_clock(ledger, iso3, report_year):
    rows = ledger.table(
        "from watch_list_clock where iso3 = $iso3 and report_year = $year",
        iso3=iso3,
        year=report_year,
    )
    assert rows.empty


@pytest.mark.parametrize(
    ("iso3", "report_year", "required"),
    [
        ("KHM", 2013, 2015),
        ("THA", 2013, 2012),
        ("CHN", 2012, 2011),
        ("MYS", 2016, 2017),
        ("COG", 2023, 2025),
        ("MYS", 2023, 2024),  # one year only after Tier 3
        ("THA", 2017, 2018),  # back from Tier 3 before that rule
    ],
)
def test_first_report_in_which_the_law_required_a_move(ledger, iso3, report_year, required):
    assert required == ledger.value(
        "select first_required_move from watch_list_clock where iso3 = $iso3 and report_year = $year",
        iso3=iso3,
        year=report_year,
    )


def test_no_move_was_required_before_the_report_of_2011(ledger):
    assert ledger.value("select min(first_required_move) from watch_list_clock") == 2011
    assert ledger.value("select min(report_year) from watch_list_clock where by_waiver") == 2011


def test_waivers_inferred_for_2018_are_those_that_the_state_department_justified(ledger):
    # Memorandum of justification for the 2018 report: Cuba, Kuwait, Niger, Saudi Arabia, Senegal, Swaziland, and
    # Hong Kong if placed so.
    waived = ledger.table(
        "select iso3 from watch_list_clock where report_year = 2018 and by_waiver"
    )["iso3"]
    assert set(waived) == {"CUB", "KWT", "NER", "SAU", "SEN", "SWZ", "HKG"}


def test_algeria_was_waived_in_2019_although_the_one_year_rule_left_no_room(ledger):
    # Memorandum of justification for the 2019 report: Algeria and these six. Algeria had come back from Tier 3.
    rows = ledger.table(
        "from watch_list_clock where report_year = 2019 and (by_waiver or counted_years > 2)"
    )
    assert set(rows.loc[rows["by_waiver"], "iso3"]) == {"BGD", "HUN", "IRQ", "LBR", "MNE", "NIC"}
    assert (
        rows.set_index("iso3")
        .loc["DZA", "discrepancy"]
        .startswith("on the Watch List in 2019, although")
    )


def test_a_move_required_by_the_reading_of_f_alone_is_told_apart(ledger):
    rows = ledger.table(
        "from watch_list_clock where report_year = 2025 and next_report = 'must move'"
    ).set_index("iso3")
    assert set(rows.index[rows["by_reading_of_f"]]) == {"DJI", "TKM"}
    assert not rows.loc["COG", "by_reading_of_f"]
    others = ledger.value(
        "select count(*) from watch_list_clock where by_reading_of_f and next_report <> 'must move'"
    )
    assert others == 0


def test_contradicting_placements_are_listed(ledger):
    listed = ledger.table(
        "select iso3, report_year from watch_list_clock where discrepancy is not null"
    )
    assert ("HTI", 2024) in set(
        listed.itertuples(index=False, name=None)
    )  # Special Case where it had to move
    stayed = ledger.table("""
        select stay.iso3, stay.report_year
        from watch_list_clock as asked
        join tier_ranking as stay on stay.iso3 = asked.iso3 and stay.report_year = asked.report_year + 1
        where asked.next_report = 'must move' and stay.tier = '2WL'
    """)
    assert len(stayed) > 0
    assert set(stayed.itertuples(index=False, name=None)) <= set(
        listed.itertuples(index=False, name=None)
    )
