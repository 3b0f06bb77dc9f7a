"""Why a file that a user brought is not taken."""

import zipfile
from pathlib import Path

SHOWN_PROBLEMS = 50

# How files begin that are no text, what they are, and how to get a table out of them.
AS_TABLE = "Open it in the spreadsheet program and save it as .xlsx, or as CSV in UTF-8."
FOREIGN = (
    (b"%PDF", "is a PDF.", "Give the table itself, as .xlsx or as CSV in UTF-8."),
    (
        b"\xd0\xcf\x11\xe0",
        "is an old Excel workbook (.xls), or one that a password protects.",
        "Open it in the spreadsheet program and save it as .xlsx, without a password.",
    ),
    (b"\xff\xfe", "is UTF-16 text.", "Save it as CSV in UTF-8."),
    (b"\xfe\xff", "is UTF-16 text.", "Save it as CSV in UTF-8."),
    (b"{\\rtf", "is a text document (.rtf).", AS_TABLE),
    (b"<!doctype", "is a web page.", "The download may have failed: download the file itself."),
    (b"<html", "is a web page.", "The download may have failed: download the file itself."),
    *(
        (start, "is compressed.", "Unpack it and give the file inside.")
        for start in (b"PK", b"\x1f\x8b", b"BZh", b"\xfd7zX", b"7z\xbc\xaf", b"(\xb5/\xfd", b"Rar!")
    ),
)


class Refused(Exception):
    """The file is not imported, and nothing of it is kept; the text says why and how to mend it."""

    def __init__(self, reason: str, mend: str):
        super().__init__(f"{reason}\n    {mend}")


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
        raise Refused(f"{file.name} is an OpenDocument file (.ods or the like).", AS_TABLE)
    return any(name.startswith("xl/") for name in names)


def refuse_what_is_no_whole_csv(file: Path) -> None:
    """Raises Refused for a file that is absent, empty, no text, or ends in the middle of a line."""
    start = beginning(file)
    is_workbook(file)
    for signature, said, mend in FOREIGN:
        if start.lower().startswith(signature.lower()):
            raise Refused(f"{file.name} {said}", mend)
    if b"\0" in start:
        raise Refused(f"{file.name} is no text.", AS_TABLE)
    with file.open("rb") as content:
        content.seek(-1, 2)
        if content.read(1) not in b"\r\n":
            raise Refused(
                f"{file.name} ends in the middle of a line: it looks cut off.",
                "Save or download it again; if it is whole, add a line break at its end.",
            )


def beginning(file: Path) -> bytes:
    """The first bytes. Raises Refused for a file that is absent or empty."""
    if not file.is_file():
        raise Refused(f"{file} is not a file.", "Check the path.")
    with file.open("rb") as content:
        start = content.read(1024)
    if not start:
        raise Refused(f"{file.name} is empty.", "Save or download it again.")
    return start


def refuse_all(problems: list[str]) -> None:
    """Raise Refused with the problems, each 'place: reason' and its mend on a line below; nothing if there are none."""
    if problems:
        more = len(problems) - SHOWN_PROBLEMS
        *shown, last = problems[:SHOWN_PROBLEMS]
        reason, mend = last.rsplit("\n    ", 1)
        if more > 0:
            mend += f"\n… and {more:,} problems more."
        raise Refused("\n".join([*shown, reason]), f"{mend}\nNothing is imported.")
