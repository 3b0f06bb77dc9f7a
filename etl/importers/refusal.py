"""Why a file that a user brought is not taken."""

import zipfile
from pathlib import Path

from etl.words import message, number, told

SHOWN_PROBLEMS = 50

# How files begin that are no text, what they are, and how to get a table out of them.
AS_TABLE = message("Open it in the spreadsheet program and save it as .xlsx, or as CSV in UTF-8.")
AS_UTF_8 = message("Save it as CSV in UTF-8.")
UTF_16 = message("{file} is UTF-16 text.")
WEB_PAGE = message("{file} is a web page.")
THE_FILE_ITSELF = message("The download may have failed: download the file itself.")
FOREIGN = (
    (
        b"%PDF",
        message("{file} is a PDF."),
        message("Give the table itself, as .xlsx or as CSV in UTF-8."),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        message("{file} is an old Excel workbook (.xls), or one that a password protects."),
        message("Open it in the spreadsheet program and save it as .xlsx, without a password."),
    ),
    (b"\xff\xfe", UTF_16, AS_UTF_8),
    (b"\xfe\xff", UTF_16, AS_UTF_8),
    (b"{\\rtf", message("{file} is a text document (.rtf)."), AS_TABLE),
    (b"<!doctype", WEB_PAGE, THE_FILE_ITSELF),
    (b"<html", WEB_PAGE, THE_FILE_ITSELF),
    *(
        (start, message("{file} is compressed."), message("Unpack it and give the file inside."))
        for start in (b"PK", b"\x1f\x8b", b"BZh", b"\xfd7zX", b"7z\xbc\xaf", b"(\xb5/\xfd", b"Rar!")
    ),
)


class Refused(Exception):
    """The file is not imported, and nothing of it is kept; the text says why and how to mend it, in the language of who
    reads it."""

    def __init__(self, reason: str, mend: str, /, **fields: object):
        super().__init__(f"{told(reason, **fields)}\n    {told(mend, **fields)}")


def is_workbook(file: Path) -> bool:
    """Whether the file is an Excel workbook (.xlsx), whole or cut off. Raises Refused for one of another program."""
    start = beginning(file)
    if not start.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(file) as parts:
            names = parts.namelist()
            kind = parts.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, EOFError):
        return b"[Content_Types].xml" in start or b"xl/" in start
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise Refused(
            "{file} is an OpenDocument file (.ods or the like).", AS_TABLE, file=file.name
        )
    return any(name.startswith("xl/") for name in names)


def refuse_what_is_no_whole_csv(file: Path) -> None:
    """Raises Refused for a file that is absent, empty, no text, or ends in the middle of a line."""
    start = beginning(file)
    is_workbook(file)
    for signature, said, mend in FOREIGN:
        if start.lower().startswith(signature.lower()):
            raise Refused(said, mend, file=file.name)
    if b"\0" in start:
        raise Refused("{file} is no text.", AS_TABLE, file=file.name)
    with file.open("rb") as content:
        content.seek(-1, 2)
        if content.read(1) not in b"\r\n":
            raise Refused(
                "{file} ends in the middle of a line: it looks cut off.",
                "Save or download it again; if it is whole, add a line break at its end.",
                file=file.name,
            )


def beginning(file: Path) -> bytes:
    """The first bytes. Raises Refused for a file that is absent or empty."""
    if not file.is_file():
        raise Refused("{file} is not a file.", "Check the path.", file=file)
    with file.open("rb") as content:
        start = content.read(1024)
    if not start:
        raise Refused("{file} is empty.", "Save or download it again.", file=file.name)
    return start


def at_cell(place: str, row: int, column: str, problem: str, mend: str) -> str:
    """What is wrong with a cell, after its place, and the mend on a line below."""
    said = told(
        "{place}, row {row}, column {column}: {problem}",
        place=place,
        row=row,
        column=column,
        problem=problem,
    )
    return f"{said}\n    {mend}"


def refuse_all(problems: list[str]) -> None:
    """Raise Refused with the problems, each 'place: reason' and its mend on a line below; nothing if there are none."""
    if problems:
        more = len(problems) - SHOWN_PROBLEMS
        *shown, last = problems[:SHOWN_PROBLEMS]
        reason, mend = last.rsplit("\n    ", 1)
        if more > 0:
            mend += "\n" + told("… and {more} problems more.", more=number(more))
        mend += "\n" + told("Nothing is imported.")
        raise Refused("\n".join([*shown, reason]), mend)
