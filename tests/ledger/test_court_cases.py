"""The documented cases that the package holds: whole, sourced, without names, as precise as their sources."""

import re

from dashboard.frames import each
from dashboard.wording import cases as wording


def test_every_documented_case_and_step_is_there(ledger):
    assert ledger.value("select count(*) from court_case") == 449
    assert ledger.value("select count(*) from case_step") == 1208
    assert ledger.value("select count(distinct case_id) from case_step") == 449


def test_every_step_has_a_source_that_is_cited(ledger):
    assert ledger.value("select count(*) from case_step join source using (source_id)") == 1208


def test_a_date_stays_as_precise_as_its_source(ledger):
    found = ledger.table(
        "select date_precision, count(*) as steps from case_timeline where date is not null group by all"
    )
    assert dict(found.itertuples(index=False)) == {"day": 696, "month": 339, "year": 149}


def test_steps_stand_in_the_order_in_which_they_happened(ledger):
    """No step is over before the step before it can have begun."""
    out_of_order = ledger.table(
        """
        select case_id, "order" from (
            select *, lag(earliest) over (partition by case_id order by "order") as before from case_timeline
        ) where latest < before
        """
    )
    assert out_of_order.empty


def test_a_persons_conviction_before_a_regional_court_heard_the_state_is_no_finding_of_liability(
    ledger,
):
    steps = ledger.table(
        "select step::varchar as step, proceeding::varchar as proceeding from court_case join case_step using (case_id) "
        "where proceeding = 'regional_court' and step in ('charge', 'conviction', 'appeal', 'appeal_decision')"
    )
    told = {wording.step_name(row.step, row.proceeding) for row in each(steps)}
    assert told == {"Charge", "Conviction", "Application or appeal", "Decision"}
    assert wording.step_name("conviction", "civil") == "Held liable"


def test_no_indictment_is_told_as_a_suit(ledger):
    told = ledger.table(
        "select case_id, outcome from court_case join case_step using (case_id) "
        "where proceeding in ('civil', 'constitutional') and step = 'charge' and outcome ilike '%indict%'"
    )
    assert told.empty


def test_a_country_has_one_name_in_what_is_told_of_cases(ledger):
    """Neither its former name, nor another spelling, nor its own without the letters that it is written with."""
    told = ledger.table(
        "select case_id, title || ' ' || coalesce(note, '') as text from court_case "
        "union all select case_id, outcome from case_step where outcome <> ''"
    )
    names = ledger.table(
        "select name, strip_accents(name) as other from country where name <> strip_accents(name) "
        "union all select name, alias from country_alias join country using (iso3) "
        "where kind in ('former', 'spelling') and len(alias) > 3"
    )
    assert len(names) > 50
    for row in each(names[[row.other not in row.name for row in each(names)]]):
        rest = told["text"].str.replace(row.name, "")
        assert told[rest.str.contains(rf"\b{re.escape(row.other)}\b")].empty, row
