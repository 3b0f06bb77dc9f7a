"""The placement table of the next report: written empty, checked, added."""

import csv
import io
from pathlib import Path

import pytest

from etl.importers.refusal import Refused
from etl.importers.tiers import import_tiers, template
from etl.package import read_package
from etl.package_checks import check_package
from tests.small_package import small_package


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_package(tmp_path / "data")


def filled(folder: Path, path: Path, **changes: dict[str, str]) -> Path:
    rows = list(csv.DictReader(io.StringIO(template(folder))))
    for row in rows:
        row["tier"] = "2"
        row.update(changes.get(row["iso3"], {}))
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_template_holds_last_years_countries_and_no_tier(folder):
    rows = list(csv.DictReader(io.StringIO(template(folder))))
    with (folder / "tiers.csv").open(encoding="utf-8") as text:
        last = {row["iso3"] for row in csv.DictReader(text) if row["report_year"] == "2025"}
    assert {row["iso3"] for row in rows} == last
    assert {(row["report_year"], row["tier"]) for row in rows} == {("2026", "")}


def test_a_filled_table_is_added_with_its_source_once(folder, tmp_path):
    before = (folder / "tiers.csv").read_bytes()
    file = filled(folder, tmp_path / "tiers_2026.csv", KHM={"tier": "3"})
    outcome = import_tiers(file, folder, bool)
    once = (folder / "tiers.csv").read_bytes()
    assert once.startswith(before)
    assert b"KHM,2026,3,direct,tip_2026" in once
    assert outcome.no_longer == outcome.newly == []
    assert check_package(read_package(folder)) == []
    assert import_tiers(file, folder, bool).already
    assert (folder / "tiers.csv").read_bytes() == once


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tier": ""}, r"row \d+, column tier: it is empty.*\n.*delete the row"),
        ({"tier": "2W"}, r'column tier: "2W" is not a tier.*\n.*2WL'),
        ({"iso3": "XXX"}, r'column iso3: "XXX" is not a code.*\n.*KHM'),
        (
            {"iso3": "THA", "country": ""},
            r"column iso3: THA stands already in row \d+.*\n.*Keep one",
        ),
        (
            {"country": "Thailand"},
            r'column country: "Thailand" is not the country of KHM.*\n.*sorted',
        ),
        ({"basis": "guess"}, r'column basis: "guess" is neither.*\n.*direct'),
        (
            {"report_year": "2027"},
            r"column report_year: it is 2027, in the first row 2026.*\n.*one report",
        ),
        ({"report_year": "next"}, r'column report_year: "next" is not a year.*\n.*cover'),
        ({"source_id": ""}, r"column source_id: it is empty.*\n.*tip_2026"),
        ({"source_id": "hearsay"}, "hearsay is not in sources.csv"),
    ],
)
def test_a_table_that_is_not_ready_is_refused_and_changes_nothing(folder, tmp_path, change, said):
    before = (folder / "tiers.csv").read_bytes(), (folder / "sources.csv").read_bytes()
    with pytest.raises(Refused, match=said):
        import_tiers(filled(folder, tmp_path / "t.csv", KHM=change), folder, bool)
    assert ((folder / "tiers.csv").read_bytes(), (folder / "sources.csv").read_bytes()) == before


def first_half(table: bytes) -> bytes:
    lines = table.splitlines(keepends=True)
    return b"".join(lines[: len(lines) // 2])


def test_earlier_reports_are_never_changed(folder, tmp_path):
    with pytest.raises(Refused, match="2025"):
        import_tiers(
            filled(folder, tmp_path / "t.csv", **everyone_in(folder, "2025")), folder, bool
        )


def everyone_in(folder: Path, year: str) -> dict[str, dict[str, str]]:
    return {
        row["iso3"]: {"report_year": year} for row in csv.DictReader(io.StringIO(template(folder)))
    }


@pytest.mark.parametrize(
    "kept", [lambda table: table[:-5], first_half], ids=["in a line", "between lines"]
)
def test_a_cut_off_table_is_refused(folder, tmp_path, kept):
    before = (folder / "tiers.csv").read_bytes()
    file = filled(folder, tmp_path / "t.csv")
    file.write_bytes(kept(file.read_bytes()))
    with pytest.raises(Refused, match="cut off"):
        import_tiers(file, folder, bool)
    assert (folder / "tiers.csv").read_bytes() == before
