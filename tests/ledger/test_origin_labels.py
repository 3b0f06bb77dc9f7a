"""The reviewed table of origin labels: complete, valid and, where it is hard, as read by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
LABELS = DATA / "origin_labels.csv"
PRINTED = (DATA / "figures" / "unodc.csv", DATA / "questionnaire_codes.csv")
COUNTRIES = DATA / "countries.csv"
ALIASES = DATA / "country_aliases.csv"

COLUMNS = ["label", "kind", "iso3", "reason"]
KINDS = {
    "country",
    "nationals",
    "abroad",
    "unknown",
    "group",
    "stateless",
    "total",
    "unmappable",
}
LOST = "\ufffd"  # stands where the publisher's own file had already lost a letter

COUNTRY_EXAMPLES = [
    # Names that are easily taken for one another.
    ("Niger", "NER"),
    ("Niger Rep", "NER"),
    ("Nigerin", "NER"),
    ("Nigerians", "NGA"),
    ("NIGERIANA", "NGA"),
    ("Guinea", "GIN"),
    ("Guinean", "GIN"),
    ("Guinea-Bissau", "GNB"),
    ("Equatorial Guinea", "GNQ"),
    ("Guayanean", "GUY"),
    ("Ecuatoriana", "ECU"),
    ("DOMINICANA", "DOM"),
    ("Dominican rep", "DOM"),
    ("Congolese (DRC)", "COD"),
    ("RDC", "COD"),
    ("CAR", "CAF"),
    ("Mauritanian", "MRT"),
    ("Mauritius", "MUS"),
    ("Columbia", "COL"),
    ("Samoa", "WSM"),
    ("Republic of Korea", "KOR"),
    ("Democratic People's Republic of Korea", "PRK"),
    # A code that reads like a missing value.
    ("Namibia", "NAM"),
    # Territories and states with a code of their own.
    ("China, Hong Kong SAR", "HKG"),
    ("China, Taiwan Province of China", "TWN"),
    ("Kosovo under UNSCR 1244", "XKX"),
    ("Palestinian Authority", "PSE"),
    ("The former Netherlands Antilles", "ANT"),
    ("The former Yugoslav Republic of Macedonia", "MKD"),
    ("RMI", "MHL"),
    # Letters lost before publication.
    (f"C{LOST}te d{LOST}Ivoire", "CIV"),
    (f"Turqu{LOST}a", "TUR"),
    (f"PER{LOST}", "PER"),
    # Other languages, places inside a country, whole sentences.
    ("Costa d'Avorio", "CIV"),
    ("Spania", "ESP"),
    ("Cina Popolare", "CHN"),
    ("2 maliens", "MLI"),
    ("Kurdistan, Iraq", "IRQ"),
    ("Ukrainian national repatriated from Slovakia to Ukraine", "UKR"),
]

OTHER_EXAMPLES = [
    ("Nationals", "nationals"),
    ("Netherlands (own country)", "nationals"),
    ("Domestic (Myanmar)", "nationals"),
    (f"Ciudadanos de su pa{LOST}s", "nationals"),
    ("Abroad", "abroad"),
    (f"Personnes de nationalit{LOST} {LOST}trang{LOST}re", "abroad"),
    ("OTROS", "unknown"),
    ("(especifique otras nacionalidades)", "unknown"),
    ("stateless", "stateless"),
    ("Rohingya", "group"),
    ("Former Yugoslavia", "group"),
    ("Former Czechoslovakia", "group"),
    (f"3 nig{LOST}riens et 1 tunisien", "group"),
    ("Congo", "unmappable"),
    ("GUINEANA", "unmappable"),
    ("without", "unmappable"),
    ("TOTAL", "total"),
    ("TOTAL POR AÑO", "total"),
    ("0", "unmappable"),
    ("Q6.1_10s_2019", "unmappable"),
]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return read(LABELS)


@pytest.fixture(scope="module")
def by_label(rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {row["label"]: row for row in rows}


@pytest.fixture(scope="module")
def countries() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in read(COUNTRIES)}


@pytest.fixture(scope="module")
def printed() -> set[str]:
    return {row["origin"] for file in PRINTED for row in read(file)} - {""}


def test_columns() -> None:
    with LABELS.open(encoding="utf-8", newline="") as handle:
        assert next(csv.reader(handle)) == COLUMNS


def test_every_row_has_every_field(rows: list[dict[str, str]]) -> None:
    # csv.DictReader fills a short row with None and collects a long one under the key None.
    assert [row for row in rows if None in row or None in row.values()] == []


def test_each_label_stands_once_and_in_order(rows: list[dict[str, str]]) -> None:
    labels = [row["label"] for row in rows]
    assert labels == sorted(set(labels))


def test_every_printed_label_is_in_the_table(
    by_label: dict[str, dict[str, str]], printed: set[str]
) -> None:
    assert printed, "no origin labels in the figures"
    assert sorted(printed - by_label.keys()) == []


def test_no_label_that_is_not_printed(
    by_label: dict[str, dict[str, str]], printed: set[str]
) -> None:
    assert sorted(by_label.keys() - printed) == []


def test_kinds_are_known(rows: list[dict[str, str]]) -> None:
    assert [row for row in rows if row["kind"] not in KINDS] == []


def test_code_exactly_for_countries(rows: list[dict[str, str]]) -> None:
    assert [row for row in rows if bool(row["iso3"]) != (row["kind"] == "country")] == []


def test_codes_are_known(rows: list[dict[str, str]], countries: dict[str, str]) -> None:
    assert [row for row in rows if row["iso3"] and row["iso3"] not in countries] == []


def test_reason_wherever_there_is_no_country(rows: list[dict[str, str]]) -> None:
    assert [row for row in rows if row["kind"] != "country" and not row["reason"].strip()] == []


def test_country_without_reason_is_a_known_name(
    rows: list[dict[str, str]], countries: dict[str, str]
) -> None:
    aliases = {(row["alias"].casefold(), row["iso3"]) for row in read(ALIASES)}
    unexplained = [
        row
        for row in rows
        if row["kind"] == "country"
        and not row["reason"].strip()
        and row["label"].casefold() != countries[row["iso3"]].casefold()
        and (row["label"].casefold(), row["iso3"]) not in aliases
    ]
    assert unexplained == []


def test_country_name_never_stands_for_another_country(
    rows: list[dict[str, str]], countries: dict[str, str]
) -> None:
    named = {row["alias"].casefold(): row["iso3"] for row in read(ALIASES)}
    named |= {name.casefold(): code for code, name in countries.items()}
    wrong = [
        row
        for row in rows
        if row["label"].casefold() in named and row["iso3"] != named[row["label"].casefold()]
    ]
    assert wrong == []


def test_lost_letters_are_explained(rows: list[dict[str, str]]) -> None:
    broken = [row for row in rows if LOST in row["label"]]
    assert broken
    assert [row for row in broken if "broken encoding" not in row["reason"]] == []


def test_questionnaire_codes_are_never_countries(rows: list[dict[str, str]]) -> None:
    codes = [row for row in rows if row["label"].startswith("Q6.1_")]
    assert codes
    assert {row["kind"] for row in codes} == {"unmappable"}


@pytest.mark.parametrize(("label", "iso3"), COUNTRY_EXAMPLES)
def test_hard_country_labels(by_label: dict[str, dict[str, str]], label: str, iso3: str) -> None:
    assert (by_label[label]["kind"], by_label[label]["iso3"]) == ("country", iso3)


@pytest.mark.parametrize(("label", "kind"), OTHER_EXAMPLES)
def test_hard_labels_without_a_country(
    by_label: dict[str, dict[str, str]], label: str, kind: str
) -> None:
    assert by_label[label]["kind"] == kind
