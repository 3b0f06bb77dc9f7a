"""A table as an Excel workbook, its sources on a second sheet."""

import re
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


DAY, WHOLE_NUMBER = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"[1-9]\d{0,14}|0")


def of_one_kind(column: pd.Series) -> pd.Series:
    """A column of texts that are all whole numbers, or all days, as numbers or days; another as it is."""
    texts = column.dropna()
    if len(texts) and texts.map(lambda text: isinstance(text, str)).all():
        for kind, read in ((WHOLE_NUMBER, int), (DAY, date.fromisoformat)):
            if texts.map(lambda text: bool(kind.fullmatch(text))).all():  # noqa: B023
                return column.map(read, na_action="ignore").astype(object)
    return column


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
