"""UNODC's workbook as a new vintage: small workbooks in the publisher's layout, against a copy of the data."""

import csv
import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from etl.importers.refusal import Refused
from etl.importers.unodc import import_workbook
from etl.importers.unodc_workbook import HEADER
from etl.package import read_package
from etl.package_checks import check_package
from tests.small_package import small_package

DATA = Path(__file__).resolve().parents[2] / "data"
WORKBOOKS = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The project's data with a few UNODC figures only, so that an edition can replace it as a whole."""
    copy = small_package(tmp_path / "data")
    with (DATA / "figures" / "unodc.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    kept = [
        row
        for row in rows[1:]
        if row[0] == "THA"
        and row[1] == "2020"
        and row[3] == "prosecutions"
        and row[13] == "unodc_glotip_2025_04"
    ]
    assert kept
    with (copy / "figures" / "unodc.csv").open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows([rows[0], *kept])
    return copy


def row(value: object, **changed: object) -> tuple[object, ...]:
    cells = {
        "Iso3_code": "THA", "Country": "Thailand", "Region": "Asia", "Subregion": "South-eastern Asia",
        "Indicator": "Persons prosecuted", "Dimension": "Total", "Category": "Total", "Sex": "Total",
        "Age": "Total", "Year": 2020, "Unit of measurement": "Counts", "txtVALUE": value, "Source": "GLOTIP",
    }  # fmt: skip
    return tuple((cells | changed)[name] for name in HEADER)


def workbook(
    path: Path, *rows: tuple[object, ...], dated: object = "14/11/2026", header: tuple = HEADER
) -> Path:
    book = openpyxl.Workbook()
    for cells in (("UNODC",), (dated,), header, *rows):
        book.active.append(cells)
    book.save(path)
    return path


def codes_of(folder) -> str:
    return (folder / "questionnaire_codes.csv").read_text(encoding="utf-8").splitlines()[-1]


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    # The lock file stays; it means nothing once nobody holds it.
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in found if path.name != ".lock"
    }


def figures_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "figures" / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_an_edition_becomes_a_vintage_of_its_own(folder, tmp_path):
    before = contents(folder)
    file = workbook(
        tmp_path / "data_glotip.xlsx",
        row("1,234"),
        row("<5", Indicator="Detected trafficking victims", Dimension="by form of exploitation", Category="Forced labour",
            Sex="Female", Age="0 to 17 years", Year=2025),
        row(7, Indicator="Detected trafficking victims", Dimension="by citizenship", Category="Atlantians", Year=2025),
        row(6112019, Indicator="Persons convicted", Dimension="by citizenship", Category="Nationals", Year=2025),
        row("9", Indicator="Detected trafficking victims", Dimension="by country of repatriation", Category="Ukraine"),
        row("99", Iso3_code="Q123", Country="Asia"),
    )  # fmt: skip
    outcome = import_workbook(file, folder)

    assert outcome.source_id == "unodc_glotip_2026_11"
    assert outcome.no_country == {"Q123": 1}
    assert outcome.new_labels == ["Atlantians"]
    rows = {
        (r["measure"], r["form"], r["sex"], r["age"], r["origin"]): r
        for r in figures_of(folder, "unodc_2026_11.csv")
    }
    assert rows["prosecutions", "all", "all", "all", ""]["value"] == "1234"
    suppressed = rows["victims_detected", "forced_labour", "female", "child", ""]
    assert (suppressed["value"], suppressed["qualifier"]) == ("5", "less_than")
    assert ("victims_repatriated", "all", "all", "all", "Ukraine") in rows
    assert ("convictions", "all", "all", "all", "Nationals") not in rows
    assert (outcome.codes, "convictions,all,all,all,Nationals" in codes_of(folder)) == (1, True)
    assert check_package(read_package(folder)) == []
    after = contents(folder)
    assert after["figures/unodc.csv"] == before["figures/unodc.csv"]
    assert after["sources.csv"].startswith(before["sources.csv"])


def test_it_says_what_is_new_changed_and_withdrawn(folder, tmp_path):
    recorded = figures_of(folder, "unodc.csv")
    total = next(r for r in recorded if (r["sex"], r["age"], r["origin"]) == ("all", "all", ""))
    file = workbook(tmp_path / "a.xlsx", row(int(total["value"]) + 1), row(3, Year=2025))
    outcome = import_workbook(file, folder)
    assert (outcome.new, outcome.changed, outcome.same) == (1, 1, 0)
    assert outcome.withdrawn == len(recorded) - 1
    assert outcome.compared_with == "unodc_glotip_2025_04"
    assert f"THA 2020 prosecutions {total['value']} → {int(total['value']) + 1}" in str(outcome)
    assert len(outcome.withdrawals) == outcome.withdrawn


def test_the_same_file_twice_changes_nothing(folder, tmp_path):
    file = workbook(tmp_path / "a.xlsx", row(50), row(3, Year=2025))
    import_workbook(file, folder)
    once = contents(folder)
    assert import_workbook(file, folder).already
    assert contents(folder) == once


