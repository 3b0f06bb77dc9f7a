"""The country that a briefing is about, with what every section reads of it."""

from dataclasses import dataclass

from dashboard.briefing.provenance import Notes
from dashboard.briefing.registers import Words
from dashboard.queries import briefing as query
from dashboard.queries import catalogue, country
from dashboard.queries.database import Database

# What a section tells: codes of measure.subject.
LAW = "law_enforcement"
VICTIMS = "victims"


@dataclass
class Subject:
    """Figures and placements are those of the years from first to last."""

    ledger: Database
    notes: Notes
    iso3: str
    first: int
    last: int
    words: Words

    def __post_init__(self) -> None:
        self.name = catalogue.ranked_countries(self.ledger)[self.iso3]
        self.name_in_sentence = catalogue.names_in_sentences(self.ledger)[self.iso3]
        span = (self.iso3, self.first, self.last)
        history = country.tier_history(self.ledger, self.iso3)
        self.history = history[history["report_year"].between(self.first, self.last)]
        self.figures = query.yearly_figures(self.ledger, *span)
        self.everyone = query.every_publisher(self.ledger, *span)
        self.headline = catalogue.headline_measures(self.ledger)
        self.revisions = query.revisions(self.ledger, *span)

    def measures(self, told: str) -> list[str]:
        """The headline measures of LAW or VICTIMS, in their order."""
        return list(catalogue.headline_measures(self.ledger, told))
