"""A ledger of a few given rows: the tables of the data package, empty but for those rows, and the marts that are asked for."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import duckdb

from etl.locations import PROJECT
from etl.mart_order import Mart, in_order
from etl.package import Table, read_package
from etl.pipeline import MARTS
from etl.schema import kind_of

Row = Mapping[str, object]
MADE = re.compile(r"^create (table|view|macro|type) (\w+)", re.MULTILINE)

in_use: dict[tuple[str, ...], duckdb.DuckDBPyConnection] = {}


@cache
def tables() -> dict[str, Table]:
    return {table.table: table for table in read_package(PROJECT / "data").tables}


@cache
def marts() -> list[Mart]:
    return in_order(MARTS, tables())


def ledger_of(*asked: str, **given: Sequence[Row]) -> duckdb.DuckDBPyConnection:
    """asked: the tables, views and macros wanted, which bring those that they read. given: table → its rows, each with what
    it says; the rest of a row is null, or the empty text in a key.

    The next ledger with the same marts closes this one: macros and types are made once, tables once a ledger.
    """
    if asked in in_use:
        in_use.pop(asked).close()
    ledger = in_use[asked] = without_rows(asked).cursor()
    ledger.begin()
    for name, rows in given.items():
        empty = {key: "" for key in tables()[name].key}
        for row in rows:
            full = {**empty, **row}
            marks = ", ".join("?" * len(full))
            ledger.execute(
                f"insert into {name} ({', '.join(full)}) values ({marks})", [*full.values()]
            )
    for kind, sql in statements(asked):
        if kind == "table":
            ledger.execute(MADE.sub(r"create or replace \1 \2", sql, count=1))
    return ledger


@cache
def without_rows(asked: tuple[str, ...]) -> duckdb.DuckDBPyConnection:
    ledger = duckdb.connect()
    for name, table in tables().items():
        columns = [f'"{f["name"]}" {kind_of(table, f)}' for f in table.schema["fields"]]
        ledger.execute(f"create table {name} ({', '.join(columns)})")
    for _, sql in statements(asked):
        ledger.execute(sql)
    return ledger


@cache
def statements(asked: tuple[str, ...]) -> list[tuple[str, str]]:
    """Kind of what is made and the SQL that makes it, in order: what is asked for and all that it reads. A table beside
    them in a mart's file is left out, and so are comments."""
    wanted = set(asked)
    behind: list[Mart] = []
    for mart in reversed(marts()):
        if wanted & mart.makes:
            behind.insert(0, mart)
            wanted |= mart.reads | mart.uses
    return [
        (made[1], statement.query)
        for mart in behind
        for statement in duckdb.extract_statements(mart.sql)
        if (made := MADE.search(statement.query))
        and (made[1] in ("macro", "type") or made[2] in wanted)
    ]
