"""Keys that stand twice and references that lead nowhere, asked in SQL: Frictionless would read each file once a key."""

from collections.abc import Iterator

import duckdb

from etl.package import Package, Problem, Table, quoted
from etl.words import told


def key_problems(connection: duckdb.DuckDBPyConnection, package: Package) -> Iterator[Problem]:
    """What is wrong with the keys of the staged tables."""
    tables = {table.name: table for table in package.tables}
    for table in package.tables:
        yield from repeated_keys(connection, table)
        for key in table.foreign_keys:
            reference = key["reference"]
            yield from lost_references(
                connection, table, key["fields"], tables[reference["resource"]], reference["fields"]
            )


def staged(table: Table, alias: str) -> str:
    """The rows of one file, of which a table may have several."""
    return f"(from staged_{table.table} where file = {quoted(table.path)}) as {alias}"


def repeated_keys(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Problem]:
    key = ", ".join(f'"{column}"' for column in table.key)
    found = connection.execute(f"""
        select row from {staged(table, "held")}
        qualify row_number() over (partition by {key} order by row) > 1
        order by row
    """)
    said = told(
        "the key ({columns}) stands already in an earlier row.", columns=", ".join(table.key)
    )
    mend = told("Keep one of the two rows, or tell them apart.")
    for (row,) in found.fetchall():
        yield Problem(table.path, said, mend, row)


def lost_references(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    columns: list[str],
    reference: Table,
    referred: list[str],
) -> Iterator[Problem]:
    """Rows whose cells are not all empty and stand in no row of the table that they refer to."""
    cells = ", ".join(f'held."{column}"' for column in columns)
    same = " and ".join(
        f'held."{ours}" is not distinct from named."{theirs}"'
        for ours, theirs in zip(columns, referred, strict=True)
    )
    found = connection.execute(f"""
        select held.row, concat_ws(', ', {cells}) from {staged(table, "held")}
        anti join {staged(reference, "named")} on {same}
        where coalesce({cells}) is not null
        order by held.row
    """)
    mend = told("Correct the code, or add it to {table} first.", table=reference.name)
    for row, code in found.fetchall():
        said = told("{code} is not in the table {table}.", code=repr(code), table=reference.name)
        yield Problem(table.path, said, mend, row, ", ".join(columns))
