"""A table as an Excel workbook, its sources on a second sheet."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pandas as pd

from dashboard.wording.language import said

# Excel keeps fifteen digits of a number, and no zone of a time.
MOST_EXACT = 10**15
PLAIN = (str, float, bool, Decimal, date, type(None))


def cell(value: Any) -> Any:
    """A value as a cell holds it: what a cell would round or refuse is text."""
    if isinstance(value, datetime) and value.tzinfo:
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return value if abs(value) < MOST_EXACT else str(value)
    if isinstance(value, bytes):
        return value.hex()
    return value if isinstance(value, PLAIN) else str(value)


def with_sources(
    table: pd.DataFrame, sources: pd.DataFrame, sheet: str, about: Mapping[str, str]
) -> bytes:
    """An .xlsx file: the table on the first sheet, the sources it refers to on the second, what it is on the third.

    Both are written as they are; an empty cell is a missing figure. Text is never read as a formula or a link.
    """
    file = BytesIO()
    as_text = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs=as_text) as workbook:
        described = pd.DataFrame({said("About"): about.keys(), "": about.values()})
        for name, rows in ((sheet, table), (said("Sources"), sources), (said("About"), described)):
            rows.to_excel(workbook, sheet_name=name, index=False, freeze_panes=(1, 1))
            workbook.sheets[name].autofilter(0, 0, max(len(rows), 1), len(rows.columns) - 1)
            workbook.sheets[name].autofit(300)
    return file.getvalue()
