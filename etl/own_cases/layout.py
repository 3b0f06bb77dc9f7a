"""The project's own court-case layout: sheets or CSV files court_cases and case_steps, checked and typed.

Free text stops at the door; a column for a person, and one that the layout does not have, is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import duckdb

from etl.cross_checks import UNLESS_NOTED, VERDICT_BEFORE_CHARGE
from etl.importers.refusal import Refused, refuse_all
from etl.importers.sheets import Sheet
from etl.own_cases import places
from etl.own_cases.store import KEYS
from etl.package import Package, Table, quoted

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
            f"{' and '.join(missing)}: missing. The file is in neither of the two layouts.",
            "Give a workbook with the sheets court_cases and case_steps (`python -m etl template cases` writes one), "
            "two CSV files with these tables, or one file in the HTCDS 2.0 layout.",
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
    queries = [q for table in layout for q in broken_rules(work, described[table])] + OWN_CHECKS
    refuse_all(
        unknown
        + [
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
    left_out = [
        f"{sheet.name}.{column}"
        for table, sheet in layout.items()
        for column in FREE_TEXT[table]
        if column in sheet.columns
    ]
    return {"they are free text": left_out} if left_out else {}


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


@dataclass(frozen=True)
class Rule:
    """What a cell of a column must not be: a condition in SQL, what is said of the cell, and the mend."""

    column: str
    breach: str
    said: str
    mend: str


def broken_rules(work: duckdb.DuckDBPyConnection, table: Table) -> Iterator[str]:
    """Queries for file, message, mend, row and column of every breach, for the rules that any row breaks.

    One pass counts the breaches of all rules; only the broken ones are asked for their rows.
    """
    rules = list(rules_of(table))
    counted = ", ".join(f"count(*) filter (where {rule.breach})" for rule in rules)
    key = ", ".join(f'"{column}"' for column in KEYS[table.table])
    [counts] = work.execute(f"select {counted} from staged_{table.table}").fetchall()
    for rule, breaches in zip(rules, counts, strict=True):
        if breaches:
            yield (
                f"""select file, concat(coalesce('"' || "{rule.column}" || '"', 'the cell'), ' ', {quoted(rule.said)}), """
                f"{quoted(rule.mend)}, row, {quoted(rule.column)} from staged_{table.table} where {rule.breach} order by row"
            )
    yield (
        f"with twice as (select {key}, min(row) as first from staged_{table.table} group by {key} having count(*) > 1) "
        f"select file, concat('the key (', concat_ws(', ', {key}), ') stands already in row ', first), "
        f"'Keep one of the two rows, or tell them apart.', row, {quoted(KEYS[table.table][-1])} "
        f"from staged_{table.table} join twice using ({key}) where row > first order by row"
    )


def rules_of(table: Table) -> Iterator[Rule]:
    """What the data package asks of each column."""
    for field in table.schema["fields"]:
        column, limits = field["name"], field.get("constraints", {})
        if column not in kept(table):
            continue
        if limits.get("required"):
            mend = f"{field['description']} It must be given."
            yield Rule(column, f'"{column}" is null', "is empty.", mend)
        if column in ("case_id", "source_id"):
            yield Rule(
                column,
                f"""not regexp_full_match("{column}", '[A-Za-z0-9][A-Za-z0-9_.-]*')""",
                "is not a key.",
                "Write letters, digits, hyphens, dots and underscores, without spaces, and no person's name.",
            )
        if "enum" in limits:
            codes = ", ".join(map(quoted, limits["enum"]))
            mend = f"Use one of {', '.join(limits['enum'])}."
            yield Rule(column, f'"{column}" not in ({codes})', "is not a code.", mend)
        if "pattern" in limits and column not in COUNTRIES:
            breach = f'not regexp_full_match("{column}", {quoted(limits["pattern"])})'
            said = "does not have the form that is needed."
            mend = WRITE_DATE if column == "date" else field["description"]
            yield Rule(column, breach, said, mend)
        if field["type"] != "string":
            digits = "[0-9]{1,15}" + ("" if field["type"] == "integer" else "([.][0-9]+)?")
            least = limits.get("minimum", 0)
            yield Rule(
                column,
                f"""not regexp_full_match("{column}", {quoted(digits)}) or try_cast("{column}" as double) < {least}""",
                "is not a number that can stand here.",
                f"Write digits alone, at least {least}, or leave the cell empty if it is not known.",
            )


WRITE_DATE = "Write YYYY, YYYY-MM or YYYY-MM-DD, as precisely as it is known."
OWN_CHECKS = [
    f"""
    select file, concat('"', date, '" is no date of the calendar.'), {quoted(WRITE_DATE)}, row, 'date'
    from staged_case_step
    where regexp_full_match(date, '[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}})?)?')
      and (try_cast(date || if(length(date) = 4, '-01-01', if(length(date) = 7, '-01', '')) as date) is null or date < '1900')
    """,
    """
    select file, concat('"', case_id, '" is not a case of the sheet court_cases.'),
           'Add the case there, or correct the key.', row, 'case_id'
    from staged_case_step where case_id not in (select case_id from staged_court_case where case_id is not null)
    """,
    VERDICT_BEFORE_CHARGE + UNLESS_NOTED,
]


def typed(table: Table) -> str:
    types = {"integer": "bigint", "number": "double", "string": "varchar"}
    fields = {field["name"]: types[field["type"]] for field in table.schema["fields"]}
    return ", ".join(f'"{column}"::{fields[column]} as "{column}"' for column in kept(table))
