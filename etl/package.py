"""Read the data package and check it: every problem of a run, each with its place and its mend."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import frictionless
from frictionless.exception import FrictionlessException

from etl.publish import finish_replacement

# A name as it is compared: without accents, case, article, spaces and punctuation.
PLAIN_NAME = r"""
    create macro plain_name(name) as regexp_replace(
        lower(strip_accents(regexp_replace(replace(trim(name), '&', ' and '), '^the\s+', '', 'i'))),
        '[^\p{L}\p{N}]', '', 'g'
    )
"""

PERSON_NAME = re.compile(r"name|nombre|\bnom\b|alias", re.IGNORECASE)


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of the data package, and how to mend it."""

    file: str
    message: str
    mend: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = f"data/{self.file}"
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.message}\n    {self.mend}"


class BadPackage(Exception):
    """The data package cannot be loaded; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Table:
    """One CSV file of the package and the database table that it fills."""

    name: str
    path: str
    table: str
    description: str
    schema: dict[str, Any]

    @property
    def columns(self) -> list[str]:
        return [field["name"] for field in self.schema["fields"]]

    @property
    def key(self) -> list[str]:
        return self.schema["primaryKey"]

    @property
    def foreign_keys(self) -> list[dict[str, Any]]:
        return self.schema.get("foreignKeys", [])


@dataclass(frozen=True)
class Package:
    folder: Path
    version: str
    tables: list[Table]


def read_package(folder: Path) -> Package:
    """The tables that `datapackage.json` describes. Raises BadPackage if it cannot be read.

    An import that was killed while it put its files in place is finished first.
    """
    finish_replacement(folder)
    name = "datapackage.json"
    try:
        descriptor = json.loads((folder / name).read_text(encoding="utf-8"))
        tables = [
            Table(r["name"], r["path"], r["table"], r["description"], r["schema"])
            for r in descriptor["resources"]
        ]
        return Package(folder, descriptor["version"], tables)
    except FileNotFoundError:
        mend = f"Name the folder of the data package with --data; {folder} has none."
        raise BadPackage([Problem(name, "the file is missing.", mend)]) from None
    except (ValueError, KeyError) as error:
        mend = "Restore the file from the project's history."
        raise BadPackage([Problem(name, f"cannot be read ({error}).", mend)]) from None


def check_package(package: Package) -> list[Problem]:
    """Problems of files, headers, rows, keys and references; empty if the package is sound."""
    unreadable = [p for table in package.tables for p in unreadable_file(package.folder, table)]
    if any(problem.row is None for problem in unreadable):
        return unreadable
    found = unreadable + name_columns(package) + schema_problems(package)
    try:
        return found + shared_table_problems(package)
    except duckdb.Error:
        # A header or a row that is broken keeps a file from being staged; it is in the list already.
        if not found:
            raise
        return found


def unreadable_file(folder: Path, table: Table) -> Iterator[Problem]:
    """What keeps a file from being read to its end: absence, encoding, a cut."""
    path = folder / table.path
    if not path.is_file():
        yield Problem(
            table.path, "the file is missing.", "Restore it, or take it out of datapackage.json."
        )
        return
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        yield Problem(
            table.path,
            "is not UTF-8 text.",
            f"Save the file as UTF-8; row {row} is the first to fail.",
        )
        return
    if not content.endswith(b"\n"):
        yield Problem(
            table.path,
            "ends in the middle of a line: it looks cut off.",
            "Restore the whole file; its last row must end with a line break.",
            row=content.count(b"\n") + 1,
        )


def name_columns(package: Package) -> list[Problem]:
    """Columns of the case files, in the file or its description, that are meant for a person's name."""
    return [
        Problem(
            table.path,
            "the column holds names of persons.",
            "Take it out: cases name offices and roles, never persons.",
            1,
            column,
        )
        for table in package.tables
        if table.table in ("court_case", "case_step")
        for column in dict.fromkeys(table.columns + header(package.folder / table.path))
        if PERSON_NAME.search(column)
    ]


def records(package: Package, name: str) -> Iterator[tuple[Table, int, dict[str, str]]]:
    """The rows of one table's files, every cell as text, each with its file's description and row number."""
    for table in package.tables:
        if table.table == name:
            with (package.folder / table.path).open(encoding="utf-8", newline="") as file:
                for number, row in enumerate(csv.DictReader(file), 2):
                    yield table, number, row


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file), [])


def schema_problems(package: Package) -> list[Problem]:
    """What Frictionless finds: headers, types, constraints, primary and foreign keys."""
    paths = {table.name: table for table in package.tables}
    try:
        report = frictionless.validate(str(package.folder / "datapackage.json"))
    except FrictionlessException as error:
        return [Problem("datapackage.json", error.error.message, "Mend the description.")]
    problems = [
        Problem("datapackage.json", error.message, "Mend the description.")
        for error in report.errors
    ]
    for task in report.tasks:
        table = paths.get(task.name)
        problems += [in_our_words(error, table) for error in task.errors if table]
    return problems


