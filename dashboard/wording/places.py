"""Countries as they stand in a sentence, in the languages that the ledger has their names in."""

import unicodedata
from dataclasses import dataclass

import pandas as pd

from dashboard.frames import each
from dashboard.queries import catalogue
from dashboard.queries import places as find
from dashboard.queries.database import Database
from dashboard.wording.language import spoken


@dataclass(frozen=True)
class Place:
    """name: 'Thaïlande'. the: 'la Thaïlande'. in_place: 'en Thaïlande'. of_place: 'de la Thaïlande'.
    from_place: 'de Thaïlande', of people who come from there."""

    name: str
    the: str
    in_place: str
    of_place: str
    from_place: str


def in_order(name: str) -> str:
    """A name as a list is ordered by it: accents and capitals do not count."""
    apart = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def named(found: pd.DataFrame) -> dict[str, Place]:
    """ISO alpha-3 code → the country's forms. found: of queries.places.in_sentences."""
    return {
        row.iso3: Place(row.name, row.the, row.in_place, row.of_place, row.from_place)
        for row in each(found)
    }


def place(ledger: Database, iso3: str) -> Place:
    """A country as it stands in the sentences of pages."""
    told = find.in_sentences(ledger, spoken())
    if len(told):
        return named(told[told["iso3"] == iso3])[iso3]
    name, the = (of(ledger)[iso3] for of in (catalogue.country_names, catalogue.names_in_sentences))
    return Place(name, the, f"in {the}", f"of {the}", f"from {the}")


def after_of(ledger: Database) -> dict[str, str]:
    """Every country: code → name as it stands after "of"."""
    if told := named(find.in_sentences(ledger, spoken())):
        return {iso3: place.of_place for iso3, place in told.items()}
    return catalogue.names_in_sentences(ledger)
