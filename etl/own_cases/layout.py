"""The project's own court-case layout: sheets or CSV files court_cases and case_steps, checked and typed.

Free text stops at the door; a column for a person, and one that the layout does not have, is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import duckdb

from etl.cross_checks import VERDICT_BEFORE_CHARGE, Check
from etl.importers.refusal import Refused, at_cell, refuse_all
from etl.importers.sheets import Sheet
from etl.own_cases import places
from etl.own_cases.store import KEYS
from etl.package import Package, Table, quoted
from etl.words import listed, message, told

# Sheet of the layout → its table.
SHEETS = {"court_cases": "court_case", "case_steps": "case_step"}
FREE_TEXT = {"court_case": ["title", "note"], "case_step": ["court", "outcome"]}
# Columns by which the register of documented cases tells its cases apart; an organisation's own cases do without.
REGISTER_ONLY = {
    "proceeding",
    "official_country",
    "official_status",
    "offence",
    "official_convicted",
}
# Free text that is read for one check, and not kept.
NOTED = ("case_step", "outcome")
COUNTRIES = ("iso3", "origin_iso3")
# Sheets of the template that only explain.
EXPLAIN = {"read_me", "codes", "example_court_cases", "example_case_steps"}
PERSONAL = re.compile(
    r"name|nombre|\bnom\b|alias|phone|mobile|\btel\b|whatsapp|contact|e-?mail|address|passport|birth|identity|salutation",
    re.IGNORECASE,
)


def layout_tables(package: Package) -> dict[str, Table]:
    """The two tables as the layout has them."""
    return {
        table.table: replace(
            table,
            schema=table.schema
            | {"fields": [f for f in table.schema["fields"] if f["name"] not in REGISTER_ONLY]},
        )
        for table in package.tables
        if table.table in FREE_TEXT
    }


def find(sheets: list[Sheet]) -> list[Sheet]:
    """The cases and the steps, told apart by the name of a workbook's sheet or the header of a CSV file."""
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        by_header = "case_steps" if "step" in sheet.columns else "court_cases"
        name = by_header if sheet.is_csv else sheet.name
        if name in SHEETS:
            found[name] = sheet
    if missing := [name for name in SHEETS if name not in found]:
        raise Refused(
            "{sheets}: missing. The file is in neither of the two layouts.",
            "Give a workbook with the sheets court_cases and case_steps (`python -m etl template cases` writes one), "
            "two CSV files with these tables, or one file in the HTCDS 2.0 layout.",
            sheets=listed(missing),
        )
    return [found[name] for name in SHEETS]


def load(
    work: duckdb.DuckDBPyConnection, sheets: list[Sheet], package: Package
) -> dict[str, list[str]]:
    """Tables court_case and case_step in `work`, checked and typed; the columns left out, by the reason."""
    described = layout_tables(package)
    layout = dict(zip(SHEETS.values(), sheets, strict=True))
    refuse_all(
        [p for table, sheet in layout.items() for p in header_problems(sheet, described[table])]
    )
    for table, sheet in layout.items():
        read = [*kept(described[table]), *(c for c in sheet.columns if (table, c) == NOTED)]
        sheet.stage(work, table, read)
    work.execute("alter table staged_case_step add column if not exists outcome varchar")
    unknown = [
        problem
        for column in COUNTRIES
        for problem in places.read_codes(work, "staged_court_case", column)
    ]
    broken = [problem for table in layout for problem in broken_rules(work, described[table])]
    refuse_all(
        unknown
        + broken
        + [
            at_cell(file, row, column, said, mend)
            for check in OWN_CHECKS
            for file, said, mend, row, column in check.breaches(work)
        ]
    )
    for table in layout:
        work.execute(
            f"create table {table} as select {typed(described[table])} from staged_{table}"
        )
    [(cases,)] = work.execute("select count(*) from court_case").fetchall()
    if not cases:
        raise Refused(
            "{place} holds no cases.",
            "Fill in at least one row.",
            place=layout["court_case"].place,
        )
    left_out = [
        f"{sheet.name}.{column}"
        for table, sheet in layout.items()
        for column in FREE_TEXT[table]
        if column in sheet.columns
    ]
    return {"free_text": left_out} if left_out else {}


def header_problems(sheet: Sheet, table: Table) -> Iterator[str]:
    def problem(column: str, said: str, mend: str, **fields: object) -> str:
        return at_cell(sheet.place, 1, column, told(said), told(mend, **fields))

    for column in sheet.columns:
        if column in table.columns:
            continue
        if PERSONAL.search(column):
            yield problem(
                column,
                message("it looks like one that identifies a person."),
                message("Take the column out: cases name offices and roles, never persons."),
            )
        else:
            yield problem(
                column,
                message("it is not a column of this layout."),
                message("Take it out; the columns are {columns}."),
                columns=", ".join(table.columns),
            )
    for column in kept(table):
        if column not in sheet.columns:
            yield problem(
                column,
                message("it is missing."),
                message("Add it, with empty cells if need be."),
            )


