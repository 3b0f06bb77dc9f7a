"""The sources: the one that the address asks for, and all of them with a search and filters, a page at a time."""

import math

import streamlit as st

from dashboard.frames import each
from dashboard.queries import catalogue, method
from dashboard.queries.database import Database
from dashboard.ui import choose, meant, show
from dashboard.wording import sources as wording
from dashboard.wording.language import each_said, said

PAGE = 20


def asked_source(ledger: Database) -> None:
    """The source that a link or the search box leads to, in full."""
    if code := st.query_params.get("source"):
        found = catalogue.sources(ledger, [code])
        if found.empty:
            show.nothing(said(wording.NO_SUCH_SOURCE))
        else:
            show.heading(said(wording.ASKED))
            show.citations(found)


def register(ledger: Database) -> None:
    every = method.found_sources(ledger)
    words, publisher, country, kind, reliability = st.columns([3, 3, 3, 2, 2])
    with words:
        typed = choose.text(
            "words", said(wording.SEARCH), placeholder="Trafficking in Persons Report"
        )
    with publisher:
        counted = every["publisher"].value_counts()
        names = {str(name): f"{name} ({number})" for name, number in counted.items()}
        publishers = choose.several(
            "publisher", said("Publisher"), names, [], placeholder=said("All")
        )
    with country:
        areas = choose.places(said("Country"), catalogue.country_names(ledger), [])
    with kind:
        kinds = choose.several(
            "gives", said(wording.GIVES), each_said(wording.KINDS), [], placeholder=said("All")
        )
    with reliability:
        reliabilities = choose.several(
            "reliability",
            said("Reliability"),
            each_said(wording.RELIABILITIES),
            [],
            placeholder=said("All"),
        )
    countries = [iso3 for area in areas for iso3 in meant.members(area) or [area]]
    found = method.found_sources(ledger, typed, publishers, countries, kinds, reliabilities)
    how_many = wording.how_many_sources(len(found), len(every))
    show.words(how_many)
    if found.empty:
        return
    page = choose.page(math.ceil(len(found) / PAGE))
    listed = found.iloc[(page - 1) * PAGE : page * PAGE]
    entries = [wording.entry(source, show.escaped) for source in each(listed)]
    show.bullet_list(entries, [*listed["title"], *listed["publisher"]])
    # Here a source's code is no reference: the rows are the sources.
    rows = found.rename(columns={"source_id": "code"})
    show.take_along(rows, "sources", said(wording.LISTED), f"{how_many}.")
