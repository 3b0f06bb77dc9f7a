"""Pictures, each drawn in a process of its own: what draws keeps the interpreter, and readers would wait."""

import json
import subprocess
import sys
from dataclasses import asdict

from dashboard.pictures import sheet
from dashboard.pictures.sheet import Sheet

SECONDS = 60


class Undrawn(Exception):
    """A picture that failed, or took longer than SECONDS."""


def svg(told: Sheet) -> bytes:
    return _drawn(told, as_png=False)


def png(told: Sheet) -> bytes:
    """As svg, two dots to a pixel."""
    return _drawn(told, as_png=True)


def _drawn(told: Sheet, as_png: bool) -> bytes:
    """Raises Undrawn."""
    asked = json.dumps(asdict(told) | {"png": as_png}, default=float).encode()
    command = [sys.executable, "-I", sheet.__file__]
    try:
        done = subprocess.run(
            command, input=asked, capture_output=True, check=True, timeout=SECONDS
        )
    except subprocess.SubprocessError as why:
        raise Undrawn from why
    return done.stdout
