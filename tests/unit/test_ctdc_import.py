"""CTDC case files: small files of our own in each edition's layout."""

import csv
import gzip
import shutil
from pathlib import Path

import duckdb
import pytest

from etl.importers.ctdc import import_case_file
from etl.importers.refusal import Refused

COMMON = ["yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation"]
FORMS = ["isForcedLabour", "isSexualExploit", "isOtherExploit"]
FIFTEEN = [f"meansOfControl{n}" for n in (
    "DebtBondage", "TakesEarnings", "RestrictsFinancialAccess", "Threats", "PsychologicalAbuse", "PhysicalAbuse",
    "SexualAbuse", "FalsePromises", "PsychoactiveSubstances", "RestrictsMovement", "RestrictsMedicalCare",
    "ExcessiveWorkingHours", "UsesChildren", "ThreatOfLawEnforcement", "WithholdsNecessities",
)]  # fmt: skip
EIGHT = [f"meansOfControl{n}" for n in (
    "DebtBondageEarnings", "Threats", "AbusePsyPhySex", "FalsePromises", "DrugsAlcohol", "DenyBasicNeeds",
    "ExcessiveWorkHours", "WithholdDocs",
)]  # fmt: skip
REST = [
    "meansOfControlConcatenated",
    "recruiterRelationFriend",
    "typeOfLabourAgriculture",
    "traffickMonths",
]
OLD = [*COMMON, *FORMS, *FIFTEEN, *REST]
NEW = [*COMMON, *FORMS, *EIGHT, *REST]


def case_file(path: Path, header: list[str], missing: str, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, header, restval=missing, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def k_anonymised(path: Path, **changed: str) -> Path:
    first = {"yearOfRegistration": "2015", "gender": "Female", "citizenship": "NA", "CountryOfExploitation": "ZA",
             "isForcedLabour": "1", "isSexualExploit": "0"}  # fmt: skip
    return case_file(path, OLD, "-99", first | changed, {"gender": "Male"})


def records(database: Path) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as sets:
        [(set_id,)] = sets.execute("select set_id from record_set").fetchall()
        return sets.execute(
            f'select year, gender, citizenship, country, "isForcedLabour", "isSexualExploit", "isOtherExploit" '
            f"from records_{set_id} order by year nulls last"
        ).fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "apart" / "records.duckdb"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    import_case_file(k_anonymised(folder / "good.csv"), folder / "records.duckdb")
    return folder / "records.duckdb"


def test_the_k_anonymised_editions_keep_no_apart_from_missing(tmp_path, database):
    import_case_file(k_anonymised(tmp_path / "k.csv"), database)
    assert records(database) == [
        (2015, "female", "NA", "ZA", True, False, None),
        (None, "male", None, None, None, None, None),
    ]


def test_a_blank_country_is_missing_and_never_namibia(tmp_path, database):
    file = case_file(
        tmp_path / "s.csv", OLD, "",
        {"yearOfRegistration": "2019", "gender": "Female", "citizenship": "", "CountryOfExploitation": "NA"},
        {"yearOfRegistration": "2020", "gender": "Male", "citizenship": "NA", "isForcedLabour": "1"},
    )  # fmt: skip
    assert "2021 or 2022" in import_case_file(file, database).edition
    assert [row[2:5] for row in records(database)] == [(None, "NA", None), ("NA", None, True)]


def test_the_editions_from_2024_on_say_woman_and_man_and_merge_the_means(tmp_path, database):
    file = case_file(
        tmp_path / "n.csv", NEW, "",
        {"yearOfRegistration": "2023", "gender": "Woman", "meansOfControlThreats": "1"},
        {"yearOfRegistration": "2024", "gender": "Man"},
    )  # fmt: skip
    assert "2024 or later" in import_case_file(file, database).edition
    assert [row[1] for row in records(database)] == ["female", "male"]
    with duckdb.connect(str(database), read_only=True) as sets:
        labels = sets.execute(
            "select part from record_count where dimension = 'means_of_control'"
        ).fetchall()
    assert len(labels) == 8
    assert ("Debt bondage earnings",) in labels


def test_the_latest_editions_name_columns_otherwise_and_countries_by_three_letters(
    tmp_path, database
):
    renamed = {"typeOfLabourAgriculture": "sectorOfLabourAgriculture"} | {
        name: name.replace("OfControl", "") for name in EIGHT
    }
    file = case_file(
        tmp_path / "n.csv", [renamed.get(name, name) for name in NEW], "",
        {"yearOfRegistration": "2024", "gender": "Trans/Transgender/NonConforming", "citizenship": "NAM",
         "CountryOfExploitation": "ZAF", "meansThreats": "1", "sectorOfLabourAgriculture": "1"},
        {"yearOfRegistration": "2024", "gender": "Woman"},
    )  # fmt: skip
    assert "2024 or later" in import_case_file(file, database).edition
    assert records(database)[0][1:4] == ("other", "NAM", "ZAF")
    with duckdb.connect(str(database), read_only=True) as sets:
        counted = sets.execute(
            "select dimension, part from record_count where records = 1 and dimension in ('means_of_control', 'sector')"
        ).fetchall()
    assert sorted(counted) == [("means_of_control", "Threats"), ("sector", "Agriculture")]


def test_editions_are_kept_apart_and_a_file_is_read_once(tmp_path, database):
    file = k_anonymised(tmp_path / "k.csv")
    import_case_file(file, database)
    import_case_file(case_file(tmp_path / "n.csv", NEW, "", {"gender": "Man"}), database)
    assert import_case_file(file, database).already
    with duckdb.connect(str(database), read_only=True) as sets:
        assert sets.execute("select kind, records from record_set order by kind").fetchall() == [
            ("k-anonymised", 2),
            ("synthetic", 1),
        ]


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("gender", "F"),
        ("isForcedLabour", "2"),
        ("citizenship", "Namibia"),
        ("yearOfRegistration", "15"),
        ("yearOfRegistration", "2015.5"),
        ("meansOfControlThreats", "yes"),
        ("meansOfControlThreats", "0.6"),
    ],
)
def test_a_wrong_code_is_named_and_nothing_is_loaded(tmp_path, database, column, code):
    with pytest.raises(Refused, match=f'line 2, column {column}: "{code}" is not a code'):
        import_case_file(k_anonymised(tmp_path / "k.csv", **{column: code}), database)
    assert not database.exists()


