"""The tables that travel from queries to charts, pages and briefings, each declared once.

It stands among the tests, which hold the queries to it: in the program, pandera would cost every start half a second and
16 MB.
Everywhere a missing value is missing: never zero, never interpolated.
"""

import pandas as pd
from pandera.pandas import DataFrameModel, Field
from pandera.typing import Series

from etl.locations import PROJECT
from etl.package import read_package

ENUMS = {
    (table.table, field["name"]): field["constraints"]["enum"]
    for table in read_package(PROJECT / "data").tables
    for field in table.schema["fields"]
    if "enum" in field.get("constraints", {})
}
TIERS = ENUMS["tier_ranking", "tier"]
BASES = [*ENUMS["tier_ranking", "basis"], "press"]
MOVEMENTS = ["up", "down", "same"]
QUALIFIERS = ENUMS["figure", "qualifier"]
PERIODS = ENUMS["figure", "period"]
RELIABILITIES = ENUMS["source", "reliability"]
FLOW_KINDS = [
    {"country": "foreign", "nationals": "domestic"}.get(kind, kind)
    for kind in ENUMS["origin_label", "kind"]
]


class Frame(DataFrameModel):
    """These columns and no others; whole numbers of any width."""

    class Config:
        strict = True
        coerce = True


class Cited(Frame):
    """A value in its unit, and what it rests on."""

    value: Series[float] = Field(ge=0)
    qualifier: Series[str] = Field(isin=QUALIFIERS)
    unit: Series[str]
    source_id: Series[str]


class Figure(Cited):
    """The figure of one year."""

    year: Series[int]


class Doubted(Frame):
    """What is held against a figure (see figure_doubt), and the figure that it stands against."""

    doubt: Series[str] = Field(nullable=True)
    other_measure: Series[str] = Field(nullable=True)
    other_form: Series[str] = Field(nullable=True)
    other_sex: Series[str] = Field(nullable=True)
    other_age: Series[str] = Field(nullable=True)
    other_origin: Series[str] = Field(nullable=True)
    other_value: Series[float] = Field(nullable=True)
    other_qualifier: Series[str] = Field(nullable=True, isin=QUALIFIERS)


class Rivals(Figure, Doubted):
    """Who says what of an area and year, in any unit."""

    area: Series[str]
    name: Series[str]
    period: Series[str] = Field(isin=PERIODS)
    publisher: Series[str]
    reliability: Series[str] = Field(isin=RELIABILITIES)
    source: Series[str] = Field(description="publisher and edition")
    note: Series[str] = Field(nullable=True)
    counted: Series[str]


class Yearly(Rivals):
    """One voice's yearly figures with their changes. Years without a figure are absent."""

    form: Series[str]
    vintage: Series[str]
    competing: Series[int]
    revised: Series[bool]
    value_before: Series[float] = Field(nullable=True)
    source_id_before: Series[str] = Field(nullable=True)
    change: Series[float] = Field(nullable=True, description="in the figure's unit")
    change_ratio: Series[float] = Field(nullable=True, description="1 = +100 %")
    withheld: Series[str] = Field(nullable=True, description="code of why there is no change")
    withheld_before: Series[str] = Field(nullable=True)
    withheld_now: Series[str] = Field(nullable=True)
    segment: Series[int] = Field(description="the figures of one may be joined by a line")
    jump: Series[bool]
    earlier_changes: Series[pd.Int64Dtype] = Field(nullable=True)
    smaller_changes: Series[pd.Int64Dtype] = Field(nullable=True)
    coincides_with: Series[str] = Field(nullable=True, description="a measure")
    rate: Series[float] = Field(nullable=True, description="per 100,000 people; exact counts only")
    population: Series[pd.Int64Dtype] = Field(nullable=True)
    counted_as: Series[str] = Field(nullable=True, description="how a sentence names it")
    source_note: Series[str] = Field(nullable=True)


