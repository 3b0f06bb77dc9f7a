"""One vocabulary: what a cell, a file and a description may not be, each refused with its place and its mend."""

import csv
import json
from pathlib import Path

import pytest

from etl.descriptor import NEEDED
from etl.locations import PROJECT
from etl.package import BadPackage, Problem, read_package
from etl.package_checks import check_package
from tests.small_package import small_package

FIGURES = "figures/cambodia_government.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_package(tmp_path / "data")


def spoil(data: Path, file: str, column: str, cell: str, row: int = 2) -> None:
    """Write a cell into a row (the header is row 1) of a file."""
    with (data / file).open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    rows[row - 1][rows[0].index(column)] = cell
    with (data / file).open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)


# Each is written into a row of its own.
SPOILT = [
    (FIGURES, "vintage", "nov 2014", "nov 2014 is not the date of an edition"),
    (FIGURES, "vintage", "2017-13", "2017-13 is not the date of an edition"),
    (FIGURES, "vintage", "1999", "the edition 1999 cannot hold a figure of"),
    (FIGURES, "vintage", "2099", "the edition 2099 cannot hold a figure of"),
    (FIGURES, "unit", "people", "people is not a unit"),
    (FIGURES, "age", "17", "17 is not an age"),
    (FIGURES, "origin", "Atlantis", "Atlantis is not a label"),
    (FIGURES, "qualifier", "", "is empty"),
    (FIGURES, "value", "1e3", "1e3 is not written in digits alone"),
    (FIGURES, "value", "5_2", "5_2"),
    (FIGURES, "value", "+52", "+52 is not written in digits alone"),
    (FIGURES, "value", "１２", "１２ is not written in digits alone"),
    (FIGURES, "value", "٥", "٥ is not written in digits alone"),
    (FIGURES, "value", "5\u00a02", "is not"),
    (FIGURES, "value", "\u00a052", "is not"),
    (FIGURES, "value", "12345678901234567", "more digits than can be kept exactly"),
    (FIGURES, "year", "２０１４", "digits alone"),
    ("population.csv", "population", "3000000000", "more than this column can hold"),
    ("countries.csv", "name", "Aruba", "Aruba stands already in row 2"),
    ("sources.csv", "replaces", "nowhere", "replaces nowhere, which is no source"),
    ("sources.csv", "published", "2014-02-30", "2014-02-30 is no date of the calendar"),
    ("sources.csv", "url", "ftp://example.org/x", "no address of a web page"),
    ("sources.csv", "url", "javascript:alert(1)", "no address of a web page"),
    ("sources.csv", "title", "\u00a0 ", "holds nothing but spaces"),
    ("sources.csv", "title", "A\u200btitle", "a control character or an invisible mark"),
    ("sources.csv", "title", "A\x07title", "a control character or an invisible mark"),
    ("palermo_protocol.csv", "signature_date", "20001212", "is not"),
]


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """What is said of a package in which all these cells stand."""
    data = small_package(tmp_path_factory.mktemp("spoilt") / "data")
    for number, (file, column, cell, _) in enumerate(SPOILT):
        spoil(data, file, column, cell, row_of(number))
    return check_package(read_package(data))


def row_of(number: int) -> int:
    """Where a cell of SPOILT is written: from the third row of its file on."""
    file = SPOILT[number][0]
    return 3 + [other for other, *_ in SPOILT[:number]].count(file)


@pytest.mark.parametrize("number", range(len(SPOILT)), ids=[said for *_, said in SPOILT])
def test_a_cell_outside_the_vocabulary_is_named_once(problems, number):
    file, column, _, said = SPOILT[number]
    [problem] = [p for p in problems if (p.file, p.row, p.column) == (file, row_of(number), column)]
    assert said in problem.message
    assert problem.mend


def test_a_circle_of_editions_is_refused(data):
    spoil(data, "sources.csv", "replaces", "unodc_glotip_2023_05", source_row(data, "unodc_glotip_2025_04"))  # fmt: skip
    spoil(data, "sources.csv", "replaces", "unodc_glotip_2025_04", source_row(data, "unodc_glotip_2023_05"))  # fmt: skip
    found = [p.message for p in check_package(read_package(data))]
    assert any("replaces itself" in message for message in found)


def source_row(data: Path, source_id: str) -> int:
    lines = (data / "sources.csv").read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.startswith(f"{source_id},"))


