"""The whole run: check, load, derive, verify, publish."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import changes
from etl.expectations import Outcome, examine
from etl.mart_order import in_order
from etl.package import (
    PLAIN_NAME,
    BadPackage,
    Package,
    Problem,
    check_package,
    read_package,
    shrunken_tables,
)
from etl.publish import replacement
from etl.register_names import names_in_register
from etl.schema import create_tables, in_order_of_reference, insert_rows

MARTS = Path(__file__).parent / "marts"

Say = Callable[[str], None]


@dataclass
class Summary:
    """What a run did: rows per table, first and last year, sources, outcomes of the checks, warnings, seconds."""

    rows: dict[str, int]
    years: tuple[int, int]
    outcomes: list[Outcome]
    seconds: float
    warnings: list[str] = field(default_factory=list)


def check(data: Path, say: Say) -> Package:
    """Read and check the data package. Raises BadPackage with every problem."""
    say("Checking the data package")
    package = read_package(data)
    if problems := check_package(package) or list(names_in_register(package)):
        raise BadPackage(problems)
    return package


def build(data: Path, database: Path, say: Say) -> Summary:
    """Build the database and put it in service. Raises BadPackage, and leaves the old one, if anything is wrong."""
    started = time.monotonic()
    package = check(data, say)
    published = rows_in_service(database)
    with replacement(database) as beside:
        with duckdb.connect(str(beside)) as ledger:
            say("Loading the tables")
            load(ledger, package)
            say("Deriving the series")
            derive(ledger)
            say("Verifying the database")
            outcomes = verify(ledger)
            rows = record_build(ledger, package, outcomes)
            changes.record(ledger, database)
            inherit_comments(ledger)
            [years] = ledger.execute("select min(year), max(year) from figure").fetchall()
            ledger.execute("checkpoint")
        say("Publishing")
    return Summary(
        rows, years, outcomes, time.monotonic() - started, shrunken_tables(package, published, rows)
    )


def load(ledger: duckdb.DuckDBPyConnection, package: Package) -> None:
    ledger.execute(PLAIN_NAME)
    for statement in create_tables(package):
        ledger.execute(statement)
    for table in in_order_of_reference(package.tables):
        ledger.execute(insert_rows(package, table))


def derive(ledger: duckdb.DuckDBPyConnection) -> None:
    tables = [
        name for [name] in ledger.execute("select table_name from duckdb_tables()").fetchall()
    ]
    for mart in in_order(MARTS, tables):
        ledger.execute(mart.sql)
    inherit_comments(ledger)


def inherit_comments(ledger: duckdb.DuckDBPyConnection) -> None:
    """A derived column that keeps its name keeps its meaning: it takes the comment of the first table that has it."""
    uncommented = ledger.execute("""
        select bare.table_name, bare.column_name, first(known.comment order by known.table_oid)
        from duckdb_columns() as bare
        join duckdb_columns() as known using (column_name)
        where not bare.internal and bare.comment is null and known.comment is not null
        group by bare.table_name, bare.column_name
    """).fetchall()
    for table, column, comment in uncommented:
        escaped = comment.replace("'", "''")
        ledger.execute(f"""comment on column {table}."{column}" is '{escaped}'""")


def verify(ledger: duckdb.DuckDBPyConnection) -> list[Outcome]:
    outcomes = examine(ledger)
    failed = [outcome for outcome in outcomes if not outcome.passed]
    if failed:
        raise BadPackage(
            [
                Problem("", f"{outcome.expectation.name}: {breach}", "Mend the rows behind it.")
                for outcome in failed
                for breach in outcome.breaches
            ]
        )
    return outcomes


def record_build(
    ledger: duckdb.DuckDBPyConnection, package: Package, outcomes: list[Outcome]
) -> dict[str, int]:
    """Write the build manifest; returns the rows per table.

    The content hash depends on the rows alone: the same data gives the same hash.
    """
    names = [
        row[0]
        for row in ledger.execute("select table_name from duckdb_tables() order by 1").fetchall()
    ]
    digest = hashlib.sha256()
    rows: dict[str, int] = {}
    for name in names:
        [(count, content)] = ledger.execute(
            f"select count(*), bit_xor(md5_number(t::varchar)) from {name} as t"
        ).fetchall()
        rows[name] = count
        digest.update(f"{name} {count} {content}\n".encode())
    ledger.execute("""
        create table build (built_at timestamptz, data_version varchar, content_hash varchar, checks_passed integer);
        create table build_table (table_name varchar primary key, rows bigint);
        create table build_note (expectation varchar, note varchar);
        comment on table build is 'When this database was built, and from what.';
        comment on column build.built_at is 'When it was built.';
        comment on column build.data_version is 'Version of the data package.';
        comment on column build.content_hash is 'Hash of all rows of all tables: the same data gives the same hash.';
        comment on column build.checks_passed is 'Expectations that held.';
        comment on column build_table.table_name is 'Table.';
        comment on column build_table.rows is 'Rows in it.';
        comment on column build_note.expectation is 'Expectation that listed the note.';
        comment on column build_note.note is 'What was listed.';
    """)
    ledger.execute(
        "insert into build values (?, ?, ?, ?)",
        [datetime.now(UTC), package.version, digest.hexdigest(), sum(o.passed for o in outcomes)],
    )
    ledger.executemany("insert into build_table values (?, ?)", list(rows.items()))
    notes = [(o.expectation.name, breach) for o in outcomes for breach in o.breaches]
    if notes:
        ledger.executemany("insert into build_note values (?, ?)", notes)
    return rows


def rows_in_service(database: Path) -> dict[str, int]:
    """Rows per table of the database in service; empty if there is none that can be read."""
    if not database.exists():
        return {}
    try:
        with duckdb.connect(str(database), read_only=True) as ledger:
            return dict(ledger.execute("select table_name, rows from build_table").fetchall())
    except duckdb.Error:
        return {}
