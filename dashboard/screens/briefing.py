"""A briefing to see and to hand over."""

from functools import partial
from typing import Any

import streamlit as st

from dashboard import in_service
from dashboard.briefing import country, group, press
from dashboard.briefing.registers import REGISTERS
from dashboard.parts import downloads
from dashboard.queries import briefing as query
from dashboard.queries import catalogue
from dashboard.ui import choose, meant, show, tongue
from dashboard.wording import pages
from dashboard.wording.language import ENGLISH, LANGUAGES, each_said, said, spoken
from dashboard.wording.tiers import TIER_NAMES, tier_name

LOOK_AGAIN = 0.5  # seconds
PAGE_TOLD = "Page {number} of {pages} of the briefing on {title}; the files above hold its text."
SUBJECTS = {"country": "Countries", "region": "Region", "tier": "Tier"}


def chosen() -> tuple[str, str, dict[str, Any]]:
    """What kind of area the briefing is about, its title, and what the maker is to be told."""
    told: dict[str, Any]
    subject = choose.view("view", said("About"), each_said(SUBJECTS), "country")
    if subject == "region":
        regions = catalogue.tip_regions(ledger)
        region = choose.one("region", said("Region"), regions, "EAP")
        told = {"regions": [region], "code": f"TIP-{region}"}
        return "group", regions[region], told | in_language()
    if subject == "tier":
        tier = choose.one("tier", said("Tier"), each_said(TIER_NAMES), "2WL")
        told = {"tiers": [tier], "code": f"tier-{tier}"}
        return "group", tier_name(tier), told | in_language()
    countries = catalogue.ranked_countries(ledger)
    areas: list[str] = []
    for chip in choose.places(said("Countries"), countries, ["KHM"]):
        areas += [chip] if chip in countries else meant.members(chip)
    if not areas:
        show.nothing(said("Choose a country."))
        st.stop()
    if len(areas) > 1:
        few = len(areas) <= group.NAMED
        told = {
            "areas": areas,
            "code": "-".join(areas) if few else f"{len(areas)}-countries",
        }
        title = group.headed_by([countries[area] for area in areas])
        return "group", title, told | in_language()
    first, last = choose.years(said("Years"), *query.years(ledger))
    register = choose.one("register", said("Style"), each_said(REGISTERS), "policy")
    told = {"iso3": areas[0], "first": first, "last": last, "register": register}
    return "country", countries[areas[0]], told | in_language()


def in_language() -> dict[str, str]:
    language = choose.one("in", said("Language"), LANGUAGES, spoken())
    return {} if language == ENGLISH else {"language": language}


ledger = in_service.ledger()
show.title(said(pages.TITLES["briefing"]), said(pages.LEADS["briefing"]))
controls, preview = st.columns([1, 2], gap="large")
with controls:
    about, title, choices = chosen()
    sections, parameter = {
        "country": (country.SECTIONS, "sections"),
        "group": (group.SECTIONS, "parts"),
    }[about]
    choices["sections"] = choose.boxes(parameter, said("Sections"), each_said(sections))
make = country.country_briefing if about == "country" else group.group_briefing
making = partial(make, **choices)
images = press.pages(ledger.file, making)
waited = not images.done()


@tongue.fragment(run_every=LOOK_AGAIN if waited else None)
def show_pages() -> None:
    """Other readers' pages are made while these are set: who waits for them looks again."""
    if waited and images.done():
        st.rerun()
    if waited:
        show.small(said("The pages are being set."))
        with st.container(key="pages"):
            st.skeleton()
        return
    pages = images.result()
    one_page = said("One page, as in the PDF.")
    several = said("{pages} pages, as in the PDF.").format(pages=len(pages))
    show.small(several if len(pages) > 1 else one_page)
    with st.container(key="pages"):
        for number, page in enumerate(pages, start=1):
            st.image(
                page,
                caption=said("Page {number} of the PDF").format(number=number),
                alt=said(PAGE_TOLD).format(number=number, pages=len(pages), title=title),
                width="stretch",
            )


with preview:
    downloads.buttons(downloads.file_name(f"{title} {choices.get('language', '')}".strip()), making)
    show_pages()
