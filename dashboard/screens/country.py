"""One country: its tiers, its figures, and who says what."""

import streamlit as st

from dashboard import in_service
from dashboard.briefing.country import country_briefing
from dashboard.parts import country_charts, downloads
from dashboard.queries import cases, catalogue, country
from dashboard.ui import choose, show
from dashboard.wording import address
from dashboard.wording import cases as case_wording
from dashboard.wording import figures as figures_wording
from dashboard.wording import tiers as tiers_wording

LAW_ENFORCEMENT = ["prosecutions", "convictions", "investigations"]
LATEST_CASES = 5
VICTIMS = ["victims_identified", "victims_detected", "uk_nrm_referrals", "victims_rescued"]

ledger = in_service.ledger()
countries = catalogue.country_names(ledger)
iso3 = choose.place("Country", countries, "KHM", width=420)
if iso3 is None:
    show.title("Country", address.nothing_chosen())
    st.stop()
name = countries[iso3]

history = country.tier_history(ledger, iso3)
show.title(name, tiers_wording.tier_in(history, name))
with st.container(horizontal=True, vertical_alignment="center"):
    st.page_link(
        "screens/briefing.py",
        label=f"Briefing on {name}",
        icon=":material/description:",
        query_params={"area": iso3},
    )
    downloads.buttons(iso3, lambda: country_briefing(ledger, iso3))

if not history.empty:
    show.heading("Tier history")
    country_charts.tiers(ledger, iso3, name, history)

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
    found = country.series(ledger, iso3, measures)
    if found.empty:
        show.nothing(f"No source in the ledger reports this for {name}. That is not zero.")
        continue
    show.prose(remark)
    country_charts.measures(ledger, found, name)

partial = country.partial_figures(ledger, iso3)
if not partial.empty:
    show.heading("Partial figures")
    show.prose(
        "These cover a part of the country or one agency: shown, never preferred, never added up."
    )
    show.sourced(ledger, partial, f"{iso3}-partial")

flows = cases.pipeline(ledger, iso3)
if not flows.empty:
    show.heading("Investigations, prosecutions and convictions of the same source")
    show.prose(
        "Flows in a year, not the fate of a cohort: a conviction of one year often ends a case begun years before."
    )
    show.sourced(ledger, flows, f"{iso3}-pipeline")

counted = cases.officials(ledger, iso3)
documented = cases.documented_cases(ledger, iso3)
show.heading("Complicit officials")
if counted.empty:
    show.nothing(f"No source in the ledger reports on officials in {name}: not reported, not 0.")
else:
    show.prose("As the TIP Report counts them. Not reported is not 0.")
    show.sourced(ledger, figures_wording.officials(counted), f"{iso3}-officials")

if not documented.empty:
    show.heading("Documented cases")
    show.prose("Documented cases, not a sample: no rate, and never added to the statistics.")
    names = catalogue.names_in_sentences(ledger)
    show.listed(
        f"{case_wording.link(case.case_id)} {show.plain(case.title)}. "
        + show.plain(case_wording.in_list(case, names))
        for case in documented.head(LATEST_CASES).itertuples()
    )
    st.page_link(
        "screens/cases.py",
        label=case_wording.all_of(len(documented), name),
        icon=":material/gavel:",
        query_params={"area": iso3},
    )

timeline = cases.country_timeline(ledger, iso3, LATEST_CASES)
if not timeline.empty:
    show.heading("Timeline")
    show.listed(
        f"**{event.date}** {show.plain(case_wording.in_timeline(event))}{case_wording.link(event.case_id)}"
        for event in timeline.itertuples()
    )
    show.sources(ledger, timeline["source_id"], f"{iso3}-timeline")

protocol = country.protocol(ledger, iso3)
show.heading("Palermo Protocol")
if protocol.empty:
    show.nothing(
        f"No date could be read for {name}: no data, which does not mean that it is not a party."
    )
else:
    show.sourced(ledger, protocol, f"{iso3}-palermo")
