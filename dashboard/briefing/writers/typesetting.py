"""Typst, with the fonts that it carries and never the system's: the same text gives the same bytes anywhere."""

from functools import cache
from threading import Lock
from typing import Any

import typst

FONT = "Libertinus Serif"
PREVIEW = 108  # pixels to an inch; templates fit pictures to it
PICTURE = b"""
#set page(width: auto, height: auto, margin: 2pt)
#set text(font: "Libertinus Serif")
#image(bytes(sys.inputs.svg), format: "svg")
"""


def document(template: bytes, data: str) -> bytes:
    """The tagged PDF (PDF/UA-1) of a template that reads `sys.inputs.data`."""
    made = typeset(
        template, format="pdf", sys_inputs={"data": data}, timestamp=0, pdf_standards="ua-1"
    )
    # False is the default and says nothing; poppler 22 takes the entry for an error.
    return made.replace(b"/Suspects false", b" " * len(b"/Suspects false"))


def pages(template: bytes, data: str) -> list[bytes]:
    """The same pages as PNG."""
    made = typeset(template, format="png", ppi=PREVIEW, sys_inputs={"data": data})
    return made if isinstance(made, list) else [made]


def picture(svg: str) -> bytes:
    """An SVG as PNG, fit for print."""
    return typeset(PICTURE, format="png", ppi=220, sys_inputs={"svg": svg})


_one_at_a_time = Lock()


def typeset(template: bytes, **options: Any) -> Any:
    """What the one compiler makes of a template: two threads must not use it at once, and a second one would hold the
    fonts a second time."""
    with _one_at_a_time:
        return compiler().compile(template, **options)


@cache
def compiler() -> typst.Compiler:
    return typst.Compiler(ignore_system_fonts=True)
