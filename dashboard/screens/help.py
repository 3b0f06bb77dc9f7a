"""For a reader who has never opened the ledger, or a terminal."""

from dashboard.ui import show
from dashboard.wording import help as wording
from dashboard.wording import pages

show.title(pages.TITLES["help"], pages.LEADS["help"])
for part, (heading, text) in wording.PARTS.items():
    show.heading(heading)
    if part == "tiers":
        show.tier_key()
    show.prose(text)