def test_a_recorded_edition_is_never_changed(folder, tmp_path):
    import_workbook(workbook(tmp_path / "a.xlsx", row(50)), folder)
    once = contents(folder)
    with pytest.raises(
        Refused, match="with other figures: 1 differ: THA 2020 prosecutions 50 → 51"
    ):
        import_workbook(workbook(tmp_path / "b.xlsx", row(51)), folder)
    assert contents(folder) == once


def test_of_many_differences_it_shows_ten_totals_first(folder, tmp_path):
    import_workbook(
        workbook(tmp_path / "a.xlsx", *(row(50, Year=y) for y in range(2003, 2015))), folder
    )
    other = workbook(
        tmp_path / "b.xlsx",
        row(4, Sex="Female", Year=2003),
        *(row(51, Year=y) for y in range(2003, 2015)),
    )
    with pytest.raises(
        Refused, match="13 differ: THA 2003 prosecutions 50 → 51; .*; and 3 more"
    ) as refused:
        import_workbook(other, folder)
    assert str(refused.value).count("→") == 10


@pytest.mark.parametrize("name", ["unodc_dimension_A1.xlsx", "unodc_dimension_short.xlsx"])
def test_a_workbook_is_read_whole_whatever_range_it_declares(folder, name):
    assert import_workbook(WORKBOOKS / name, folder).figures == 20
    rows = figures_of(folder, "unodc_2026_09.csv")
    assert [int(r["year"]) for r in rows] == list(range(2003, 2023))


def test_rows_by_citizenship_without_a_label_are_no_national_totals(folder):
    """India's total of 100 stands beside 90 without a label; Saudi Arabia has a part and no total; Tonga prints N/A."""
    outcome = import_workbook(WORKBOOKS / "unodc_blank_category.xlsx", folder)
    assert (outcome.figures, outcome.set_aside_rows) == (4, 0)
    rows = figures_of(folder, "unodc_2026_09.csv")
    assert {(r["area"], r["origin"], r["value"], r["qualifier"]) for r in rows} == {
        ("IND", "", "100", "exact"),
        ("IND", "(no label)", "90", "exact"),
        ("SAU", "(no label)", "77", "exact"),
        ("TON", "N/A", "5", "less_than"),
    }
    assert outcome.new_labels == []
    assert check_package(read_package(folder)) == []


def test_a_total_printed_among_the_citizenships_is_no_national_total(folder, tmp_path):
    by_citizenship = {"Dimension": "by citizenship", "Year": 2025}
    outcome = import_workbook(
        workbook(
            tmp_path / "a.xlsx", row(50, Year=2025), row(40, Category="Total", **by_citizenship)
        ),
        folder,
    )
    assert outcome.set_aside_rows == 0
    rows = figures_of(folder, "unodc_2026_11.csv")
    assert {(r["origin"], r["value"]) for r in rows} == {("", "50"), ("Total", "40")}


def test_rows_that_share_a_key_and_disagree_are_set_aside(folder, tmp_path):
    file = workbook(tmp_path / "a.xlsx", row(50), row(50), row(3, Year=2025), row(4, Year=2025))
    outcome = import_workbook(file, folder)
    assert (outcome.figures, outcome.set_aside_rows, outcome.set_aside_keys) == (1, 2, 1)
    assert (
        "THA,2025,prosecutions,2,1,unodc_glotip_2026_11,2026-11"
        in (folder / "set_aside.csv").read_text()
    )


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        ([row("many")], {}, "txtVALUE"),
        ([row(5, Indicator="Persons acquitted")], {}, "Indicator"),
        ([row(5, Sex="F")], {}, "Sex"),
        ([row(5)], {"dated": "soon"}, "date of an edition"),
        ([row(5)[1:]], {"header": HEADER[1:]}, "Iso3_code"),
        ([row(5)], {"dated": datetime(2024, 1, 5)}, "older"),
    ],
)
def test_what_is_not_the_known_layout_is_refused_and_changes_nothing(
    folder, tmp_path, rows, more, said
):
    before = contents(folder)
    with pytest.raises(Refused, match=said):
        import_workbook(workbook(tmp_path / "a.xlsx", *rows, **more), folder)
    assert contents(folder) == before


def test_a_cut_off_workbook_is_refused(folder, tmp_path):
    file = workbook(tmp_path / "a.xlsx", row(5))
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(Refused, match="cut off"):
        import_workbook(file, folder)


# Dies by SIGKILL when the third file of the edition is to be put in place.
KILLED = """
import os, signal, sys
from pathlib import Path
from etl.importers.unodc import import_workbook

put, replace = [], os.replace

def replace_or_die(*places):
    if len(put) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    put.append(places)
    replace(*places)

os.replace = replace_or_die
import_workbook(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_an_import_killed_half_way_is_completed_by_the_next_command(folder, tmp_path):
    file = workbook(tmp_path / "a.xlsx", row(50), row(3, Year=2025))
    whole = Path(shutil.copytree(folder, tmp_path / "whole"))
    import_workbook(file, whole)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(file), str(folder)], cwd=DATA.parent)
    assert killed.returncode == -signal.SIGKILL
    assert contents(folder) != contents(whole)
    assert check_package(read_package(folder)) == []
    assert contents(folder) == contents(whole)
    assert import_workbook(file, folder).already
