"""A chart as it is kept for all readers: the text that is sent of it, a fraction of the objects that drew it."""

import base64
import json
import re
import zlib
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

# Plotly reads a link in any text that it draws.
ANCHOR = re.compile(r"<(?=/?\s*a\b)", re.IGNORECASE)


class Drawn(BaseFigure):
    """A figure without links in its texts, to be sent. Streamlit takes it as one of Plotly's, and asks for to_dict alone.

    Its tree of objects, some 400, takes ten times the memory, is looked through at every sweep, and is copied for each
    reader.
    """

    def __init__(self, figure: go.Figure):
        plain = figure.to_json().replace(r"\u003c", "<").replace(r"\u002f", "/")
        told = ANCHOR.sub("&lt;", plain)
        self._told = zlib.compress(told.encode(), level=1)

    def to_dict(self) -> dict[str, Any]:
        """As of Plotly's figures, with numbers in its packed form."""
        told: dict[str, Any] = json.loads(zlib.decompress(self._told))
        return told

    @property
    def title(self) -> str:
        """Its own title in one line, '' without one."""
        told: str = self.to_dict()["layout"].get("title", {}).get("text", "")
        return told.replace("<br>", " ")

    def restored(self) -> go.Figure:
        """As Plotly's objects again."""
        return go.Figure(json.loads(zlib.decompress(self._told), object_hook=unpacked))


def unpacked(part: dict[str, Any]) -> Any:
    """Plotly's JSON has numbers in a packed form, which nobody but its own script reads."""
    if "bdata" not in part:
        return part
    numbers = np.frombuffer(base64.b64decode(part["bdata"]), np.dtype(part["dtype"]))
    shape = [int(size) for size in str(part.get("shape", numbers.size)).split(",")]
    return numbers.reshape(shape)
