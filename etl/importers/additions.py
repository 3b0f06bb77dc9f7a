"""Add rows and files to a data package: all of them, or none if the result would not be sound."""

import csv
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from etl.importers.refusal import Refused
from etl.locations import INSTALLED_DATA
from etl.one_writer import sole_writer
from etl.package import BadPackage, read_package
from etl.package_checks import check_package
from etl.publish import clear, replace_together


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of one CSV file of the package, every cell as text."""
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def as_csv(rows: Iterable[Mapping[str, object]], columns: list[str], header: bool) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def appended(path: Path, rows: list[dict[str, object]]) -> bytes:
    """The file's content with rows added at its end; what stands in it is not rewritten."""
    content = path.read_bytes()
    columns = next(csv.reader([content.decode("utf-8").splitlines()[0]]))
    return content + as_csv(rows, columns, header=False).encode()


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files (path in the folder → content) in place, all or none, once the package with them is sound.

    Raises BadPackage if the package would not be sound, and Refused for the one inside an installed program, which an
    update replaces; nothing is then changed.
    """
    if folder.resolve() == INSTALLED_DATA:
        raise Refused(
            "{folder} is part of the installed program: an update would undo what is added to it.",
            "Copy it to a folder of your own, and name that with --data or TIP_LEDGER_DATA.",
            folder=folder,
        )
    with sole_writer(folder), trial_of(folder) as trial:
        for path, content in files.items():
            (trial / path).parent.mkdir(parents=True, exist_ok=True)
            # The old file is the package's own, by a link: it must not be written to.
            (trial / path).unlink(missing_ok=True)
            (trial / path).write_bytes(content)
        if problems := check_package(read_package(trial)):
            raise BadPackage(problems)
        replace_together(folder, files)


@contextmanager
def trial_of(folder: Path) -> Iterator[Path]:
    """The package's files under a folder beside, by links where the disk has them; gone afterwards."""
    trial = folder / ".import-trial"
    clear(folder, trial.name)
    try:
        shutil.copytree(
            folder, trial, ignore=shutil.ignore_patterns(".*"), copy_function=link_or_copy
        )
        yield trial
    finally:
        clear(folder, trial.name)


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
