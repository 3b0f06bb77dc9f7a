"""The documented cases that the package holds: whole, sourced, without names, as precise as their sources."""


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
