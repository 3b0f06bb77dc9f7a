"""Why a file that a user brought is not taken."""

from pathlib import Path

# How zip, gzip, bzip2, xz, 7z and zstd files begin.
COMPRESSED = (b"PK", b"\x1f\x8b", b"BZh", b"\xfd7zX", b"7z\xbc\xaf", b"(\xb5/\xfd")

SHOWN_PROBLEMS = 50


class Refused(Exception):
    """The file is not imported, and nothing of it is kept; the text says why and how to mend it."""

    def __init__(self, reason: str, mend: str):
        super().__init__(f"{reason}\n    {mend}")


def refuse_what_is_no_whole_csv(file: Path) -> None:
    """Raises Refused for a file that is absent, compressed, or ends in the middle of a line."""
    if not file.is_file():
        raise Refused(f"{file} is not a file.", "Check the path.")
    with file.open("rb") as content:
        start = content.read(4)
        content.seek(max(file.stat().st_size - 1, 0))
        end = content.read(1)
    if start.startswith(COMPRESSED):
        raise Refused(f"{file.name} is compressed.", "Unpack it and give the CSV file.")
    if end != b"\n":
        raise Refused(
            f"{file.name} ends in the middle of a line: it looks cut off.",
            "Save or download it again; if it is whole, add a line break at its end.",
        )


def refuse_all(problems: list[str]) -> None:
    """Raise Refused with the problems, each 'place: reason' and its mend on a line below; nothing if there are none."""
    if problems:
        more = len(problems) - SHOWN_PROBLEMS
        *shown, last = problems[:SHOWN_PROBLEMS]
        reason, mend = last.rsplit("\n    ", 1)
        if more > 0:
            mend += f"\n… and {more:,} problems more."
        raise Refused("\n".join([*shown, reason]), f"{mend}\nNothing is imported.")
