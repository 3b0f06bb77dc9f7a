"""Countries side by side: who stands where, who moved, who is about to."""

import streamlit as st

from dashboard import in_service
from dashboard.parts.compare import (
    by_tier,
    clock,
    matrix,
    movements,
    peers,
    side_by_side,
    tier_map,
)
from dashboard.queries import catalogue
from dashboard.ui import choose, show
from dashboard.wording import pages
from dashboard.wording.language import each_said, said

VIEWS = {
    "map": "Map",
    "matrix": "Matrix",
    "table": "Side by side",
    "movements": "Movements",
    "clock": "Watch-list clock",
    "peers": "Peers",
    "tiers": "By tier, over time",
}
# These show every report, or have a slider of their own.
ALL_REPORTS = {"matrix": matrix.draw, "movements": movements.draw, "tiers": by_tier.draw}
ONE_REPORT = {"table": side_by_side.draw, "clock": clock.draw, "peers": peers.draw}

ledger = in_service.ledger()
first_report, latest_report = catalogue.report_years(ledger)
show.title(said(pages.TITLES["compare"]), said(pages.LEADS["compare"]))
view = choose.view("view", said("View"), each_said(VIEWS), "map")
# A place of its own for each view: what another one drew goes at once, and moves nothing on its way.
places = {
    name: st.container(key=f"compare-{name}") if name == view else st.empty() for name in VIEWS
}
with places[view]:
    if view in ALL_REPORTS:
        ALL_REPORTS[view](ledger)
    elif view == "map":
        tier_map.draw(ledger, choose.year_asked("year", first_report, latest_report, latest_report))
    else:
        year = choose.year("year", said("Report year"), first_report, latest_report, latest_report)
        ONE_REPORT[view](ledger, year)
