"""Movements, transitions, peers and medians on the real ledger, against the lists they come from."""

import csv
from collections import Counter
from io import BytesIO
from statistics import median

import pandas as pd
import pytest

from dashboard.queries import catalogue, compare
from dashboard.ui import workbook
from dashboard.wording import comparison as wording
from etl.locations import data_folder

ORDER = {"1": 1, "2": 2, "2WL": 3, "3": 4}


@pytest.fixture(scope="module")
def listed() -> dict[tuple[str, int], dict[str, str]]:
    with (data_folder() / "tiers.csv").open(encoding="utf-8", newline="") as file:
        return {(row["iso3"], int(row["report_year"])): row for row in csv.DictReader(file)}


@pytest.mark.parametrize("report_year", [2018, 2019])
def test_all_movements_of_a_report_year_are_those_of_the_list(ledger, listed, report_year):
    expected = {}
    for (iso3, year), row in listed.items():
        before = listed.get((iso3, report_year - 1))
        if year != report_year or before is None or "SC" in (row["tier"], before["tier"]):
            continue
        step = ORDER[row["tier"]] - ORDER[before["tier"]]
        if step:
            expected[iso3] = "down" if step > 0 else "up"
    moved = compare.movements(ledger, report_year - 1, report_year)
    moved = moved[moved["movement"].isin(["up", "down"])]
    assert dict(zip(moved["iso3"], moved["movement"], strict=True)) == expected


@pytest.mark.parametrize(("report_year", "fewest"), [(2018, 20), (2019, 30)])
def test_movements_agree_with_what_the_texts_say_of_them(ledger, listed, report_year, fewest):
    moved = compare.movements(ledger, report_year - 1, report_year).set_index("iso3")["movement"]
    said = {
        iso3: "up" if row["note"].startswith("upgraded") else "down"
        for (iso3, year), row in listed.items()
        if year == report_year and row["note"].startswith(("upgraded", "downgraded"))
    }
    assert len(said) >= fewest
    assert {iso3: moved[iso3] for iso3 in said} == said


def test_movements_count_every_country_of_either_report(ledger, listed):
    moved = compare.movements(ledger, 2010, 2020)
    assert set(moved["iso3"]) == {iso3 for iso3, year in listed if year in (2010, 2020)}


def test_a_special_case_has_no_movement(ledger):
    moved = compare.movements(ledger, 2023, 2024).set_index("iso3")
    assert moved.loc[["HTI"], ["from_tier", "to_tier"]].values.tolist()[0] == ["2WL", "SC"]
    assert moved["movement"].isna()["HTI"]


def test_transitions_count_every_ordered_pair_once(ledger, listed):
    pairs: Counter[tuple[str, str]] = Counter()
    for (iso3, year), row in listed.items():
        after = listed.get((iso3, year + 1))
        if (
            after is None
            or "SC" in (row["tier"], after["tier"])
            or (iso3 == "MNE" and year + 1 <= 2006)
        ):
            continue
        pairs[row["tier"], after["tier"]] += 1
    found = compare.transitions(ledger)
    assert {(r.from_tier, r.to_tier): r.transitions for r in found.itertuples()} == dict(pairs)
    assert found.groupby("from_tier")["share"].sum().tolist() == pytest.approx([1, 1, 1, 1])


def test_transitions_count_the_pairs_with_a_derived_placement(ledger, listed):
    pairs = Counter(
        (row["tier"], after["tier"])
        for (iso3, year), row in listed.items()
        if (after := listed.get((iso3, year + 1)))
        and "derived" in (row["basis"], after["basis"])
        and not (iso3 == "MNE" and year + 1 <= 2006)
        and "SC" not in (row["tier"], after["tier"])
    )
    found = compare.transitions(ledger).query("derived > 0")
    assert {(r.from_tier, r.to_tier): r.derived for r in found.itertuples()} == dict(pairs)


def test_countries_with_the_same_history_share_each_of_five_reports(ledger, listed):
    peers = compare.same_history(ledger, "CHN", 2025)
    path = [listed["CHN", year]["tier"] for year in range(2021, 2026)]
    assert "RUS" in peers and "CHN" not in peers
    assert all([listed[iso3, year]["tier"] for year in range(2021, 2026)] == path for iso3 in peers)


