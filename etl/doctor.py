"""What a reader can check of an installation: versions, data, ledger, permissions, port, fonts, programs that are missing."""

import errno
import os
import platform
import shutil
import socket
import sys
import tempfile
import tomllib
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from pathlib import Path

import duckdb
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from etl.importers.refusal import Refused
from etl.ledger_file import require_ledger
from etl.locations import IS_INSTALLED, PROJECT
from etl.own_cases.store import refuse_inside_project
from etl.package import BadPackage, Package
from etl.pipeline import check, count_and_hash, derive, load
from etl.trouble import CLOSED, in_plain_words

PROGRAM = "tip-ledger"
INSTALL_IT = "In the project's folder: `python -m pip install -c .ci/constraints.txt -e .`"
ROOM = 500e6  # bytes: a ledger and the one that is built beside it
PATIENCE = 2  # seconds for an answer from this machine
# Programs that tests drive or read with, and the Debian packages that bring them.
TEST_PROGRAMS = {
    "chromium": "chromium",
    "pdftotext": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "soffice": "libreoffice-writer libreoffice-calc libreoffice-impress",
    "nginx": "nginx-light",
    "Rscript": "r-base-core",
}


@dataclass(frozen=True)
class Finding:
    """What was found of one subject. `mend` says what to do about it, if anything; `ill` that it must be done."""

    subject: str
    said: str
    mend: str = ""
    ill: bool = False

    def __str__(self) -> str:
        state = "MEND" if self.ill else "note" if self.mend else "well"
        lines = "\n".join([self.said, self.mend]).strip().splitlines()
        return f"{state}  {self.subject:<12}" + ("\n" + " " * 18).join(map(str.strip, lines))


def ill(subject: str, told: str) -> Finding:
    """A finding from a message whose mend stands below its first line."""
    said, _, mend = told.partition("\n")
    return Finding(subject, said, mend.strip(), ill=True)


def examine(data: Path, database: Path, cases: Path, port: int) -> Iterator[Finding]:
    """Look at everything, one finding after another; changes nothing. The ledger takes as long as a build."""
    yield from versions()
    package, found = package_of(data)
    yield found
    yield ledger(database, package)
    yield from permissions(data, database, cases)
    yield room(database)
    yield listening(port)
    yield fonts()
    yield from programs()


def versions() -> Iterator[Finding]:
    described = PROJECT / "pyproject.toml"
    if described.exists():
        # The folder may be newer than what was installed from it.
        project = tomllib.loads(described.read_text("utf-8"))["project"]
        release, wanted = project["version"], project["requires-python"]
        needed = project["dependencies"]
    else:
        release, wanted = version(PROGRAM), metadata(PROGRAM)["Requires-Python"]
        needed = requires(PROGRAM) or []
    python = platform.python_version()
    said = f"TIP Ledger {release}, Python {python}, {platform.system()}."
    if python in SpecifierSet(wanted):
        yield Finding("Program", said)
    else:
        yield ill("Program", f"{said}\nPython {wanted} is needed: install it under that one.")
    yield libraries(needed)


def libraries(needed: Sequence[str]) -> Finding:
    """Whether every library is there in a version that fits; `needed` as pyproject.toml writes them."""
    unfit = []
    for library in map(Requirement, needed):
        held = held_version(library.name)
        if held is None:
            unfit.append(f"{library.name} is missing")
        elif held not in library.specifier:
            unfit.append(f"{library.name} {held} does not fit {library.specifier}")
    if unfit:
        return ill("Libraries", f"{'; '.join(unfit)}.\n{INSTALL_IT}")
    return Finding("Libraries", f"all {len(needed)} are there, in versions that fit.")


def held_version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def package_of(data: Path) -> tuple[Package | None, Finding]:
    """The data package, if it is sound."""
    try:
        package = check(data, lambda step: None)
    except BadPackage as bad:
        more = f" {len(bad.problems) - 1:,} problems more" * (len(bad.problems) > 1)
        said = f"{str(bad.problems[0]).splitlines()[0]}{more}"
        return None, Finding(
            "Data", said, "`tip-ledger check` lists all, each with its mend.", ill=True
        )
    except OSError as error:
        return None, ill("Data", in_plain_words(error, data))
    said = f"{data}: version {package.version}, {len(package.tables)} files, all sound."
    return package, Finding("Data", said)


