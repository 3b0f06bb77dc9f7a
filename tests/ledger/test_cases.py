"""Documented cases stand beside the statistics and never among them."""

from datetime import date

import pandas as pd

from dashboard.charts import stages, timeline
from dashboard.queries import cases, catalogue
from dashboard.wording import cases as case_wording
from dashboard.wording import figures as wording


def test_every_case_is_listed_with_its_last_step(ledger):
    found = cases.found(ledger)
    assert len(found) == ledger.value("select count(*) from court_case")
    assert found["case_id"].is_unique
    assert found["standing"].notna().all()


def test_a_month_stays_a_month(ledger):
    steps = cases.steps(ledger, "ARG-2013-tucuman").set_index("date")
    assert steps.loc["2012-02", "date_precision"] == "month"
    assert steps.loc["2017", "date_precision"] == "year"


def test_the_time_of_a_step_is_a_span_with_its_cases(ledger):
    stages = cases.stages(ledger, "criminal")
    timed = stages[stages["cases_timed"] >= 5]
    assert stages["median_days_longest"].notna().tolist() == (stages["cases_timed"] >= 5).tolist()
    assert stages["median_term_years"].notna().tolist() == (stages["terms"] >= 5).tolist()
    assert (timed["median_days_shortest"] <= timed["median_days_longest"]).all()
    assert (stages["cases_timed"] <= stages["cases"]).all()
    reported = stages.set_index("step").loc["reported"]
    assert reported["cases_timed"] < reported["cases"]  # a first step follows none


def test_officials_not_reported_are_not_zero(ledger):
    counted = cases.officials(ledger, "THA")
    lines = wording.officials(counted)
    missing = counted[counted["value"].isna()]
    assert not missing.empty
    for year in missing["year"].unique():
        told = [line for line in lines if line.startswith(f"**{year}:**")]
        assert "not reported" in told[0] if told else lines[-1].startswith("Not reported: ")


def test_the_pipeline_joins_only_figures_of_one_source_and_unit(ledger):
    flows = cases.pipeline(ledger, "THA")
    assert not flows.empty
    assert not flows.duplicated(["year", "period", "unit", "counted", "source_id"]).any()
    columns = flows[["investigations", "prosecutions", "convictions"]]
    assert (columns.notna().sum(axis=1) >= 2).all()


def test_a_month_is_drawn_over_its_days_and_a_day_as_a_dot(ledger):
    steps = cases.steps(ledger, "KHM-2011-anti-trafficking-chief").assign(source="", name="step")
    drawn = timeline.case_steps(steps)
    spans = {trace.text[1].strip(): trace.x for trace in drawn.data if "lines" in trace.mode}
    assert spans["2011-06"] == (date(2011, 6, 1), date(2011, 6, 30))
    assert spans["2014"] == (date(2014, 1, 1), date(2014, 12, 31))
    [days] = [trace for trace in drawn.data if "markers" in trace.mode]
    assert list(days.x) == ["2011-12-20"]


def test_an_undated_step_keeps_its_place_without_a_mark():
    steps = pd.DataFrame({"date": ["2011-12", None], "name": ["Arrest", "Charge"], "source": "s"})
    drawn = timeline.case_steps(steps)
    assert [note.text for note in drawn.layout.annotations] == ["no date"]
    assert drawn.layout.annotations[0].y == "2. Charge"
    without = timeline.case_steps(steps.assign(date=None))
    assert len(without.layout.annotations) == 2


def test_every_time_is_drawn_with_its_number_of_cases(ledger):
    reached = cases.stages(ledger, "criminal")
    timed = reached[reached["cases_timed"] >= 5]
    [bars] = stages.time_to_stage(reached.drop(columns="source_ids"), "criminal").data
    assert [int(text.split()[0]) for text in bars.text] == timed["cases_timed"].tolist()
    assert list(bars.base) == timed["median_days_shortest"].tolist()


def test_the_timeline_of_a_country_holds_its_events_and_the_steps_of_its_cases(ledger):
    found = cases.country_timeline(ledger, "KHM", 5)
    assert found["date"].is_monotonic_increasing
    chief = found[found["case_id"] == "KHM-2011-anti-trafficking-chief"]
    assert chief["date"].tolist() == ["2011", "2011-06", "2011-12-20", "2014"]
    assert found["source_id"].notna().all()
    events = ledger.value("select count(*) from event where iso3 = 'KHM'")
    assert found["case_id"].isna().sum() == events


def test_a_number_of_victims_is_listed_with_its_qualifier(ledger):
    listed = case_wording.case_table(
        cases.found(ledger), catalogue.country_names(ledger), catalogue.names_in_sentences(ledger)
    ).set_index("case_id")
    assert listed.loc["KHM-2011-anti-trafficking-chief", "victims"] == "not stated"
    approximate = ledger.value(
        "select min(case_id) from court_case where victims_qualifier = 'approximately'"
    )
    assert listed.loc[approximate, "victims"].startswith("about ")
