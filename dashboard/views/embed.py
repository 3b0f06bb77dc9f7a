"""A part of a page alone: its chart, or its rows, with the source line beneath."""

import json
from pathlib import Path
from typing import Any

import plotly

from dashboard.api import answers
from dashboard.frames import column_names
from dashboard.views.files import Taken
from dashboard.wording import citing, columns
from dashboard.wording.figures import number
from dashboard.wording.language import in_english, said, said_of, spoken

ROWS = 200
# What draws a chart in the reader's browser, as the package of that name brings it.
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


def described(taken: Taken) -> dict[str, Any]:
    """What the page of a part says: title, alt, counts, source line, address; names and rows of a table."""
    view = taken.view
    rows = taken.rows()
    drawn = height = None
    if view.figure is not None:
        config = {"displayModeBar": False, "responsive": True, **view.config}
        # On the pages it is Streamlit's look that gives the axes' labels room.
        figure = view.figure.restored().update_xaxes(automargin=True).update_yaxes(automargin=True)
        height = figure.layout.height
        told = json.dumps(json.loads(figure.to_json()) | {"config": config})
        drawn = told.replace("<", r"\u003c")  # in a script "</" would end it
    return {
        "root": taken.address.root,
        "chart": drawn,
        "height": height,
        "title": taken.title,
        "alt": citing.without_markdown(view.finding),
        "counts": citing.without_markdown(view.counts),
        "source": taken.short(),
        "address": taken.address.view,
        "names": taken.named(rows),
        "written": [not in_english() and columns.as_written(name) for name in column_names(rows)],
        "rows": [list(row.values()) for row in answers.rows_of(rows.head(ROWS))],
        "more": more_rows(len(rows) - ROWS),
        "see": said("See it in TIP Ledger"),
        "language": spoken(),
    }


def more_rows(count: int) -> str:
    """'12 more rows.'; nothing where all are shown."""
    if count <= 0:
        return ""
    return said_of(count, "{count} more row.", "{count} more rows.").format(count=number(count))
