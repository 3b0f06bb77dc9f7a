"""Documented court cases, from the first report to the last appeal."""

from datetime import date

import streamlit as st

from dashboard import in_service
from dashboard.parts import court_cases
from dashboard.parts import own_cases as own_case_part
from dashboard.queries import cases
from dashboard.ui import show
from dashboard.wording import cases as wording
from dashboard.wording import pages
from dashboard.wording.language import said

ledger = in_service.ledger()
show.title(said(pages.TITLES["cases"]), said(pages.LEADS["cases"]))

own = in_service.own_cases()
documented = st.container()
if own is not None:
    documented, apart = st.tabs([said(wording.LISTED), said("Your own, not published")])
    with apart:
        own_case_part.OwnCases(own, ledger, date.today()).show()

with documented:
    asked = st.query_params.get("case")
    if asked and (case_id := cases.case_named(ledger, asked)):
        court_cases.one_case(ledger, case_id)
    else:
        if asked:
            show.nothing(wording.unknown(asked))
        court_cases.register(ledger)
