"""The ledger as an Excel workbook: a sheet a table as it was read; what is derived from them is in the other forms."""

from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from etl.exports import contents

# Text is never read as a formula or a link; rows are written as they come, so that memory stays small.
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}


def write(ledger: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Write the workbook to a file that is not there yet. An empty cell is a missing value."""
    kept = [table for table in contents.tables(ledger) if table.key]
    with xlsxwriter.Workbook(file, AS_TEXT) as book:
        bold = book.add_format({"bold": True})
        about = book.add_worksheet("Contents")
        put(about, 0, (f"TIP Ledger, edition {contents.edition(ledger)}",), bold)
        put(about, 1, ("The figures keep their publishers' terms, stated on the sheet source.",))
        put(about, 3, ("Sheet", "Column", "Meaning"), bold)
        meanings = (
            line
            for table in kept
            for line in (
                (table.name, "", table.comment),
                *((table.name, column.name, column.comment) for column in table.columns),
            )
        )
        for row, line in enumerate(meanings, 4):
            put(about, row, line)
        for table in kept:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            put(sheet, 0, [column.name for column in table.columns], bold)
            row = 0
            for batch in contents.rows(ledger, table):
                for line in batch:
                    row += 1
                    put(sheet, row, line)


def put(sheet: Any, row: int, line: Any, form: Any = None) -> None:
    for place, cell in enumerate(line):
        if isinstance(cell, str):
            sheet.write_string(row, place, cell, form)
        elif cell is not None:
            sheet.write(row, place, cell, form)
