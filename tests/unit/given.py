"""A ledger of a few given rows: the tables of the data package, empty but for those rows, and the marts that are asked for."""

from collections.abc import Mapping, Sequence
from functools import cache

import duckdb

from etl.locations import PROJECT
from etl.mart_order import Mart, in_order
from etl.package import Table, read_package
from etl.pipeline import MARTS
from etl.schema import kind_of

Row = Mapping[str, object]


@cache
def tables() -> dict[str, Table]:
    return {table.table: table for table in read_package(PROJECT / "data").tables}


@cache
def marts() -> list[Mart]:
    return in_order(MARTS, tables())


def ledger_of(*asked: str, **given: Sequence[Row]) -> duckdb.DuckDBPyConnection:
    """asked: the marts wanted, which bring those that they read. given: table → its rows, each with what it says; the rest
    of a row is null, or the empty text in a key."""
    ledger = duckdb.connect()
    for name, table in tables().items():
        columns = [f'"{f["name"]}" {kind_of(table, f)}' for f in table.schema["fields"]]
        ledger.execute(f"create table {name} ({', '.join(columns)})")
    for name, rows in given.items():
        empty = {key: "" for key in tables()[name].key}
        for row in rows:
            full = {**empty, **row}
            marks = ", ".join("?" * len(full))
            ledger.execute(
                f"insert into {name} ({', '.join(full)}) values ({marks})", [*full.values()]
            )
    for mart in behind(set(asked)):
        ledger.execute(mart.sql)
    return ledger


def behind(asked: set[str]) -> list[Mart]:
    """The marts asked for and all that they read, in order."""
    wanted: list[Mart] = []
    names = set(asked)
    for mart in reversed(marts()):
        if mart.name in asked or names & mart.makes:
            wanted.append(mart)
            names |= mart.reads | mart.uses
    return wanted[::-1]
