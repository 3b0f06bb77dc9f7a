"""A briefing to see and to hand over."""

from typing import Any

import streamlit as st

from dashboard import in_service
from dashboard.briefing import country, group
from dashboard.briefing.model import Briefing
from dashboard.briefing.provenance import edition
from dashboard.briefing.registers import REGISTERS
from dashboard.briefing.writers import pdf
from dashboard.parts import downloads
from dashboard.queries import briefing as query
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.turns import others_first
from dashboard.ui import choose, show
from dashboard.wording import pages
from dashboard.wording.figures import listed
from dashboard.wording.tiers import TIER_NAMES

NAMED = 5  # countries that a title has room for
SUBJECTS = {"country": "Countries", "region": "Region", "tier": "Tier"}


@st.cache_data(max_entries=20, show_spinner=False, hash_funcs={Database: edition})
def written(ledger: Database, about: str, **choices: Any) -> tuple[Briefing, list[bytes]]:
    """The briefing and its pages as pictures; the same ledger and choices give the same ones."""
    make = country.country_briefing if about == "country" else group.group_briefing
    made = make(ledger, **choices)
    with others_first():
        return made, pdf.pages(made)


def chosen() -> tuple[str, dict[str, Any]]:
    """Whom the briefing is about, and what else its maker is to be told."""
    subject = choose.view("view", "About", SUBJECTS, "country")
    if subject == "region":
        regions = catalogue.tip_regions(ledger)
        region = choose.one("region", "Region", regions, "EAP")
        return "group", {"title": regions[region], "regions": [region], "code": f"TIP-{region}"}
    if subject == "tier":
        tier = choose.one("tier", "Tier", TIER_NAMES, "2WL")
        return "group", {"title": TIER_NAMES[tier], "tiers": [tier], "code": f"tier-{tier}"}
    countries = catalogue.ranked_countries(ledger)
    areas: list[str] = []
    for chip in choose.places("Countries", countries, ["KHM"]):
        areas += [chip] if chip in countries else choose.members(chip)
    if not areas:
        show.nothing("Choose a country.")
        st.stop()
    if len(areas) > 1:
        title, code = f"{len(areas)} countries", f"{len(areas)}-countries"
        if len(areas) <= NAMED:
            title, code = listed(countries[area] for area in areas), "-".join(areas)
        return "group", {"title": title, "areas": areas, "code": code}
    first, last = choose.years("Years", *query.years(ledger))
    register = choose.one("register", "Language", REGISTERS, "policy")
    return "country", {"iso3": areas[0], "first": first, "last": last, "register": register}


ledger = in_service.ledger()
show.title(pages.TITLES["briefing"], pages.LEADS["briefing"])
controls, preview = st.columns([1, 2], gap="large")
with controls:
    about, choices = chosen()
    sections, parameter = {
        "country": (country.SECTIONS, "sections"),
        "group": (group.SECTIONS, "parts"),
    }[about]
    choices["sections"] = choose.several(parameter, "Sections", sections, list(sections))
with preview:
    made, images = written(ledger, about, **choices)
    downloads.buttons(downloads.file_name(made.title), lambda: made)
    with st.container(key="pages"):
        for number, page in enumerate(images, start=1):
            st.image(
                page,
                caption=f"Page {number} of the PDF",
                alt=f"Page {number} of {len(images)} of the briefing on {made.title}; the files above hold its text.",
                width="stretch",
            )