def test_neighbours_are_of_the_same_region(ledger):
    neighbours = compare.neighbours(ledger, "KHM", 2025)
    assert {"THA", "VNM", "LAO"} <= set(neighbours)
    assert not {"KHM", "IND", "FRA"} & set(neighbours)


def test_no_median_over_fewer_than_five_countries(ledger):
    medians = compare.medians_by_tier(ledger, "prosecutions")
    assert medians.loc[medians["countries"] < 5, "median"].isna().all()
    assert medians.loc[medians["median"].notna(), "countries"].min() >= 5


@pytest.mark.parametrize(
    ("measure", "publisher"),
    [
        ("victims_detected", "UNODC"),
        ("convictions", "UNODC"),
        ("convictions", "US Department of State"),
    ],
)
def test_medians_are_those_of_the_figures_shown(ledger, measure, publisher):
    asked = f"report_year == 2018 and publisher == '{publisher}'"
    figures = compare.figures_by_tier(ledger, measure).query(asked)
    shown = compare.medians_by_tier(ledger, measure).query(asked)
    shown = shown[shown["median"].notna()].set_index("tier")
    assert len(shown) >= 3
    for tier, row in shown.iterrows():
        counted = figures[
            (figures["tier"] == tier) & figures["qualifier"].isin(["exact", "less_than"])
        ]
        ranked = [
            0 if q == "less_than" else v
            for v, q in zip(counted["value"], counted["qualifier"], strict=True)
        ]
        assert row["countries"] == len(ranked)
        assert row["median"] == median(ranked)


def test_medians_count_the_countries_whose_tier_is_derived(ledger, listed):
    asked = "report_year == 2022 and publisher == 'UNODC'"
    figures = compare.figures_by_tier(ledger, "convictions").query(asked)
    found = compare.medians_by_tier(ledger, "convictions").query(asked)
    counted = figures[figures["qualifier"].isin(["exact", "less_than"])]
    expected = Counter(
        row.tier for row in counted.itertuples() if listed[row.iso3, 2022]["basis"] == "derived"
    )
    assert expected
    assert dict(zip(found["tier"], found["derived"], strict=True)) == {
        tier: expected[tier] for tier in found["tier"]
    }


def test_no_median_mixes_publishers(ledger):
    behind = ledger.table("""
        select peers, peer_group, measure, report_year, peer_median.publisher, source.publisher as read_from
        from peer_median, unnest(source_ids) as cited(source_id) join source using (source_id)
    """)
    assert (behind["publisher"] == behind["read_from"]).all()
    both = behind.drop_duplicates(["measure", "publisher"])
    assert {"prosecutions", "convictions"} <= set(both["measure"][both["measure"].duplicated()])


def test_no_case_and_no_count_of_new_ones_stands_among_persons(ledger):
    held = ledger.table("select distinct unit, counted from peer_figure")
    assert {"cases", "as_reported", "offences"}.isdisjoint(held["unit"])
    assert {"traffickers", "persons", "victims"} <= set(held["unit"])
    assert "new" not in set(held["counted"])


def test_the_median_of_a_region_follows_the_rule_of_the_tiers(ledger):
    small = ledger.table("from peer_median where peers = 'region' and countries < 5")
    assert len(small) > 0 and small["median"].isna().all()


def test_every_column_offered_has_a_heading_and_a_usual_one_is_offered(ledger):
    standings = compare.standings(ledger, 2025, areas=["KHM", "THA"])
    codes = standings["iso3"].tolist()
    table = compare.side_by_side(
        standings,
        compare.latest_figures(ledger, 2025, codes),
        compare.latest_conviction_ratios(ledger, 2025, codes),
        catalogue.headline_measures(ledger),
    )
    measures = catalogue.headline_measures(ledger)
    headings = wording.comparison_headings(2025, measures)
    assert ["name", *(c for c in headings if c != "history")] == list(
        wording.comparison_columns(table, measures)
    )
    usual = {*wording.USUAL_COLUMNS, *measures}
    assert usual < set(headings)
    assert len(usual) + 1 == 9 and "convictions" in usual
    assert len(set(headings.values())) == len(headings)
    assert not any("," in code for code in headings)


