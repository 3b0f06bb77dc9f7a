"""What changed between editions, and since the one that a reader cited."""

import streamlit as st

from dashboard import in_service
from dashboard.frames import each
from dashboard.queries import catalogue, changes
from dashboard.ui import choose, show
from dashboard.wording import changes as wording
from dashboard.wording import pages
from dashboard.wording.language import said

EVERYTHING = ""

ledger = in_service.ledger()
show.title(said(pages.TITLES["changes"]), said(pages.LEADS["changes"]))

editions = changes.editions(ledger)
if len(editions) == 1:
    show.nothing(said(wording.FIRST))
else:
    names = {
        row.content_hash[:8]: wording.build_in_words(
            row.data_version, row.content_hash, row.built_at
        )
        for row in each(editions)
    }
    edition_column, area_column, measure_column = st.columns(3)
    with edition_column:
        since = choose.one("since", said("Since edition"), names, list(names)[1])
    with area_column:
        everywhere = {EVERYTHING: said("Everywhere")} | catalogue.areas_with_figures(ledger)
        area = choose.one("area", said("Area"), everywhere, EVERYTHING)
    with measure_column:
        measures = catalogue.measures(ledger)
        labels = {EVERYTHING: said("Everything")} | dict(
            zip(measures["measure"], measures["label"], strict=True)
        )
        measure = choose.one("measure", said("Measure"), labels, EVERYTHING)
    found = changes.since(
        ledger,
        changes.edition_named(ledger, since) or 0,
        [area] if area else [],
        [measure] if measure else [],
    )
    if found.empty:
        show.nothing(said(wording.NOTHING))
    else:
        counts = found["kind"].value_counts()
        told = wording.brought(*(counts.get(kind, 0) for kind in wording.KINDS))
        finding = said("{label}: {value}").format(label=names[since], value=told)
        show.prose(told)
        counted, single = said(wording.COUNTED), said(wording.SINGLE)
        show.heading(counted)
        show.numbers(changes.totals(found), "changes-counted", counted, finding)
        show.heading(single)
        show.numbers(found.dropna(axis="columns", how="all"), "changes", single, finding)

of_editions = said("Editions")
show.heading(of_editions)
show.prose(said(wording.FEED))
show.numbers(editions, "editions", of_editions)
