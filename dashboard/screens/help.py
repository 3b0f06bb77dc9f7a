"""For a reader who has never opened the ledger, or a terminal."""

from dashboard.ui import show
from dashboard.wording import help as wording

show.title("Help", wording.LEAD)
for heading, text in wording.PARTS.items():
    show.heading(heading)
    if heading == "How to read a tier":
        show.tier_key()
    show.prose(text)