def test_one_cell_holds_a_figure_with_its_year_and_source_and_the_most_stand_first(ledger):
    codes = ["KHM", "THA", "DEU", "IND"]
    table = compare.side_by_side(
        compare.standings(ledger, 2025, areas=codes),
        figures := compare.latest_figures(ledger, 2025, codes),
        compare.latest_conviction_ratios(ledger, 2025, codes),
        catalogue.headline_measures(ledger),
    )
    ordered = compare.in_order(table, "prosecutions", "desc")
    assert ordered["prosecutions"].dropna().is_monotonic_decreasing
    cells = wording.comparison_columns(ordered, catalogue.headline_measures(ledger)).set_index(
        "name"
    )["prosecutions"]
    rows = figures[figures["measure"] == "prosecutions"].set_index("iso3")
    for iso3, name in zip(ordered["iso3"], ordered["name"], strict=True):
        assert cells[name].startswith(f"{rows.loc[iso3, 'value']:,.0f}")
        assert f" · {rows.loc[iso3, 'year']} · " in cells[name]
    held = {
        "value": 1,
        "qualifier": "exact",
        "unit": "cases",
        "year": 2023,
        "publisher": "US Department of State",
    }
    row = pd.Series(
        held | {"reliability": "press", "period": "fiscal", "doubt": "total_below_part"}
    )
    assert wording.figure_cell(row) == "1 case · 2023 · TIP (press, doubted, fiscal year)"
    assert wording.figure_cell(pd.Series({"value": None})) is None


@pytest.mark.parametrize(
    ("by", "way", "order"),
    [
        ("prosecutions", "desc", "CDAEB"),
        ("prosecutions", "asc", "ADCEB"),
        ("prosecutions_change", "desc", "DCABE"),
        ("tier", "asc", "ACDEB"),
        ("tier", "desc", "DECAB"),
        ("name", "desc", "EDCBA"),
    ],
)
def test_the_missing_come_last_whichever_way_and_what_does_not_rank_before_them(by, way, order):
    table = pd.DataFrame(
        {
            "name": list("ABCDE"),
            "tier": ["3", "SC", "2WL", "1", "1"],
            "prosecutions": [0, None, 46, 12, None],  # E is fewer than 5
            "prosecutions_value": [0, None, 46, 12, 5],
            "prosecutions_change": [None, None, -3, 7, None],
        }
    )
    assert "".join(compare.in_order(table, by, way)["name"]) == order


def test_what_a_cell_has_no_room_for_is_told_beside_it(ledger):
    figures = compare.latest_figures(ledger, 2025, ["PER", "THA", "BRB"])
    cards = {(r.iso3, r.measure): wording.figure_card(r).split("\n") for r in figures.itertuples()}
    assert cards["PER", "victims_detected"][:3] == [
        "Victims detected: 308 persons in 2023",
        "UNODC, edition 2025-11",
        "Doubted: the same edition prints 398 for a part of it (female, adults)",
    ]
    assert "-54 on 2022" in cards["THA", "prosecutions"]
    assert cards["BRB", "prosecutions"] == [
        "Prosecutions: 0 cases in reporting year 2022",
        "US Department of State, edition 2023",
        "Counted: newly opened",
        "No change on 2021 is given: no whole figure for 2021",
    ]


def test_suppressed_figures_never_count_as_five(ledger):
    # Convictions of 2010, Tier 3: six countries, all "<5". No median can be known.
    row = (
        compare.medians_by_tier(ledger, "convictions")
        .query("report_year == 2011 and tier == '3' and publisher == 'UNODC'")
        .iloc[0]
    )
    assert (row["countries"], row["suppressed"]) == (6, 6)
    assert row["median"] != row["median"]
    assert row["withheld"] == "suppressed"


