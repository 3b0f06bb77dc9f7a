"""What is due in an organisation's own cases on a given day."""

from datetime import date

import pandas as pd

from dashboard.queries.database import Database
from dashboard.queries.own_cases import LISTED, STATE, columns

OPEN = "coalesce(\"cas_Status\", 'none') not in ('Closed', 'ClosedReferred')"
DATES = ("cas_IncomingReferralDate", "cas_OutgoingReferralDate", "hte_Date", "spl_PlannedEndDate", "spl_ActualEndDate")  # fmt: skip


def without_step(own: Database, today: date, months: int) -> pd.DataFrame:
    """Cases without a final step on record in which nothing is dated within so many months before today, longest
    silence first: case_id, iso3, form, present_step, last_date (empty if no step is dated), next_date (of a step to
    come); at most LISTED, with `found` the number of all. A date known to the month or year counts from its last day."""
    if not columns(own, "court_case"):
        return pd.DataFrame()
    return own.table(
        f"""
        {STATE},
        coming as (select case_id, min(date) as next_date from case_step where date > $today group by case_id)
        select case_id, iso3, form, present_step, latest_date as last_date, next_date, count(*) over () as found
        from followed left join coming using (case_id)
        where (latest_date is null or latest_date < left($before, length(latest_date)))
          and case_id not in (select case_id from case_step where step = 'final' and (date is null or date <= $today))
        order by latest_date nulls first, case_id limit {LISTED}
        """,
        today=today.isoformat(),
        before=months_before(today, months),
    )


def to_come(own: Database, today: date) -> pd.DataFrame:
    """Hearings and other steps to come, next first: date, case_id, step, source_id, certain; at most LISTED, with
    `found` the number of all. certain is False for a case's last step, a hearing whose month or year is today's: it
    may have been already."""
    if not columns(own, "case_step"):
        return pd.DataFrame()
    return own.table(
        f"""
        select date, case_id, step, source_id, date >= $today as certain, count(*) over () as found
        from case_step
        where date >= $today or (
            step in ('trial', 'appeal_decision') and date < $today and starts_with($today, date)
            and (case_id, "order") in (select (case_id, max("order")) from case_step group by case_id)
        )
        order by date, case_id, "order" limit {LISTED}
        """,
        today=today.isoformat(),
    )


def referrals_unanswered(own: Database, today: date) -> pd.DataFrame:
    """Referrals without an answer in HTCDS records, oldest first: record, direction, date, days (since), cas_Status; at most
    LISTED, with `found` the number of all.

    The standard has no field for an answer: an outgoing referral counts as answered once the case is closed, an
    incoming one once the case has any status."""
    here = columns(own, "person_record")
    status = '"cas_Status"' if "cas_Status" in here else "null"
    asked = {
        "outgoing": (
            "cas_OutgoingReferralDate",
            f"coalesce({status}, 'none') not in ('Closed', 'ClosedReferred')",
        ),
        "incoming": ("cas_IncomingReferralDate", f"{status} is null"),
    }
    parts = [
        f"""
        select record, '{direction}' as direction, "{column}" as date,
            date_diff('day', "{column}"::date, $today::date) as days, {status} as "cas_Status"
        from person_record where "{column}" <= $today and {unanswered}
        """
        for direction, (column, unanswered) in asked.items()
        if column in here
    ]
    if not parts:
        return pd.DataFrame()
    return own.table(
        f"""
        select *, count(*) over () as found from ({" union all ".join(parts)}) order by date, record limit {LISTED}
        """,
        today=today.isoformat(),
    )


def records_without_entry(own: Database, today: date, months: int) -> pd.DataFrame:
    """HTCDS records not closed in which nothing is dated within so many months before today: record, cas_Status,
    last_date (empty if nothing is dated); at most LISTED, with `found` the number of all."""
    here = columns(own, "person_record")
    dates = ", ".join(f'"{column}"' for column in DATES if column in here)
    if not dates or "cas_Status" not in here:
        return pd.DataFrame()
    return own.table(
        f"""
        select record, "cas_Status", greatest({dates}, null) as last_date, count(*) over () as found from person_record
        where {OPEN} and (last_date is null or last_date < $before)
        order by last_date nulls first, record limit {LISTED}
        """,
        before=months_before(today, months),
    )


def months_before(today: date, months: int) -> str:
    return (pd.Timestamp(today) - pd.DateOffset(months=months)).date().isoformat()
