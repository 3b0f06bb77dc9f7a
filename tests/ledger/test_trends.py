"""What may be said of a change, and what may not."""

import math
import re
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, kendalltau

from dashboard.charts import lines
from dashboard.frames import each
from dashboard.queries import trends, yearly
from dashboard.statistics import chance, direction, yearly_sums
from dashboard.wording import comparison, views
from dashboard.wording import figures as wording
from dashboard.wording import trends as trend_wording
from etl.pipeline import MARTS

RULE = duckdb.connect()
RULE.execute((Path(MARTS) / "comparison.sql").read_text(encoding="utf-8"))

counts = st.integers(min_value=0, max_value=60_000)
FIGURE = {
    "value": 9.0,
    "qualifier": "exact",
    "unit": "persons",
    "counted": "",
    "period": "calendar",
    "publisher": "UNODC",
    "scope": "",
    "doubt": None,
}


def why(
    before: dict, now: dict, kind: str = "count", broken: str | None = None
) -> tuple[str, Any, Any] | None:
    """The code of the reason, with what it says of both figures; None where they may be compared."""
    found = RULE.cursor().execute(
        "select why_withheld($kind, $broken, $before, $now)",
        {"kind": kind, "broken": broken, "before": before, "now": now},
    )
    [(why,)] = found.fetchall()
    return why and (why["code"], why["before"], why["now"])


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        ({}, {}, None),
        ({"unit": "cases"}, {}, "cases in 2012, persons in 2013"),
        ({"counted": "new"}, {}, "newly opened in 2012, all that were counted in 2013"),
        (
            {"counted": "identified"},
            {"counted": "potential"},
            "identified in 2012, potential in 2013",
        ),
        ({"period": "fiscal"}, {}, "fiscal year 2012, calendar year 2013"),
        ({"publisher": "Press"}, {}, "Press for 2012, UNODC for 2013"),
        ({"qualifier": "less_than"}, {}, "the figure for 2012 is not exact"),
        ({}, {"qualifier": "at_least"}, "the figure for 2013 is not exact"),
        (
            {"qualifier": "estimate"},
            {"qualifier": "at_least"},
            "the figures for 2012 and 2013 are not exact",
        ),
        ({"value": None}, {}, "no figure for 2012"),
        ({}, {"value": None}, "no figure for 2013"),
        ({"scope": "federal"}, {}, "federal in 2012, the whole area in 2013"),
        ({}, {"doubt": "total_below_part"}, "the figure for 2013 is doubted"),
        ({"doubt": "part_above_total"}, {}, "the figure for 2012 is doubted"),
    ],
)
def test_only_like_figures_are_compared(before, now, reason):
    found = why(FIGURE | before, FIGURE | now)
    assert (found and comparison.why_not(*found, 2012, 2013)) == reason


def test_a_known_break_and_an_estimate_withhold_the_change():
    assert why(FIGURE, FIGURE, broken="new definition") == ("break", None, "new definition")
    assert why(FIGURE, FIGURE, kind="estimate") == ("estimate", None, None)


@given(before=counts, now=counts)
def test_the_ratio_is_the_naive_one_and_none_of_numbers_below_ten(before, now):
    ratio = (
        RULE.cursor()
        .execute("select ratio_of_change(?::double, ?::double)", [before, now])
        .fetchall()[0][0]
    )
    if min(before, now) < 10:
        assert ratio is None
    else:
        assert math.isclose(ratio, now / before - 1, abs_tol=1e-9)


@given(
    value=st.none() | counts,
    qualifier=st.sampled_from(["exact", "less_than", "at_least", "approximately"]),
    people=st.none() | st.integers(0, 10**9),
    kind=st.sampled_from(["count", "estimate", "rate"]),
    doubt=st.sampled_from([None, "total_below_part"]),
)
def test_a_rate_is_given_for_exact_undoubted_counts_with_people_only(
    value, qualifier, people, kind, doubt
):
    rate = (
        RULE.cursor()
        .execute(
            "select rate_per_100000(?, ?::double, ?, ?, ?::bigint)",
            [kind, value, qualifier, doubt, people],
        )
        .fetchall()[0][0]
    )
    if value is None or qualifier != "exact" or kind != "count" or doubt or not people:
        assert rate is None
    else:
        assert math.isclose(rate, value / people * 100_000, rel_tol=1e-12)