def ledger(database: Path, package: Package | None) -> Finding:
    """Whether the ledger is there, can be read, and is what a build would make of the data now."""
    subject, build = "Ledger", "Build it anew: `tip-ledger build`."
    if not database.exists():
        return Finding(
            subject,
            f"{database} is not there yet.",
            "`tip-ledger serve` builds it at its first start, or build it now: `tip-ledger build`.",
        )
    try:
        require_ledger(database)
    except Refused as refused:
        return ill(subject, str(refused))
    except duckdb.Error as error:
        return ill(subject, in_plain_words(error, database))
    with duckdb.connect(str(database), read_only=True) as served:
        [(built_at, held)] = served.execute(
            "select strftime(built_at, '%Y-%m-%d %H:%M'), content_hash from build"
        ).fetchall()
    said = f"{database}: built {built_at}"
    if package is None:
        return Finding(subject, f"{said}, from data that were sound.", "It stays in service.")
    with duckdb.connect() as anew:
        load(anew, package)
        derive(anew)
        _, made = count_and_hash(anew)
    if made != held:
        return Finding(
            subject, f"{said}, from other data than those in the folder.", build, ill=True
        )
    return Finding(subject, f"{said}, current with the data.")


def permissions(data: Path, database: Path, cases: Path) -> Iterator[Finding]:
    subject = "Permissions"
    closed = []
    for folder, option in (
        (standing(database.parent), "--database"),
        (standing(cases.parent), "--cases"),
    ):
        if not folder.is_dir():
            closed.append(ill(subject, f"{folder} is no folder.\nName another place ({option})."))
        elif not os.access(folder, os.W_OK):
            closed.append(
                ill(
                    subject,
                    f"{folder} {CLOSED}\nChange its permissions, or name another place ({option}).",
                )
            )
    if data.is_dir() and not os.access(data, os.W_OK):
        closed.append(
            Finding(subject, f"{data} {CLOSED}", "Nothing can be imported into it; all else works.")
        )
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        closed.append(
            ill(subject, "No folder for temporary files may be written to.\nName one in TMPDIR.")
        )
    if cases.exists() and os.name == "posix" and cases.stat().st_mode & 0o077:
        closed.append(
            ill(subject, f"{cases}, your own cases, is open to other users.\nchmod 600 {cases}")
        )
    try:
        refuse_inside_project(cases)
    except Refused as refused:
        closed.append(ill(subject, str(refused)))
    yield from closed or [Finding(subject, "folders may be written to; own cases are yours alone.")]


def standing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return folder if folder.exists() or folder == folder.parent else standing(folder.parent)


def room(database: Path) -> Finding:
    folder = standing(database.absolute().parent)
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:,.1f} GB are free in {folder}."
    return Finding("Disk", said) if free >= ROOM else ill("Disk", f"{said}\nMake room: a build needs {ROOM / 1e9} GB.")  # fmt: skip


def listening(port: int) -> Finding:
    """Whether the dashboard can listen on the port of this machine."""
    subject = "Port"
    try:
        socket.create_server(("localhost", port)).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return ill(
                subject, f"{port}: {error.strerror}.\nChoose another: `tip-ledger serve --port`."
            )
        if is_ours(port):
            return Finding(subject, f"{port}: a TIP Ledger is served there now.")
        return ill(
            subject,
            f"{port} is taken by another program.\nEnd it, or choose another: `tip-ledger serve --port {port + 1}`.",
        )
    return Finding(subject, f"{port} is free.")


def is_ours(port: int) -> bool:
    with closing(HTTPConnection("localhost", port, timeout=PATIENCE)) as asked:
        try:
            asked.request("GET", "/healthz")
            return asked.getresponse().read(100) == b"alive"
        except (OSError, HTTPException):
            return False


def fonts() -> Finding:
    """Briefings are set in fonts that the typesetter carries, and never in the system's."""
    try:
        # Here, so that the doctor works without it.
        from typst import Fonts
    except ImportError:
        carried = []
    else:
        carried = Fonts(include_system_fonts=False).families()
    if not carried:
        return ill("Fonts", f"There are none to set briefings in.\n{INSTALL_IT}")
    return Finding("Fonts", f"{', '.join(carried)}: carried along, the system's are not needed.")


def programs() -> Iterator[Finding]:
    subject = "Programs"
    try:
        webbrowser.get()
    except webbrowser.Error:
        yield Finding(
            subject,
            "no web browser is found.",
            "Open the address that `tip-ledger serve` prints in one.",
        )
    else:
        yield Finding(subject, "a web browser is there; nothing else is needed.")
    missing = [name for name in TEST_PROGRAMS if shutil.which(name) is None]
    if missing and not IS_INSTALLED and sys.platform == "linux":
        packages = dict.fromkeys(TEST_PROGRAMS[name] for name in missing)
        yield Finding(
            subject,
            f"{', '.join(missing)}: not there; only tests need them.",
            f"To run those tests: apt-get install {' '.join(packages)}",
        )
