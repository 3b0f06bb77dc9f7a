"""One country: its tiers, its figures, and who says what."""

from functools import partial

import streamlit as st

from dashboard import in_service
from dashboard.briefing.country import country_briefing
from dashboard.frames import each
from dashboard.parts import country_charts, country_strip, downloads
from dashboard.queries import accounts, cases, catalogue, country, strands
from dashboard.ui import choose, show
from dashboard.wording import accounts as account_wording
from dashboard.wording import address, places
from dashboard.wording import cases as case_wording
from dashboard.wording import figures as figures_wording
from dashboard.wording import strands as strand_wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import said

LATEST_CASES = 5
PARTS = ("Tiers", "Figures", "Officials", "Cases", "Palermo Protocol")

ledger = in_service.ledger()
countries = catalogue.country_names(ledger)
picker, taken = st.columns([2, 3], vertical_alignment="bottom")
with picker:
    iso3 = choose.place(said("Country"), countries, "KHM")
if iso3 is None:
    show.title(said("Country"), address.nothing_chosen())
    st.stop()
name = countries[iso3]
place = places.place(ledger, iso3)
with taken, st.container(horizontal=True, horizontal_alignment="right"):
    downloads.menu(iso3, name, partial(country_briefing, iso3=iso3))

history = country.tier_history(ledger, iso3)
drawn = catalogue.measures_on_country_page(ledger)
found = country.series(ledger, iso3, drawn["measure"].tolist())
counted = cases.officials(ledger, iso3)
documented = cases.documented_cases(ledger, iso3)
timeline = cases.country_timeline(ledger, iso3, LATEST_CASES)

show.title(name, tiers_wording.tier_in(history, name), room="standing")
country_strip.summary(ledger, iso3, history, list(catalogue.headline_measures(ledger)))
headings = [said(part) for part in PARTS]
show.contents(*headings)
of_tiers, of_figures, of_officials, of_cases, of_protocol = headings

show.heading(of_tiers)
if history.empty:
    show.nothing(
        said("No report that the ledger holds ranks {the_place}.").format(the_place=place.the)
    )
else:
    country_charts.tiers(ledger, iso3, name, history)

show.heading(of_figures)
if found.empty:
    show.nothing(
        said(
            "The ledger holds no figure of the whole country for {the_place}. That is not zero."
        ).format(the_place=place.the)
    )
else:
    show.remark(
        said(
            "By the year counted, not the report year. The TIP Report and UNODC are two accounts, each a line; crosses are "
            "other sources. Victims identified, detected, referred and rescued are different measures."
        )
    )
    both = accounts.accounts(
        ledger,
        [iso3],
        drawn.loc[drawn["subject"] == "law_enforcement", "measure"].tolist(),
        "all",
        0,
        9999,
    )
    show.bullet_list(account_wording.sentences(both))
    country_charts.measures(ledger, found, name, (found["year"].min(), found["year"].max()))
    show.figures(
        said("The TIP Report's and UNODC's accounts year by year"),
        account_wording.table(both).drop(columns="name"),
        f"{iso3}-accounts",
    )
apart = strands.strands(ledger, [iso3], drawn["measure"].tolist(), 0, 9999)
if not apart.empty:
    show.remark(f"{said('Counted apart.')} {said(strand_wording.APART)}")
    show.bullet_list(show.escaped(line) for line in strand_wording.sentences(apart))
    show.source_list(ledger, apart["source_id"], f"{iso3}-apart")
events = country.events_in_units(ledger, [iso3], [], 0, 9999)
if not events.empty:
    show.bullet_list(show.escaped(figures_wording.event_in_units(row)) for row in each(events))
    show.source_list(ledger, events["source_id"], f"{iso3}-events")
of_a_part = country.partial_figures(ledger, iso3)
if not of_a_part.empty:
    show.figures(
        said("Partial figures, never preferred, never added up: {number}").format(
            number=len(of_a_part)
        ),
        of_a_part,
        f"{iso3}-partial",
    )
flows = cases.pipeline(ledger, iso3)
if not flows.empty:
    show.figures(
        said("Investigations, prosecutions and convictions of one source: flows, no cohort"),
        flows,
        f"{iso3}-pipeline",
    )

show.heading(of_officials)
if counted["value"].notna().any():
    show.prose(said("Complicit officials, as the TIP Report counts them. Not reported is not 0."))
    show.bullet_list(figures_wording.officials(counted))
    show.source_list(ledger, counted["source_id"], f"{iso3}-officials")
else:
    show.nothing(
        said(
            "The ledger holds no figure of the whole country on officials {in_place}: not reported, not 0."
        ).format(in_place=place.in_place)
    )

show.heading(of_cases)
if documented.empty and timeline.empty:
    show.nothing(
        said(
            "The ledger holds no documented case {of_place}. That does not mean that there was none."
        ).format(of_place=place.of_place)
    )
if not documented.empty:
    latest = documented.head(LATEST_CASES)
    lines = [case_wording.link(case.case_id, show.escaped(case.title)) for case in each(latest)]
    show.bullet_list(lines, latest["title"])
    show.page_link(
        "cases", case_wording.all_of(len(documented), name), ":material/gavel:", area=iso3
    )
if not timeline.empty:

    def tell() -> None:
        steps = timeline.assign(
            **{c: timeline[c].map(show.escaped, na_action="ignore") for c in ("title", "outcome")}
        )
        show.bullet_list(case_wording.by_case(steps), [*timeline["title"], *timeline["outcome"]])
        show.citations(catalogue.sources(ledger, timeline["source_id"]))

    show.folded(
        said("Timeline: {number} dated steps and events, case by case").format(
            number=len(timeline)
        ),
        f"{iso3}-timeline",
        tell,
    )

show.heading(of_protocol)
protocol = country.protocol(ledger, iso3)
if protocol.empty:
    show.nothing(
        said(
            "No date could be read for {the_place}: no data, which does not mean that it is not a party."
        ).format(the_place=place.the)
    )
else:
    cited = catalogue.sources(ledger, protocol["source_id"])
    show.remark(
        figures_wording.protocol(protocol.iloc[0], name),
        show.in_brief(cited),
        [*show.texts_of(cited), protocol.iloc[0].note],
    )
