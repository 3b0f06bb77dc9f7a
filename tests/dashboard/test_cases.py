"""Documented cases stand beside the statistics and never among them."""

from dashboard import wording
from dashboard.queries import cases


def test_every_case_is_listed_with_its_last_step(ledger):
    found = cases.all_cases(ledger)
    assert len(found) == ledger.value("select count(*) from court_case")
    assert found["case_id"].is_unique
    assert found["present_stage"].notna().all()


def test_a_month_stays_a_month(ledger):
    steps = cases.steps(ledger, "ARG-2013-tucuman").set_index("date")
    assert steps.loc["2012-02", "date_precision"] == "month"
    assert steps.loc["2017", "date_precision"] == "year"


def test_the_time_of_a_step_is_a_span_with_its_cases(ledger):
    stages = cases.stages(ledger)
    timed = stages[stages["cases_timed"] > 0]
    assert (timed["median_days_shortest"] <= timed["median_days_longest"]).all()
    assert (stages["cases_timed"] <= stages["cases"]).all()
    reported = stages.set_index("step").loc["reported"]
    assert reported["cases_timed"] < reported["cases"]  # a first step follows none


def test_officials_not_reported_are_not_zero(ledger):
    counted = cases.officials(ledger, "THA")
    words = wording.officials(counted)
    assert counted["value"].isna().any()
    assert (words.loc[counted["value"].isna(), "reported"] == "not reported").all()


def test_the_pipeline_joins_only_figures_of_one_source_and_unit(ledger):
    flows = cases.pipeline(ledger, "THA")
    assert not flows.empty
    assert not flows.duplicated(["year", "period", "unit", "source_id"]).any()
    columns = flows[["investigations", "prosecutions", "convictions"]]
    assert (columns.notna().sum(axis=1) >= 2).all()
