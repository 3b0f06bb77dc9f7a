"""The organisation's own cases on the Cases page. What is chosen here is not kept in the address, which gets shared."""

import pandas as pd
import streamlit as st

from dashboard import show
from dashboard.ledger import Ledger
from dashboard.queries import own_cases as query

FILTERS = {
    "iso3": "Countries",
    "form": "Form",
    "sector": "Sector",
    "official_involved": "Officials involved",
    "present_step": "Last step on record",
}


def show_own(own: Ledger) -> None:
    st.info(
        "**Your own, not published.** Read from the file on this machine; shown only while the dashboard listens on "
        "this machine alone. Not part of the ledger, its figures or its briefings.",
        icon=":material/lock:",
    )
    cases, people = query.court_cases(own), query.people(own)
    if not cases.empty:
        court_cases(own, cases)
    if not people.empty:
        records(people)


def court_cases(own: Ledger, cases: pd.DataFrame) -> None:
    found = filtered(cases, FILTERS)
    st.subheader(f"{len(found):,} of {len(cases):,} own court cases", anchor=False)
    if found.empty:
        show.nothing("None of your cases answers to this choice.")
    else:
        show.numbers(found, "own-court-cases")
    with st.expander("All own court cases, counted"):
        counted(cases, "cases", query.CASE_PARTS, {})


def records(people: pd.DataFrame) -> None:
    found = filtered(people, query.PERSON_PARTS)
    st.subheader(f"{len(found):,} of {len(people):,} own records (HTCDS 2.0)", anchor=False)
    if found.empty:
        show.nothing("None of your records answers to this choice.")
    else:
        show.numbers(found, "own-records")
    with st.expander("All own records, counted"):
        counted(people, "records", query.PERSON_PARTS, query.PERSON_FLAGS)


def filtered(rows: pd.DataFrame, filters: dict[str, str]) -> pd.DataFrame:
    for column, label in filters.items():
        if column in rows and (options := sorted(rows[column].dropna().unique())):
            chosen = st.multiselect(label, options, placeholder="All", key=f"own {column}")
            if chosen:
                rows = rows[rows[column].isin(chosen)]
    return rows


def counted(rows: pd.DataFrame, unit: str, parts: dict[str, str], flags: dict[str, str]) -> None:
    offered = {column: label for column, label in (parts | flags).items() if column in rows}
    column = st.selectbox(
        "Count by", list(offered), format_func=offered.__getitem__, key=f"own count {unit}"
    )
    table = (query.by_flag if column in flags else query.by_part)(rows, column)
    several = " One may carry several codes, so they do not add up." if column in flags else ""
    st.caption(
        f"Own {unit}, all of them. Empty: fewer than 10, or withheld to protect those.{several}"
    )
    show.numbers(table.rename(columns={"records": unit}), f"own-{unit}-by-{column}")