class Record(Cited):
    """Every figure of one area, measure, form and year, in every edition and from every source."""

    publisher: Series[str]
    edition: Series[str]
    counted: Series[str] = Field(description="who or what, by the source or by a break on record")
    period: Series[str] = Field(isin=PERIODS)
    scope: Series[str] = Field(description="what a partial figure covers; empty for the whole")
    note: Series[str] = Field(nullable=True)
    reliability: Series[str] = Field(isin=RELIABILITIES)
    address: Series[str] = Field(nullable=True)


class Placed(Frame):
    """A tier in one report, and the move since the report before."""

    tier: Series[str] = Field(isin=TIERS)
    basis: Series[str] = Field(isin=BASES)
    previous_tier: Series[str] = Field(nullable=True, isin=TIERS)
    previous_basis: Series[str] = Field(nullable=True, isin=BASES)
    movement: Series[str] = Field(nullable=True, isin=MOVEMENTS)
    source_id: Series[str]


class Placements(Placed):
    """Every placement of one report."""

    iso3: Series[str] = Field(unique=True)
    name: Series[str]


class Standings(Placements):
    """Countries of one report with their Palermo Protocol. A date that is not known does not mean no party."""

    tip_region: Series[str]
    reports_in_tier: Series[int]
    previous_source_id: Series[str] = Field(nullable=True)
    palermo_date: Series[str] = Field(nullable=True, description="of consent, ISO")
    palermo_in_force: Series[str] = Field(nullable=True, description="ISO")
    palermo_source_id: Series[str] = Field(nullable=True)


class TierHistory(Placed):
    """One country's placements, oldest first."""

    report_year: Series[int] = Field(unique=True)
    reports_in_tier: Series[int]
    derived_in_run: Series[int] = Field(description="of the reports in this tier")
    press_in_run: Series[int] = Field(description="of the reports in this tier")
    url: Series[str] = Field(nullable=True)
    note: Series[str] = Field(nullable=True)


class Breakdown(Figure, Doubted):
    """Parts of an area's victims, as one edition a year prints them; a value that is less_than is a limit, no number."""

    part: Series[str] = Field(description="label as printed")
    country: Series[str] = Field(nullable=True, description="name, where the label names one")
    at_home: Series[bool] = Field(description="whether the country is the area itself")
    counted: Series[str] = Field(description="who is counted")
    period: Series[str] = Field(isin=PERIODS)
    in_sums: Series[bool] = Field(description="whether it may enter a sum")
    reliability: Series[str] = Field(isin=RELIABILITIES)
    vintage: Series[str]


class Flows(Frame):
    """Victims by citizenship and country of detection; value is a lower bound where suppressed is not 0."""

    citizenship: Series[str] = Field(nullable=True)
    citizenship_name: Series[str] = Field(nullable=True)
    detected_in: Series[str]
    detected_in_name: Series[str]
    kind: Series[str] = Field(isin=FLOW_KINDS)
    counted: Series[str] = Field(description="who is counted: never added to others")
    value: Series[float] = Field(nullable=True, description="persons, added over the years")
    printed: Series[int] = Field(description="cells that count")
    suppressed: Series[int] = Field(description="cells that count")
    left_out: Series[int] = Field(description="cells that do not count")
    contradicted: Series[int] = Field(
        description="cells that their edition contradicts, which do not count either"
    )
    first_year: Series[int]
    last_year: Series[int]
    labels: Series[str]
    source_id: Series[str]


class Medians(Frame):
    """The median of a measure in each tier and report year, by publisher."""

    publisher: Series[str]
    report_year: Series[int]
    year: Series[int] = Field(description="counted")
    tier: Series[str] = Field(isin=TIERS)
    countries: Series[int]
    suppressed: Series[int]
    derived: Series[int] = Field(description="of the countries")
    press: Series[int] = Field(description="of the countries")
    median: Series[float] = Field(nullable=True)
    median_per_100_000: Series[float] = Field(nullable=True)
    withheld: Series[str] = Field(nullable=True, description="code of why there is no median")
    unit: Series[str]
    source_id: Series[object] = Field(description="a list: of every figure behind it")
