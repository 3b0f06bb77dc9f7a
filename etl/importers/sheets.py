"""The tables of a CSV file or an Excel workbook, every cell as text, each row with its place."""

import csv
import datetime
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

import duckdb
import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from etl.importers.refusal import AS_UTF_8, Refused, is_workbook, refuse_what_is_no_whole_csv
from etl.package import quoted
from etl.words import told

# What stands between cells: commas, semicolons where the comma stands in numbers, or what a database writes.
DELIMITERS = ",;\t|"
SHOWN_CELLS = 10


@dataclass(frozen=True)
class Sheet:
    """One table: `place` names it in messages; `rows` holds the cells with the row number first, or is None for a
    large CSV file, which DuckDB reads itself. Columns and rows without any cell are left out."""

    name: str
    place: str
    columns: list[str]
    path: Path
    is_csv: bool
    rows: list[list[str | None]] | None = None
    delimiter: str = ","

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row's number (the header is row 1) and its cells by column, an empty one as the empty text."""
        with duckdb.connect() as work:
            self.stage(work, "sheet", self.columns)
            names = ", ".join(f"""coalesce("{c}", '')""" for c in self.columns)
            for row, *cells in work.execute(
                f"select row, {names} from staged_sheet order by row"
            ).fetchall():
                yield row, dict(zip(self.columns, cells, strict=True))

    def stage(self, connection: duckdb.DuckDBPyConnection, table: str, kept: list[str]) -> None:
        """A temporary table staged_<table> of the columns to keep, as text, with `file` and `row` (the header is row
        1). No other column's cells are held."""
        given: list[list[str | None]] = []
        if self.rows is None:
            filled = " or ".join(f"""trim("{column}") <> ''""" for column in self.columns)
            source = (
                f"(select row_number() over () + 1 as row, * from {self.csv_rows()}) where {filled}"
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
                "{place}: {problem}",
                "Give the whole file; nothing of it is loaded.",
                place=self.place,
                problem=in_brief(str(error)),
            ) from None

    def csv_rows(self) -> str:
        types = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in self.columns)
        return (
            f"read_csv({quoted(str(self.path))}, columns = {{{types}}}, header = true, auto_detect = false, "
            f"""delim = {quoted(self.delimiter)}, quote = '"', escape = '"', strict_mode = true, null_padding = false)"""
        )


def read_sheets(file: Path) -> list[Sheet]:
    """The sheets of a workbook (.xlsx), or the one table of a CSV file. Raises Refused if it cannot be read whole."""
    return workbook_sheets(file) if is_workbook(file) else [csv_sheet(file)]


def csv_sheet(file: Path) -> Sheet:
    """The table of a CSV file. One with empty lines, columns without a name or mixed line ends is read here, as DuckDB
    would count its rows otherwise."""
    refuse_what_is_no_whole_csv(file)
    header, delimiter = csv_header(file)
    if "" not in map(str.strip, header[1:]) and has_even_lines(file):
        return Sheet(file.stem, file.name, named(header, file.name), file, True, None, delimiter)
    with file.open(encoding="utf-8-sig", newline="") as text:
        cells = [
            [cell.strip() or None for cell in row] for row in csv.reader(text, delimiter=delimiter)
        ]
    for number, row in enumerate(cells, 1):
        if any(row[len(header) :]) or (any(row) and len(row) < len(header)):
            raise Refused(
                "{file}, row {row}: it does not have the {columns} columns of the header.",
                "Put a cell that holds the delimiter between quotation marks; the file may be cut off here.",
                file=file.name,
                row=number,
                columns=len(header),
            )
    return table_of(file.stem, file.name, file, True, cells)


