"""Check the data package: every problem of a run, each with its place and its mend."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import duckdb
import frictionless
from frictionless.exception import FrictionlessException

from etl.cell_checks import breaches
from etl.cross_checks import CROSS_CHECKS, PLAIN_NAME
from etl.key_checks import key_problems
from etl.package import MISSING, Package, Problem, Table, csv_rows, header, quoted
from etl.words import message, told

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
PERSON_NAME = re.compile(r"name|nombre|\bnom\b|alias", re.IGNORECASE)


def check_package(package: Package, may_shrink: Collection[str] = ()) -> list[Problem]:
    """Problems of files, headers, rows, keys and references; empty if the package is sound.

    A file without rows is taken for one that was cut off, unless `may_shrink` names its path.
    """
    unreadable = [
        problem
        for table in package.tables
        for problem in unreadable_file(package.folder, table, may_shrink)
    ]
    unreadable += undescribed_files(package)
    if unreadable:
        return unreadable
    found = name_columns(package) + schema_problems(package)
    places = {(problem.file, problem.row, problem.column) for problem in found}
    # What Frictionless refuses already is not said twice.
    return found + [
        problem
        for problem in problems_in_sql(package, bool(found))
        if (problem.file, problem.row, problem.column) not in places
    ]


def unreadable_file(folder: Path, table: Table, may_shrink: Collection[str]) -> Iterator[Problem]:
    """What keeps a file from being read to its end, and row by row alike by every reader."""
    path = folder / table.path

    def problem(said: str, mend: str, at: int | None = None, **fields: object) -> Problem:
        row = None if at is None else content.count(b"\n", 0, at) + 1
        return Problem(table.path, told(said), told(mend, **fields), row)

    if not path.is_file():
        mend = told("Restore it, or take it out of datapackage.json.")
        yield Problem(table.path, told(MISSING), mend)
        return
    content = path.read_bytes()
    if not content:
        yield problem(EMPTY, message("Restore the file; its first row names the columns."))
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        yield problem(
            message("is not UTF-8 text."),
            message("Save the file as UTF-8; row {row} is the first to fail."),
            row=row,
        )
        return
    if content.startswith(BYTE_ORDER_MARK):
        yield problem(
            message("begins with a byte order mark."), message("Save the file as UTF-8 without it.")
        )
    if not content.endswith(b"\n"):
        yield problem(
            message("ends in the middle of a line: it looks cut off."),
            message("Restore the whole file; its last row must end with a line break."),
            len(content),
        )
    elif content.count(b"\n") == 1 and table.path not in may_shrink:
        yield problem(
            message("holds no rows: it looks cut off."),
            message("Restore the file; if it is to be empty, build with --allow-shrinking {file}."),
            file=table.path,
        )
    if blank := re.search(rb"\n\r?(?=\n)", content):
        yield problem(message("the row is blank."), message("Take it out."), blank.end())
    yield from mixed_line_ends(content, problem)


def mixed_line_ends(
    content: bytes, problem: Callable[[str, str, int], Problem]
) -> Iterator[Problem]:
    """The first line that ends otherwise than most: readers would not agree on where it ends."""
    lines, windows = content.count(b"\n"), content.count(b"\r\n")
    if windows in (0, lines):
        return
    odd = rb"\r\n" if windows * 2 < lines else rb"(?<!\r)\n"
    found = re.search(odd, content)
    if found:
        yield problem(
            message("the row ends otherwise than the rest of the file (CR LF and LF are mixed)."),
            message("Save the whole file with one kind of line end, LF."),
            found.start(),
        )


def undescribed_files(package: Package) -> Iterator[Problem]:
    described = {table.path for table in package.tables}
    for path in sorted(package.folder.rglob("*.csv")):
        name = path.relative_to(package.folder).as_posix()
        if name not in described and not name.startswith("."):
            yield Problem(
                name,
                told("datapackage.json does not describe this file, so nothing reads it."),
                told("Describe it there, or move it out of the folder."),
            )


def name_columns(package: Package) -> list[Problem]:
    """Columns of the case files, in the file or its description, that are meant for a person's name."""
    return [
        Problem(
            table.path,
            told("the column holds names of persons."),
            told("Take it out: cases name offices and roles, never persons."),
            1,
            column,
        )
        for table in package.tables
        if table.table in ("court_case", "case_step")
        for column in dict.fromkeys(table.columns + header(package.folder / table.path))
        if PERSON_NAME.search(column)
    ]


EMPTY = message("is empty.")
# What Frictionless says of the header and of a cell.
LABELS = {
    "missing-label": message("the column {column} is missing."),
    "extra-label": message("the column {column} is not one of this table's."),
    "incorrect-label": message("the column {column} stands where another belongs."),
    "blank-label": message("a column has no name."),
    "duplicate-label": message("the column {column} stands twice."),
}
NOT_OF_TYPE = {
    "integer": message("{cell} is not an integer."),
    "number": message("{cell} is not a number."),
    "date": message("{cell} is not a date."),
    "string": message("{cell} is not a text."),
}
# By whether there is a least value, and a greatest.
BOUNDS = {
    (True, False): message("It must be at least {minimum}."),
    (False, True): message("It must be at most {maximum}."),
    (True, True): message("It must be at least {minimum} and at most {maximum}."),
}


