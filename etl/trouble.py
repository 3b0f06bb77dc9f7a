"""Foreseeable trouble of the machine (disk, permissions, locks, damage), said in one sentence with its mend."""

import errno
import re
from pathlib import Path

import duckdb

from etl.words import message, told

FULL = message("there is no room left on the disk.")
MAKE_ROOM = message(
    "Make room, or name a place on another disk, and run the command again; nothing was changed."
)
CLOSED = message("may not be written to.")
NO_ENTRY = message("may not be read or written.")
OPEN_IT = message("Change its permissions, or name another place; nothing was changed.")
ANOTHER_PLACE = message("Name another place; nothing was changed.")
ABSENT = message("is not there.")
FOLDER = message("is a folder, not a file.")
NAME_A_FILE = message("Name a file.")
CHECK_PATH = message("Check the path.")

SYSTEM = {
    errno.ENOSPC: (FULL, MAKE_ROOM),
    errno.EDQUOT: (FULL, MAKE_ROOM),
    errno.EFBIG: (message("the file is larger than this system allows."), MAKE_ROOM),
    errno.EACCES: (NO_ENTRY, OPEN_IT),
    errno.EPERM: (NO_ENTRY, OPEN_IT),
    errno.EROFS: (message("lies on a disk that is read-only."), OPEN_IT),
    errno.ENOENT: (ABSENT, CHECK_PATH),
    errno.ENOTDIR: (message("lies under something that is no folder."), CHECK_PATH),
    errno.EEXIST: (message("stands in the way: it is not what is needed there."), ANOTHER_PLACE),
    errno.EISDIR: (FOLDER, NAME_A_FILE),
    errno.ENAMETOOLONG: (message("is too long for a name."), CHECK_PATH),
    errno.ELOOP: (message("is a link that leads to itself."), CHECK_PATH),
}

BUILD_ANEW = message("Build it anew: `tip-ledger build`.")

# What DuckDB says of the same, in the order in which it is looked for.
DATABASE = (
    (r"No space left|File too large|could not write all bytes", FULL, MAKE_ROOM),
    (
        r"Could not set lock|Conflicting lock",
        message("is open for writing in another program."),
        message("Close that program, or wait until it is done, and try again."),
    ),
    (r"Is a directory", FOLDER, NAME_A_FILE),
    (r"Permission denied|Read-only file system", CLOSED, OPEN_IT),
    (
        r"No such file or directory|Not a directory|does not exist",
        ABSENT,
        message("Check the path, or make the file first."),
    ),
    (
        r"newer version|older version|storage version|version number",
        message("was written by another version of DuckDB."),
        BUILD_ANEW,
    ),
)
UNCHANGED = message("Nothing was changed.")
DAMAGED = message("is damaged, or no database of this program.")
REBUILD = message(
    "A ledger is made anew by `tip-ledger build`; own cases come back by `tip-ledger restore cases`, or by importing "
    "them again."
)


def is_damage(error: duckdb.Error) -> bool:
    """Whether what DuckDB says is none of the machine's doing."""
    return not any(re.search(pattern, str(error), re.IGNORECASE) for pattern, *_ in DATABASE)


def in_plain_words(error: OSError | duckdb.Error, at: Path | None = None) -> str:
    """What happened and its mend, on two lines. `at` is named where the error itself names no file."""
    if isinstance(error, OSError):
        place = error.filename or at or told("The system")
        unknown = f"{error.strerror or error}."
        return in_two_lines(place, *SYSTEM.get(error.errno or 0, (unknown, UNCHANGED)))
    named = re.search(r"""["']([^"'\n]*[/\\][^"'\n]*)["']""", str(error))
    place = named[1] if named else at or told("The database")
    for pattern, said, mend in DATABASE:
        if re.search(pattern, str(error), re.IGNORECASE):
            return in_two_lines(place, said, mend)
    return in_two_lines(place, DAMAGED, REBUILD)


def in_two_lines(place: str | Path, problem: str, mend: str) -> str:
    said = told("{place}: {problem}", place=place, problem=told(problem))
    return f"{said}\n    {told(mend)}"