@given(base=st.integers(10, 60_000), now=counts)
def test_the_base_year_is_100(base, now):
    [(same, other)] = (
        RULE.cursor()
        .execute(
            "select index_of(?::double, ?::double), index_of(?::double, ?::double)",
            [base, base, base, now],
        )
        .fetchall()
    )
    assert same == 100
    assert (other > 100) == (now > base)


reports = st.lists(
    st.tuples(
        st.sampled_from("ABCDE"),
        st.integers(2010, 2015),
        counts,
        st.sampled_from(["exact", "exact", "exact", "less_than"]),
    ),
    min_size=1,
    unique_by=lambda row: row[:2],
)


@given(rows=reports, broken=st.sets(st.sampled_from("ABCDE"), max_size=2))
def test_the_fixed_panel_holds_countries_of_every_year_and_nothing_suppressed(rows, broken):
    figures = pd.DataFrame(rows, columns=["area", "year", "value", "qualifier"]).assign(
        unit="persons", period="calendar", counted="", doubt=None, population=1_000
    )
    figures["name"] = figures["area"]
    total = yearly_sums.add_up(figures, 2010, 2015, broken)
    exact = {(a, y): v for a, y, v, q in rows if q == "exact"}
    for name in total.fixed:
        assert name not in broken
        assert all((name, year) in exact for year in range(2010, 2016))
    for row in each(total.yearly):
        assert row.all_sum == sum(v for (_, year), v in exact.items() if year == row.year)
        assert row.reporting == sum(year == row.year for _, year in exact)
        if total.fixed:
            assert row.fixed_sum == sum(exact[name, row.year] for name in total.fixed)
        else:
            assert row.fixed_sum is None or pd.isna(row.fixed_sum)
    assert total.left_out == len(rows) - len(exact)


@given(before=counts, now=counts)
def test_the_words_agree_with_the_numbers(before, now):
    ratio = (now - before) / before if min(before, now) >= 10 else None
    said = trend_wording.change(now, before, ratio)
    expected = "up" if now > before else "down" if now < before else "the same as"
    assert said.startswith(expected)
    assert said.endswith(wording.number(before))
    if now != before:
        assert ("%" in said) == (min(before, now) >= 10)
        assert " 0 %" not in said
        assert "down 100 %" not in said
    for stated in re.findall(
        r" ([\d,]+) %", said.replace("less than 1 %", "").replace("more than 99 %", "")
    ):
        assert abs(float(stated.replace(",", "")) - abs(100 * (ratio or 0))) <= 0.5 + 1e-9


@given(before=st.integers(0, 300), now=st.integers(0, 300))
def test_the_test_of_chance_is_symmetric_and_is_the_binomial_test(before, now):
    p = chance.p_value(before, now)
    assert math.isclose(p, chance.p_value(now, before), rel_tol=1e-9)
    if before + now:
        assert math.isclose(p, binomtest(now, before + now, 0.5).pvalue, rel_tol=1e-6)


@given(
    st.one_of(
        st.lists(st.integers(0, 10**6), min_size=5, max_size=30, unique=True),
        st.lists(st.integers(0, 9), min_size=5, max_size=30),
    ).filter(lambda values: len(set(values)) > 1),
    st.randoms(use_true_random=False),
)
def test_a_direction_rests_on_the_rank_correlation_that_scipy_gives(values, chance_order):
    years = [2001 + n for n in range(len(values))]
    given_as = list(zip(years, values, strict=True))
    chance_order.shuffle(given_as)
    score, p = direction.rank_correlation(*zip(*given_as, strict=True))
    known = kendalltau(years, values)
    assert np.sign(score) == np.sign(known.statistic)
    assert math.isclose(p, known.pvalue, rel_tol=1e-9)