def test_victims_without_a_qualifier_are_refused(data):
    with (data / "court_cases.csv").open(encoding="utf-8") as text:
        header = text.readline().rstrip("\n").split(",")
    case = dict.fromkeys(header, "") | {
        "case_id": "test-1", "iso3": "KHM", "title": "A case made up for this test", "proceeding": "criminal",
        "form": "other", "sector": "other", "official_involved": "no", "official_status": "none", "victims": "3",
    }  # fmt: skip
    with (data / "court_cases.csv").open("a", encoding="utf-8") as text:
        text.write(",".join(case.values()) + "\n")
    [problem] = check_package(read_package(data))
    assert (problem.column, problem.message) == (
        "victims_qualifier",
        "the number of victims has no qualifier.",
    )


@pytest.mark.parametrize(
    ("spoilt", "said", "row"),
    [
        (lambda text: text.replace(b"\n", b"\r\n", 3).replace(b"\r\n", b"\n", 2), "CR LF and LF are mixed", 3),
        (lambda text: b"\xef\xbb\xbf" + text, "byte order mark", None),
        (lambda text: text.splitlines(keepends=True)[0], "holds no rows", None),
        (lambda text: b"", "is empty", None),
        (lambda text: text.replace(b"\n", b"\n\n", 2), "the row is blank", 2),
        (lambda text: text + b'KHM,"a\n', "", None),
    ],
)  # fmt: skip
def test_a_file_that_readers_would_read_differently_is_refused(data, spoilt, said, row):
    path = data / FIGURES
    path.write_bytes(spoilt(path.read_bytes()))
    found = check_package(read_package(data))
    assert any(p.file == FIGURES and said in p.message and row in (None, p.row) for p in found)


def test_a_file_that_nothing_describes_is_refused(data):
    (data / "figures" / "extra.csv").write_text("area,value\nKHM,1\n")
    [problem] = check_package(read_package(data))
    assert problem.file == "figures/extra.csv"
    assert "does not describe this file" in problem.message


def test_every_described_table_is_needed():
    described = json.loads((PROJECT / "data" / "datapackage.json").read_text("utf-8"))
    assert {resource["table"] for resource in described["resources"]} == NEEDED


def first(change):
    """A damage to the first resource."""

    def damage(package):
        change(package["resources"][0])

    return damage


def key_to_nowhere(resource):
    resource["schema"]["foreignKeys"] = [
        {"fields": ["source_id"], "reference": {"resource": "nowhere", "fields": ["x"]}}
    ]


DAMAGES = {
    "no resources": (lambda p: p.pop("resources"), "resources: Field required"),
    "resources no list": (lambda p: p.update(resources={}), "resources: "),
    "a resource is text": (lambda p: p["resources"].insert(0, "x"), "resources[0]: "),
    "no version": (lambda p: p.pop("version"), "version: Field required"),
    "version a number": (lambda p: p.update(version=1), "version: "),
    "a table left out": (
        lambda p: p.update(resources=[r for r in p["resources"] if r["table"] != "event"]),
        "the table event, which the pages need, is left out",
    ),
    "a name twice": (lambda p: p["resources"].append(p["resources"][0]), "stands twice"),
    "no path": (first(lambda r: r.pop("path")), "resources[0].path: Field required"),
    "a path outside": (first(lambda r: r.update(path="../secrets.csv")), "no CSV file within the folder"),
    "no schema": (first(lambda r: r.pop("schema")), "resources[0].schema: Field required"),
    "no fields": (first(lambda r: r["schema"].update(fields=[])), "resources[0].schema.fields: "),
    "an unknown type": (first(lambda r: r["schema"]["fields"][0].update(type="text")), "fields[0].type: "),
    "no key": (first(lambda r: r["schema"].pop("primaryKey")), "primaryKey: Field required"),
    "a key that is no column": (first(lambda r: r["schema"].update(primaryKey=["x"])), "the key x is no column"),
    "a bad pattern": (
        first(lambda r: r["schema"]["fields"][0].update(constraints={"pattern": "["})), "'[' is no pattern"),
    "a table name with SQL": (first(lambda r: r.update(table="source; drop")), "resources[0].table: "),
    "a reference to nowhere": (first(key_to_nowhere), "refers to nowhere.x"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_description_is_one_clear_message(data, damage):
    change, said = DAMAGES[damage]
    path = data / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    change(package)
    path.write_text(json.dumps(package), "utf-8")
    with pytest.raises(BadPackage) as refused:
        read_package(data)
    [problem] = refused.value.problems
    assert said in problem.message


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe{}", b"[" * 100_000])
def test_a_description_that_is_no_json_is_one_clear_message(data, content):
    (data / "datapackage.json").write_bytes(content)
    with pytest.raises(BadPackage) as refused:
        read_package(data)
    assert len(refused.value.problems) == 1
