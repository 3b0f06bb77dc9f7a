"""The parameters of the API: named and read as those of the pages."""

from typing import Annotated, Literal

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field

from dashboard.api.problems import Unfit
from dashboard.frames import first_value
from dashboard.queries import catalogue, figures, places
from dashboard.queries.database import Database
from dashboard.wording.language import ENGLISH, said

Codes = Annotated[str, Field(max_length=2000)]
Code = Annotated[str, Field(max_length=100)]
Year = Annotated[int, Field(ge=1900, le=2200)]
TIERS = ["1", "2", "2WL", "3", "SC"]
Form = Literal["all", "sexual_exploitation", "forced_labour", "other"]
MOST_ROWS = 10_000

AREA = (
    "Countries or other areas, separated by commas: codes (KHM, WORLD), names in any usual spelling (Burma), a region of "
    "the TIP Report (TIP-EAP) or a group (ASEAN), which stand for their own figures and for each of their countries. "
    "All, unless given."
)
LANG = "Language of names and messages: en, fr or es. Codes stay."
Language = Literal["en", "fr", "es"]
REGION = "Regions of the TIP Report, separated by commas: AF, EAP, EUR, NEA, SCA, WHA."


class Paged(BaseModel):
    """What every table takes."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["json", "csv", "parquet"] = Field("json", description="Form of the answer.")
    limit: int = Field(1000, ge=1, le=MOST_ROWS, description="Most rows of one answer.")
    offset: int = Field(0, ge=0, le=10_000_000, description="Rows to pass over.")
    lang: Language = Field(ENGLISH, description=LANG)


class OfAreas(Paged):
    area: Codes | None = Field(None, description=AREA)

    def areas(self, ledger: Database) -> list[str]:
        """Codes of the areas asked for; empty for all."""
        return named_areas(ledger, self.area)


class OfMeasures(OfAreas):
    measure: Codes | None = Field(
        None, description="Measures by code, separated by commas; see /measures. All, unless given."
    )

    def measures(self, ledger: Database) -> list[str]:
        """Codes of the measures asked for; empty for all."""
        return among("measure", self.measure, catalogue.measures(ledger)["measure"].tolist())


class OfYears(OfMeasures):
    first: Year | None = Field(None, alias="from", description="First year that is counted.")
    last: Year | None = Field(None, alias="to", description="Last year that is counted.")

    def years(self, ledger: Database) -> tuple[int, int]:
        return span(self.first, self.last, figures.years(ledger))


class Since(OfMeasures):
    since: Code | None = Field(
        None,
        description="Content hash of an edition, or its first eight characters, as cited: all that changed after it. "
        "What the latest edition changed, unless given.",
    )


def span(first: int | None, last: int | None, held: tuple[int, int]) -> tuple[int, int]:
    """The first and last year asked for; those that the ledger holds, where none is given."""
    low, high = held[0] if first is None else first, held[1] if last is None else last
    if first is not None and last is not None and low > high:
        raise Unfit(
            "from",
            said("from ({first}) is later than to ({last}).").format(first=low, last=high),
        )
    return low, high


def comma_separated(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def among(parameter: str, text: str | None, allowed: list[str]) -> list[str]:
    """The codes of a list. Raises Unfit for one that is not among the allowed."""
    asked = comma_separated(text)
    if unknown := [code for code in asked if code not in allowed]:
        raise unknown_value(parameter, ", ".join(unknown), allowed)
    return list(dict.fromkeys(asked))


def unknown_value(parameter: str, value: str, allowed: list[str]) -> Unfit:
    told = said("{parameter}: {value} is not known.").format(parameter=parameter, value=value)
    return Unfit(parameter, told, allowed)


def named_areas(ledger: Database, text: str | None) -> list[str]:
    """Codes of the areas of a list of names; a region or a group stands for its own figures and its countries.

    Raises Unfit for a name that the ledger does not know, or that may mean several areas.
    """
    codes: list[str] = []
    for name in comma_separated(text):
        found = places.find(ledger, name)
        if found.empty:
            alike = places.nearest(ledger, name)["name"].tolist()
            told = said("area: {name} is no area that the ledger knows.")
            raise Unfit("area", told.format(name=name), alike)
        if found.at[0, "place"] != name.upper() and len(found) > 1:
            told = said("area: {name} may mean several.")
            raise Unfit("area", told.format(name=name), found["place"].tolist())
        place = first_value(found["place"])
        if first_value(found["kind"]) != "group":
            codes.append(place)
        codes += places.members(ledger, place)
    return list(dict.fromkeys(codes))


def regions(ledger: Database, text: str | None) -> list[str]:
    codes = ",".join(code.removeprefix("TIP-") for code in comma_separated(text))
    return among("region", codes, list(catalogue.tip_regions(ledger)))


def once(request: Request) -> None:
    """Refuse a parameter that is given twice: one of the two would be passed over in silence."""
    given = [name for name, _ in request.query_params.multi_items()]
    if twice := [name for name in dict.fromkeys(given) if given.count(name) > 1]:
        raise Unfit(
            twice[0],
            said("{parameter} is given {times} times; separate values by commas.").format(
                parameter=twice[0], times=given.count(twice[0])
            ),
        )
