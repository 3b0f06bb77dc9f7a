"""An organisation's own cases, kept in a database apart from the ledger and outside the project's folder.

Columns that identify a person, and free text, stop at the door. An import replaces what was imported before in the same
layout; the state before it is kept beside the file and can be restored.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.importers import htcds
from etl.importers.additions import read_rows
from etl.importers.refusal import Refused
from etl.importers.sheets import Sheet, read_sheets
from etl.locations import PROJECT
from etl.package import VERDICT_BEFORE_CHARGE, Package, Table, quoted, read_package
from etl.publish import replacement

# Sheet of the project's own layout → its table.
SHEETS = {"court_cases": "court_case", "case_steps": "case_step"}
FREE_TEXT = {"court_case": ["title", "note"], "case_step": ["court", "outcome"]}
KEYS = {"court_case": ["case_id"], "case_step": ["case_id", "order"], "person_record": ["record"]}
# Sheets of the template that only explain.
EXPLAIN = {"read_me", "codes", "example_court_cases", "example_case_steps"}
PERSONAL = re.compile(
    r"name|nombre|\bnom\b|alias|phone|mobile|e-?mail|address|passport|birth|identity|salutation",
    re.IGNORECASE,
)
LISTED = 20
SHOWN_PROBLEMS = 50


@dataclass(frozen=True)
class Change:
    """What an import does to one table: keys of new, changed and vanished rows."""

    table: str
    new: list[str]
    changed: list[str]
    vanished: list[str]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.vanished)

    def __str__(self) -> str:
        parts = {"new": self.new, "changed": self.changed, "vanished": self.vanished}
        counts = ", ".join(f"{len(keys):,} {word}" for word, keys in parts.items())
        lines = [f"{self.table}: {counts}."]
        for word, keys in parts.items():
            if keys:
                more = f" and {len(keys) - LISTED:,} more" if len(keys) > LISTED else ""
                lines.append(f"    {word}: {', '.join(keys[:LISTED])}{more}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Outcome:
    changes: list[Change]
    dropped: list[str]
    database: Path

    def __str__(self) -> str:
        if not any(self.changes):
            return f"What the file holds is in {self.database} already; nothing is changed."
        back = " `python -m etl restore cases` brings the earlier state back."
        kept_state = back if earlier_file(self.database).exists() else ""
        return f"Written to {self.database}, for you alone.{kept_state}"


def import_cases(
    files: list[Path], database: Path, data: Path, say: Callable[[str], None]
) -> Outcome:
    """Bring own cases in the project's layout (a workbook, or two CSV files) or in HTCDS 2.0 (one file).

    Says what is not imported and which rows are new, changed and vanished before it writes. Raises Refused with every
    problem found; nothing is then changed.
    """
    refuse_inside_project(database)
    sheets = [sheet for file in files for sheet in read_sheets(file)]
    with duckdb.connect() as work:
        stage_countries(work, data)
        if standard := [sheet for sheet in sheets if htcds.is_htcds(sheet)]:
            if len(standard) > 1:
                raise Refused("Several tables in the HTCDS layout.", "Give one at a time.")
            dropped = htcds.load(work, standard[0])
            tables, read = ["person_record"], standard
        else:
            read = own_layout(sheets)
            dropped = load_own_layout(work, read, read_package(data))
            tables = list(SHEETS.values())
        if dropped:
            say(
                f"{len(dropped)} column{'s' * (len(dropped) != 1)} not imported (identifies people or may, free text, or "
                f"no part of the layout): {', '.join(dropped)}."
            )
        if unread := [s.name for s in sheets if s not in read and s.name not in EXPLAIN]:
            say(f"Sheets not read: {', '.join(unread)}.")
        if database.exists():
            work.execute(f"attach {quoted(str(database))} as held (read_only)")
        changes = [change(work, table) for table in tables]
        for changed in changes:
            say(str(changed))
        if any(changes):
            put_in_place(work, tables, database)
    return Outcome(changes, dropped, database)


def restore(database: Path) -> str:
    """Bring back the state before the last import; the present one becomes the earlier one. Raises Refused."""
    earlier = earlier_file(database)
    if not earlier.exists():
        raise Refused(
            f"There is no earlier state of {database}.",
            "A second import that changes something keeps one.",
        )
    with private_files(), replacement(earlier) as present:
        shutil.copyfile(database, present)
        with replacement(database) as beside:
            shutil.copyfile(earlier, beside)
    return f"{database} is as it was before the last import; the same command undoes this."


def earlier_file(database: Path) -> Path:
    return database.with_name(database.name + ".earlier")


def refuse_inside_project(database: Path) -> None:
    if database.resolve().is_relative_to(PROJECT):
        raise Refused(
            f"{database} lies in the project's folder, where own cases must not be.",
            "Let TIP_LEDGER_CASES name a file outside it, or leave it unset.",
        )


def stage_countries(work: duckdb.DuckDBPyConnection, data: Path) -> None:
    work.execute("create temp table country (iso3 varchar, iso2 varchar)")
    work.executemany(
        "insert into country values (?, ?)",
        [(row["iso3"], row["iso2"]) for row in read_rows(data / "countries.csv")],
    )


def own_layout(sheets: list[Sheet]) -> list[Sheet]:
    """The cases and the steps, told apart by the name of a workbook's sheet or the header of a CSV file."""
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        by_header = "case_steps" if "step" in sheet.columns else "court_cases"
        name = sheet.name if sheet.rows is not None else by_header
        if name in SHEETS:
            found[name] = sheet
    if missing := [name for name in SHEETS if name not in found]:
        raise Refused(
            f"{' and '.join(missing)}: missing. The file is in neither of the two layouts.",
            "Give a workbook with the sheets court_cases and case_steps (`python -m etl template cases` writes one), "
            "two CSV files with these tables, or one file in the HTCDS 2.0 layout.",
        )
    return [found[name] for name in SHEETS]


