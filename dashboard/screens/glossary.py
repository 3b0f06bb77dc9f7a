"""The terms of the field as the pages use them."""

import streamlit as st

from dashboard import in_service
from dashboard.frames import each
from dashboard.queries import catalogue
from dashboard.ui import show
from dashboard.ui.text import shown
from dashboard.wording import address as wording
from dashboard.wording import pages
from dashboard.wording.language import said
from dashboard.wording.places import in_order

show.title(said(pages.TITLES["glossary"]), said(pages.LEADS["glossary"]))
terms = catalogue.terms(in_service.ledger())
words = st.text_input(
    said("Find a term"),
    placeholder=said("Search"),
    type="search",
    live=True,
    key="term-words",
    width=420,
)
texts = terms[["term", "also", "definition"]].agg(" ".join, axis="columns")
found = terms[texts.str.contains(words.strip(), case=False, regex=False)]
if found.empty:
    show.nothing(wording.no_term(words))
letters = found["term"].map(in_order).str[0].str.upper()
show.words(" ".join(f"[{letter}](#letter-{letter.lower()})" for letter in letters.unique()))
for letter, of_letter in found.groupby(letters, sort=False):
    show.mark(f"letter-{letter.lower()}")
    for term in each(of_letter):
        st.header(shown(term.term), anchor=term.term_id)
        show.words(f"{show.escaped(term.definition)}  \n*{show.escaped(term.rests_on)}*")
# The entry in the address is scrolled to as soon as it is there; what grows above it later would push it out of sight.
st.html(
    "<script>document.fonts.ready.then(() => document.getElementById(location.hash.slice(1)"
    " || new URLSearchParams(location.search).get('term'))?.scrollIntoView({block: 'center'}))</script>",
    unsafe_allow_javascript=True,
)
