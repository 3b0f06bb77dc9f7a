"""The file of an organisation's own cases: what an import changes in it, replaced whole or not at all, the state before kept."""

import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.importers.refusal import Refused
from etl.locations import PROJECT
from etl.one_writer import sole_writer
from etl.package import quoted
from etl.publish import replacement
from etl.words import message, number, told

KEYS = {"court_case": ["case_id"], "case_step": ["case_id", "order"], "person_record": ["record"]}
LISTED = 20
NO_EARLIER = message("There is no earlier state of {database}.")
IMPORT_AGAIN = message("A second import that changes something keeps one.")
# What becomes of a row, and how the keys of such rows are listed.
KINDS = {
    "new": message("new: {keys}"),
    "changed": message("changed: {keys}"),
    "vanished": message("vanished: {keys}"),
}


@dataclass(frozen=True)
class Change:
    """What an import does to one table: how many rows are new, changed and vanished, and the first keys of each."""

    table: str
    counts: dict[str, int]
    keys: dict[str, list[str]]

    def __bool__(self) -> bool:
        return any(self.counts.values())

    def __str__(self) -> str:
        lines = [
            told(
                "{table}: {new} new, {changed} changed, {vanished} vanished.",
                table=self.table,
                **{kind: number(count) for kind, count in self.counts.items()},
            )
        ]
        for kind, listing in KINDS.items():
            if self.counts[kind]:
                keys = ", ".join(self.keys[kind])
                if more := self.counts[kind] - len(self.keys[kind]):
                    keys = told("{first} and {more} more", first=keys, more=number(more))
                lines.append(f"    {told(listing, keys=keys)}")
        return "\n".join(lines)


def restore(database: Path) -> str:
    """Bring back the state before the last import; the present one becomes the earlier one. Raises Refused.

    A run that is killed loses neither: the present state is kept beside until it has become the earlier one.
    """
    if not any(kept.exists() for kept in (earlier_file(database), present_file(database))):
        raise Refused(NO_EARLIER, IMPORT_AGAIN, database=database)
    with private_files(), sole_writer(database):
        settle(database)
        earlier, present = earlier_file(database), present_file(database)
        if not earlier.exists():
            raise Refused(NO_EARLIER, IMPORT_AGAIN, database=database)
        with replacement(present) as beside:
            shutil.copyfile(database if database.exists() else earlier, beside)
        with replacement(database) as beside:
            shutil.copyfile(earlier, beside)
        os.replace(present, earlier)
    return told(
        "{database} is as it was before the last import; the same command undoes this.",
        database=database,
    )


def settle(database: Path) -> None:
    """Finish what a killed `restore` began: what it kept is the earlier state once the database has been replaced."""
    present = present_file(database)
    if not present.exists():
        return
    if database.exists() and filecmp.cmp(present, database, shallow=False):
        present.unlink()
    else:
        os.replace(present, earlier_file(database))


def present_file(database: Path) -> Path:
    """Where `restore` keeps the present state while it replaces it."""
    return database.with_name(f".{database.name}.present")


def earlier_file(database: Path) -> Path:
    return database.with_name(database.name + ".earlier")


def refuse_inside_project(database: Path) -> None:
    if database.resolve().is_relative_to(PROJECT):
        raise Refused(
            "{place} lies in the project's folder, where own cases must not be.",
            "Name a place outside it (TIP_LEDGER_CASES for the database, --out for what is written).",
            place=database,
        )


def change(work: duckdb.DuckDBPyConnection, table: str) -> Change:
    """How the rows in `work` differ, by key, from those held."""
    columns, before = columns_of(work, "memory", table), columns_of(work, "held", table)
    if not before:
        work.execute(
            f"create or replace temp view differing as select {keyed(table)}, 'new' as kind from {table}"
        )
    else:
        every = dict.fromkeys([*columns, *before])
        new, old = (
            f"(select {key_columns(table)}, row({', '.join(name if name in there else 'null' for name in every)}) as content, "
            f"true as there from {place}.{table})"
            for place, there in (("memory", columns), ("held", before))
        )
        work.execute(
            f"""
            create or replace temp table differing as
            select {keyed(table)},
                case when old.there is null then 'new' when new.there is null then 'vanished' else 'changed' end as kind
            from {new} as new full join {old} as old using ({key_columns(table)})
            where new.content is distinct from old.content
            """
        )
    counts = dict.fromkeys(KINDS, 0) | dict(
        work.execute("select kind, count(*) from differing group by kind").fetchall()
    )
    keys = {
        kind: [
            key
            for (key,) in work.execute(
                f"select key from differing where kind = ? order by key limit {LISTED}", [kind]
            ).fetchall()
        ]
        for kind in KINDS
    }
    return Change(table, counts, keys)


def keyed(table: str) -> str:
    return f"concat_ws(' ', {key_columns(table)}) as key"


def key_columns(table: str) -> str:
    return ", ".join(f'"{column}"' for column in KEYS[table])


def columns_of(work: duckdb.DuckDBPyConnection, database: str, table: str) -> list[str]:
    """Quoted names of a table's columns; empty if there is no such table."""
    found = work.execute(
        "select column_name from duckdb_columns() where database_name = ? and table_name = ? order by column_index",
        [database, table],
    ).fetchall()
    return [f'"{name}"' for (name,) in found]


def put_in_place(work: duckdb.DuckDBPyConnection, tables: list[str], database: Path) -> None:
    """Replace the tables in the file, whole or not at all; the state before is kept beside it."""
    with private_files(), replacement(database) as beside:
        # Into a new file: one that is written to again would keep what vanished in its free pages.
        work.execute(f"attach {quoted(str(beside))} as own")
        for table in tables:
            work.execute(f"create table own.{table} as from {table}")
        for (table,) in work.execute(
            "select table_name from duckdb_tables() where database_name = 'held'"
        ).fetchall():
            work.execute(f"create table if not exists own.{table} as from held.{table}")
        work.execute("checkpoint own")
        work.execute("detach own")
        if database.exists():
            with replacement(earlier_file(database)) as kept_state:
                shutil.copyfile(database, kept_state)


@contextmanager
def private_files() -> Iterator[None]:
    """Files and folders made meanwhile are for the user alone (0600, 0700)."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
