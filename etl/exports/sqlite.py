"""The ledger as an SQLite database, with its keys, and what each column means beside its definition."""

import errno
import os
import sqlite3
from pathlib import Path

import duckdb

from etl.exports import contents

TYPES = {
    "DOUBLE": "real",
    "FLOAT": "real",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "UBIGINT": "integer",
    "BOOLEAN": "integer",
}
FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")


def write(ledger: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Write the database to a file that is not there yet. Dates are text in ISO 8601, lists text in JSON.

    Raises OSError where the disk is full.
    """
    copy = sqlite3.connect(file)
    try:
        with copy:
            for table in contents.tables(ledger):
                copy.execute(definition(table))
                places = ", ".join("?" * len(table.columns))
                for batch in contents.rows(ledger, table):
                    copy.executemany(f'insert into "{table.name}" values ({places})', batch)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname in FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file)) from None
        raise
    finally:
        copy.close()


def definition(table: contents.Table) -> str:
    """CREATE TABLE; SQLite keeps the comments in it."""
    lines = [
        (
            f'"{column.name}" {TYPES.get(column.kind, "text")}{" not null" * column.required}',
            column.comment,
        )
        for column in table.columns
    ]
    if table.key:
        lines.append((f"primary key ({names(table.key)})", ""))
    lines += [
        (
            f'foreign key ({names(one.columns)}) references "{one.table}" ({names(one.named)})',
            "",
        )
        for one in table.references
    ]
    body = "\n".join(
        f"    {line}{',' * (place < len(lines))}{' -- ' * bool(comment)}{' '.join(comment.split())}"
        for place, (line, comment) in enumerate(lines, 1)
    )
    said = " ".join(table.comment.split())
    return f'create table "{table.name}" ( -- {said}\n{body}\n) strict'


def names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