def test_bounds_are_no_counts():
    with pytest.raises(ValueError):
        chance.p_value(-1, 3)
    with pytest.raises(ValueError):
        chance.p_value(4.1, 3)


def test_cambodia_2013_in_words(ledger):
    rows = yearly.series(ledger, ["KHM"], "prosecutions", "all", "The Phnom Penh Post", 2000, 2013)
    said = trend_wording.latest_change(
        rows, "Prosecutions", trends.stated(ledger, ["KHM"], "prosecutions")
    )
    assert said == (
        "Cambodia: 50 prosecuted cases (press) in 2013, down 51 % from 102 in 2012, as The Phnom Penh Post gives them; "
        "not found in the report itself. "
        "Second fall in a row, by the reports as quoted; no numbers for the first. "
        "Counted in the reporting period of the report, not in the calendar year: 2012 and 2013."
    )


def test_runs_count_comparable_years_only():
    rows = pd.DataFrame(
        {
            "year": [2010, 2011, 2012, 2013, 2015],
            "change": [5.0, -3.0, -2.0, -1.0, None],
            "withheld": [None, None, None, None, "no_figure_before"],
        }
    )
    assert trend_wording.run(rows) == 0
    assert trend_wording.run(rows.iloc[:4]) == 3
    assert trend_wording.run(rows.iloc[:1]) == 1


def test_the_united_kingdom_is_not_compared_across_2017(ledger):
    compared = yearly.against(
        ledger, ["GBR"], "victims_detected", "all", "preferred", 2016
    ).set_index("year")
    assert compared.at[2016, "index"] == 100
    assert compared["change_ratio"].isna()[2018]
    assert compared.at[2018, "withheld"] == "break"
    assert compared.at[2018, "withheld_now"] == "from 2017 on the figures are NRM referrals"
    assert compared["change"][2015] == compared["value"][2015] - compared["value"][2016]


def test_pakistan_is_named_where_it_enters_and_left_out_of_the_same_countries(ledger):
    countries = list(trends.countries(ledger, [], [], 2025))
    found = yearly.series(ledger, countries, "victims_detected", "all", "UNODC", 2018, 2020)
    known = trends.publisher_breaks(ledger, countries, "victims_detected", "UNODC", 2018, 2020)
    total = yearly_sums.add_up(found, 2018, 2020, known["area"])
    of_2019 = total.yearly.set_index("year").loc[2019]
    assert of_2019["entered"][0] == ("Pakistan", 32022)
    assert "Pakistan" not in total.fixed


def test_every_silence_has_a_state_and_bounds_are_not_zero(ledger):
    states = trends.silence(
        ledger, ["GBR", "IND", "KHM"], "victims_detected", "all", "UNODC", 2003, 2023
    )
    assert len(states) == 3 * 21
    state = states.set_index(["area", "year"])["state"]
    assert state["IND", 2012] == "not_reported"
    assert state["GBR", 2017] == "not_comparable"
    everyone = trends.silence(
        ledger,
        list(trends.countries(ledger, [], [], 2025)),
        "victims_detected",
        "all",
        "UNODC",
        2003,
        2023,
    )
    assert (everyone.loc[everyone["qualifier"] == "less_than", "state"] == "fewer").all()
    assert (everyone.loc[everyone["value"].isna(), "state"] == "not_reported").all()
    assert (everyone.loc[everyone["state"] == "zero", "value"] == 0).all()


@pytest.mark.parametrize("view", ["rate", "change", "percent"])
def test_nothing_is_computed_from_suppressed_figures(ledger, view):
    countries = list(trends.countries(ledger, [], [], 2025))
    rows = yearly.series(ledger, countries, "victims_detected", "all", "UNODC", 2003, 2023)
    assert (rows["qualifier"] == "less_than").any()
    seen = views.viewed(rows, view)
    assert not seen.empty
    assert (seen["qualifier"] == "exact").all()
    assert seen["value"].notna().all()


