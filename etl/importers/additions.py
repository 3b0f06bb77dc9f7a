"""Add rows and files to a data package: all of them, or none if the result would not be sound."""

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from etl.importers.refusal import Refused
from etl.locations import INSTALLED_DATA
from etl.package import BadPackage, check_package, read_package
from etl.publish import replace_together


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
            f"{folder} is part of the installed program: an update would undo what is added to it.",
            "Copy it to a folder of your own, and name that with --data or TIP_LEDGER_DATA.",
        )
    with tempfile.TemporaryDirectory() as beside:
        trial = Path(beside) / "data"
        shutil.copytree(folder, trial, ignore=shutil.ignore_patterns(".*"))
        for path, content in files.items():
            (trial / path).parent.mkdir(parents=True, exist_ok=True)
            (trial / path).write_bytes(content)
        if problems := check_package(read_package(trial)):
            raise BadPackage(problems)
    replace_together(folder, files)
