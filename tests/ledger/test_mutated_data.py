"""Cells of every file, spoilt by kind: each is told with its file, row and column, whatever else is wrong beside it."""

import csv
import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from etl.locations import PROJECT
from etl.package import read_package
from etl.package_checks import check_package

# Rows kept of each file: enough for every column to be spoilt in a row of its own.
ROWS = 60
Field = dict[str, Any]
Cell = tuple[str, int, str]


def typed(*kinds: str) -> Callable[[Field], bool]:
    return lambda field: field["type"] in kinds


def limited(limit: str) -> Callable[[Field], bool]:
    return lambda field: limit in field.get("constraints", {})


# Which columns a kind spoils, and what stands in them then.
KINDS: dict[str, tuple[Callable[[Field], bool], list[str]]] = {
    "no number": (typed("integer", "number"), ["many", "12 000", "1,5", "n/a", "-"]),
    "a number of other digits": (typed("integer", "number"), ["１２", "٥", "५", "१२", "1\u00a0000"]),
    "a number in another notation": (typed("integer", "number"), ["1e3", "5_2", "+52", "0x1F", "inf"]),
    "no date": (typed("date"), ["2014", "2014-02-30", "14/02/2014", "yesterday", "2014-13-01"]),
    "no code": (limited("enum"), ["Cambodia", "ALL", "x y", "2W", "?"]),
    "another form": (limited("pattern"), ["!", "nov 2014", "a b?", "%", "<b>"]),
    "too small": (limited("minimum"), ["-1", "-2014", "-7", "-99", "-1000000"]),
    "nothing": (limited("required"), [""]),
    "control characters": (typed("string"), ["\x07", "a\x00b", "\x1b[31m", "a\u202eb", "\u0085"]),
    "blank": (typed("string"), [" ", "  ", "\u00a0", "\t", "\u2003"]),
}  # fmt: skip
LEAST = 400


def shortened(folder: Path) -> None:
    """The data package with the first rows of each file alone."""
    shutil.copytree(PROJECT / "data", folder)
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as text:
            rows = list(csv.reader(text))
        write(path, rows[:1] + [row for row in rows[1:] if "\n" not in "".join(row)][:ROWS])


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)


def spoil(folder: Path, kind: str) -> Iterator[Cell]:
    """Spoil up to five cells of each column that the kind is about, each in a row of its own file; yields their places."""
    fits, values = KINDS[kind]
    chance = random.Random(kind)
    for resource in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]:
        fields = [field for field in resource["schema"]["fields"] if fits(field)]
        path = folder / resource["path"]
        with path.open(encoding="utf-8", newline="") as text:
            header, *rows = list(csv.reader(text))
        free = chance.sample(range(len(rows)), len(rows))
        for field in fields:
            for value in values:
                if free:
                    row = free.pop()
                    rows[row][header.index(field["name"])] = value
                    yield resource["path"], row + 2, field["name"]
        write(path, [header, *rows])


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("short") / "data"
    shortened(folder)
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_each_spoilt_cell_is_told_with_its_place(short, tmp_path, kind):
    folder = tmp_path / "data"
    shutil.copytree(short, folder)
    spoilt = set(spoil(folder, kind))
    told = {(p.file, p.row, p.column) for p in check_package(read_package(folder))}
    assert spoilt and spoilt - told == set()


def test_so_many_cells_are_spoilt(short, tmp_path):
    count = 0
    for number, kind in enumerate(KINDS):
        shutil.copytree(short, tmp_path / str(number))
        count += len(list(spoil(tmp_path / str(number), kind)))
    assert count >= LEAST
