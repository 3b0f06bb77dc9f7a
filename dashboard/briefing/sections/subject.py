"""The country that a briefing is about, with what every section reads of it."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.briefing.provenance import Notes
from dashboard.briefing.registers import Words
from dashboard.queries import briefing as query
from dashboard.queries import catalogue, country
from dashboard.queries.database import Database
from dashboard.queries.places import in_sentences, region_names
from dashboard.wording import language
from dashboard.wording.places import named

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
        self.regions = region_names(self.ledger, language.spoken())
        self.places = named(in_sentences(self.ledger, language.spoken()))
        if place := self.places.get(self.iso3):
            self.name, self.name_in_sentence = place.name, place.the
        span = (self.iso3, self.first, self.last)
        history = country.tier_history(self.ledger, self.iso3)
        self.history = history[history["report_year"].between(self.first, self.last)]
        self.figures = labelled(query.yearly_figures(self.ledger, *span))
        self.everyone = labelled(query.every_publisher(self.ledger, *span))
        self.headline = {
            measure: language.said(label)
            for measure, label in catalogue.headline_measures(self.ledger).items()
        }
        held = query.held_in_part(self.ledger, *span)
        self.held_in_part = set(zip(held["measure"], held["year"], strict=True))
        self.revisions = labelled(query.revisions(self.ledger, *span))

    def of_place(self) -> dict[str, str]:
        """Every country: code → name as it stands after "of", in the language spoken."""
        if self.places:
            return {iso3: place.of_place for iso3, place in self.places.items()}
        return catalogue.names_in_sentences(self.ledger)

    def only_in_part(self, measures: Iterable[str], years: Iterable[int] | None = None) -> str:
        """'parts' where figures of a part, or counted apart, are held of one of the measures, in one of the years: none of
        them is silent, though no figure is of the whole. 'nothing' otherwise."""
        asked = {(m, y) for m, y in self.held_in_part if m in measures}
        asked = asked if years is None else {(m, y) for m, y in asked if y in years}
        return "parts" if asked else "nothing"

    def measures(self, told: str) -> list[str]:
        """The headline measures of LAW or VICTIMS, in their order."""
        return list(catalogue.headline_measures(self.ledger, told))


def labelled(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the labels of their measures in the language spoken."""
    return rows if language.in_english() else rows.assign(label=rows["label"].map(language.said))
