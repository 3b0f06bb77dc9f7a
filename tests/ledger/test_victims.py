"""Victims on the real ledger: parts as printed, gaps that give nothing away, flows by the reviewed labels."""

import csv
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import corridors, parts
from dashboard.frames import each
from dashboard.queries import victims
from dashboard.queries.database import Database
from dashboard.wording import victims as wording

DATA = Path(__file__).resolve().parents[2] / "data"


def gap(ledger: Database, area: str, breakdown: str, year: int) -> pd.Series:
    return victims.shortfalls(ledger, area, breakdown, year, year).iloc[0]


def test_parts_that_exceed_the_total_are_said_to(ledger):
    # Burkina Faso 2021: 1,532 victims, but 1,620 in forced labour and 183 in sexual exploitation.
    assert wording.gap(gap(ledger, "BFA", "form", 2021), "form") == (
        "2021: the parts by form of exploitation exceed the total of 1,532 (doubted) by 271."
    )
    # Peru 2023: 308 victims, 398 of them women.
    women = victims.parts(ledger, "PER", "sex_age", 2023, 2023).set_index("part")["value"]
    assert women["women"] == 398
    assert gap(ledger, "PER", "sex_age", 2023).outcome == "exceeds"


def test_shares_are_told_of_their_total(ledger):
    # Thailand 2023: 701 victims, 271 of them girls.
    shares = victims.shares(ledger, "THA", "sex_age", 2023, 2023)
    girls = shares.set_index("part").loc["girls"]
    assert girls["share"] == girls["value"] / girls["total"]
    assert wording.shares_in_words(shares, "Thailand") == (
        "Thailand, 2023: girls 39 % of 701; men 31 % of 701; women 23 % of 701; boys 8 % of 701."
    )


def test_there_is_no_share_of_a_total_in_doubt_or_exceeded(ledger):
    # Burkina Faso 2021: the parts exceed the total. United Arab Emirates 2019: a part is larger than the total of 50.
    assert not victims.parts(ledger, "BFA", "form", 2021, 2021).empty
    assert victims.shares(ledger, "BFA", "form", 2021, 2021).empty
    assert not victims.parts(ledger, "ARE", "sex_age", 2019, 2019).empty
    assert victims.shares(ledger, "ARE", "sex_age", 2019, 2019).empty


