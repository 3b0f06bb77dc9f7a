"""A part of a page alone: its picture, or its rows, with the source line beneath."""

from typing import Any

from dashboard.api import answers
from dashboard.views.files import Taken
from dashboard.wording import citing, columns

ROWS = 200


def described(taken: Taken) -> dict[str, Any]:
    """What the page of a part says: title, alt, counts, source line, address; names and rows of a table."""
    view = taken.view
    rows = taken.rows()
    return {
        "title": taken.title,
        "alt": citing.plain(view.finding),
        "counts": citing.plain(view.counts),
        "source": taken.short(),
        "address": taken.address.view,
        "names": columns.named(rows),
        "rows": [list(row.values()) for row in answers.rows_of(rows.head(ROWS))],
        "more": max(0, len(rows) - ROWS),
    }
