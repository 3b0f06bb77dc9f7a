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
from etl.trouble import BUILD_ANEW, in_plain_words
from etl.words import message, number, told

PROGRAM = "tip-ledger"
INSTALL_IT = message("In the project's folder: `python -m pip install -c .ci/constraints.txt -e .`")
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
        state = told("MEND") if self.ill else told("note") if self.mend else told("well")
        lines = "\n".join([self.said, self.mend]).strip().splitlines()
        return f"{state:<4}  {self.subject:<12}" + ("\n" + " " * 18).join(map(str.strip, lines))


def ill(subject: str, said: str, mend: str) -> Finding:
    return Finding(subject, said, mend, ill=True)


def refused(subject: str, why: str) -> Finding:
    """A finding from a text whose mend stands below its first line."""
    said, _, mend = why.partition("\n")
    return ill(subject, said, mend.strip())


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
    subject = told("Program")
    said = f"TIP Ledger {release}, Python {python}, {platform.system()}."
    if python in SpecifierSet(wanted):
        yield Finding(subject, said)
    else:
        mend = told("Python {wanted} is needed: install it under that one.", wanted=wanted)
        yield ill(subject, said, mend)
    yield libraries(needed)


def libraries(needed: Sequence[str]) -> Finding:
    """Whether every library is there in a version that fits; `needed` as pyproject.toml writes them."""
    unfit = []
    for library in map(Requirement, needed):
        held = held_version(library.name)
        if held is None:
            unfit.append(told("{library} is missing", library=library.name))
        elif held not in library.specifier:
            unfit.append(
                told(
                    "{library} {held} does not fit {needed}",
                    library=library.name,
                    held=held,
                    needed=library.specifier,
                )
            )
    subject = told("Libraries")
    if unfit:
        return ill(subject, f"{'; '.join(unfit)}.", told(INSTALL_IT))
    return Finding(
        subject, told("all {libraries} are there, in versions that fit.", libraries=len(needed))
    )


def held_version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def package_of(data: Path) -> tuple[Package | None, Finding]:
    """The data package, if it is sound."""
    subject = told("Data")
    try:
        package = check(data, lambda step: None)
    except BadPackage as bad:
        said = str(bad.problems[0]).splitlines()[0]
        if more := len(bad.problems) - 1:
            said = told("{first} {more} problems more", first=said, more=number(more))
        return None, ill(subject, said, told("`tip-ledger check` lists all, each with its mend."))
    except OSError as error:
        return None, refused(subject, in_plain_words(error, data))
    said = told(
        "{data}: version {version}, {files} files, all sound.",
        data=data,
        version=package.version,
        files=len(package.tables),
    )
    return package, Finding(subject, said)


def ledger(database: Path, package: Package | None) -> Finding:
    """Whether the ledger is there, can be read, and is what a build would make of the data now."""
    subject = told("Ledger")
    if not database.exists():
        return Finding(
            subject,
            told("{database} is not there yet.", database=database),
            told(
                "`tip-ledger serve` builds it at its first start, or build it now: `tip-ledger build`."
            ),
        )
    try:
        require_ledger(database)
    except Refused as no_ledger:
        return refused(subject, str(no_ledger))
    except duckdb.Error as error:
        return refused(subject, in_plain_words(error, database))
    with duckdb.connect(str(database), read_only=True) as served:
        [(built_at, held)] = served.execute(
            "select strftime(built_at, '%Y-%m-%d %H:%M'), content_hash from build"
        ).fetchall()
    built = {"database": database, "built_at": built_at}
    if package is None:
        said = told("{database}: built {built_at}, from data that were sound.", **built)
        return Finding(subject, said, told("It stays in service."))
    with duckdb.connect() as anew:
        load(anew, package)
        derive(anew)
        _, made = count_and_hash(anew)
    if made != held:
        said = told(
            "{database}: built {built_at}, from other data than those in the folder.", **built
        )
        return ill(subject, said, told(BUILD_ANEW))
    return Finding(subject, told("{database}: built {built_at}, current with the data.", **built))


