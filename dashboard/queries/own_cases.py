"""An organisation's own cases: whole rows for its own eyes, counts with cells under 10 withheld.

Only all cases are counted, never those that a filter leaves: the difference of two such tables could be a small cell.
"""

import pandas as pd

from dashboard.ledger import Ledger
from dashboard.queries.case_records import withhold_flags, withhold_parts

# Columns to count by → what the reader calls them.
CASE_PARTS = {
    "form": "Form",
    "sector": "Sector",
    "present_step": "Last step on record",
    "official_involved": "Officials involved",
    "iso3": "Country",
}
PERSON_PARTS = {
    "cas_Status": "Status of the case",
    "vic_ForcedLabourIndustry": "Industry",
    "age_group": "Age at referral",
    "prs_Gender": "Gender",
}
PERSON_FLAGS = {
    "vic_TypeOfExploitation": "Type of exploitation",
    "vic_MethodsOfControl": "Means of control",
    "vic_MethodOfRecruitment": "Recruitment",
    "vic_Vulnerabilities": "Vulnerability",
    "prs_Citizenship": "Citizenship",
}


def court_cases(own: Ledger) -> pd.DataFrame:
    """Own court cases: case_id, iso3, form, sector, origin_iso3, official_involved, victims, victims_qualifier,
    present_step and last_date (of the last step on record); empty if none were imported."""
    if "court_case" not in tables(own):
        return pd.DataFrame()
    return own.table(
        """
        select court_case.*, coalesce(arg_max(step, "order"), 'none') as present_step,
               arg_max_null(date, "order") as last_date
        from court_case left join case_step using (case_id)
        group by all order by case_id
        """
    )


def people(own: Ledger) -> pd.DataFrame:
    """Own records in the HTCDS layout, one row a person: record, age_group and the fields of the standard that were
    imported, several codes with semicolons; empty if none were imported."""
    if "person_record" not in tables(own):
        return pd.DataFrame()
    return own.table("select * from person_record order by record")


def tables(own: Ledger) -> set[str]:
    found = own.table("select table_name from duckdb_tables() where database_name = 'ledger'")
    return set(found["table_name"])


def by_part(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """All rows divided by a column: part, records (empty where withheld), largest first."""
    counts = rows[column].fillna("not recorded").value_counts()
    return withhold_parts(as_counts(counts))


def by_flag(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Rows that carry each code of a column with several: part, records (empty where withheld), largest first.
    They do not add up."""
    counts = rows[column].dropna().str.split(";").explode().value_counts()
    return withhold_flags(as_counts(counts), len(rows))


def as_counts(counts: pd.Series) -> pd.DataFrame:
    return counts.rename_axis("part").reset_index(name="records")
