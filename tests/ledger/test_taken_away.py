"""What readers take away, over the whole ledger: files, pictures, answers of the API. A figure leaves with what is known
of it, and nothing leaves that the ledger would not say."""

import pytest

from dashboard.charts import parts
from dashboard.queries import catalogue, victims, yearly
from dashboard.queries.database import Database
from dashboard.statistics.yearly_sums import LEAST_FOR_PERCENT
from dashboard.wording import victims as victims_wording

# What tells one number in percent of another, with the smaller of the two, or the whole that it is a part of.
PERCENTAGES = {
    "year_over_year": ("change_ratio", "least(value_before, value)"),
    "conviction_ratio": ("per_100_prosecutions", "prosecutions"),
    "two_accounts": ("apart", "least(tip_value, unodc_value)"),
    "claim_evidence": ("change_percent", "least(value_before, value)"),
}


@pytest.mark.parametrize("table", PERCENTAGES)
def test_of_numbers_below_ten_no_table_gives_a_percentage(ledger: Database, table):
    percentage, of = PERCENTAGES[table]
    least = ledger.table(
        f"select min({of}) as least, count(*) as given from {table} where {percentage} is not null"
    )
    assert least["given"].item() > 0
    assert least["least"].item() >= LEAST_FOR_PERCENT


def test_of_numbers_below_ten_there_is_no_index_and_no_share(ledger: Database):
    small = ledger.table("""
        select area, any_value(year) as year from preferred_figure
        where measure = 'convictions' and form = 'all' and value between 1 and 9 and qualifier = 'exact'
        group by area order by area
    """)
    for area, base in small.head(30).itertuples(index=False):
        found = yearly.against(ledger, [area], "convictions", "all", "preferred", int(base))
        assert found["index"].isna().all(), area
        few = found[["value", "value_base"]].min(axis=1) < LEAST_FOR_PERCENT
        assert found.loc[few, "change_ratio"].isna().all(), area
    of_few = ledger.table("""
        select area, count(*) as years from victim_shortfall
        where breakdown = 'sex_age' and total between 1 and 9 and total_qualifier = 'exact'
        group by area order by years desc, area limit 20
    """)
    shared = [victims.shares(ledger, area, "sex_age", 1990, 2100) for area in of_few["area"]]
    assert sum(map(len, shared)) > 100
    assert min(rows["total"].min() for rows in shared if len(rows)) >= LEAST_FOR_PERCENT


# A part of the victims of a country, as figure_doubt knows it.
PARTS = """
    select part.*, contradiction is not null as contradicted from victim_breakdown as part
    left join origin_label on origin_label.label = part.part
    left join (select distinct * exclude (kind, other_year, other_measure, other_form, other_sex, other_age, other_origin,
        other_value, other_qualifier, other_unit, other_source_id) from figure_doubt where contradiction) as doubted
        on (doubted.area, doubted.year, doubted.measure, doubted.source_id, doubted.unit)
            = (part.area, part.year, part.measure, part.source_id, part.unit)
        and doubted.form = if(breakdown = 'form', part, 'all')
        and doubted.origin = if(breakdown in ('citizenship', 'repatriation'), part, '')
        and if(breakdown = 'sex', doubted.sex = part and (doubted.age = 'all' or part = 'unknown'),
            breakdown in ('age', 'sex_age') or doubted.sex = 'all')
        and if(breakdown = 'age', doubted.age = part and (doubted.sex = 'all' or part = 'unknown'),
            breakdown in ('sex', 'sex_age') or doubted.age = 'all')
    where breakdown <> 'sex_age'
"""


def test_a_part_that_its_edition_contradicts_is_told_so_and_enters_no_sum_and_no_share(ledger):
    told = ledger.table(
        f"select contradicted, doubt is not null as told, count(*) as n from ({PARTS}) group by all"
    )
    assert (told["contradicted"] == told["told"]).all()
    assert told.loc[told["told"], "n"].sum() > 300
    added = ledger.table("""
        select detected_in, coalesce(sum(value) filter (counted and qualifier = 'exact' and doubt is null), 0) as total,
            count(*) filter (doubt is not null) as doubted
        from victim_flow group by detected_in having doubted > 0 order by detected_in
    """)
    assert len(added) > 15
    for area, total, doubted in added.itertuples(index=False):
        flows = victims.flows_into(ledger, area, 1990, 2100)
        assert (flows["value"].sum(), flows["contradicted"].sum()) == (total, doubted), area
        assert "edition contradict" in victims_wording.flows_added(flows, "into"), area
    doubted = ledger.table("""
        select distinct area, year, breakdown, part, outcome from victim_breakdown
        join victim_shortfall using (area, year, measure, breakdown, source_id, unit)
        where (doubt is not null or outcome = 'total_doubted') and breakdown in ('sex_age', 'form')
    """)
    for (area, breakdown), rows in doubted.groupby(["area", "breakdown"]):
        given = victims.shares(ledger, str(area), str(breakdown), 1990, 2100)
        assert not given.merge(rows, on=["year", "part"]).size, (area, breakdown)
    assert len(doubted) > 200


def test_a_total_that_its_edition_contradicts_is_set_against_no_parts_that_fall_short_of_it(ledger):
    stated = ledger.table("""
        select s.* from victim_shortfall as s semi join figure_doubt as d
            on d.contradiction and d.area = s.area and d.year = s.year and d.measure = s.measure
            and d.source_id = s.source_id and d.unit = s.unit and d.form = 'all'
            and of_whole_area(d.sex, d.age, d.origin, d.scope)
        where total_qualifier = 'exact'
    """)
    assert set(stated["outcome"]) == {"exceeds", "total_doubted"}
    assert stated["shortfall"].isna().all()
    year = stated[stated["outcome"] == "total_doubted"].iloc[0]
    told = victims.shortfalls(ledger, year.area, year.breakdown, int(year.year), int(year.year))
    assert "(doubted)" in victims_wording.gap(told.iloc[0], year.breakdown)


def test_referred_victims_are_not_added_to_detected_ones_and_are_marked_wherever_they_stand(ledger):
    apart = ledger.table(
        "select detected_in from victim_flow group by all having count(distinct counts) > 1"
    )
    assert "GBR" in set(apart["detected_in"])
    for area in apart["detected_in"]:
        flows = victims.flows_into(ledger, area, 1990, 2100)
        flows["other_end"] = victims_wording.other_end(flows, "into")
        marked = flows["other_end"].str.contains("referred")
        assert (marked == (flows["counted"] == "referred")).all()
        assert victims_wording.flows_added(flows, "into").count("(referred)") > 1
        found = victims.parts(ledger, area, "sex_age", 1990, 2100)
        gaps = victims.shortfalls(ledger, area, "sex_age", 1990, 2100)
        drawn = parts.parts_of_total(found, gaps, victims_wording.PARTS)
        referred = set(found.loc[found["counted"] == "referred", "year"])
        hovered = {
            (int(year), mark)
            for trace in drawn.data
            if trace.type == "bar" and trace.customdata is not None and "part" not in trace.name
            for year, mark in zip(trace.x, trace.customdata, strict=True)
        }
        assert {year for year, mark in hovered if "referred" in mark} == referred
        name = catalogue.names_in_sentences(ledger)[area]
        assert "(referred)" in victims_wording.parts_in_brief(found, gaps, "sex_age", name)