def test_a_country_without_population_has_figures_and_no_rate(ledger):
    rows = yearly.series(ledger, ["TWN"], "victims_identified", "all", "preferred", 2000, 2025)
    assert not rows.empty
    assert rows["rate"].isna().all()


def test_revisions_show_each_edition(ledger):
    revised = trends.revisions(ledger, ["AUS"], "victims_detected", "all", 2019, 2019)
    assert revised["value"].tolist() == [189, 84]


def test_the_record_of_a_figure_names_source_edition_and_address(ledger):
    record = trends.record(ledger, "KHM", "prosecutions", "all", 2013)
    assert record["publisher"].tolist() == ["The Phnom Penh Post"]
    assert record["address"].str.startswith("http").all()


def test_a_rate_keeps_the_break_of_the_united_kingdom(ledger):
    rows = yearly.series(ledger, ["GBR"], "victims_detected", "all", "preferred", 2015, 2019)
    seen = views.viewed(rows, "rate").set_index("year")
    assert seen.at[2017, "withheld_now"] == "from 2017 on the figures are NRM referrals"
    assert seen["segment"][2017] > seen["segment"][2016]


def of_countries(*rows: tuple) -> pd.DataFrame:
    columns = ["area", "year", "value", "period", "population"]
    frame = pd.DataFrame(rows, columns=columns).assign(
        qualifier="exact", unit="persons", counted="", doubt=None
    )
    return frame.assign(name=frame["area"])


def test_figures_of_different_periods_are_not_added():
    figures = of_countries(
        ("A", 2010, 7, "calendar", 100),
        ("A", 2011, 8, "calendar", 100),
        ("B", 2010, 50, "fiscal", 100),
        ("B", 2011, 60, "calendar", 100),
    )
    total = yearly_sums.add_up(figures, 2010, 2011)
    assert (total.period, total.fixed, total.left_out) == ("calendar", ["A"], 1)
    assert total.yearly["all_sum"].tolist() == [7, 68]


