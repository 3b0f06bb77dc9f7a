"""Foreseeable trouble of the machine (disk, permissions, locks, damage), said in one sentence with its mend."""

import errno
import re
from pathlib import Path

import duckdb

FULL = "there is no room left on the disk."
MAKE_ROOM = (
    "Make room, or name a place on another disk, and run the command again; nothing was changed."
)
CLOSED = "may not be written to."
OPEN_IT = "Change its permissions, or name another place; nothing was changed."
ANOTHER_PLACE = "Name another place; nothing was changed."
ABSENT = "is not there."
CHECK_PATH = "Check the path."

SYSTEM = {
    errno.ENOSPC: (FULL, MAKE_ROOM),
    errno.EDQUOT: (FULL, MAKE_ROOM),
    errno.EFBIG: ("the file is larger than this system allows.", MAKE_ROOM),
    errno.EACCES: ("may not be read or written.", OPEN_IT),
    errno.EPERM: ("may not be read or written.", OPEN_IT),
    errno.EROFS: ("lies on a disk that is read-only.", OPEN_IT),
    errno.ENOENT: (ABSENT, CHECK_PATH),
    errno.ENOTDIR: ("lies under something that is no folder.", CHECK_PATH),
    errno.EEXIST: ("stands in the way: it is not what is needed there.", ANOTHER_PLACE),
    errno.EISDIR: ("is a folder, not a file.", "Name a file."),
    errno.ENAMETOOLONG: ("is too long for a name.", CHECK_PATH),
    errno.ELOOP: ("is a link that leads to itself.", CHECK_PATH),
}

# What DuckDB says of the same, in the order in which it is looked for.
DATABASE = (
    (r"No space left|File too large|could not write all bytes", FULL, MAKE_ROOM),
    (
        r"Could not set lock|Conflicting lock",
        "is open for writing in another program.",
        "Close that program, or wait until it is done, and try again.",
    ),
    (r"Is a directory", "is a folder, not a file.", "Name a file."),
    (r"Permission denied|Read-only file system", CLOSED, OPEN_IT),
    (
        r"No such file or directory|Not a directory|does not exist",
        ABSENT,
        "Check the path, or make the file first.",
    ),
    (
        r"newer version|older version|storage version|version number",
        "was written by another version of DuckDB.",
        "Build it anew: `tip-ledger build`.",
    ),
)
DAMAGED = "is damaged, or no database of this program."
REBUILD = (
    "A ledger is made anew by `tip-ledger build`; own cases come back by `tip-ledger restore cases`, or by importing "
    "them again."
)


def is_damage(error: duckdb.Error) -> bool:
    """Whether what DuckDB says is none of the machine's doing."""
    return not any(re.search(pattern, str(error), re.IGNORECASE) for pattern, *_ in DATABASE)


def in_plain_words(error: OSError | duckdb.Error, at: Path | None = None) -> str:
    """What happened and its mend, on two lines. `at` is named where the error itself names no file."""
    if isinstance(error, OSError):
        said, mend = SYSTEM.get(
            error.errno or 0, (f"{error.strerror or error}.", "Nothing was changed.")
        )
        return f"{error.filename or at or 'The system'}: {said}\n    {mend}"
    named = re.search(r"""["']([^"'\n]*[/\\][^"'\n]*)["']""", str(error))
    place = named[1] if named else at or "The database"
    for pattern, said, mend in DATABASE:
        if re.search(pattern, str(error), re.IGNORECASE):
            return f"{place}: {said}\n    {mend}"
    return f"{place}: {DAMAGED}\n    {REBUILD}"
