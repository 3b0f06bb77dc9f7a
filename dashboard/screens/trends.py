"""Measures over the years: up or down, and may one say so?"""

import streamlit as st

from dashboard import in_service
from dashboard.frames import each
from dashboard.parts.trends import areas, choices, silence, strands, sums
from dashboard.queries import catalogue
from dashboard.statistics import chance
from dashboard.ui import show
from dashboard.wording import pages
from dashboard.wording.language import said

ledger = in_service.ledger()
measures = {row.measure: row for row in each(catalogue.measures(ledger))}

show.title(said(pages.TITLES["trends"]), said(pages.LEADS["trends"]))
asked = choices.ask(ledger, {code: row.label for code, row in measures.items()})
if not asked.asked or not asked.measures:
    show.nothing(said("Choose at least one area, or a group of countries, and one measure."))
    st.stop()

for measure in asked.measures:
    about = measures[measure]
    show.heading(about.label)
    voice = choices.voice(ledger, asked, about)
    if voice is None:
        continue
    singly, added = choices.split(ledger, asked, about, voice)
    if singly:
        areas.draw(ledger, asked, choices.of_strand(about, voice), singly, voice)
    if added:
        sums.draw(ledger, asked, about, added, voice.publisher)
    strands.draw(ledger, asked, about)
    silence.draw(ledger, asked, about, voice)

show.remark(said("On chance: {method}").format(method=said(chance.METHOD)))