def schema_problems(package: Package) -> list[Problem]:
    """What Frictionless finds: headers, types, constraints. Keys are asked for in SQL, in less than half the time."""
    paths = {table.name: table for table in package.tables}
    description = json.loads((package.folder / "datapackage.json").read_text("utf-8"))
    for resource in description["resources"]:
        for keys in ("primaryKey", "foreignKeys"):
            resource["schema"].pop(keys, None)
    try:
        report = frictionless.validate(description, basepath=str(package.folder))
    except FrictionlessException as error:
        return [undescribed(error.error)]
    problems = [undescribed(error) for error in report.errors]
    for task in report.tasks:
        table = paths.get(task.name)
        problems += [in_our_words(error, table) for error in task.errors if table]
    return problems


def undescribed(error: frictionless.Error) -> Problem:
    return Problem("datapackage.json", error.message, told("Mend the description."))


def in_our_words(error: frictionless.Error, table: Table) -> Problem:
    """A Frictionless error as a problem with a mend."""
    row = getattr(error, "row_number", None)
    column = getattr(error, "field_name", None) or getattr(error, "label", None) or None
    cell = getattr(error, "cell", None)
    field: dict[str, Any] = next((f for f in table.schema["fields"] if f["name"] == column), {})
    limits = field.get("constraints", {})
    said = error.note
    mend = told("Mend the cell.")
    match error.type:
        case kind if kind in LABELS:
            row = 1
            said = told(LABELS[kind], column=column)
            mend = told("The header must read {header}.", header=",".join(table.columns))
        case "missing-cell":
            said = told("the row is shorter than the header: the file may be cut off here.")
            mend = told("Give all {cells} cells.", cells=len(table.columns))
        case "extra-cell":
            said = told("the row is longer than the header.")
            mend = told("Put a cell that holds a comma between quotation marks.")
        case "type-error":
            said = told(NOT_OF_TYPE[field["type"]], cell=repr(cell))
            mend = told("Write digits alone, or leave a figure out that is not known.")
        case "constraint-error":
            if not cell and limits.get("required"):
                said = told(EMPTY)
                meaning = told(field.get("description", ""))
                mend = told("{meaning} It must be given.", meaning=meaning)
            elif "enum" in limits:
                said = told("{cell} is not a {column}.", cell=repr(cell), column=column)
                mend = told("Use one of {codes}.", codes=", ".join(limits["enum"]))
            elif "minimum" in limits or "maximum" in limits:
                said = told("{cell} is out of range.", cell=cell)
                mend = told(BOUNDS["minimum" in limits, "maximum" in limits], **limits)
            else:
                said = told(
                    "{cell} does not have the form that {column} needs.",
                    cell=repr(cell),
                    column=column,
                )
                mend = told(field["description"]) if "description" in field else mend
    return Problem(table.path, said, mend, row, column)


def problems_in_sql(package: Package, broken: bool) -> Iterator[Problem]:
    """What the cells are in SQL, and what no single file shows. `broken`: a file is known not to fit its header."""
    with duckdb.connect() as connection:
        connection.execute(PLAIN_NAME)
        tables = {table.table: table for table in package.tables}
        unstaged = [problem for name in tables for problem in stage(connection, package, name)]
        if unstaged:
            # Frictionless has named the rows already, unless it reads them otherwise.
            yield from [] if broken else unstaged
            return
        yield from key_problems(connection, package)
        for table in tables.values():
            yield from (Problem(*found) for found in breaches(connection, table))
        for check in CROSS_CHECKS:
            yield from (Problem(*found) for found in check.breaches(connection))


def stage(connection: duckdb.DuckDBPyConnection, package: Package, name: str) -> Iterator[Problem]:
    """All files of one table as text in staged_<name>, with `file` and `row` (the header is row 1); what keeps one out."""
    exists = False
    for table in package.tables:
        if table.table != name:
            continue
        rows = (
            f"select {quoted(table.path)} as file, row_number() over () + 1 as row, * "
            f"from {csv_rows(package, table)}"
        )
        into = f"insert into staged_{name}" if exists else f"create temp table staged_{name} as"
        try:
            connection.execute(f"{into} {rows}")
            exists = True
        except duckdb.Error as error:
            line = re.search(r"Line: (\d+)", str(error))
            yield Problem(
                table.path,
                told("the row cannot be read: its cells or quotation marks do not fit the header."),
                told(
                    "Put a cell that holds a comma or a quotation mark between quotation marks, and double those inside it."
                ),
                int(line[1]) if line else None,
            )