def load_own_layout(
    work: duckdb.DuckDBPyConnection, sheets: list[Sheet], package: Package
) -> list[str]:
    """Tables court_case and case_step in `work`, checked and typed; the columns that were left out."""
    described = {table.table: table for table in package.tables if table.table in FREE_TEXT}
    layout = dict(zip(SHEETS.values(), sheets, strict=True))
    refuse_all(
        [p for table, sheet in layout.items() for p in header_problems(sheet, described[table])]
    )
    for table, sheet in layout.items():
        sheet.stage(work, table)
    queries = [q for table in layout for q in column_checks(described[table])] + OWN_CHECKS
    refuse_all(
        [
            f"{file}, row {row}, column {column}: {message}\n    {mend}"
            for query in queries
            for file, message, mend, row, column in work.execute(query).fetchall()
        ]
    )
    for table in layout:
        work.execute(
            f"create table {table} as select {typed(described[table])} from staged_{table}"
        )
    [(cases,)] = work.execute("select count(*) from court_case").fetchall()
    if not cases:
        raise Refused(f"{layout['court_case'].place} holds no cases.", "Fill in at least one row.")
    return [
        f"{sheet.name}.{column}"
        for table, sheet in layout.items()
        for column in FREE_TEXT[table]
        if column in sheet.columns
    ]


def refuse_all(problems: list[str]) -> None:
    if problems:
        more = len(problems) - SHOWN_PROBLEMS
        *shown, last = problems[:SHOWN_PROBLEMS]
        reason, mend = last.rsplit("\n    ", 1)
        if more > 0:
            mend += f"\n… and {more:,} problems more."
        raise Refused("\n".join([*shown, reason]), f"{mend}\nNothing is imported.")


def header_problems(sheet: Sheet, table: Table) -> Iterator[str]:
    for column in sheet.columns:
        if column in table.columns:
            continue
        if PERSONAL.search(column):
            yield (
                f"{sheet.place}, row 1, column {column}: it looks like one that identifies a person.\n"
                "    Take the column out: cases name offices and roles, never persons."
            )
        else:
            yield (
                f"{sheet.place}, row 1, column {column}: it is not a column of this layout.\n"
                f"    Take it out; the columns are {', '.join(table.columns)}."
            )
    for column in kept(table):
        if column not in sheet.columns:
            yield f"{sheet.place}, row 1, column {column}: it is missing.\n    Add it, with empty cells if need be."


def kept(table: Table) -> list[str]:
    return [column for column in table.columns if column not in FREE_TEXT[table.table]]


