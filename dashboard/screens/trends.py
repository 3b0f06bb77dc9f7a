"""Measures over the years: up or down, and may one say so?"""

import streamlit as st

from dashboard import chance, show
from dashboard.database import ledger
from dashboard.queries import catalogue
from dashboard.trend_parts import areas, choices, silence, sums

book = ledger()
measures = catalogue.measures(book).set_index("measure")

show.title(
    "Trends",
    "A measure year by year. Lines break where a year has no figure or two figures are not comparable.",
)
asked = choices.ask(book, measures["label"].to_dict())
if not asked.asked or not asked.measures:
    show.nothing("Choose at least one area, or a group of countries, and one measure.")
    st.stop()

for measure in asked.measures:
    about = measures.loc[measure]
    show.heading(about.label)
    voice = choices.voice(book, asked, measure)
    if voice is None:
        continue
    singly, added = choices.split(book, asked, about)
    if singly:
        areas.draw(book, asked, about, singly, voice)
    if added:
        sums.draw(book, asked, about, added, voice)
    silence.draw(book, asked, about, voice)

show.remark(f"On chance: {chance.METHOD}")