panels = st.lists(
    st.tuples(st.lists(counts, min_size=4, max_size=4), st.integers(1, 10**9)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40)
@given(countries=panels)
def test_views_of_a_sum_are_the_naive_ones(countries):
    rows = [
        (str(n), 2010 + i, value, "calendar", people)
        for n, (values, people) in enumerate(countries)
        for i, value in enumerate(values)
    ]
    total = yearly_sums.add_up(of_countries(*rows), 2010, 2013)
    sums = {2010 + i: sum(values[i] for values, _ in countries) for i in range(4)}
    people = sum(people for _, people in countries)
    seen = {v: dict(each(yearly_sums.viewed(total, v))) for v in views.VIEWS}
    assert seen["count"] == sums
    assert seen["rate"] == pytest.approx({y: s / people * 100_000 for y, s in sums.items()})
    assert seen["change"] == {y: s - sums[y - 1] for y, s in sums.items() if y > 2010}
    assert seen["percent"] == pytest.approx(
        {
            y: (s / sums[y - 1] - 1) * 100
            for y, s in sums.items()
            if y > 2010 and min(s, sums[y - 1]) >= 10
        }
    )
    if sums[2010] >= 10:
        assert seen["index"][2010] == 100
    else:
        assert seen["index"] == {}


def test_a_sum_with_a_country_of_unknown_population_has_no_rate():
    figures = of_countries(("A", 2010, 7, "calendar", 100), ("B", 2010, 8, "calendar", None))
    total = yearly_sums.add_up(figures, 2010, 2010)
    assert total.fixed == ["A", "B"]
    assert yearly_sums.viewed(total, "rate").empty


@pytest.mark.parametrize(
    ("said_of", "direction", "words"),
    [
        (
            [2012],
            "fall",
            "Second fall in a row, by the reports as quoted; no numbers for the first.",
        ),
        (
            [2011, 2012],
            "fall",
            "Third fall in a row, by the reports as quoted; no numbers for the first 2.",
        ),
        ([2012], "rise", None),
        ([2011], "fall", None),
        ([2013], "fall", None),
    ],
)
def test_a_run_reaches_back_to_years_of_which_a_text_says_so(said_of, direction, words):
    rows = pd.DataFrame({"year": [2013], "change": [-52.0], "withheld": [None]})
    stated = pd.DataFrame({"year": said_of, "direction": direction})
    assert trend_wording.run_in_words(rows, stated) == words


def test_who_stopped_reporting_is_named_under_the_last_year():
    states = pd.DataFrame(
        [
            ("A", 2010, "reported", 2011),
            ("A", 2011, "not_reported", None),
            ("B", 2010, "zero", 2011),
        ]
        + [("B", 2011, "fewer", 2011), ("C", 2010, "not_reported", None)]
        + [("D", 2010, "reported", 2010), ("D", 2011, "not_reported", None)],
        columns=["name", "year", "state", "ends"],
    )
    named = trends.stopped(states)[["last_year", "names", "ended"]]
    assert named.values.tolist() == [[2010, "A", False], [2010, "D", True]]


def test_whose_newest_edition_ends_earlier_has_not_stopped(ledger):
    measured = ("convictions", "all", "preferred", 2003, 2024)
    countries = ledger.table("select iso3 from country")["iso3"].tolist()
    states = trends.silence(ledger, countries, *measured)
    absent = trends.stopped(states)
    unodc_ends = ledger.value(
        "select max(year) from series_figure where measure = 'convictions' and publisher = 'UNODC'"
    )
    last = states.dropna(subset=["value"]).sort_values("year").groupby("area").tail(1)
    publisher = ledger.table(
        "select area, year, publisher from year_over_year where measure = 'convictions' and form = 'all' "
        "and strand = '' and voice = 'preferred'"
    )
    up_to_date = last.merge(publisher)[
        lambda rows: (rows["publisher"] == "UNODC") & (rows["year"] == unodc_ends)
    ]
    assert len(up_to_date) > 50
    stopped = set(", ".join(absent.loc[~absent["ended"], "names"]).split(", "))
    assert not stopped & set(up_to_date["name"])


def test_a_mark_knows_its_figure_and_a_revised_one_has_a_ring(ledger):
    rows = yearly.series(ledger, ["FRA", "AUS"], "victims_detected", "all", "UNODC", 2003, 2023)
    figure = lines.line_with_gaps(rows, "persons", "Victims detected")
    marks = {
        lines.area_and_year(figure, curve, point): trace.marker.line.width[point]
        for curve, trace in enumerate(figure.data)
        if "lines" in trace.mode
        for point, value in enumerate(trace.y)
        if pd.notna(value)
    }
    exact = rows[rows["qualifier"] != "less_than"]
    assert set(marks) == set(zip(exact["area"], exact["year"], strict=True))
    assert marks["AUS", 2019] > 0
    assert marks["AUS", 2012] == 0


def test_every_change_in_the_ledger_is_between_like_exact_figures(ledger):
    """year_over_year as a whole, against the definition written out anew."""
    rows = ledger.table("""
        select y.*, before.period as period_before, before.publisher as publisher_before, before.value as naive_before,
            measure.kind
        from year_over_year as y
        join measure using (measure)
        left join series_figure as before
            on before.area = y.area and before.measure = y.measure and before.form = y.form
            and before.strand = y.strand and before.year = y.year - 1 and before.publisher = y.publisher
    """)
    given = rows[rows["withheld"].isna()]
    assert len(given) > 5_000
    for now, before in (
        ("qualifier", "qualifier_before"),
        ("unit", "unit_before"),
        ("counted", "counted_before"),
        ("period", "period_before"),
    ):
        assert (given[now] == given[before]).all()
    assert (given["qualifier"] == "exact").all()
    assert (given["kind"] == "count").all()
    assert (given["value_before"] == given["naive_before"]).all()
    assert (given["change"] == given["value"] - given["naive_before"]).all()
    withheld = rows[rows["withheld"].notna()]
    assert withheld[["change", "change_ratio"]].isna().all(axis=None)


def test_every_known_break_with_figures_on_both_sides_withholds_the_change_in_its_words(ledger):
    known = ledger.table("select * from known_break")
    crossed = 0
    for row in each(known):
        voiced = yearly.series(ledger, [row.area], row.measure, "all", row.publisher, 2000, 2025)
        before, after = voiced[voiced["year"] < row.year], voiced[voiced["year"] >= row.year]
        if before.empty or after.empty:
            continue
        start, end = int(before["year"].iat[-1]), int(after["year"].iat[0])
        compared = yearly.against(ledger, [row.area], row.measure, "all", row.publisher, start)
        told = compared.set_index("year")["withheld_now"][end]
        assert row.reason in told
        crossed += 1
    assert crossed >= 5


def test_a_break_in_one_publishers_series_leaves_the_others_alone(ledger):
    state, unodc = (
        yearly.series(ledger, ["BGR"], "prosecutions", "all", voice, 2000, 2025).set_index("year")
        for voice in ("US Department of State", "UNODC")
    )
    assert state["withheld_now"][2022].startswith("from 2022 on new prosecutions only")
    assert unodc["withheld"].isna()[2022]


def test_india_2017_by_another_method_is_no_fall(ledger):
    rows = yearly.series(ledger, ["IND"], "victims_identified", "all", "preferred", 2000, 2017)
    said = trend_wording.latest_change(rows, "Victims identified", no_stated_changes())
    assert (
        "No change on the year before is given: from 2017 on the figures are counted by a new method."
        in said
    )


def no_stated_changes() -> pd.DataFrame:
    return pd.DataFrame({"year": [], "direction": []})


@pytest.mark.parametrize("measure", ["prosecutions", "convictions", "victims_detected"])
def test_caveats_are_of_the_figures_spoken_of_and_no_others(ledger, measure):
    countries = list(trends.countries(ledger, [], [], 2025))
    found = yearly.series(ledger, countries, measure, "all", "preferred", 2000, 2025)
    for _, rows in found.groupby("area"):
        last = rows.iloc[-1]
        years = [last.year] if pd.notna(last.withheld) else [last.year - 1, last.year]
        spoken_of = rows[rows["year"].isin(years)]
        said = trend_wording.latest_change(rows, "Label", no_stated_changes())
        assert ("Editions differ" in said) == spoken_of["revised"].any()
        assert ("beside" in said) == (spoken_of["competing"] > 0).any()
        assert ("Of the bound for" in said) == (spoken_of["qualifier"] == "less_than").any()
        assert ("reporting period" in said) >= (spoken_of["period"] == "reporting").any()
        for note in rows["note"].dropna():
            assert (note in said) == any(note in other for other in spoken_of["note"].dropna())


def test_the_last_change_that_may_be_given_follows_a_withheld_one(ledger):
    rows = yearly.series(ledger, ["KHM"], "prosecutions", "all", "preferred", 2000, 2025)
    assert trend_wording.latest_change(rows, "Prosecutions", no_stated_changes()) == (
        "Cambodia: 46 prosecuted persons in 2023. No change on the year before is given: no figure for 2022. "
        "The last change that may be given: 53 (persons) in 2016, down 23 % from 69 in 2015."
    )


@pytest.mark.parametrize(
    ("last", "edition", "meaning"),
    [(2022, "2025-04", "includes zero"), (2023, "2025-11", "<5 means 1 to 4")],
)
def test_what_a_bound_includes_is_told_by_its_edition(ledger, last, edition, meaning):
    countries = list(trends.countries(ledger, [], [], 2025))
    found = yearly.series(ledger, countries, "victims_detected", "all", "UNODC", last, last)
    bounds = found[(found["qualifier"] == "less_than") & (found["vintage"] == edition)]
    assert not bounds.empty
    for _, rows in bounds.groupby("area"):
        said = trend_wording.latest_change(rows, "Victims detected", no_stated_changes())
        assert f"fewer than 5 detected victims in {last}" in said
        assert meaning in said


def test_a_single_figure_and_a_figure_of_one_form_are_named_as_such(ledger):
    rows = yearly.series(
        ledger, ["KHM"], "convictions", "sexual_exploitation", "preferred", 2000, 2013
    )
    said = trend_wording.latest_change(rows, "Convictions", no_stated_changes())
    assert said.startswith("Cambodia, sexual exploitation only: 10 convicted cases (press) in 2013")
    one = rows.iloc[-1].copy()
    one["value"] = 1.0
    assert (
        trend_wording.amount_of_area(one, "Convictions")
        == "Cambodia, convictions, sexual exploitation only: 1 (cases)"
    )


def sums_of(*values: list[float], unit: str = "persons") -> yearly_sums.YearlySums:
    """Countries' figures from 2010 on, added up."""
    rows = [
        (str(n), 2010 + i, value, "calendar", 100)
        for n, of_country in enumerate(values)
        for i, value in enumerate(of_country)
    ]
    figures = of_countries(*rows).assign(unit=unit)
    return yearly_sums.add_up(figures, 2010, int(figures["year"].max()))


def test_a_sum_is_tested_against_chance_as_a_country_is():
    alike = [50.0, 52.0]
    assert trend_wording.sum_change(sums_of(alike, alike)).endswith("This change could be chance.")
    for total in (sums_of(alike, alike, unit="as_reported"), sums_of([50.0, 50.0], [50.0, 50.0])):
        assert "chance" not in trend_wording.sum_change(total)


def test_a_larger_change_of_a_sum_is_ranked_among_the_earlier_ones_of_six_or_more():
    moving = [50.0, 51.0, 53.0, 56.0, 60.0, 65.0, 90.0, 200.0]
    said = trend_wording.sum_change(sums_of(moving, moving))
    assert said.endswith("It is larger than all of the 6 earlier changes of this series.")
    said = trend_wording.sum_change(sums_of(moving[1:], moving[1:]))
    assert said.endswith("in 2015.")


def test_nothing_is_said_of_chance_where_one_country_is_most_of_a_sum():
    total = sums_of([500.0, 510.0], [50.0, 52.0])
    assert total.largest_share == pytest.approx(510 / 562)
    assert "chance" not in trend_wording.sum_change(total)


def test_a_doubted_figure_is_in_no_sum_and_told_as_left_out(ledger):
    countries = list(trends.countries(ledger, [], [], 2025))
    found = yearly.series(ledger, countries, "convictions", "all", "UNODC", 2003, 2023)
    doubted = found[found["doubt"].notna() & (found["qualifier"] == "exact")]
    total = yearly_sums.add_up(found, 2003, 2023)
    assert total.doubted == len(doubted) > 0
    assert f"{len(doubted)} of them because the ledger contradicts them" in (
        trend_wording.what_is_added(total)
    )
    sound = found.drop(doubted.index)
    assert total.yearly["all_sum"].tolist() == (
        yearly_sums.add_up(sound, 2003, 2023).yearly["all_sum"].tolist()
    )
    cleared = yearly_sums.add_up(found.assign(doubt=None), 2003, 2023)
    assert cleared.yearly["all_sum"].sum() - total.yearly["all_sum"].sum() == (
        doubted["value"].sum()
    )


def test_figures_that_count_different_things_are_not_added():
    figures = of_countries(
        ("A", 2010, 7, "calendar", 100),
        ("B", 2010, 8, "calendar", 100),
        ("C", 2010, 50, "calendar", 100),
    ).assign(counted=["identified", "identified", "potential"])
    total = yearly_sums.add_up(figures, 2010, 2010)
    assert (total.counted, total.yearly["all_sum"].tolist()) == ("identified", [15])


def compared(ledger, area: str, measure: str, start: int, end: int) -> str:
    pairs = yearly.against(ledger, [area], measure, "all", "preferred", start)
    [pair] = pairs[pairs["year"] == end].itertuples()
    return trend_wording.comparable(pair, start, end)


def test_china_2014_against_2009_is_told_with_all_that_is_known(ledger):
    assert compared(ledger, "CHN", "convictions", 2009, 2014) == (
        "No break is on record between them: 6 (persons) in 2014, down from 2,413 in 2009. "
        "This series has no figure for 2010 to 2013 between them. "
        "A change of five times or more, and no break is on record: look for its cause before you use it."
    )


def test_no_two_years_of_any_country_are_simply_comparable(ledger):
    countries = list(trends.countries(ledger, [], [], 2025))
    given = jumps = 0
    for start in (2008, 2012, 2016, 2019):
        pairs = yearly.against(ledger, countries, "convictions", "all", "preferred", start)
        for pair in each(pairs[pairs["year"] > start]):
            said = trend_wording.comparable(pair, start, pair.year)
            if isinstance(pair.withheld, str):
                assert said.startswith("No: ")
                continue
            assert said.startswith("No break is on record between them: ")
            assert ("This series has no figure" in said) == (len(pair.silent) > 0)
            assert ("look for its cause" in said) == pair.jump
            assert ("chance" in said or "earlier changes" in said) <= (pair.year == start + 1)
            given, jumps = given + 1, jumps + pair.jump
    assert given > 500 and jumps > 5


def test_of_a_sum_over_the_world_it_is_said_that_different_countries_report(ledger):
    said = compared(ledger, "WORLD", "convictions", 2018, 2019)
    assert "Different countries report each year" in said


def test_of_referrals_nothing_is_said_of_chance(ledger):
    rows = ledger.table("""
        select distinct value, value_before, unit, counted, earlier_changes, smaller_changes from year_over_year
        where change is not null and measure = 'victims_identified'
    """)
    referred = rows["counted"].isin(["potential", "referred"])
    spoken_of = [bool(trend_wording.on_chance(row, row.value_before)) for row in rows.itertuples()]
    assert referred.any()
    assert not any(
        spoken for spoken, of_referrals in zip(spoken_of, referred, strict=True) if of_referrals
    )
    assert any(spoken_of)


def test_a_change_is_ranked_among_the_earlier_ones_of_like_figures(ledger):
    """smaller_changes of year_over_year, against the definition written out anew."""
    rows = ledger.table("select * from year_over_year where change is not null")
    series = [
        "voice",
        "area",
        "measure",
        "form",
        "strand",
        "publisher",
        "unit",
        "counted",
        "period",
    ]
    ranked = 0
    for _, changes in rows.sort_values("year").groupby(series):
        sizes = changes["change"].abs().tolist()
        told = changes[["earlier_changes", "smaller_changes"]].to_numpy().tolist()
        assert told == [[i, sum(b < size for b in sizes[:i])] for i, size in enumerate(sizes)]
        ranked += len(sizes) > 6
    assert ranked > 100


@settings(max_examples=40)
@given(
    rows=reports,
    broken=st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(2010, 2015)), max_size=3),
)
def test_the_number_of_countries_from_each_year_is_that_of_the_fixed_panel(rows, broken):
    figures = pd.DataFrame(rows, columns=["area", "year", "value", "qualifier"]).assign(
        unit="persons", period="calendar", counted="", doubt=None, population=1_000
    )
    figures["name"] = figures["area"]
    known = pd.DataFrame(broken, columns=["area", "year"])
    counted = yearly_sums.countries_from(figures, 2015, known)
    assert list(counted.index) == list(range(figures["year"].min(), 2015))
    for start, size in zip(counted.index.tolist(), counted.tolist(), strict=True):
        after = known.loc[known["year"] > start, "area"]
        assert size == len(yearly_sums.add_up(figures, start, 2015, after).fixed)


def test_the_country_behind_most_of_a_sums_change_is_named():
    figures = of_countries(
        ("A", 2010, 10, "calendar", 100),
        ("A", 2011, 60, "calendar", 100),
        ("B", 2010, 90, "calendar", 100),
        ("B", 2011, 50, "calendar", 100),
        ("C", 2011, 900, "calendar", 100),
    )
    total = yearly_sums.add_up(figures, 2010, 2011)
    assert yearly_sums.largest_part(figures, total) == ("A", 50)
