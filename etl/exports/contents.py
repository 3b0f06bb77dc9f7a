"""What a ledger holds: its tables with their columns, keys and meaning, read from the database itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

BATCH = 10_000  # rows


@dataclass(frozen=True)
class Column:
    """A column: its name, DuckDB's type of it, what it means, and whether it always has a value."""

    name: str
    type: str
    comment: str
    required: bool

    @property
    def kind(self) -> str:
        """The type without its codes: VARCHAR, DOUBLE, ENUM, LIST, …"""
        return "LIST" if self.type.endswith("[]") else self.type.split("(")[0]

    @property
    def plain(self) -> str:
        """The column in SQL as text, number or boolean: dates in ISO 8601, lists in JSON."""
        name = f'"{self.name}"'
        match self.kind:
            case "LIST":
                return f"to_json({name})::varchar as {name}"
            case "DATE" | "ENUM":
                return f"{name}::varchar as {name}"
            case "TIMESTAMP WITH TIME ZONE":
                return f"strftime({name} at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ') as {name}"
        return name


@dataclass(frozen=True)
class Reference:
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    table: str
    named: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; one without a key is derived from the others."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]

    @property
    def plain(self) -> str:
        """A query of all rows, in the order in which they stand, as text, numbers and booleans."""
        return f"select {', '.join(column.plain for column in self.columns)} from {self.name}"


def tables(ledger: duckdb.DuckDBPyConnection) -> list[Table]:
    """The tables by name."""
    columns: dict[str, list[Column]] = {}
    for table, name, kind, comment, nullable in ledger.execute("""
        select table_name, column_name, data_type, coalesce(comment, ''), is_nullable
        from duckdb_columns() where not internal order by table_name, column_index
    """).fetchall():
        columns.setdefault(table, []).append(Column(name, kind, comment, not nullable))
    keys: dict[str, tuple[str, ...]] = {}
    references: dict[str, list[Reference]] = {}
    for table, kind, own, other, named in ledger.execute("""
        select table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
        from duckdb_constraints() where constraint_type in ('PRIMARY KEY', 'FOREIGN KEY')
    """).fetchall():
        if kind == "PRIMARY KEY":
            keys[table] = tuple(own)
        else:
            references.setdefault(table, []).append(Reference(tuple(own), other, tuple(named)))
    named_tables = ledger.execute("""
        select table_name, coalesce(comment, '') from duckdb_tables() where not internal order by table_name
    """).fetchall()
    return [
        Table(
            name, comment, tuple(columns[name]), keys.get(name, ()), tuple(references.get(name, ()))
        )
        for name, comment in named_tables
    ]


def rows(ledger: duckdb.DuckDBPyConnection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a table, as text, numbers and booleans, some thousands at a time."""
    found = ledger.execute(table.plain)
    while batch := found.fetchmany(BATCH):
        yield batch


def edition(ledger: duckdb.DuckDBPyConnection) -> str:
    """'2026.11 (1a2b3c4d), built 2026-11-26': what a copy is called in words."""
    return "{version} ({content}), built {day}".format(**edition_named(ledger))


def edition_named(ledger: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The version of the data, the beginning of the hash of the content, and the day of the build."""
    version, content, day = ledger.execute("""
        select data_version, left(content_hash, 8), strftime(built_at at time zone 'UTC', '%Y-%m-%d') from build
    """).fetchall()[0]
    return {"version": version, "content": content, "day": day}
