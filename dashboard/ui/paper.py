"""What only paper needs: there a table cannot be scrolled and a list cannot be opened. On a screen it takes no room."""

import re
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.frames import each
from dashboard.ui.text import html, marked_in_html
from dashboard.wording import columns
from dashboard.wording.language import in_english

# A longer table is for a file: what is left out on paper is told.
MOST_ROWS = 200


def table(
    rows: pd.DataFrame, called: str, headings: Sequence[str] = (), written: Iterable[object] = ()
) -> None:
    """The table as it stands in a grid beside it, whole or its first rows. headings: what its columns are called, where that
    is not their codes. written: texts of the data among the page's own words."""
    if rows.empty:
        return
    printed = rows.head(MOST_ROWS)
    cells = pd.DataFrame(
        {name: [_cell(str(name), value) for value in printed[name]] for name in printed}
    )
    kept = [columns.as_written(str(name)) for name in printed]
    st.html(
        f'<div class="on-paper"><table><caption>{html(called)}{columns.printed_of(len(printed), len(rows))}</caption>'
        f"{_row('th', map(html, headings or cells.columns))}"
        f"{marked_in_html(''.join(_row('td', row, kept) for row in each(cells)), written)}</table></div>"
    )


def sources_on_paper(cited: pd.DataFrame) -> None:
    """The sources in full. cited: as of catalogue.sources."""
    listed = "".join(f"<li>{html(citation)}</li>" for citation in cited["citation"])
    st.html(f'<div class="on-paper"><ol{_in_english(True)}>{listed}</ol></div>')


def _row(kind: str, cells: Iterable[str], as_written: Iterable[bool] = repeat(False)) -> str:
    marked = zip(cells, as_written, strict=False)
    return f"<tr>{''.join(f'<{kind}{_in_english(kept)}>{cell}</{kind}>' for cell, kept in marked)}</tr>"


def _in_english(as_written: bool) -> str:
    """The mark of what stays as it was written on a page in another language."""
    return ' lang="en"' if as_written and not in_english() else ""


def _cell(name: str, value: Any) -> str:
    if str(value).startswith("data:image/"):
        return f'<img src="{html(value)}" alt="">'
    return html(_told(name, value))


def _told(name: str, value: Any) -> str:
    if not pd.api.types.is_scalar(value):
        return ", ".join(map(str, value))
    if pd.isna(value):
        return ""
    told = columns.cell_in_words(name, value)
    # An entry or page of this house stands as its address, with what is read of it as the last part.
    own = re.match(r"/\S*\?\S+?#(.+)", told)
    return own[1] if own else told
