"""A briefing to see and to hand over."""

from typing import Any

import streamlit as st

from dashboard import choose, handover, show
from dashboard.briefing import country, group, pdf
from dashboard.briefing.model import Briefing
from dashboard.briefing.provenance import edition
from dashboard.database import ledger
from dashboard.ledger import Ledger
from dashboard.queries import catalogue
from dashboard.wording import TIER_NAMES

SUBJECTS = {"country": "Countries", "region": "Region", "tier": "Tier"}


@st.cache_data(max_entries=100, show_spinner=False, hash_funcs={Ledger: edition})
def written(book: Ledger, about: str, **choices: Any) -> tuple[Briefing, list[bytes]]:
    """The briefing and its pages as pictures; the same ledger and choices give the same ones."""
    make = country.country_briefing if about == "one country" else group.group_briefing
    made = make(book, **choices)
    return made, pdf.pages(made)


book = ledger()
show.title("Briefing", "Every number with its source, ready to hand over.")
subject = choose.view("view", "About", SUBJECTS, "country")
about, everything = "group", group.SECTIONS
choices: dict[str, Any] = {}
if subject == "country":
    countries = catalogue.ranked_countries(book)
    areas = choose.several("area", "Countries", countries, ["KHM"])
    if not areas:
        show.nothing("Choose a country.")
        st.stop()
    if len(areas) == 1:
        about, everything = "one country", country.SECTIONS
        first, last = choose.years("Years", 2000, 2025)
        register = choose.one("register", "Language", country.REGISTERS, "policy")
        choices = {"iso3": areas[0], "first": first, "last": last, "register": register}
    else:
        names = show.joined(countries[area] for area in areas)
        choices = {"title": names, "areas": areas, "code": "-".join(areas)}
elif subject == "region":
    regions = catalogue.tip_regions(book)
    region = choose.one("region", "Region", regions, "EAP")
    choices = {"title": regions[region], "regions": [region], "code": f"TIP-{region}"}
else:
    tier = choose.one("tier", "Tier", TIER_NAMES, "2WL")
    choices = {"title": TIER_NAMES[tier], "tiers": [tier], "code": f"tier-{tier}"}
parameter = "sections" if about == "one country" else "parts"
choices["sections"] = choose.several(parameter, "Sections", everything, list(everything))

made, pages = written(book, about, **choices)
handover.downloads(made.code, lambda: made)
for number, page in enumerate(pages, start=1):
    st.image(page, caption=f"Page {number} of the PDF")