NOT_WRITABLE = message("{folder} may not be written to.")


def permissions(data: Path, database: Path, cases: Path) -> Iterator[Finding]:
    subject = told("Permissions")
    closed = []
    for folder, option in (
        (standing(database.parent), "--database"),
        (standing(cases.parent), "--cases"),
    ):
        if not folder.is_dir():
            closed.append(
                ill(
                    subject,
                    told("{folder} is no folder.", folder=folder),
                    told("Name another place ({option}).", option=option),
                )
            )
        elif not os.access(folder, os.W_OK):
            closed.append(
                ill(
                    subject,
                    told(NOT_WRITABLE, folder=folder),
                    told(
                        "Change its permissions, or name another place ({option}).", option=option
                    ),
                )
            )
    if data.is_dir() and not os.access(data, os.W_OK):
        closed.append(
            Finding(
                subject,
                told(NOT_WRITABLE, folder=data),
                told("Nothing can be imported into it; all else works."),
            )
        )
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        closed.append(
            ill(
                subject,
                told("No folder for temporary files may be written to."),
                told("Name one in TMPDIR."),
            )
        )
    if cases.exists() and os.name == "posix" and cases.stat().st_mode & 0o077:
        closed.append(
            ill(
                subject,
                told("{cases}, your own cases, is open to other users.", cases=cases),
                f"chmod 600 {cases}",
            )
        )
    try:
        refuse_inside_project(cases)
    except Refused as inside:
        closed.append(refused(subject, str(inside)))
    yield from closed or [
        Finding(subject, told("folders may be written to; own cases are yours alone."))
    ]


def standing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return folder if folder.exists() or folder == folder.parent else standing(folder.parent)


def room(database: Path) -> Finding:
    folder = standing(database.absolute().parent)
    free = shutil.disk_usage(folder).free
    subject = told("Disk")
    said = told("{free} GB are free in {folder}.", free=number(free / 1e9, 1), folder=folder)
    if free >= ROOM:
        return Finding(subject, said)
    return ill(
        subject, said, told("Make room: a build needs {needed} GB.", needed=number(ROOM / 1e9, 1))
    )


def listening(port: int) -> Finding:
    """Whether the dashboard can listen on the port of this machine."""
    subject = told("Port")
    try:
        socket.create_server(("localhost", port)).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return ill(
                subject,
                f"{port}: {error.strerror}.",
                told("Choose another: `tip-ledger serve --port`."),
            )
        if is_ours(port):
            return Finding(subject, told("{port}: a TIP Ledger is served there now.", port=port))
        return ill(
            subject,
            told("{port} is taken by another program.", port=port),
            told("End it, or choose another: `tip-ledger serve --port {next}`.", next=port + 1),
        )
    return Finding(subject, told("{port} is free.", port=port))


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
    subject = told("Fonts")
    if not carried:
        return ill(subject, told("There are none to set briefings in."), told(INSTALL_IT))
    said = told("{fonts}: carried along, the system's are not needed.", fonts=", ".join(carried))
    return Finding(subject, said)


def programs() -> Iterator[Finding]:
    subject = told("Programs")
    try:
        webbrowser.get()
    except webbrowser.Error:
        yield Finding(
            subject,
            told("no web browser is found."),
            told("Open the address that `tip-ledger serve` prints in one."),
        )
    else:
        yield Finding(subject, told("a web browser is there; nothing else is needed."))
    missing = [name for name in TEST_PROGRAMS if shutil.which(name) is None]
    if missing and not IS_INSTALLED and sys.platform == "linux":
        packages = dict.fromkeys(TEST_PROGRAMS[name] for name in missing)
        yield Finding(
            subject,
            told("{programs}: not there; only tests need them.", programs=", ".join(missing)),
            told("To run those tests: apt-get install {packages}", packages=" ".join(packages)),
        )
