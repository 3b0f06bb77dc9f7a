"""Why a file that a user brought is not taken."""

SHOWN_PROBLEMS = 50


class Refused(Exception):
    """The file is not imported, and nothing of it is kept; the text says why and how to mend it."""

    def __init__(self, reason: str, mend: str):
        super().__init__(f"{reason}\n    {mend}")


def refuse_all(problems: list[str]) -> None:
    """Raise Refused with the problems, each 'place: reason' and its mend on a line below; nothing if there are none."""
    if problems:
        more = len(problems) - SHOWN_PROBLEMS
        *shown, last = problems[:SHOWN_PROBLEMS]
        reason, mend = last.rsplit("\n    ", 1)
        if more > 0:
            mend += f"\n… and {more:,} problems more."
        raise Refused("\n".join([*shown, reason]), f"{mend}\nNothing is imported.")
