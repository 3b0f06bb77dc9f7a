"""A table of HTML, for screen, paper and voice alike, whose cells lead somewhere and tell more than they have room for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.ui.text import html, path
from dashboard.wording.language import in_english


@dataclass(frozen=True)
class Cell:
    """link: an own page's address. more: what is told when the cell is pointed at or reached with the keyboard; written:
    what of it stays as it was written. picture: an address of data that is shown, the text being read in its place."""

    text: str
    link: str = ""
    more: str = ""
    picture: str = ""
    written: str = ""


@dataclass(frozen=True)
class Heading:
    """more: as of a cell. link: the address at which the rows are sorted by the column. sorted: 'asc' or 'desc', where
    they are."""

    text: str
    more: str = ""
    link: str = ""
    sorted: str = ""


# So many rows are higher than the table's window, whatever stands in them.
FILL = 25
# Letters of a cell that has to break its line.
LONG = 30


def table(headings: Iterable[Heading], rows: Sequence[Iterable[Cell]], called: str) -> None:
    """The first cell of a row names it."""
    head = "".join(map(_heading, headings))
    body = "".join(f"<tr>{_row(list(row))}</tr>" for row in rows)
    # What stands below a full window keeps its place until the table is there.
    room = st.container(key="full-table") if len(rows) >= FILL else st.container()
    room.html(
        f'<div class="cells" role="region" tabindex="0" aria-label="{html(called)}"><table>'
        f"<caption>{html(called)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _heading(heading: Heading) -> str:
    way = {"asc": ' aria-sort="ascending"', "desc": ' aria-sort="descending"', "": ""}
    text = html(heading.text)
    if heading.link:
        text = f'<a href="{html(heading.link)}">{text}</a>'
    return f'<th scope="col"{way[heading.sorted]}{_more(heading.more)}>{text}</th>'


def _row(cells: list[Cell]) -> str:
    first, *others = map(_inside, cells)
    kinds = [' class="long"' if len(cell.text) > LONG else "" for cell in cells[1:]]
    return f'<th scope="row">{first}</th>' + "".join(
        f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, others, strict=True)
    )


def _inside(cell: Cell) -> str:
    if cell.picture:
        return f'<img src="{html(cell.picture)}" alt="{html(cell.text)}">'
    if cell.link:
        return f'<a href="{html(path(cell.link))}"{_more(cell.more, cell.written)}>{html(cell.text)}</a>'
    return html(cell.text)


def _more(told: str, written: str = "") -> str:
    kept = f' data-written="{html(written)}"' if written and not in_english() else ""
    return f' data-more="{html(told)}"{kept}' if told else ""
