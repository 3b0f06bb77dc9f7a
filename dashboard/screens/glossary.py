"""The terms of the field as the pages use them."""

import streamlit as st

from dashboard import in_service
from dashboard.queries import catalogue
from dashboard.ui import show

show.title(
    "Glossary",
    "What each term means on these pages. Every measure is defined once more where its figures stand.",
)
terms = catalogue.terms(in_service.ledger())
for term in terms.itertuples():
    st.header(term.term, anchor=term.term_id)
    st.markdown(f"{show.plain(term.definition)}  \n*{show.plain(term.rests_on)}*")
# The entry in the address is scrolled to as soon as it is there; what grows above it later would push it out of sight.
st.html(
    "<script>document.fonts.ready.then(() => document.getElementById(location.hash.slice(1))"
    "?.scrollIntoView({block: 'center'}))</script>",
    unsafe_allow_javascript=True,
)
