"""What changed between editions, and since the one that a reader cited."""

import streamlit as st

from dashboard import in_service
from dashboard.frames import each
from dashboard.queries import catalogue, changes
from dashboard.ui import choose, show
from dashboard.wording import changes as wording
from dashboard.wording import pages

EVERYTHING = ""

ledger = in_service.ledger()
show.title(pages.TITLES["changes"], pages.LEADS["changes"])

editions = changes.editions(ledger)
if len(editions) == 1:
    show.nothing(wording.FIRST)
else:
    names = {
        row.content_hash[:8]: wording.build_in_words(
            row.data_version, row.content_hash, row.built_at
        )
        for row in each(editions)
    }
    edition_column, area_column, measure_column = st.columns(3)
    with edition_column:
        since = choose.one("since", "Since edition", names, list(names)[1])
    with area_column:
        everywhere = {EVERYTHING: "Everywhere"} | catalogue.areas_with_figures(ledger)
        area = choose.one("area", "Area", everywhere, EVERYTHING)
    with measure_column:
        measures = catalogue.measures(ledger)
        labels = {EVERYTHING: "Everything"} | dict(
            zip(measures["measure"], measures["label"], strict=True)
        )
        measure = choose.one("measure", "Measure", labels, EVERYTHING)
    found = changes.since(
        ledger,
        changes.edition_named(ledger, since) or 0,
        [area] if area else [],
        [measure] if measure else [],
    )
    if found.empty:
        show.nothing(wording.NOTHING)
    else:
        counts = found["kind"].value_counts()
        said = wording.brought(*(counts.get(kind, 0) for kind in wording.KINDS))
        show.prose(said)
        show.heading(wording.COUNTED)
        show.numbers(
            changes.totals(found), "changes-counted", wording.COUNTED, f"{names[since]}: {said}"
        )
        show.heading(wording.SINGLE)
        show.numbers(
            found.dropna(axis="columns", how="all"),
            "changes",
            wording.SINGLE,
            f"{names[since]}: {said}",
        )

show.heading("Editions")
show.prose("A feed of new editions: [/changes.atom](/changes.atom).")
show.numbers(editions, "editions")
