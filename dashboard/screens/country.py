"""One country: its tiers, its figures, and who says what."""

import streamlit as st

from dashboard import case_wording, choose, handover, portrait, show, wording
from dashboard.briefing.country import country_briefing
from dashboard.database import ledger
from dashboard.queries import cases, catalogue, country

LAW_ENFORCEMENT = ["prosecutions", "convictions", "investigations"]
VICTIMS = ["victims_identified", "victims_detected", "uk_nrm_referrals", "victims_rescued"]

book = ledger()
countries = catalogue.ranked_countries(book)
iso3 = choose.one("area", "Country", countries, "KHM", width=420)
name = countries[iso3]

history = country.tier_history(book, iso3)
show.title(name, wording.tier_in(history, name))
with st.container(horizontal=True, vertical_alignment="center"):
    st.page_link(
        "screens/briefing.py",
        label=f"Briefing on {name}",
        icon=":material/description:",
        query_params={"area": iso3},
    )
    handover.downloads(iso3, lambda: country_briefing(book, iso3))

show.heading("Tier history")
portrait.tiers(book, iso3, name, history)

for heading, measures, remark in (
    (
        "Prosecutions and convictions",
        LAW_ENFORCEMENT,
        "By the year counted, not the report year. A line joins preferred figures of one publisher and unit in consecutive years; other sources stand beside it.",
    ),
    (
        "Victims",
        VICTIMS,
        "Victims identified (TIP Report), detected (UNODC), referred (UK) and rescued (Cambodia) are different measures.",
    ),
):
    show.heading(heading)
    found = country.series(book, iso3, measures)
    if found.empty:
        show.nothing(f"No source in the ledger reports this for {name}. That is not zero.")
        continue
    show.prose(remark)
    portrait.measures(book, found, name)

partial = country.partial_figures(book, iso3)
if not partial.empty:
    show.heading("Partial figures")
    show.prose(
        "These cover a part of the country or one agency: shown, never preferred, never added up."
    )
    show.sourced(book, partial, f"{iso3}-partial")

flows = cases.pipeline(book, iso3)
if not flows.empty:
    show.heading("Investigations, prosecutions and convictions of the same source")
    show.prose(
        "Flows in a year, not the fate of a cohort: a conviction of one year often ends a case begun years before."
    )
    show.sourced(book, flows, f"{iso3}-pipeline")

counted = cases.officials(book, iso3)
documented = cases.documented_cases(book, iso3)
show.heading("Complicit officials")
if counted.empty:
    show.nothing(f"No source in the ledger reports on officials in {name}: not reported, not 0.")
else:
    show.prose("As the TIP Report counts them. Not reported is not 0.")
    show.sourced(book, wording.officials(counted), f"{iso3}-officials")

if not documented.empty:
    show.heading("Documented cases")
    show.prose("Documented cases, not a sample: no rate, and never added to the statistics.")
    show.listed(
        f"{case_wording.link(case.case_id)} {show.plain(case.title)}."
        + (" An official is involved." if case.official_involved == "yes" else "")
        for case in documented.itertuples()
    )

timeline = cases.country_timeline(book, iso3)
if not timeline.empty:
    show.heading("Timeline")
    show.listed(
        f"**{event.date}** {show.plain(case_wording.in_timeline(event))}{case_wording.link(event.case_id)}"
        for event in timeline.itertuples()
    )
    show.sources(book, timeline["source_id"], f"{iso3}-timeline")

protocol = country.protocol(book, iso3)
show.heading("Palermo Protocol")
if protocol.empty:
    show.nothing(
        f"No date could be read for {name}: no data, which does not mean that it is not a party."
    )
else:
    show.sourced(book, protocol, f"{iso3}-palermo")