def kept(table: Table) -> list[str]:
    return [column for column in table.columns if column not in FREE_TEXT[table.table]]


@dataclass(frozen=True)
class Rule:
    """What a cell of a column must not be: a condition in SQL, what is said of the {cell}, and the mend as it is told."""

    column: str
    breach: str
    said: str
    mend: str


def broken_rules(work: duckdb.DuckDBPyConnection, table: Table) -> Iterator[str]:
    """The problem of every cell that breaks a rule, and of every key that stands twice.

    One pass counts the breaches of all rules; only the broken ones are asked for their rows.
    """
    rules = list(rules_of(table))
    counted = ", ".join(f"count(*) filter (where {rule.breach})" for rule in rules)
    key = ", ".join(f'"{column}"' for column in KEYS[table.table])
    [counts] = work.execute(f"select {counted} from staged_{table.table}").fetchall()
    for rule, breaches in zip(rules, counts, strict=True):
        if breaches:
            found = work.execute(
                f'select file, row, "{rule.column}" from staged_{table.table} where {rule.breach} order by row'
            )
            for file, row, cell in found.fetchall():
                yield at_cell(file, row, rule.column, told(rule.said, cell=cell), rule.mend)
    twice = Check(
        KEYS[table.table][-1],
        message("the key ({key}) stands already in row {first}"),
        message("Keep one of the two rows, or tell them apart."),
        f"""
        with twice as (select {key}, min(row) as first from staged_{table.table} group by {key} having count(*) > 1)
        select file, row, concat_ws(', ', {key}) as key, first
        from staged_{table.table} join twice using ({key}) where row > first order by row
        """,
    )
    for file, said, mend, row, column in twice.breaches(work):
        yield at_cell(file, row, column, said, mend)


def rules_of(table: Table) -> Iterator[Rule]:
    """What the data package asks of each column."""
    for field in table.schema["fields"]:
        column, limits = field["name"], field.get("constraints", {})
        if column not in kept(table):
            continue
        if limits.get("required"):
            mend = told("{meaning} It must be given.", meaning=told(field["description"]))
            yield Rule(column, f'"{column}" is null', message("the cell is empty."), mend)
        if column in ("case_id", "source_id"):
            yield Rule(
                column,
                f"""not regexp_full_match("{column}", '[A-Za-z0-9][A-Za-z0-9_.-]*')""",
                message('"{cell}" is not a key.'),
                told(
                    "Write letters, digits, hyphens, dots and underscores, without spaces, and no person's name."
                ),
            )
        if "enum" in limits:
            codes = ", ".join(map(quoted, limits["enum"]))
            mend = told("Use one of {codes}.", codes=", ".join(limits["enum"]))
            said = message('"{cell}" is not a code.')
            yield Rule(column, f'"{column}" not in ({codes})', said, mend)
        if "pattern" in limits and column not in COUNTRIES:
            breach = f'not regexp_full_match("{column}", {quoted(limits["pattern"])})'
            said = message('"{cell}" does not have the form that is needed.')
            mend = told(WRITE_DATE if column == "date" else field["description"])
            yield Rule(column, breach, said, mend)
        if field["type"] != "string":
            digits = "[0-9]{1,15}" + ("" if field["type"] == "integer" else "([.][0-9]+)?")
            least = limits.get("minimum", 0)
            yield Rule(
                column,
                f"""not regexp_full_match("{column}", {quoted(digits)}) or try_cast("{column}" as double) < {least}""",
                message('"{cell}" is not a number that can stand here.'),
                told(
                    "Write digits alone, at least {least}, or leave the cell empty if it is not known.",
                    least=least,
                ),
            )


WRITE_DATE = message("Write YYYY, YYYY-MM or YYYY-MM-DD, as precisely as it is known.")
OWN_CHECKS = [
    Check(
        "date",
        message('"{date}" is no date of the calendar.'),
        WRITE_DATE,
        """
        select file, row, date from staged_case_step
        where regexp_full_match(date, '[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?')
          and (
              try_cast(date || if(length(date) = 4, '-01-01', if(length(date) = 7, '-01', '')) as date) is null
              or date < '1900'
          )
        """,
    ),
    Check(
        "case_id",
        message('"{case_id}" is not a case of the sheet court_cases.'),
        message("Add the case there, or correct the key."),
        """
        select file, row, case_id from staged_case_step
        where case_id not in (select case_id from staged_court_case where case_id is not null)
        """,
    ),
    VERDICT_BEFORE_CHARGE,
]


def typed(table: Table) -> str:
    types = {"integer": "bigint", "number": "double", "string": "varchar"}
    fields = {field["name"]: types[field["type"]] for field in table.schema["fields"]}
    return ", ".join(f'"{column}"::{fields[column]} as "{column}"' for column in kept(table))
