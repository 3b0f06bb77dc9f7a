"""What the package holds, recomputed from its own files: counts are at least those told, so that additions stay green."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from etl.locations import PROJECT

DATA = PROJECT / "data"
KEY = "area year measure form sex age origin unit counted scope source_id vintage".split()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.fixture(scope="module")
def figures() -> list[dict[str, str]]:
    return [row for file in (DATA / "figures").glob("*.csv") for row in rows_of(file)]


@pytest.fixture(scope="module")
def sources() -> dict[str, dict[str, str]]:
    return {row["source_id"]: row for row in rows_of(DATA / "sources.csv")}


def test_every_file_holds_at_least_the_rows_that_the_readme_tells_of():
    told = re.findall(
        r"^\| `([a-z_0-9/]+\.csv)` \| ([\d,]+) \|", (DATA / "README.md").read_text("utf-8"), re.M
    )
    assert len(told) >= 9
    for file, rows in told:
        assert len(rows_of(DATA / file)) >= int(rows.replace(",", "")), file


def test_no_figure_stands_twice(figures):
    counts = Counter(tuple(row[column] for column in KEY) for row in figures)
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("publisher", "measure", "rows", "areas"),
    [
        ("US Department of State", "victims_identified", 1_700, 150),
        ("US Department of State", "convictions", 800, 150),
        ("US Department of State", "prosecutions", 750, 140),
        ("US Department of State", "investigations", 700, 130),
        ("US Department of State", "victims_assisted", 74, 25),
        ("UK Home Office", "uk_nrm_referrals", 69, 1),
        ("Seo-Young Cho (with A. Dreher and E. Neumayer)", "3p_overall", 2_125, 180),
        ("UNODC", "victims_detected", 35_000, 130),
    ],
)
def test_each_account_holds_what_was_gathered(figures, sources, publisher, measure, rows, areas):
    held = [
        row
        for row in figures
        if row["measure"] == measure and sources[row["source_id"]]["publisher"] == publisher
    ]
    assert len(held) >= rows
    assert len({row["area"] for row in held}) >= areas


def test_the_six_regions_of_2024_add_up_to_the_world(figures):
    for measure, world in (
        ("prosecutions", 15_791),
        ("convictions", 7_975),
        ("victims_identified", 102_027),
    ):
        parts = {
            row["area"]: int(row["value"])
            for row in figures
            if (row["measure"], row["form"], row["year"], row["vintage"])
            == (measure, "all", "2024", "2025")
            and (row["area"].startswith("TIP-") or row["area"] == "WORLD")
        }
        assert parts.pop("WORLD") == world == sum(parts.values())
        assert len(parts) == 6


@pytest.mark.parametrize(
    ("area", "year", "measure", "value"),
    [
        ("IND", "2019", "victims_detected", "6411"),
        ("IND", "2020", "victims_detected", "4680"),
        ("IND", "2021", "victims_detected", "6213"),
        ("ALB", "2017", "victims_detected", "95"),
        ("ARE", "2019", "convictions", "92"),
    ],
)
def test_totals_that_rows_without_a_label_had_silenced_are_back(
    figures, area, year, measure, value
):
    [total] = [
        row["value"]
        for row in figures
        if (row["area"], row["year"], row["measure"], row["source_id"])
        == (area, year, measure, "unodc_glotip_2025_04")
        and (row["form"], row["sex"], row["age"], row["origin"]) == ("all", "all", "all", "")
    ]
    assert total == value


def test_rows_by_citizenship_no_longer_stand_as_totals(figures):
    for area, year, value in (("SAU", "2020", "208"), ("TUN", "2018", "199")):
        found = {
            row["origin"]: row["value"]
            for row in figures
            if (row["area"], row["year"], row["measure"], row["source_id"])
            == (area, year, "convictions", "unodc_glotip_2025_04")
            and (row["sex"], row["age"], row["form"]) == ("all", "all", "all")
        }
        assert found.get("(no label)") == value
        assert found.get("") != value


def test_every_quarter_says_which_it_is_and_none_is_in_a_series(figures, ledger):
    quarters = [row for row in figures if row["period"] == "quarter"]
    assert quarters
    assert all(re.match(r"Q[1-4] ", row["scope"]) for row in quarters)
    assert (
        ledger.value("select count(*) from series_figure where period in ('quarter', 'half_year')")
        == 0
    )


def test_scores_are_compared_with_nothing_and_added_to_nothing(ledger):
    assert (
        ledger.value("select count(*) from measure where kind = 'score' and summable = 'yes'") == 0
    )
    assert (
        ledger.value(
            "select count(*) from year_over_year join measure using (measure) where kind <> 'count' and change is not null"
        )
        == 0
    )


def test_the_publisher_is_whose_figure_it_is(figures, sources):
    """No newspaper is the publisher of a figure of the report, but for the article that the project began with."""
    told = {row["source_id"] for row in rows_of(DATA / "figures" / "tip_report.csv")}
    others = {
        sources[s]["publisher"] for s in told if sources[s]["publisher"] != "US Department of State"
    }
    assert others <= {"The Phnom Penh Post", "UNDP", "newsdotafrica.com"}
    assert all(
        sources[s]["via"]
        for s in told
        if sources[s]["reliability"] == "press"
        and sources[s]["publisher"] == "US Department of State"
    )


def test_no_reader_is_sent_to_an_address_that_does_not_last(sources):
    kept = [row["url"] for row in sources.values()] + [
        row["url"] for row in rows_of(DATA / "tiers.csv")
    ]
    assert not [url for url in kept if "__trashed" in url or "preview.state.gov" in url]


def test_sums_that_a_reader_made_are_withdrawn(figures):
    made = {("UGA", "2017", "216"), ("UGA", "2017", "40"), ("UGA", "2018", "176"), ("UGA", "2018", "33"),
            ("JPN", "2022", "27"), ("GTM", "2021", "101"), ("GTM", "2021", "220")}  # fmt: skip
    assert not [
        row
        for row in figures
        if row["measure"] == "victims_identified"
        and (row["area"], row["year"], row["value"]) in made
    ]


@pytest.mark.parametrize(
    "area",
    ["AUT", "GRC", "IRL", "FIN", "LVA", "SWE", "PER", "MWI", "BFA", "URY", "TUN", "RWA", "SEN", "BLZ", "CAN"],
)  # fmt: skip
def test_what_is_no_series_is_broken(ledger, area):
    assert (
        ledger.value(
            "select count(*) from known_break where area = $area and publisher = 'US Department of State'",
            area=area,
        )
        > 0
    )