def in_our_words(error: frictionless.Error, table: Table) -> Problem:
    """A Frictionless error as a problem with a mend."""
    row = getattr(error, "row_number", None)
    column = getattr(error, "field_name", None) or getattr(error, "label", None) or None
    cell = getattr(error, "cell", None)
    field: dict[str, Any] = next((f for f in table.schema["fields"] if f["name"] == column), {})
    limits = field.get("constraints", {})
    said = error.note
    mend = "Mend the cell."
    match error.type:
        case (
            "missing-label" | "extra-label" | "incorrect-label" | "blank-label" | "duplicate-label"
        ):
            row = 1
            said = {
                "missing-label": f"the column {column} is missing.",
                "extra-label": f"the column {column} is not one of this table's.",
            }.get(error.type, error.note)
            mend = f"The header must read {','.join(table.columns)}."
        case "missing-cell":
            said = "the row is shorter than the header: the file may be cut off here."
            mend = f"Give all {len(table.columns)} cells."
        case "extra-cell":
            said = "the row is longer than the header."
            mend = "Put a cell that holds a comma between quotation marks."
        case "type-error":
            kind = field.get("type", "value")
            said = f"{cell!r} is not {'an' if kind == 'integer' else 'a'} {kind}."
            mend = "Write digits alone, or leave a figure out that is not known."
        case "constraint-error":
            if not cell and limits.get("required"):
                said = "is empty."
                mend = f"{field.get('description', '')} It must be given."
            elif "enum" in limits:
                said = f"{cell!r} is not a {column}."
                mend = f"Use one of {', '.join(limits['enum'])}."
            elif "minimum" in limits or "maximum" in limits:
                bounds = [
                    f"{word} {limits[k]}"
                    for k, word in (("minimum", "at least"), ("maximum", "at most"))
                    if k in limits
                ]
                said = f"{cell} is out of range."
                mend = f"It must be {' and '.join(bounds)}."
            else:
                said = f"{cell!r} does not have the form that {column} needs."
                mend = field.get("description", mend)
        case "primary-key":
            said = f"the key ({', '.join(table.key)}) stands already in an earlier row."
            mend = "Keep one of the two rows, or tell them apart."
        case "foreign-key":
            column = ", ".join(getattr(error, "field_names", []))
            cells = ", ".join(map(str, getattr(error, "field_cells", [])))
            reference = getattr(error, "reference_name", "")
            said = f"{cells!r} is not in the table {reference}."
            mend = f"Correct the code, or add it to {reference} first."
    return Problem(table.path, said, mend, row, column)


def shared_table_problems(package: Package) -> list[Problem]:
    """What no single file shows: unknown areas, broken counts, one figure in two places."""
    with duckdb.connect() as connection:
        connection.execute(PLAIN_NAME)
        for name in {table.table for table in package.tables}:
            stage(connection, package, name)
        return [
            Problem(*row) for query in CROSS_CHECKS for row in connection.execute(query).fetchall()
        ]


def stage(connection: duckdb.DuckDBPyConnection, package: Package, name: str) -> None:
    """All files of one table as text, with `file` and `row` (the header is row 1)."""
    parts = " union all ".join(
        f"select {quoted(table.path)} as file, row_number() over () + 1 as row, * from {csv_rows(package, table)}"
        for table in package.tables
        if table.table == name
    )
    connection.execute(f"create temp table staged_{name} as {parts}")


def quoted(text: str) -> str:
    """An SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def csv_rows(package: Package, table: Table) -> str:
    """SQL that reads one file as text, an empty cell as NULL, nothing guessed."""
    columns = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in table.columns)
    path = quoted(str(package.folder / table.path))
    return (
        f"read_csv({path}, columns = {{{columns}}}, header = true, auto_detect = false, "
        """delim = ',', quote = '"', escape = '"', encoding = 'utf-8')"""
    )


UNKNOWN_AREA = """
    select file, format('{} is not a known area.', area), 'Use a code of countries.csv or areas.csv.', row, 'area'
    from (
        select file, row, area from staged_figure
        union all select file, row, area from staged_palermo_protocol
        union all select file, row, area from staged_claim
        union all select file, row, area from staged_series_break
        union all select file, row, area from staged_stated_direction
    )
    where area not in (select iso3 from staged_country union all select area from staged_aggregate)
"""

FRACTIONAL_COUNT = """
    select file, format('{} is not a whole number, but {} is a count.', value, measure),
           'Write the count as the source prints it; if it is an estimate or a rate, use its own measure.', row, 'value'
    from staged_figure
    where try_cast(value as double) % 1 <> 0
      and measure in (select measure from staged_measure where kind = 'count')
