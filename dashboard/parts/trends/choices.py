"""What a reader asks of the Trends page."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.frames import each
from dashboard.queries import catalogue, figures, trends, yearly
from dashboard.queries.database import Database
from dashboard.ui import choose, meant, show
from dashboard.wording import accounts as account_wording
from dashboard.wording import strands as strand_wording
from dashboard.wording import tiers as wording
from dashboard.wording import views
from dashboard.wording.language import each_said, said

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
FEW = 2
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
    first_report, last_report = catalogue.report_years(ledger)
    where, what, when, more = st.columns([4, 4, 3, 1.4], vertical_alignment="bottom")
    with where:
        chips = choose.places(said("Areas"), known, ["KHM"])
    with what:
        wanted = choose.several("measure", said("Measures"), measures, ["prosecutions"])
    with when:
        first, last = choose.years(said("Years counted"), *figures.years(ledger))
    # A group chosen by how the years ended would not hold those who left it on the way.
    placed_in = min(max(first + 1, first_report), last_report)
    view = choose.view("view", said("Show"), each_said(views.VIEWS), "count")
    with more, st.popover(said("More"), width="stretch", icon=":material/tune:"):
        regions = choose.several(
            "region",
            said("TIP regions"),
            {"ALL": said("All countries")} | catalogue.tip_regions(ledger),
            [],
        )
        tiers = choose.several(
            "tier",
            said(
                "Tiers (in the {year} report, on the first of these years; for every year alike)"
            ).format(year=placed_in),
            each_said(wording.TIER_NAMES),
            [],
        )
        adding = choose.one("sum", said("Countries together"), each_said(SUMS), "group")
        form = choose.one("form", said("Form of exploitation"), each_said(FORMS), "all")
        chart = choose.one("chart", said("Chart"), each_said(CHARTS), "lines")
        log = choose.switch("log", said("Logarithmic axis"))
        events = choose.switch("events", said("Timeline of events"))
    named = [r for r in regions if r != "ALL"]
    group = list(trends.countries(ledger, named, tiers, placed_in)) if regions or tiers else []
    # A region with figures of its own is an area; every other chip of several countries is opened.
    areas = [chip for chip in chips if chip in known]
    for chip in chips:
        group += [] if chip in known else meant.members(chip)
    return Choices(areas, group, wanted, first, last, view, adding, form, chart, log, events)


@dataclass(frozen=True)
class Voice:
    """Whose figures of a measure: a publisher's, or the preferred ones; of a strand that is counted apart, a publisher's.

    accounts: whether the TIP Report's and UNODC's figures are drawn, a line each, beside what is said of the preferred ones.
    """

    publisher: str
    strand: str = ""
    accounts: bool = False


def voice(ledger: Database, asked: Choices, about: Any) -> Voice | None:
    """Whose figures are drawn; None, and why, where there are none. about: the measure's row of catalogue.measures."""
    publishers = yearly.voices(ledger, asked.asked, about.measure, asked.form)
    apart = yearly.voices_apart(ledger, asked.asked, about.measure, asked.form)
    if not publishers and apart.empty:
        show.nothing(
            said(
                "No source in the ledger reports this measure for the areas chosen. That is not zero."
            )
        )
        return None
    voices = {p: Voice(p) for p in publishers}
    names = {p: p for p in publishers}
    if set(account_wording.NAMES) <= set(publishers):
        voices = {"accounts": Voice("preferred", accounts=True)} | voices
        names = {"accounts": said(account_wording.BOTH)} | names
    if publishers:
        voices = {"preferred": Voice("preferred")} | voices
        names = {"preferred": said("Preferred figure of each year")} | names
    for row in each(apart):
        code = f"{row.publisher}:{row.strand}"
        voices[code] = Voice(row.publisher, row.strand)
        called = strand_wording.name(about.measure, about.label, row.strand)
        names[code] = said("{name}, by {publisher}").format(name=called, publisher=row.publisher)
    # Two lines an area: of more areas they could not be told apart.
    both = len(asked.asked) <= FEW and "accounts" in voices
    usual = "accounts" if both else next(iter(voices))
    return voices[
        choose.one(asked.parameter("source", about.measure), said("Source"), names, usual)
    ]


def of_strand(about: Any, voice: Voice) -> Any:
    """The measure's row under the name of what is counted apart, where that is drawn."""
    if not voice.strand:
        return about
    called = strand_wording.name(about.measure, about.label, voice.strand)
    return about._replace(label=called, definition=said(strand_wording.APART))


def split(
    ledger: Database, asked: Choices, about: Any, voice: Voice
) -> tuple[list[str], list[str]]:
    """Areas to draw singly, and countries to add up. about: the measure's row of catalogue.measures."""
    if asked.adding == "each" or (asked.adding == "group" and not asked.group):
        return asked.asked, []
    if voice.strand:
        show.nothing(
            said(
                "What is counted apart is not added up over countries. Each area stands by itself."
            )
        )
        return asked.asked, []
    if about.summable != "yes":
        show.nothing(
            said(
                "This measure is not added up over countries: it is an estimate, a rate or one body's own total. "
                "Each area stands by itself."
            )
        )
        return asked.asked, []
    if asked.adding == "group":
        return asked.areas, asked.group
    countries = trends.countries(ledger, [], [], catalogue.report_years(ledger)[1])
    members = [area for area in asked.asked if area in countries]
    if not members:
        show.nothing(said("Choose countries or a group of countries to add up."))
    return [], members
