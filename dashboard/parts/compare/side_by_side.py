"""Countries of some tiers or regions, or picked ones, in one table."""

import streamlit as st

from dashboard.parts.compare import table
from dashboard.queries import catalogue, compare
from dashboard.queries.database import Database
from dashboard.ui import choose, meant
from dashboard.wording import comparison as wording
from dashboard.wording import tiers as tiers_wording
from dashboard.wording.language import each_said, said


def draw(ledger: Database, report_year: int) -> None:
    of_tiers, of_regions, by_name = st.columns(3)
    with of_tiers:
        tiers = choose.several("tier", said("Tiers"), each_said(tiers_wording.TIER_NAMES), ["2WL"])
    with of_regions:
        regions = choose.several("region", said("TIP regions"), catalogue.tip_regions(ledger), [])
    with by_name:
        ranked = catalogue.ranked_countries(ledger)
        # The one country of a page that the table led to, and that the reader comes back from, is no choice for it.
        chips = choose.places(said("Or pick countries"), ranked, [], least=2)
        areas = [
            area for chip in chips for area in ([chip] if chip in ranked else meant.members(chip))
        ]
    standings = (
        compare.standings(ledger, report_year, areas=areas)
        if areas
        else compare.standings(ledger, report_year, tiers, regions)
    )
    columns = table.columns(ledger, report_year)
    table.draw(ledger, standings, report_year, columns, "compare", said(wording.SIDE_BY_SIDE))
