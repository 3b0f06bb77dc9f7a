"""The tables that travel are what their schemas declare, on the real ledger and where nothing is found."""

from collections.abc import Iterator

import pandas as pd
import pytest
from pandera.errors import SchemaError

from dashboard.queries import compare, country, overview, trends, victims, yearly
from dashboard.queries.database import Database
from tests import frames

COUNTRIES = ["KHM", "THA", "USA", "IND"]


def travelling(
    ledger: Database, areas: list[str], measure: str, report_year: int
) -> Iterator[tuple[type[frames.Frame], pd.DataFrame]]:
    """Each schema with what its query returns."""
    yield (
        frames.Yearly,
        yearly.series(ledger, areas, measure, "all", "preferred", 1990, 2100),
    )
    yield frames.Rivals, yearly.rivals(ledger, areas, measure, "all", 1990, 2100)
    yield frames.Placements, overview.placements_of_report(ledger, report_year)
    yield frames.Standings, compare.standings(ledger, report_year)
    yield frames.Medians, compare.medians_by_tier(ledger, measure)
    for area in areas:
        yield frames.Record, trends.record(ledger, area, measure, "all", 2013)
        yield frames.TierHistory, country.tier_history(ledger, area)
        yield frames.Breakdown, victims.parts(ledger, area, "citizenship", 1990, 2100)
        yield frames.Flows, victims.flows_into(ledger, area, 1990, 2100)
        yield frames.Flows, victims.flows_from(ledger, area, 1990, 2100)


def test_what_queries_return_is_what_its_schema_declares(ledger):
    found = list(travelling(ledger, COUNTRIES, "convictions", 2014))
    for schema, frame in found:
        schema.validate(frame)
    assert {schema for schema, frame in found if not frame.empty} == {schema for schema, _ in found}


def test_an_empty_result_has_the_same_columns(ledger):
    for schema, found in travelling(ledger, ["XXX"], "no_measure", 1900):
        assert found.empty
        schema.validate(found)


def test_a_missing_column_or_an_unknown_code_is_refused(ledger):
    placed = overview.placements_of_report(ledger, 2014)
    for wrong in (placed.drop(columns="source_id"), placed.assign(tier="2W")):
        with pytest.raises(SchemaError):
            frames.Placements.validate(wrong)
