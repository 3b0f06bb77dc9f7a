"""For a reader who has never opened the ledger, or a terminal."""

from dashboard.ui import show
from dashboard.wording import help as wording
from dashboard.wording import pages
from dashboard.wording.language import said

show.title(said(pages.TITLES["help"]), said(pages.LEADS["help"]))
for part, (heading, text) in wording.PARTS.items():
    show.heading(said(heading))
    if part == "tiers":
        show.tier_key()
    show.prose(said(text))
