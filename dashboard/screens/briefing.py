"""A briefing to see and to hand over."""

import streamlit as st

from dashboard import choose, show
from dashboard.briefing import country, excel, group, pdf, powerpoint, word
from dashboard.briefing.model import Briefing
from dashboard.database import ledger
from dashboard.queries import catalogue
from dashboard.wording import TIER_NAMES

FORMATS = {
    "pdf": ("PDF", pdf.write, "application/pdf"),
    "docx": (
        "Word",
        word.write,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pptx": (
        "PowerPoint",
        powerpoint.write,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "xlsx": (
        "Excel",
        excel.write,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
SUBJECTS = {"country": "Countries", "region": "Region", "tier": "Tier"}

book = ledger()
show.title("Briefing", "Every number with its source, ready to hand over.")
subject = choose.view("view", "About", SUBJECTS, "country")
everything = group.SECTIONS
areas: list[str] = []
if subject == "country":
    countries = catalogue.ranked_countries(book)
    areas = choose.several("area", "Countries", countries, ["KHM"])
    if not areas:
        show.nothing("Choose a country.")
        st.stop()
    if len(areas) == 1:
        everything = country.SECTIONS
        first, last = choose.years("Years", 2000, 2025)
        register = choose.one("register", "Language", country.REGISTERS, "policy")
elif subject == "region":
    regions = catalogue.tip_regions(book)
    region = choose.one("region", "Region", regions, "EAP")
else:
    tier = choose.one("tier", "Tier", TIER_NAMES, "2WL")
sections = choose.several(
    f"{'sections' if len(areas) == 1 else 'parts'}", "Sections", everything, list(everything)
)

made: Briefing
if subject == "region":
    made = group.group_briefing(
        book, regions[region], regions=[region], sections=sections, code=region
    )
elif subject == "tier":
    made = group.group_briefing(
        book, TIER_NAMES[tier], tiers=[tier], sections=sections, code=f"tier-{tier}"
    )
elif len(areas) == 1:
    made = country.country_briefing(book, areas[0], first, last, sections, register)
else:
    names = show.joined(countries[area] for area in areas)
    made = group.group_briefing(book, names, areas=areas, sections=sections, code="-".join(areas))

for column, (kind, (label, write, mime)) in zip(
    st.columns(len(FORMATS)), FORMATS.items(), strict=True
):
    column.download_button(
        label,
        lambda write=write: write(made),
        file_name=f"{made.code}.{kind}",
        mime=mime,
        on_click="ignore",
        width="stretch",
        icon=":material/download:",
    )
for number, page in enumerate(pdf.pages(made), start=1):
    st.image(page, caption=f"Page {number} of the PDF")
