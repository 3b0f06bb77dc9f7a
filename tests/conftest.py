"""The real ledger, built once for all tests."""

import os
from pathlib import Path

import pytest
from streamlit import config

from dashboard.queries.database import Database
from etl.locations import PROJECT
from etl.pipeline import Summary, build

DATA = PROJECT / "data"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """The database file built from the real data package, and the summary of the run."""
    database = tmp_path_factory.mktemp("ledger") / "ledger.duckdb"
    summary = build(DATA, database, say=lambda step: None)
    os.environ["TIP_LEDGER_DATABASE"] = str(database)
    return database, summary


@pytest.fixture(scope="session")
def ledger(built: tuple[Path, Summary]) -> Database:
    return Database(built[0])


@pytest.fixture
def listening():
    """Sets the address on which the dashboard believes to listen."""
    before = config.get_option("server.address")
    yield lambda name: config.set_option("server.address", name)
    config.set_option("server.address", before)
