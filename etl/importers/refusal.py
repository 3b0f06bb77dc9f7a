"""Why a file that a user brought is not taken."""


class Refused(Exception):
    """The file is not imported, and nothing of it is kept; the text says why and how to mend it."""

    def __init__(self, reason: str, mend: str):
        super().__init__(f"{reason}\n    {mend}")