@pytest.mark.parametrize(
    ("part", "of", "told"),
    [
        (816, 2634, "girls 31 % of 2,634"),
        (0, 12, "girls 0 % of 12"),
        (1, 400, "girls less than 1 % of 400"),
        (399, 400, "girls more than 99 % of 400"),
        (400, 400, "girls 100 % of 400"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(part, of, told):
    of_total = {"reliability": "copy", "period": "calendar", "counted": "", "doubt": None}
    row = pd.Series({"part": "girls", "share": part / of, "total": of} | of_total)
    assert wording.share(row) == told


def test_a_suppressed_part_has_no_share(ledger):
    every = ledger.table("""
        select area, year, part from victim_breakdown where qualifier <> 'exact' and breakdown = 'sex_age' limit 20
    """)
    assert not every.empty
    for row in every.itertuples():
        shares = victims.shares(ledger, row.area, "sex_age", row.year, row.year)
        assert row.part not in set(shares["part"])


def test_parts_and_total_come_from_one_edition(ledger):
    mixed = ledger.table("""
        select area from victim_breakdown
        group by area, year, measure, breakdown having count(distinct source_id) > 1
    """)
    assert mixed.empty


def test_no_difference_is_stated_that_suppressed_parts_could_hold(ledger):
    """Every stated shortfall stays the same whatever the suppressed parts hold, and no other column gives them away."""
    every = ledger.table("select * from victim_shortfall")
    printed = ledger.table("""
        select area, year, measure, breakdown, sum(value) filter (where qualifier = 'exact') as exact,
               count(*) filter (where qualifier <> 'exact') as hidden
        from victim_breakdown where counted group by all
    """)
    both = every.merge(printed, on=["area", "year", "measure", "breakdown"], validate="one_to_one")
    hiding = both[
        (both["hidden"] > 0)
        & (both["total_qualifier"] == "exact")
        & (both["outcome"] != "total_doubted")
    ]
    left = hiding["total"] - hiding["exact"].fillna(0)
    could_hold = left.between(0, 4 * hiding["hidden"])
    assert could_hold.any()
    assert (hiding.loc[could_hold, "outcome"] == "withheld").all()
    assert hiding.loc[could_hold, ["shortfall", "excess"]].isna().all(axis=None)
    stated = hiding[hiding["shortfall"].notna()]
    assert (stated["difference_qualifier"] == "at_least").all()
    assert (
        stated["shortfall"] <= stated["total"] - stated["exact"].fillna(0) - 4 * stated["hidden"]
    ).all()
    assert not {"parts_sum", "gap"} & set(every.columns)


def test_suppressed_parts_have_no_height_in_the_chart(ledger):
    found = victims.parts(ledger, "AUS", "sex_age", 2022, 2022)
    assert "less_than" in set(found["qualifier"])
    figure = parts.parts_of_total(
        found, victims.shortfalls(ledger, "AUS", "sex_age", 2022, 2022), wording.PARTS
    )
    drawn = {bar.name: sum(bar.y) for bar in figure.data if bar.type == "bar"}
    # 58 in all, 32 women, fewer than 5 men: at least 58 - 32 - 4 stand in no part.
    assert drawn.pop("Not reported") == 22
    exact = found[found["qualifier"] == "exact"]
    assert drawn == {wording.PARTS[row.part]: row.value for row in each(exact)}


def test_every_label_is_read_or_listed_with_the_reason(ledger):
    with (DATA / "figures" / "unodc.csv").open(encoding="utf-8") as text:
        printed = {
            row["origin"]
            for row in csv.DictReader(text)
            if row["origin"]
            and row["measure"] == "victims_detected"
            and row["source_id"] != "unodc_glotip_2023_05"
        }
    flow = ledger.table("select distinct label, kind, citizenship, reason from victim_flow")
    assert set(flow["label"]) == printed
    named = flow["kind"].isin(["country", "nationals"])
    assert flow.loc[named, "citizenship"].notna().all()
    assert flow.loc[~named, "reason"].notna().all()
    listed = victims.labels_without_country(ledger)
    with (DATA / "origin_labels.csv").open(encoding="utf-8") as text:
        reviewed = [row for row in csv.DictReader(text)]
    unmapped = {r["label"] for r in reviewed if r["kind"] not in ("country", "nationals")}
    assert set(listed["printed_label"]) == unmapped >= set(flow.loc[~named, "label"])
    said = wording.labels_counted(victims.labels_by_kind(ledger))
    assert said.startswith(f"UNODC prints {len(reviewed)} different labels")


def test_sums_of_flows_leave_out_suppressed_cells_totals_and_repetitions(ledger):
    # Solomon Islands 2019 prints 8 "Nationals" and the same 8 as "Solomon islanders".
    domestic = victims.flows_into(ledger, "SLB", 2019, 2019).set_index("kind").loc["domestic"]
    assert domestic["value"] == 8
    # Bolivia prints the total as a citizenship.
    bolivia = victims.flows_into(ledger, "BOL", 2017, 2022)
    total = bolivia[bolivia["labels"].str.contains("TOTAL")]
    assert total["value"].isna().all()
    # Colombian victims in Bolivia: every cell suppressed, so no number at all, not 5 and not 0.
    colombian = bolivia[bolivia["citizenship"] == "COL"].iloc[0]
    assert pd.isna(colombian["value"])
    assert colombian["suppressed"] > 0
    assert "Colombia" not in set(corridors.ranked_flows(bolivia, "citizenship_name").data[0].y)


def heights(figure: go.Figure) -> dict[str, float]:
    return {bar.name: sum(bar.y) for bar in figure.data if bar.type == "bar"}


def origins_in(ledger: Database, area: str, breakdown: str, year: int) -> go.Figure:
    found = victims.parts(ledger, area, breakdown, year, year)
    return parts.origins_of_total(
        found.assign(origin=wording.origins(found, breakdown)),
        victims.shortfalls(ledger, area, breakdown, year, year),
    )


def test_citizenship_is_drawn_with_the_share_that_no_part_holds(ledger):
    # United States 2022: 16,390 victims, the citizenships of 12,512 of them.
    drawn = heights(origins_in(ledger, "USA", "citizenship", 2022))
    assert drawn["Not reported"] == gap(ledger, "USA", "citizenship", 2022).shortfall == 3878
    assert drawn["United States (own citizens)"] > drawn["Mexico"] > 0
    assert sum(drawn.values()) == 16390


def test_repatriation_without_a_total_has_no_share_that_is_not_reported(ledger):
    drawn = heights(origins_in(ledger, "COL", "repatriation", 2018))
    assert drawn
    assert "Not reported" not in drawn
    assert gap(ledger, "COL", "repatriation", 2018).outcome == "no_total"


def test_a_total_among_the_citizenships_is_listed_and_in_no_sum(ledger):
    found = victims.parts(ledger, "BOL", "citizenship", 2022, 2022).set_index("part")
    assert found.at["TOTAL", "value"] == 560
    assert not found.at["TOTAL", "in_sums"]
    figure = origins_in(ledger, "BOL", "citizenship", 2022)
    assert sum(heights(figure).values()) < 560
    moved = victims.flows_into(ledger, "BOL", 2022, 2022).set_index("kind")
    assert moved["value"].isna()["total"]
    assert moved.at["total", "left_out"] == 1
    assert "1 cell printed as a total or twice" in wording.flows_added(moved.reset_index(), "into")


def test_a_region_is_asked_in_both_directions(ledger):
    into = victims.flows_into_region(ledger, "EAP", 2015, 2022)
    out = victims.flows_from_region(ledger, "EAP", 2015, 2022)
    within = ["citizenship", "detected_in", "value", "suppressed"]
    eap = set(ledger.table("select iso3 from country where tip_region = 'EAP'")["iso3"])
    assert set(into["detected_in"]) <= eap
    assert set(out["citizenship"]) <= eap
    both = into[into["citizenship"].isin(eap)][within].sort_values(within, ignore_index=True)
    home = out[out["detected_in"].isin(eap)][within].sort_values(within, ignore_index=True)
    pd.testing.assert_frame_equal(both, home)
    assert set(out["detected_in"]) - eap


def test_a_flow_is_the_same_in_both_directions(ledger):
    into = victims.flows_into(ledger, "THA", 2015, 2022).query("citizenship == 'KHM'")
    out = victims.flows_from(ledger, "KHM", 2015, 2022).query("detected_in == 'THA'")
    assert into["value"].tolist() == out["value"].tolist() != []


def test_counts_and_estimates_stay_apart(ledger):
    side_by_side = victims.measures_side_by_side(ledger, "GBR", 2003, 2025)
    assert side_by_side.groupby("measure")["kind"].nunique().eq(1).all()
    nrm = side_by_side.query("measure == 'uk_nrm_referrals' and year == 2023")
    detected = side_by_side.query("measure == 'victims_detected' and year == 2023")
    assert len(nrm) == len(detected) == 1


def test_hotline_signals_and_cases_stand_among_the_measures_as_partial_counts(ledger):
    hotline = victims.measures_side_by_side(ledger, "USA", 2003, 2025).query(
        "measure.str.startswith('us_hotline')"
    )
    assert set(hotline["measure"]) == {"us_hotline_signals", "us_hotline_cases"}
    assert set(hotline["unit"]) == {"signals", "cases"}
    assert "states and territories only" in set(hotline["scope"])
    assert (hotline["scope"] != "").all()


def test_the_panel_explains_the_measures_in_three_sentences():
    assert wording.MEASURES_DIFFER.count(". ") + 1 == 3