def csv_header(file: Path) -> tuple[list[str], str]:
    """The first row, and the delimiter that stands in it most often outside quotation marks."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            start = text.readline()
            if start.lower().startswith("sep="):
                raise Refused(
                    "{file}, row 1: {line} is a note for Excel, where the names of the columns must stand.",
                    "Take the line out.",
                    file=file.name,
                    line=start.strip(),
                )
            bare = re.sub(r'"[^"]*"', "", start)
            delimiter = max(DELIMITERS, key=bare.count)
            text.seek(0)
            return next(csv.reader(text, delimiter=delimiter), []), delimiter
    except UnicodeDecodeError:
        raise Refused("{file} is not UTF-8 text.", AS_UTF_8, file=file.name) from None
    except csv.Error as error:
        raise Refused("{file}, row 1: {error}.", AS_UTF_8, file=file.name, error=error) from None


def has_even_lines(file: Path) -> bool:
    """Whether every line has cells, and all end alike."""
    content = file.read_bytes()
    windows = content.count(b"\r\n")
    return (
        b"\n\n" not in content and b"\n\r\n" not in content and windows in (0, content.count(b"\n"))
    )


def workbook_sheets(file: Path) -> list[Sheet]:
    try:
        refuse_formulas_without_a_value(file)
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        return [worksheet(file, sheet) for sheet in book.worksheets]
    except (
        zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError,
        KeyError, EOFError, ValueError, TypeError, AttributeError, IndexError,
    ):  # fmt: skip
        raise Refused(
            "{file} cannot be read as an Excel workbook: it looks cut off.",
            "Open it in the spreadsheet program and save it again as .xlsx.",
            file=file.name,
        ) from None


def refuse_formulas_without_a_value(file: Path) -> None:
    """A formula that no spreadsheet program has computed yet stands for nothing, and would be read as an empty cell."""
    with zipfile.ZipFile(file) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        if not any(b"<f" in parts.read(name) for name in sheets):
            return
    written, stored = (
        openpyxl.load_workbook(file, read_only=True, data_only=only) for only in (False, True)
    )
    bare = []
    for formulas, values in zip(written.worksheets, stored.worksheets, strict=True):
        formulas.reset_dimensions()
        values.reset_dimensions()
        for row, known in zip(formulas.iter_rows(), values.iter_rows(), strict=True):
            bare += [
                f"{formulas.title}!{cell.coordinate}"
                for cell, value in zip(row, known, strict=True)
                if cell.data_type == "f" and value.value is None
            ]
    if bare:
        cells = ", ".join(bare[:SHOWN_CELLS])
        if more := len(bare[SHOWN_CELLS:]):
            cells = told("{first} and {more} more", first=cells, more=more)
        raise Refused(
            "{file}: the formula in {cells} has no stored value.",
            "Open the workbook in the spreadsheet program, let it compute, and save it; or write the values themselves.",
            file=file.name,
            cells=cells,
        )


def worksheet(file: Path, sheet: "openpyxl.worksheet._read_only.ReadOnlyWorksheet") -> Sheet:
    # The range that a workbook declares may be wrong.
    sheet.reset_dimensions()
    cells = [[as_text(cell) for cell in row] for row in sheet.iter_rows()]
    return table_of(
        sheet.title,
        told("{file}, sheet {sheet}", file=file.name, sheet=sheet.title),
        file,
        False,
        cells,
    )


def table_of(
    name: str, place: str, file: Path, is_csv: bool, cells: list[list[str | None]]
) -> Sheet:
    """A table of cells, the header first, without what is empty at its right and between its rows."""
    header = cells[0] if cells else []
    width = max((i for row in cells for i, cell in enumerate(row, 1) if cell), default=0)
    columns = named([header[i] if i < len(header) else None for i in range(width)], place)
    rows = [
        [str(number), *row[:width], *[None] * (width - len(row))]
        for number, row in enumerate(cells[1:], 2)
        if any(row)
    ]
    return Sheet(name, place, columns, file, is_csv, rows)


def named(header: "list[str] | list[str | None]", place: str) -> list[str]:
    """The names of the columns; one without a name is called by its letter."""
    columns = [
        (name or "").strip() or f"column {get_column_letter(i)}" for i, name in enumerate(header, 1)
    ]
    for name in columns:
        if columns.count(name) > 1:
            raise Refused(
                "{place}, row 1: the column {column} stands twice.",
                "Keep one of them.",
                place=place,
                column=name,
            )
    return [name.replace('"', "'") for name in columns]


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


def in_brief(error: str) -> str:
    """What a user can act on in DuckDB's complaint about a CSV file."""
    line = re.search(r"Line: (\d+)", error)
    if not line:
        return told("it cannot be read as a table: its rows do not fit its header.")
    cell = re.search(r'converting column "(.*?)"\. Could not convert string "(.*)" to \'', error)
    if cell:
        return told(
            'line {line}, column {column}: "{cell}" is not a code of this column.',
            line=line[1],
            column=cell[1],
            cell=cell[2],
        )
    if "not utf-8" in error:
        return told("line {line} is not UTF-8 text.", line=line[1])
    return told(
        "line {line} does not have the columns of the header; the file may be cut off.",
        line=line[1],
    )
