"""Who is counted, and what part of a country: read from the data's own rows and held through the derived series."""

import re

import pytest

from dashboard.queries import briefing as query
from dashboard.queries import trends

NUMBER = r"(one|two|three|five|seven|ten|\d+)"
# How a note says that its figure covers a part: some people, some places, some agencies, one law, more than its year.
PART = re.compile(
    r"(all |foreign )?(adults?|children|women|girls|(foreign|female|adult) victims)( only)?$"
    r"|.*\b(adults?|children|women|police|federal\w*|foreign\w*|regions?|states?|provinces?|agency|ministry|law) only\b"
    rf"|.*\b{NUMBER} of \d+ (regions|states|provinces|prefectures|districts|district police stations)\b"
    rf"|.*\b{NUMBER} (regions|states|provinces)\b.* did not|.*\black of data\b"
    r"|.*\bincomplete data|.*\b(data not|no) comprehensive|.*\bno national total"
    r"|.*\bseveral years of data|.*\b\d+ months, of which|.*\bnot the EU27 of today"
    r"|(.*; )?(printed as (not )?(never|yet),? |convicted )?under (the|its) (new|\d{4}|(anti-)?trafficking) (law|statute|act)\b"
    r"|(government and NGOs|media and government reports)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("area", "years", "counted"),
    [
        ("GBR", range(2015, 2023), "referred"),
        ("ITA", range(2012, 2018), "assisted"),
        ("PHL", range(2015, 2017), "assisted"),
        ("ETH", range(2018, 2020), "potential"),
        ("SGP", range(2017, 2019), "potential"),
        ("MYS", range(2015, 2023), "confirmed"),
        ("ITA", range(2018, 2023), "identified"),
    ],
)
def test_victims_are_what_the_note_says(ledger, area, years, counted):
    rows = ledger.table(
        "select year, counted::varchar as counted from figure where area = $area and form = 'all' "
        "and measure = 'victims_identified' and year between $first and $last",
        area=area,
        first=years.start,
        last=years.stop - 1,
    )
    assert not rows.empty
    assert counted in set(rows["counted"])
    told = ledger.table(
        "select counted::varchar as counted from preferred_figure where area = $area and form = 'all' "
        "and measure = 'victims_identified' and year between $first and $last",
        area=area,
        first=years.start,
        last=years.stop - 1,
    )
    assert set(told["counted"]) <= {"identified", "confirmed", ""}


def test_no_preferred_figure_is_partial_or_counts_others_than_its_name_says(ledger):
    assert ledger.value("select count(*) from preferred_figure") > 10_000
    assert (
        ledger.value("""
            select count(*) from preferred_figure join figure
                using (area, year, measure, form, unit, counted, source_id, vintage, value)
            where figure.scope <> '' and not exists (
                from figure as whole
                where whole.area = figure.area and whole.year = figure.year and whole.measure = figure.measure
                  and whole.form = figure.form and whole.unit = figure.unit and whole.counted = figure.counted
                  and whole.source_id = figure.source_id and whole.scope = ''
            )
        """)
        == 0
    )
    assert (
        ledger.value("""
            select count(*) from preferred_figure
            where counted in ('potential', 'referred', 'assisted', 'mixed', 'continued', 'suspected')
              and measure <> 'victims_assisted'
        """)
        == 0
    )


def test_bulgarias_prosecution_service_and_national_commission_are_two_partial_counts(ledger):
    rows = ledger.table(
        "select value, counted::varchar as counted, scope from current_figure where area = 'BGR' and year = 2020 "
        "and measure = 'victims_identified' and form = 'all' order by value"
    )
    assert rows.values.tolist() == [
        [60, "potential", "National Commission"],
        [413, "potential", "prosecution service, with earlier cases"],
    ]


def test_estimates_of_models_are_qualified_as_estimates(ledger):
    rows = ledger.table(
        "select distinct qualifier::varchar as qualifier from figure join measure using (measure) where kind = 'estimate'"
    )
    assert rows["qualifier"].tolist() == ["estimate"]


def test_no_figure_stands_for_the_whole_while_its_note_says_that_it_covers_a_part(ledger):
    rows = ledger.table(
        "select distinct area, year, measure::varchar as measure, note, scope from figure "
        "where note <> '' and area <> 'WORLD' order by all"
    )
    told = rows[[bool(PART.match(note)) for note in rows["note"]]]
    assert len(told) > 40
    assert told[told["scope"] == ""].values.tolist() == []


def test_no_figure_has_a_unit_or_a_kind_of_year_that_its_note_denies(ledger):
    rows = ledger.table(
        "select area, year, measure::varchar as measure, unit, period::varchar as period, note from figure where note <> ''"
    )
    no_unit = rows["note"].str.contains(
        r"unit not (?:printed|defined)|persons or cases\b|may be cases"
    )
    assert no_unit.sum() > 70
    assert rows[no_unit & (rows["unit"] != "as_reported")].values.tolist() == []
    fiscal = rows["note"].str.contains(r"fiscal year|October \d{4} to September \d{4}")
    assert fiscal.sum() > 20
    assert rows[fiscal & (rows["period"] != "fiscal")].values.tolist() == []


def test_no_ratio_is_made_where_the_unit_is_not_stated(ledger):
    units = ledger.table("select distinct unit from conviction_ratio")["unit"]
    assert "persons" in set(units) and "as_reported" not in set(units)


def test_no_figure_stands_for_the_whole_while_a_break_says_that_its_year_covers_a_part(ledger):
    rows = ledger.table(
        "select distinct f.area, f.year, f.measure::varchar as measure, reason from known_break as k "
        "join figure as f using (area, measure) join source on source.source_id = f.source_id "
        "where source.publisher = k.publisher and f.scope = '' and f.counted::varchar in ('', 'identified')"
    )
    part = rf"(on )?((likely )?covers|(foreign )?(adult victims|children) only|{NUMBER} of \d+|hardly any)"
    told = [
        row
        for row in rows.values.tolist()
        if re.search(rf"\b(for|from) {row[1]} {part}", row[3])
        or re.search(rf"{part}.*\bfor {row[1]}$", row[3])
    ]
    assert told == []


def test_every_edition_says_who_is_counted_by_then(ledger):
    """The United Kingdom's victims detected are referrals from 2017 on, in the edition of 2023 as in that of 2025."""
    listed = query.revisions(ledger, "GBR", 2000, 2025)
    detected = listed[listed["measure"] == "victims_detected"]
    assert len(detected) > 1
    for year, counted in zip(detected["year"], detected["counted"], strict=True):
        assert (counted == "referred") == (year >= 2017)
    for year in (2016, 2020):
        record = trends.record(ledger, "GBR", "victims_detected", "all", year)
        assert set(record["counted"]) == ({"referred"} if year >= 2017 else {""})
    told = trends.revisions(ledger, ["GBR"], "victims_detected", "all", 2000, 2025)
    assert (told.loc[told["year"] >= 2017, "counted"] == "referred").all()


def test_what_is_counted_is_told_alike_of_a_figure_and_of_its_editions(ledger):
    assert (
        ledger.value("""
            select count(*) from figure_revision as edition join citable_figure as figure
                using (area, year, period, measure, form, sex, age, origin, unit, counted, scope, publisher)
            where edition.counts is distinct from figure.counts
        """)
        == 0
    )
