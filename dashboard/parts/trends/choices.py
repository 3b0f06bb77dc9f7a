"""What a reader asks of the Trends page."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.queries import catalogue, figures, trends
from dashboard.queries.database import Database
from dashboard.ui import choose, show
from dashboard.wording import tiers as wording
from dashboard.wording import views

FORMS = {
    "all": "All forms",
    "sexual_exploitation": "Sexual exploitation",
    "forced_labour": "Forced labour",
    "other": "Other forms",
}
SUMS = {
    "group": "A group as a sum over the same countries, single areas by themselves",
    "each": "Each area by itself",
    "same": "Sum of all chosen: the same countries every year",
    "all": "Sum of all chosen: all that reported",
}
CHARTS = {
    "lines": "Lines",
    "bars": "Bars",
    "panels": "Small multiples",
    "free": "Small multiples, own axes",
}


@dataclass(frozen=True)
class Choices:
    """areas: chosen singly; group: the countries of chosen regions and tiers; the rest as in the address."""

    areas: list[str]
    group: list[str]
    measures: list[str]
    first: int
    last: int
    view: str
    adding: str
    form: str
    chart: str
    log: bool
    events: bool

    @property
    def asked(self) -> list[str]:
        return list(dict.fromkeys(self.areas + self.group))

    @property
    def joined(self) -> bool:
        """Whether values may make a line: changes do not."""
        return self.view not in ("change", "percent")

    @property
    def opened(self) -> str | None:
        """The measure of which a figure's record is open; one at a time."""
        return next(
            (m for m in self.measures if st.session_state.get(self.parameter("record", m))), None
        )

    def parameter(self, name: str, measure: str) -> str:
        """A choice made for each measure by itself has the measure in its name, where several are shown."""
        return name if len(self.measures) == 1 else f"{name}-{measure}"


def ask(ledger: Database, measures: dict[str, str]) -> Choices:
    """The page's widgets. measures: code → label."""
    known = catalogue.areas_with_figures(ledger)
    last_report = catalogue.report_years(ledger)[1]
    where, what, when, more = st.columns([4, 4, 3, 1.4], vertical_alignment="bottom")
    with where:
        chips = choose.places("Areas", known, ["KHM"])
    with what:
        wanted = choose.several("measure", "Measures", measures, ["prosecutions"])
    with when:
        first, last = choose.years("Years counted", *figures.years(ledger))
    view = choose.view("view", "Show", views.VIEWS, "count")
    with more, st.popover("More", width="stretch", icon=":material/tune:"):
        regions = choose.several(
            "region", "TIP regions", {"ALL": "All countries"} | catalogue.tip_regions(ledger), []
        )
        tiers = choose.several(
            "tier",
            f"Tiers (in the {last_report} report, for every year alike)",
            wording.TIER_NAMES,
            [],
        )
        adding = choose.one("sum", "Countries together", SUMS, "group")
        form = choose.one("form", "Form of exploitation", FORMS, "all")
        chart = choose.one("chart", "Chart", CHARTS, "lines")
        log = choose.switch("log", "Logarithmic axis")
        events = choose.switch("events", "Timeline of events")
    named = [r for r in regions if r != "ALL"]
    group = list(trends.countries(ledger, named, tiers, last_report)) if regions or tiers else []
    # A region with figures of its own is an area; every other chip of several countries is opened.
    areas = [chip for chip in chips if chip in known]
    for chip in chips:
        group += [] if chip in known else choose.members(chip)
    return Choices(areas, group, wanted, first, last, view, adding, form, chart, log, events)


def voice(ledger: Database, asked: Choices, measure: str) -> str | None:
    """Whose figures are drawn: a publisher's or the preferred ones; None, and why, where there are none."""
    publishers = trends.voices(ledger, asked.asked, measure, asked.form)
    if not publishers:
        show.nothing(
            "No source in the ledger reports this measure for the areas chosen. That is not zero."
        )
        return None
    return choose.one(
        asked.parameter("source", measure),
        "Source",
        {"preferred": "Preferred figure of each year"} | {p: p for p in publishers},
        "preferred",
    )


def split(ledger: Database, asked: Choices, about: pd.Series) -> tuple[list[str], list[str]]:
    """Areas to draw singly, and countries to add up. about: the measure's row of catalogue.measures."""
    if asked.adding == "each" or (asked.adding == "group" and not asked.group):
        return asked.asked, []
    if about.summable != "yes":
        show.nothing(
            "This measure is not added up over countries: it is an estimate, a rate or one body's own total. "
            "Each area stands by itself."
        )
        return asked.asked, []
    if asked.adding == "group":
        return asked.areas, asked.group
    countries = trends.countries(ledger, [], [], catalogue.report_years(ledger)[1])
    members = [area for area in asked.asked if area in countries]
    if not members:
        show.nothing("Choose countries or a group of countries to add up.")
    return [], members
