"""An editor of SQL with highlighting and completion."""

from functools import cache
from pathlib import Path

import pandas as pd
from streamlit.components.v2 import component
from streamlit.components.v2.types import ComponentRenderer

from dashboard.ui.text import root

SCRIPT = Path(__file__).with_name("editor.js")


@cache
def _component() -> ComponentRenderer:
    return component(
        "sql_editor",
        html="<div></div>",
        js=SCRIPT.read_text("utf-8"),
    )


def sql(label: str, text: str, held: pd.DataFrame, key: str) -> str:
    """What stands in the editor when its form is sent, `text` until then; Ctrl-Enter sends the form that it stands in.

    held: the columns to complete, as of catalogue.tables.
    """
    tables = [
        {
            "name": name,
            "about": rows["about"].iat[0],
            "columns": rows[["column_name", "comment"]].values.tolist(),
        }
        for name, rows in held.groupby("table_name")
    ]
    told = {
        "text": text,
        "label": label,
        "library": root() + "/app/static/codemirror.js",
        "tables": tables,
    }
    typed = _component()(key=key, data=told, default={"text": text}, on_text_change=lambda: None)
    return str(typed["text"])