"""

REPEATED_FIGURE = """
    with placed as (
        select *, first(file) over same as first_file, first(row) over same as first_row
        from staged_figure
        window same as (
            partition by area, year, measure, form, sex, age, origin, unit, counted, scope, source_id, vintage
            order by file, row
        )
    )
    select file, format('{} {} {} ({}, {}, {}) stands already in data/{}, row {}.',
                        area, year, measure, form, unit, source_id, first_file, first_row),
           'Keep one, or tell them apart in scope.', row, 'value'
    from placed
    where file <> first_file
"""

UNKNOWN_REFERENCE = """
    select file, format('{} is not a court case.', case_id), 'Use a case_id of court_cases.csv.', row, 'case_id'
    from staged_claim
    where case_id is not null and case_id not in (select case_id from staged_court_case)
    union all
    select file, format('{} is not a measure.', measure), 'Use a key of measures.csv.', row, 'measure'
    from staged_claim
    where measure is not null and measure not in (select measure from staged_measure)
    union all
    select file, format('{} is not a country.', iso3), 'Use a code of countries.csv.', row, 'iso3'
    from staged_origin_label
    where kind = 'country' and (iso3 is null or iso3 not in (select iso3 from staged_country))
"""

AMBIGUOUS_ALIAS = """
    with known as (
        select plain_name(unnest([name, formal_name])) as plain, iso3 from staged_country
        union
        select plain_name(alias), iso3 from staged_country_alias
    )
    select file, format('{} stands for {} and for {}.', alias, alias.iso3, known.iso3),
           'A name that two countries share finds neither: take it out, or write it in full.', row, 'alias'
    from staged_country_alias as alias
    join known on known.plain = plain_name(alias) and known.iso3 <> alias.iso3
    order by row
"""

VERDICT_BEFORE_CHARGE = """
    select verdict.file, format('{}: a verdict of {} stands before the charge of {}.',
                                verdict.case_id, verdict.date, charge.date),
           'Put the steps in the order in which they happened; if the verdict did come first, say "before the charge" and '
           'why in its outcome.', verdict.row, 'date'
    from staged_case_step as verdict
    join staged_case_step as charge using (case_id)
    where verdict.step in ('conviction', 'acquittal') and charge.step = 'charge'
      and left(verdict.date, length(charge.date)) < left(charge.date, length(verdict.date))
      and not exists (
          select 1 from staged_case_step as earlier
          where earlier.case_id = verdict.case_id and earlier.step = 'charge' and earlier.date <= verdict.date
      )
"""
UNLESS_NOTED = " and not coalesce(verdict.outcome ilike '%before the charge%', false)"

# Words by which those who compile the data speak to each other; a reader has neither their files nor their questions.
COMPILERS_WORDS = "|".join((
    r"\breadme\b", r"\b(check|confirm|verify|read again) (before|whether)\b", r": check$", r"\bto be checked\b",
    r"\bour (own )?(sum|count|guess|file)\b", r"\bwe count\b", r"\bexcerpts?\b", r"\bsnippet\b", r"\bthe product\b",
    r"\b(not|where) stored\b", r"\bstored (copy|text|archive|pages?)\b", r"\bresearch (data set|file)\b",
    r"\bsee above\b", r"\bcompilers\b", r"\btodo\b",
))  # fmt: skip
READ_BY_ALL = {
    "figure": ("scope", "note"),
    "source": ("title", "note"),
    "tier_ranking": ("note",),
    "tier_total": ("note",),
    "palermo_protocol": ("note",),
    "series_break": ("reason",),
    "stated_direction": ("note",),
    "court_case": ("title", "note"),
    "case_step": ("outcome",),
    "claim": ("note",),
}
SPOKEN_AMONG_COMPILERS = "union all".join(
    f"""
    select file, format('{{}} is a remark among those who compile the data.', {column}),
           'Say what a reader needs to know of the row, or leave it out.', row, '{column}'
    from staged_{table} where regexp_matches({column}, {quoted(COMPILERS_WORDS)}, 'i')
    """
    for table, columns in READ_BY_ALL.items()
    for column in columns
)

CROSS_CHECKS = (
    UNKNOWN_AREA,
    FRACTIONAL_COUNT,
    REPEATED_FIGURE,
    UNKNOWN_REFERENCE,
    AMBIGUOUS_ALIAS,
    VERDICT_BEFORE_CHARGE + UNLESS_NOTED,
    SPOKEN_AMONG_COMPILERS,
)


def shrunken_tables(package: Package, published: dict[str, int], rows: dict[str, int]) -> list[str]:
    """Warnings for tables that hold fewer rows than in the database in service."""
    return [
        f"{table} has {rows[table]:,} rows; the database in service has {before:,}. Was a file cut off?"
        for table, before in published.items()
        if table in {t.table for t in package.tables} and rows.get(table, 0) < before
    ]