def test_conviction_ratios_share_year_unit_and_source(ledger):
    areas = compare.standings(ledger, 2025)["iso3"].tolist()
    ratios = compare.latest_conviction_ratios(ledger, 2025, areas)
    assert len(ratios) > 50
    for row in ratios.dropna(subset="per_100_prosecutions").head(20).itertuples():
        read = ledger.table(
            """
            select measure, value, unit from figure
            where area = $area and year = $year and source_id = $source and form = 'all' and sex = 'all'
              and age = 'all' and origin = '' and scope = '' and measure in ('convictions', 'prosecutions')
                  and unit = $unit
            """,
            area=row.iso3,
            year=row.year,
            source=row.source_id,
            unit=row.unit,
        ).set_index("measure")["value"]
        assert row.per_100_prosecutions == pytest.approx(
            100 * read["convictions"] / read["prosecutions"]
        )


def test_rates_are_given_for_exact_figures_only(ledger):
    figures = compare.latest_figures(ledger, 2025, compare.standings(ledger, 2025)["iso3"].tolist())
    suppressed = figures[figures["qualifier"] != "exact"]
    assert len(suppressed) > 0
    assert suppressed["per_100_000"].isna().all() and suppressed["change"].isna().all()


def test_standings_keep_to_the_tiers_regions_and_countries_asked_for(ledger, listed):
    found = compare.standings(ledger, 2025, ["2WL", "3"], ["EAP"])
    assert set(found["tier"]) == {"2WL", "3"} and set(found["tip_region"]) == {"EAP"}
    picked = compare.standings(ledger, 2025, areas=["KHM", "THA"])
    assert set(picked["iso3"]) == {"KHM", "THA"}
    khm = picked.set_index("iso3").loc["KHM"]
    assert (khm["tier"], khm["previous_tier"], khm["reports_in_tier"]) == ("3", "3", 4)


def test_every_country_stands_once_side_by_side(ledger):
    standings = compare.standings(ledger, 2025)
    assert standings["iso3"].is_unique
    codes = standings["iso3"].tolist()
    table = compare.side_by_side(
        standings,
        compare.latest_figures(ledger, 2025, codes),
        compare.latest_conviction_ratios(ledger, 2025, codes),
        catalogue.headline_measures(ledger),
    )
    assert table["iso3"].tolist() == codes
    suppressed = table["prosecutions_qualifier"] == "less_than"
    assert suppressed.any() and table.loc[suppressed, "prosecutions"].isna().all()


def test_matrix_lists_each_country_once_under_its_region(ledger):
    placed = compare.every_placement(ledger)
    for by in ("name", "tier", "watch_list", "moves"):
        order = compare.matrix_order(placed, by)
        names = [name for name in order if not name.startswith("<b>")]
        assert sorted(names) == sorted(placed["name"].unique())
    most = compare.matrix_order(placed, "watch_list")
    africa = most[most.index("<b>Africa (TIP region)</b>") + 1]
    years = (
        placed[placed["region"] == "Africa (TIP region)"]
        .query("tier == '2WL'")["name"]
        .value_counts()
    )
    assert years[africa] == years.max()


def test_the_workbook_holds_the_table_and_on_a_second_sheet_its_sources(ledger):
    table = pd.DataFrame({"Country": ["Cambodia"], "Prosecutions": [None], "as printed": ["=1+1"]})
    cited = catalogue.sources(ledger, ["unodc_glotip_2025_04"])
    sheets = pd.read_excel(
        BytesIO(workbook.with_sources(table, cited, "Report of 2025", {"Edition": "2025"})),
        sheet_name=None,
    )
    assert list(sheets) == ["Report of 2025", "Sources", "About"]
    assert sheets["Report of 2025"]["as printed"].tolist() == ["=1+1"]
    assert sheets["Report of 2025"]["Prosecutions"].isna().all()
    assert sheets["Sources"]["source_id"].tolist() == ["unodc_glotip_2025_04"]


def test_latest_figures_never_lie_after_the_report_year(ledger):
    standings = compare.standings(ledger, 2014, ["2WL"], ["EAP"])
    assert "Cambodia" in standings["name"].tolist()
    found = compare.latest_figures(ledger, 2014, standings["iso3"].tolist())
    assert len(found) > 0 and (found["year"] <= 2014).all()
