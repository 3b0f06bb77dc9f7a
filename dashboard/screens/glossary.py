"""The terms of the field as the pages use them."""

import streamlit as st

from dashboard import show
from dashboard.database import ledger
from dashboard.queries import catalogue

show.title(
    "Glossary",
    "What each term means on these pages. Every measure is defined once more where its figures stand.",
)
terms = catalogue.terms(ledger())
for term in terms.itertuples():
    st.header(term.term, anchor=term.term_id)
    st.markdown(f"{show.plain(term.definition)}  \n*{show.plain(term.rests_on)}*")