def cut_in_a_line(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])


def cut_before_a_cell(file: Path) -> None:
    file.write_bytes(file.read_bytes().removesuffix(b"\n").rsplit(b",", 3)[0] + b"\n")


def compress(file: Path) -> None:
    file.write_bytes(gzip.compress(file.read_bytes()))


def rename_a_column(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"CountryOfExploitation", b"Country"))


def repeat_a_column(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"ageBroad", b"gender"))


def break_the_encoding(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"2015,Female,\xff" + b",-99" * (len(OLD) - 3) + b"\n")


def mix_editions(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"Male", b"Man"))


def test_a_synthetic_edition_knows_no_zero(tmp_path, database):
    file = case_file(tmp_path / "s.csv", OLD, "", {"gender": "Female", "isForcedLabour": "0"})
    with pytest.raises(Refused, match='column isForcedLabour: "0" is not a code'):
        import_case_file(file, database)


def test_the_citation_is_the_one_given_or_says_that_it_is_composed(tmp_path, database):
    file = k_anonymised(tmp_path / "k.csv")
    composed = import_case_file(file, database).citation
    assert "K-anonymized" in composed
    assert "Composed by TIP Ledger" in composed
    before = records(database)
    own = "CTDC (2021): as the download page words it."
    assert import_case_file(file, database, own).cited_anew
    with duckdb.connect(str(database), read_only=True) as sets:
        assert sets.execute("select citation, records from record_set").fetchall() == [(own, 2)]
    assert records(database) == before
    assert "nothing is changed" in str(import_case_file(file, database))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (cut_in_a_line, "cut off"),
        (cut_before_a_cell, "cut off"),
        (compress, "compressed"),
        (rename_a_column, "CountryOfExploitation missing"),
        (repeat_a_column, "gender stands twice"),
        (break_the_encoding, "UTF-8"),
        (mix_editions, "mixes the codes"),
    ],
)
def test_a_spoilt_file_is_refused_and_the_sets_before_it_stay(tmp_path, imported, spoil, said):
    database = Path(shutil.copy(imported, tmp_path))
    before = database.read_bytes()
    spoilt = k_anonymised(tmp_path / "k.csv", yearOfRegistration="2011")
    spoil(spoilt)
    with pytest.raises(Refused, match=said):
        import_case_file(spoilt, database)
    assert database.read_bytes() == before
