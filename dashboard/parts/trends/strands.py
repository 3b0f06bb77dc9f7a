"""What is counted apart from the series that is drawn."""

from typing import Any

from dashboard.parts.trends.choices import Choices
from dashboard.queries import strands
from dashboard.queries.database import Database
from dashboard.ui import show
from dashboard.wording import strands as wording
from dashboard.wording.language import said


def draw(ledger: Database, asked: Choices, about: Any) -> None:
    """The strands of the measure in the areas and years asked for. about: the measure's row of catalogue.measures."""
    if asked.form != "all":
        return
    found = strands.strands(ledger, asked.asked, [about.measure], asked.first, asked.last)
    if not found.empty:
        names = wording.table(found)
        label = said("Counted apart: {names}").format(names=", ".join(names["measure"].unique()))
        show.figures(label, names, f"strands-{about.measure}")
