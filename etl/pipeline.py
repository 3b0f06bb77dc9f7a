"""The whole run: check, load, derive, verify, publish."""

import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import changes
from etl.cross_checks import PLAIN_NAME
from etl.expectations import Outcome, examine
from etl.mart_order import in_order
from etl.one_writer import sole_writer
from etl.package import BadPackage, Package, Problem, csv_rows, read_package
from etl.package_checks import check_package
from etl.publish import replacement
from etl.register_names import names_in_register
from etl.schema import create_tables, in_order_of_reference, insert_rows
from etl.words import number, told

MOST_LOST = 0.1
MARTS = Path(__file__).parent / "marts"

Say = Callable[[str], object]


@dataclass
class Summary:
    """What a run did: rows per table, first and last year, sources, outcomes of the checks, warnings, seconds."""

    rows: dict[str, int]
    years: tuple[int, int]
    outcomes: list[Outcome]
    seconds: float
    warnings: list[str] = field(default_factory=list)


def check(data: Path, say: Say, may_shrink: Collection[str] = ()) -> Package:
    """Read and check the data package. Raises BadPackage with every problem.

    `may_shrink`: paths of files that may be without rows.
    """
    say(told("Checking the data package"))
    package = read_package(data)
    if problems := check_package(package, may_shrink) or list(names_in_register(package)):
        raise BadPackage(problems)
    return package


def build(data: Path, database: Path, say: Say, may_shrink: Collection[str] = ()) -> Summary:
    """Build the database and put it in service. Raises BadPackage, and leaves the old one, if anything is wrong.

    A file that lost more than a tenth of the rows in service is wrong, unless `may_shrink` names its path.
    """
    started = time.monotonic()
    with sole_writer(database), unchanging(data):
        package = check(data, say, may_shrink)
        held, before = rows_of_files(package), rows_in_service(database)
        if lost := list(shrunken(held, before, may_shrink)):
            raise BadPackage(lost)
        with replacement(database) as beside:
            with duckdb.connect(str(beside)) as ledger:
                say(told("Loading the tables"))
                load(ledger, package)
                say(told("Deriving the series"))
                derive(ledger)
                say(told("Verifying the database"))
                outcomes = verify(ledger)
                rows = record_build(ledger, package, outcomes, held)
                changes.record(ledger, database)
                inherit_comments(ledger)
                [years] = ledger.execute("select min(year), max(year) from figure").fetchall()
                ledger.execute("checkpoint")
            say(told("Publishing"))
    warnings = [
        told(
            "{file} has {rows} rows; in the database so far were {before}.",
            file=path,
            rows=number(count),
            before=number(before[path]),
        )
        for path, count in held.items()
        if count < before.get(path, 0)
    ]
    return Summary(rows, years, outcomes, time.monotonic() - started, warnings)


@contextmanager
def unchanging(data: Path) -> Iterator[None]:
    """No import changes the folder meanwhile. One that nobody may write to does not change."""
    with sole_writer(data) if os.access(data, os.W_OK) else nullcontext():
        yield


def rows_of_files(package: Package) -> dict[str, int]:
    """Rows by path of file."""
    with duckdb.connect() as connection:
        counted = (
            connection.execute(f"select count(*) from {csv_rows(package, table)}").fetchone()
            for table in package.tables
        )
        return {
            table.path: found[0] if found else 0
            for table, found in zip(package.tables, counted, strict=True)
        }


def shrunken(
    held: dict[str, int], before: dict[str, int], may_shrink: Collection[str]
) -> Iterator[Problem]:
    """Files that lost more than a tenth of their rows, or went, since the database in service was built."""
    for path, rows in before.items():
        left = held.get(path, 0)
        if left < (1 - MOST_LOST) * rows and path not in may_shrink:
            yield Problem(
                path,
                told(
                    "{left} rows are left of the {rows} in the database in service: it looks cut off.",
                    left=number(left),
                    rows=number(rows),
                ),
                told(
                    "Restore the file; if the rows are to go, build with --allow-shrinking {file}.",
                    file=path,
                ),
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
    """A derived column that keeps its name keeps its meaning: it takes the comment of the figures' column of this name,
    else of the first table that has one."""
    uncommented = ledger.execute("""
        select bare.table_name, bare.column_name, first(known.comment order by known.table_name <> 'figure', known.table_oid)
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
                Problem(
                    "",
                    told(
                        "{place}: {problem}", place=told(outcome.expectation.name), problem=breach
                    ),
                    told("Mend the rows behind it."),
                )
                for outcome in failed
                for breach in outcome.breaches
            ]
        )
    return outcomes


def count_and_hash(ledger: duckdb.DuckDBPyConnection) -> tuple[dict[str, int], str]:
    """The rows per table, and one hash of them all. It depends on the rows alone: the same data give the same hash."""
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
    return rows, digest.hexdigest()


def record_build(
    ledger: duckdb.DuckDBPyConnection,
    package: Package,
    outcomes: list[Outcome],
    files: dict[str, int],
) -> dict[str, int]:
    """Write the build manifest; returns the rows per table."""
    rows, content_hash = count_and_hash(ledger)
    ledger.execute("""
        create table build (built_at timestamptz, data_version varchar, content_hash varchar, checks_passed integer);
        create table build_table (table_name varchar primary key, rows bigint);
        create table build_file (path varchar primary key, rows bigint);
        create table build_note (expectation varchar, note varchar);
        comment on table build is 'When this database was built, and from what.';
        comment on column build.built_at is 'When it was built.';
        comment on column build.data_version is 'Version of the data package.';
        comment on column build.content_hash is 'Hash of all rows of all tables: the same data gives the same hash.';
        comment on column build.checks_passed is 'Expectations that held.';
        comment on table build_table is 'The tables of this database.';
        comment on table build_file is 'The files that it was built from.';
        comment on table build_note is 'What the expectations listed without stopping the build.';
        comment on column build_table.table_name is 'Table.';
        comment on column build_table.rows is 'Rows in it.';
        comment on column build_file.path is 'File of the data package.';
        comment on column build_file.rows is 'Rows in it.';
        comment on column build_note.expectation is 'Expectation that listed the note.';
        comment on column build_note.note is 'What was listed.';
    """)
    ledger.execute(
        "insert into build values (?, ?, ?, ?)",
        [datetime.now(UTC), package.version, content_hash, sum(o.passed for o in outcomes)],
    )
    ledger.executemany("insert into build_table values (?, ?)", list(rows.items()))
    ledger.executemany("insert into build_file values (?, ?)", list(files.items()))
    notes = [(o.expectation.name, breach) for o in outcomes for breach in o.breaches]
    if notes:
        ledger.executemany("insert into build_note values (?, ?)", notes)
    return rows


def rows_in_service(database: Path) -> dict[str, int]:
    """Rows by path of file in the database in service; empty if there is none that can be read."""
    if not database.exists():
        return {}
    try:
        with duckdb.connect(str(database), read_only=True) as ledger:
            return dict(ledger.execute("select path, rows from build_file").fetchall())
    except duckdb.Error:
        return {}
