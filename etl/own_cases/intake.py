"""An organisation's own cases, kept in a database apart from the ledger and outside the project's folder.

Columns that identify a person, and free text, stop at the door. An import replaces what was imported before in the same
layout; the state before it is kept beside the file and can be restored.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.importers.refusal import Refused
from etl.importers.sheets import read_sheets
from etl.one_writer import sole_writer
from etl.own_cases import htcds_records, places
from etl.own_cases import layout as own_layout
from etl.own_cases.store import (
    Change,
    change,
    earlier_file,
    private_files,
    put_in_place,
    refuse_inside_project,
    settle,
)
from etl.package import quoted, read_package
from etl.words import message, told, told_of

# Why columns are left out: of one, and of several.
LEFT_OUT = {
    "identifying": (
        message("{count} column not imported because it identifies people: {columns}."),
        message("{count} columns not imported because they identify people: {columns}."),
    ),
    "free_text": (
        message("{count} column not imported because it is free text: {columns}."),
        message("{count} columns not imported because they are free text: {columns}."),
    ),
    "no_code": (
        message("{count} column not imported because it holds no code, number or date: {columns}."),
        message(
            "{count} columns not imported because they hold no code, number or date: {columns}."
        ),
    ),
    "no_part": (
        message("{count} column not imported because it is no part of the layout: {columns}."),
        message("{count} columns not imported because they are no part of the layout: {columns}."),
    ),
}


@dataclass(frozen=True)
class OwnCasesRead:
    changes: list[Change]
    database: Path

    def __str__(self) -> str:
        if not any(self.changes):
            return told(
                "What the file holds is in {database} already; nothing is changed.",
                database=self.database,
            )
        written = told("Written to {database}, for you alone.", database=self.database)
        if earlier_file(self.database).exists():
            back = told("`python -m etl restore cases` brings the earlier state back.")
            return f"{written} {back}"
        return written


def import_cases(
    files: list[Path], database: Path, data: Path, say: Callable[[str], object]
) -> OwnCasesRead:
    """Bring own cases in the project's layout (a workbook, or two CSV files) or in HTCDS 2.0 (one file).

    Says what is not imported and which rows are new, changed and vanished before it writes. Raises Refused with every
    problem found; nothing is then changed.
    """
    refuse_inside_project(database)
    sheets = [sheet for file in files for sheet in read_sheets(file)]
    with duckdb.connect() as work:
        places.stage(work, data)
        if standard := [sheet for sheet in sheets if htcds_records.is_htcds(sheet)]:
            if len(standard) > 1:
                raise Refused("Several tables in the HTCDS layout.", "Give one at a time.")
            dropped = htcds_records.load(work, standard[0])
            tables, read = ["person_record"], standard
        else:
            read = own_layout.find(sheets)
            dropped = own_layout.load(work, read, read_package(data))
            tables = list(own_layout.SHEETS.values())
        for why, columns in dropped.items():
            say(told_of(len(columns), *LEFT_OUT[why], columns=", ".join(columns)))
        if unread := [s.name for s in sheets if s not in read and s.name not in own_layout.EXPLAIN]:
            say(told("Sheets not read: {sheets}.", sheets=", ".join(unread)))
        with private_files(), sole_writer(database):
            settle(database)
            if database.exists():
                work.execute(f"attach {quoted(str(database))} as held (read_only)")
            changes = [change(work, table) for table in tables]
            for changed in changes:
                say(str(changed))
            if any(changes):
                put_in_place(work, tables, database)
    return OwnCasesRead(changes, database)