def column_checks(table: Table) -> Iterator[str]:
    """Queries for what the data package asks of each column: file, message, mend, row, column of every breach."""
    for field in table.schema["fields"]:
        column, limits = field["name"], field.get("constraints", {})
        if column not in kept(table):
            continue
        checks = {}
        if limits.get("required"):
            checks[f'"{column}" is null'] = (
                "is empty.",
                f"{field['description']} It must be given.",
            )
        if column in ("case_id", "source_id"):
            checks[f"""not regexp_full_match("{column}", '[A-Za-z0-9][A-Za-z0-9_.-]*')"""] = (
                "is not a key.",
                "Write letters, digits, hyphens, dots and underscores, without spaces, and no person's name.",
            )
        if "enum" in limits:
            codes = ", ".join(map(quoted, limits["enum"]))
            checks[f'"{column}" not in ({codes})'] = (
                "is not a code.",
                f"Use one of {', '.join(limits['enum'])}.",
            )
        if "pattern" in limits:
            checks[f'not regexp_full_match("{column}", {quoted(limits["pattern"])})'] = (
                "does not have the form that is needed.",
                field["description"],
            )
        if field["type"] != "string":
            kind = "[0-9]+" if field["type"] == "integer" else "[0-9]+([.][0-9]+)?"
            wrong = f'not regexp_full_match("{column}", {quoted(kind)})'
            checks[f"""{wrong} or ("{column}")::double < {limits.get("minimum", 0)}"""] = (
                "is not a number that can stand here.",
                f"Write digits alone, at least {limits.get('minimum', 0)}, or leave the cell empty if it is not known.",
            )
        for breach, (said, mend) in checks.items():
            yield (
                f"select file, concat(coalesce(quote_cell, 'the cell'), ' ', {quoted(said)}), {quoted(mend)}, row, "
                f"""{quoted(column)} from (select *, '"' || "{column}" || '"' as quote_cell from staged_{table.table}) """
                f"where {breach} order by row"
            )
    key = ", ".join(f'"{column}"' for column in KEYS[table.table])
    yield (
        f"select file, concat('the key (', concat_ws(', ', {key}), ') stands already in row ', first), "
        f"'Keep one of the two rows, or tell them apart.', row, {quoted(KEYS[table.table][-1])} "
        f"from (select *, min(row) over (partition by {key}) as first from staged_{table.table}) "
        f"where row > first order by row"
    )


OWN_CHECKS = [
    """
    select file, concat('"', iso3, '" is not a country.'), 'Use a code of ISO 3166-1 alpha-3.', row, 'iso3'
    from staged_court_case where regexp_full_match(iso3, '[A-Z]{3}') and iso3 not in (select iso3 from country)
    """,
    """
    select file, concat('"', origin, '" is not a country.'), 'Use codes of ISO 3166-1 alpha-3 with semicolons.', row,
           'origin_iso3'
    from (select file, row, unnest(string_split(origin_iso3, ';')) as origin from staged_court_case)
    where regexp_full_match(origin, '[A-Z]{3}') and origin not in (select iso3 from country)
    """,
    """
    select file, concat('"', date, '" is no date of the calendar.'),
           'Write YYYY, YYYY-MM or YYYY-MM-DD, as precisely as it is known.', row, 'date'
    from staged_case_step
    where regexp_full_match(date, '[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?')
      and (try_cast(date || if(length(date) = 4, '-01-01', if(length(date) = 7, '-01', '')) as date) is null or date < '1900')
    """,
    """
    select file, concat('"', case_id, '" is not a case of the sheet court_cases.'),
           'Add the case there, or correct the key.', row, 'case_id'
    from staged_case_step where case_id not in (select case_id from staged_court_case where case_id is not null)
    """,
    VERDICT_BEFORE_CHARGE,
]


def typed(table: Table) -> str:
    types = {"integer": "bigint", "number": "double", "string": "varchar"}
    fields = {field["name"]: types[field["type"]] for field in table.schema["fields"]}
    return ", ".join(f'"{column}"::{fields[column]} as "{column}"' for column in kept(table))


def change(work: duckdb.DuckDBPyConnection, table: str) -> Change:
    """How the rows in `work` differ from those held, by key."""
    held = work.execute(
        "select 1 from duckdb_tables() where database_name = 'held' and table_name = ?", [table]
    ).fetchone()
    key = ", ".join(f'"{column}"' for column in KEYS[table])
    new = (
        f"select concat_ws(' ', {key}) as key, row_to_json(t)::varchar as content from {table} as t"
    )
    old = (
        f"select concat_ws(' ', {key}) as key, row_to_json(t)::varchar as content from held.{table} as t"
        if held
        else "select null::varchar as key, null::varchar as content where false"
    )
    found = work.execute(
        f"""
        select coalesce(new.key, old.key),
               case when old.key is null then 'new' when new.key is null then 'vanished' else 'changed' end
        from ({new}) as new full join ({old}) as old on new.key = old.key
        where new.content is distinct from old.content order by 1
        """
    ).fetchall()
    keys: dict[str, list[str]] = {"new": [], "changed": [], "vanished": []}
    for name, kind in found:
        keys[kind].append(name)
    return Change(table, **keys)


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
