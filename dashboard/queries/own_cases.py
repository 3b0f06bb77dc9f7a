"""An organisation's own cases: whole rows, for its own eyes. A step dated after today is to come and is no present stage."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard.frames import first_value
from dashboard.queries.database import Database

Chosen = Mapping[str, Sequence[str]]

LISTED = 500

# Every case with its last step that is not to come. Dates are text, as precise as they are known, and compare as text:
# the month and the year of today are not after today.
STATE = """
    with state as (
        select case_id, arg_max(step, "order") as present_step, arg_max(date, "order") as last_date,
            min(date) as first_date, max(date) as latest_date
        from case_step where date is null or date <= $today group by case_id
    ),
    followed as (
        select court_case.*, coalesce(present_step, 'none') as present_step, last_date, first_date, latest_date
        from court_case left join state using (case_id)
    )
"""


def court_cases(own: Database, today: date, chosen: Chosen, first: int, last: int) -> pd.DataFrame:
    """Own court cases that answer to the choice (column → codes, empty for any) and have a dated step in the years, or
    none at all: at most LISTED, with `found` the number of all. case_id, iso3, form, sector, origin_iso3,
    official_involved, victims, victims_qualifier, present_step ('none' without one), last_date."""
    conditions = [f'list_contains(${column}, "{column}")' for column in chosen_codes(chosen)]
    conditions.append(
        "(first_date is null or left(latest_date, 4) >= $first and left(first_date, 4) <= $last)"
    )
    return own.table(
        f"""
        {STATE}
        select * exclude (first_date, latest_date), count(*) over () as found
        from followed where {" and ".join(conditions)} order by case_id limit {LISTED}
        """,
        today=today.isoformat(),
        first=str(first),
        last=str(last),
        **chosen_codes(chosen),
    )


def people(own: Database, chosen: Chosen) -> pd.DataFrame:
    """Own records in the HTCDS layout, one row a person, that answer to the choice (a record with several codes
    answers to each): at most LISTED, with `found` the number of all. record, age_group and the imported fields."""
    conditions = [f"""list_has_any(string_split("{c}", ';'), ${c})""" for c in chosen_codes(chosen)]
    return own.table(
        f"""
        select *, count(*) over () as found from person_record
        where {" and ".join(conditions) or "true"} order by record limit {LISTED}
        """,
        **chosen_codes(chosen),
    )


def steps(own: Database, case_id: str) -> pd.DataFrame:
    """One own case's steps in order: date (as precise as known), step, defendants, sentence_years_max, source_id."""
    return own.table(
        'select * exclude (case_id, "order") from case_step where case_id = $case_id order by "order"',
        case_id=case_id,
    )


def years(own: Database) -> tuple[int, int] | None:
    """First and last year with a step; None without a dated one."""
    found = own.table(
        "select min(date) as first, max(date) as last from case_step where date is not null"
    )
    dated = found.dropna()
    return (
        None
        if dated.empty
        else (int(first_value(dated["first"])[:4]), int(first_value(dated["last"])[:4]))
    )


def codes(own: Database, table: str, column: str, today: date) -> list[str]:
    """The codes that a column of court_case or person_record holds, or present_step of the cases."""
    split = f"""select distinct unnest(string_split("{column}", ';')) as code from"""
    if column == "present_step":
        found = own.table(f"{STATE} {split} followed order by 1", today=today.isoformat())
    else:
        found = own.table(f"{split} {table} order by 1")
    return found["code"].dropna().tolist()


def columns(own: Database, table: str) -> list[str]:
    """The columns of a table; empty if nothing was imported in its layout."""
    found = own.table(
        "select column_name from duckdb_columns() where database_name = 'ledger' and table_name = $table order by column_index",
        table=table,
    )
    return found["column_name"].tolist()


def chosen_codes(chosen: Chosen) -> dict[str, list[str]]:
    return {column: list(codes) for column, codes in chosen.items() if codes}
