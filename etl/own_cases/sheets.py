"""The tables of a CSV file or an Excel workbook, every cell as text, each row with its place."""

import csv
import datetime
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import duckdb
import openpyxl
from openpyxl.utils import get_column_letter

from etl.importers.ctdc import in_brief
from etl.importers.refusal import Refused, refuse_what_is_no_whole_csv
from etl.package import quoted


@dataclass(frozen=True)
class Sheet:
    """One table: `place` names it in messages; `rows` holds the cells with the row number first, or is None for a
    CSV file, which DuckDB reads itself."""

    name: str
    place: str
    columns: list[str]
    path: Path
    rows: list[list[str | None]] | None = None

    def stage(self, connection: duckdb.DuckDBPyConnection, table: str, kept: list[str]) -> None:
        """A temporary table staged_<table> of the columns to keep, as text, with `file` and `row` (the header is row
        1). No other column's cells are held."""
        names = ", ".join(f'"{column}"' for column in kept)
        given: list[list[str | None]] = []
        if self.rows is None:
            types = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in self.columns)
            source = (
                f"(select row_number() over () + 1 as row, {names} from read_csv({quoted(str(self.path))}, "
                f"columns = {{{types}}}, header = true, auto_detect = false, delim = ',', "
                """quote = '"', escape = '"', strict_mode = true, null_padding = false))"""
            )
        else:
            places = [0, *(self.columns.index(column) + 1 for column in kept)]
            given = [[row[place] for row in self.rows] for place in places]
            lists = [f'unnest(?::varchar[]) as "{column}"' for column in ("row", *kept)]
            source = f"(select {', '.join(lists)})"
        trimmed = ", ".join(f"""nullif(trim("{c}"::varchar), '') as "{c}" """ for c in kept)
        try:
            connection.execute(
                f"create temp table staged_{table} as select {quoted(self.place)} as file, row::bigint as row, "
                f"{trimmed} from {source}",
                given,
            )
        except duckdb.Error as error:
            raise Refused(
                f"{self.place}: {in_brief(str(error))}",
                "Give the whole file; nothing of it is loaded.",
            ) from None


def read_sheets(file: Path) -> list[Sheet]:
    """The sheets of a workbook (.xlsx), or the one table of a CSV file. Raises Refused if it cannot be read whole."""
    if not file.is_file():
        raise Refused(f"{file} is not a file.", "Check the path.")
    with file.open("rb") as content:
        start = content.read(2)
    return workbook_sheets(file) if start == b"PK" else [csv_sheet(file)]


def csv_sheet(file: Path) -> Sheet:
    refuse_what_is_no_whole_csv(file)
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            header = next(csv.reader(text), [])
    except UnicodeDecodeError:
        raise Refused(f"{file.name} is not UTF-8 text.", "Save it as CSV in UTF-8.") from None
    return Sheet(file.stem, file.name, named(header, file.name), file)


def workbook_sheets(file: Path) -> list[Sheet]:
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        return [worksheet(file, sheet) for sheet in book.worksheets]
    except (BadZipFile, KeyError, EOFError, ValueError):
        raise Refused(
            f"{file.name} cannot be read as an Excel workbook: it looks cut off.",
            "Open it in the spreadsheet program and save it again as .xlsx.",
        ) from None


def worksheet(file: Path, sheet: "openpyxl.worksheet._read_only.ReadOnlyWorksheet") -> Sheet:
    place = f"{file.name}, sheet {sheet.title}"
    read = [[as_text(cell) for cell in row] for row in sheet.iter_rows()]
    header = read[0] if read else []
    width = max((i for row in read for i, cell in enumerate(row, 1) if cell), default=0)
    columns = named([header[i] if i < len(header) else None for i in range(width)], place)
    rows = [
        [str(number), *row[:width], *[None] * (width - len(row))]
        for number, row in enumerate(read[1:], 2)
        if any(row)
    ]
    return Sheet(sheet.title, place, columns, file, rows)


def named(header: "list[str] | list[str | None]", place: str) -> list[str]:
    """The names of the columns; one without a name is called by its letter."""
    columns = [
        (name or "").strip() or f"column {get_column_letter(i)}" for i, name in enumerate(header, 1)
    ]
    for name in columns:
        if columns.count(name) > 1:
            raise Refused(f"{place}, row 1: the column {name} stands twice.", "Keep one of them.")
    return columns


def as_text(cell: "openpyxl.cell.cell.Cell") -> str | None:
    """A cell as it would stand in a CSV file; a date only as precisely as the cell shows it."""
    value = cell.value
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        shown = cell.number_format.lower()
        return value.strftime("%Y-%m-%d" if "d" in shown else "%Y-%m" if "m" in shown else "%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() or None
