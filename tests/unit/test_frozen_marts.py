"""Marts on the rows of tests/fixtures/frozen: given a table a file, expected a mart a file, each area a case told in its note."""

import csv
from pathlib import Path

import duckdb
import pytest

from tests.unit import given

FROZEN = Path(__file__).parents[1] / "fixtures" / "frozen"
EXPECTED = {file.stem: file for file in sorted((FROZEN / "expected").glob("*.csv"))}


@pytest.fixture(scope="module")
def ledger() -> duckdb.DuckDBPyConnection:
    return given.ledger_of(*EXPECTED, **{file.stem: rows(file) for file in (FROZEN / "given").iterdir()})  # fmt: skip


def rows(file: Path) -> list[dict[str, str]]:
    """What each row says; an empty cell says nothing."""
    with file.open(encoding="utf-8", newline="") as text:
        return [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(text)]


@pytest.mark.parametrize("mart", EXPECTED)
def test_the_rows_given_make_the_rows_expected(ledger, mart):
    """The columns that the expected file has, of all rows and no others."""
    with EXPECTED[mart].open(encoding="utf-8", newline="") as text:
        header, *expected = csv.reader(text)
    told = ", ".join(f"coalesce({column}::varchar, '')" for column in header)
    found = [list(row) for row in ledger.execute(f"select {told} from {mart}").fetchall()]
    assert sorted(found) == sorted(expected)
