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
from dashboard.wording.language import ENGLISH, LANGUAGES
from dashboard.wording.tiers import TIER_NAMES

LOOK_AGAIN = 0.5  # seconds
SUBJECTS = {"country": "Countries", "region": "Region", "tier": "Tier"}


def chosen() -> tuple[str, str, dict[str, Any]]:
    """What kind of area the briefing is about, its title, and what the maker is to be told."""
    told: dict[str, Any]
    subject = choose.view("view", "About", SUBJECTS, "country")
    if subject == "region":
        regions = catalogue.tip_regions(ledger)
        region = choose.one("region", "Region", regions, "EAP")
        told = {"regions": [region], "code": f"TIP-{region}"}
        return "group", regions[region], told | in_language()
    if subject == "tier":
        tier = choose.one("tier", "Tier", TIER_NAMES, "2WL")
        told = {"tiers": [tier], "code": f"tier-{tier}"}
        return "group", TIER_NAMES[tier], told | in_language()
    countries = catalogue.ranked_countries(ledger)
    areas: list[str] = []
    for chip in choose.places("Countries", countries, ["KHM"]):
        areas += [chip] if chip in countries else meant.members(chip)
    if not areas:
        show.nothing("Choose a country.")
        st.stop()
    if len(areas) > 1:
        few = len(areas) <= group.NAMED
        told = {
            "areas": areas,
            "code": "-".join(areas) if few else f"{len(areas)}-countries",
        }
        title = group.headed_by([countries[area] for area in areas])
        return "group", title, told | in_language()
    first, last = choose.years("Years", *query.years(ledger))
    register = choose.one("register", "Style", REGISTERS, "policy")
    told = {"iso3": areas[0], "first": first, "last": last, "register": register}
    return "country", countries[areas[0]], told | in_language()


def in_language() -> dict[str, str]:
    language = choose.one("in", "Language", LANGUAGES, tongue.of_reader())
    return {} if language == ENGLISH else {"language": language}


ledger = in_service.ledger()
show.title(pages.TITLES["briefing"], pages.LEADS["briefing"])
controls, preview = st.columns([1, 2], gap="large")
with controls:
    about, title, choices = chosen()
    sections, parameter = {
        "country": (country.SECTIONS, "sections"),
        "group": (group.SECTIONS, "parts"),
    }[about]
    choices["sections"] = choose.boxes(parameter, "Sections", sections)
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
        show.small("The pages are being set.")
        with st.container(key="pages"):
            st.skeleton()
        return
    pages = images.result()
    show.small(
        f"{len(pages)} pages, as in the PDF." if len(pages) > 1 else "One page, as in the PDF."
    )
    with st.container(key="pages"):
        for number, page in enumerate(pages, start=1):
            st.image(
                page,
                caption=f"Page {number} of the PDF",
                alt=f"Page {number} of {len(pages)} of the briefing on {title}; the files above hold its text.",
                width="stretch",
            )


with preview:
    downloads.buttons(downloads.file_name(f"{title} {choices.get('language', '')}".strip()), making)
    show_pages()
