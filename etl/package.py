"""The data package as its description tells it: its tables, and what is wrong at a place of it."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from etl.descriptor import Descriptor, first_flaw
from etl.publish import finish_replacement
from etl.words import message, told

MISSING = message("the file is missing.")
RESTORE = message("Restore the file from the project's history, or mend the description.")


@dataclass(frozen=True)
class Problem:
    """What is wrong at one place of the data package, and how to mend it."""

    file: str
    message: str
    mend: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = f"data/{self.file}"
        if self.row is not None:
            place = told("{place}, row {row}", place=place, row=self.row)
        if self.column:
            place = told("{place}, column {column}", place=place, column=self.column)
        said = told("{place}: {problem}", place=place, problem=self.message)
        return f"{said}\n    {self.mend}"


class BadPackage(Exception):
    """The data package cannot be loaded; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Table:
    """One CSV file of the package and the database table that it fills."""

    name: str
    path: str
    table: str
    description: str
    schema: dict[str, Any]

    @property
    def columns(self) -> list[str]:
        return [field["name"] for field in self.schema["fields"]]

    @property
    def key(self) -> list[str]:
        return self.schema["primaryKey"]

    @property
    def foreign_keys(self) -> list[dict[str, Any]]:
        return self.schema.get("foreignKeys", [])


@dataclass(frozen=True)
class Package:
    folder: Path
    version: str
    tables: list[Table]


def read_package(folder: Path) -> Package:
    """The tables that `datapackage.json` describes. Raises BadPackage if it cannot be read.

    An import that was killed while it put its files in place is finished first.
    """
    finish_replacement(folder)
    name = "datapackage.json"
    try:
        descriptor = json.loads((folder / name).read_text(encoding="utf-8"))
        Descriptor.model_validate(descriptor)
    except FileNotFoundError:
        mend = told(
            "Name the folder of the data package with --data; {folder} has none.", folder=folder
        )
        raise BadPackage([Problem(name, told(MISSING), mend)]) from None
    except ValidationError as error:
        said = f"{first_flaw(error.errors())}."
        raise BadPackage([Problem(name, said, told(RESTORE))]) from None
    except (ValueError, RecursionError) as error:
        said = told("is no JSON in UTF-8 ({error}).", error=error)
        raise BadPackage([Problem(name, said, told(RESTORE))]) from None
    tables = [
        Table(r["name"], r["path"], r["table"], r["description"], r["schema"])
        for r in descriptor["resources"]
    ]
    return Package(folder, descriptor["version"], tables)


def records(package: Package, name: str) -> Iterator[tuple[Table, int, dict[str, str]]]:
    """The rows of one table's files, every cell as text, each with its file's description and row number."""
    for table in package.tables:
        if table.table == name:
            with (package.folder / table.path).open(encoding="utf-8", newline="") as file:
                for number, row in enumerate(csv.DictReader(file), 2):
                    yield table, number, row


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file), [])


def quoted(text: str) -> str:
    """An SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def csv_rows(package: Package, table: Table) -> str:
    """SQL that reads one file as text, an empty cell as NULL, nothing guessed."""
    columns = ", ".join(f"{quoted(column)}: 'VARCHAR'" for column in table.columns)
    path = quoted(str(package.folder / table.path))
    return (
        f"read_csv({path}, columns = {{{columns}}}, header = true, auto_detect = false, "
        """delim = ',', quote = '"', escape = '"', encoding = 'utf-8')"""
    )
