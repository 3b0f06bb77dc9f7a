"""What must hold of every ranked country, lest a reader be caught out with a figure of ours."""

import re

import pandas as pd
import pytest

from dashboard.briefing.country import country_briefing
from dashboard.briefing.group import group_briefing
from dashboard.briefing.model import Briefing, Sentence, Table
from dashboard.briefing.registers import Words
from dashboard.frames import each, groups, last_value
from dashboard.queries import catalogue, compare, figures, yearly
from dashboard.queries.database import Database
from dashboard.statistics import yearly_sums
from dashboard.statistics.yearly_sums import LEAST_FOR_PERCENT
from dashboard.wording import answers, comparison, tiers
from dashboard.wording import trends as trend_wording
from dashboard.wording.figures import MARKED_COUNTS
from tests.ledger.test_marks import of_page

BETTER = {"doubt": "{}.doubt is null", "press": "{}.reliability not in ('press', 'derived')"}


@pytest.mark.parametrize("told", BETTER)
def test_what_is_contradicted_or_of_the_press_is_preferred_over_nothing_alone(ledger, told):
    """Of figures that their own edition does not contradict, in turn, one not of the press."""
    sound = BETTER[told]
    alike = "" if told == "doubt" else "and (preferred.doubt is null) = (other.doubt is null)"
    better, worse = (
        ledger.value(f"""
            select count(*) from preferred_figure as preferred
            join citable_figure as other using (area, measure, form, year)
            where other.strand = '' and {one} and not ({another}) {alike}
        """)
        for one, another in (
            (sound.format("other"), sound.format("preferred")),
            (sound.format("preferred"), sound.format("other")),
        )
    )
    assert better == 0
    assert worse > 20


def test_what_its_own_note_calls_inexact_is_not_exact(ledger):
    told = ledger.table("""
        select area, year, measure, qualifier, note from figure
        where regexp_matches(note, 'may be off|printed as (about|around|nearly|almost|over|some|more than|at least)\\b')
    """)
    assert len(told) > 2
    assert "exact" not in set(told["qualifier"]), told


@pytest.fixture(scope="module")
def briefings(ledger: Database) -> dict[str, Briefing]:
    """The standing, the charts, the tables and what publishers differ in, of every ranked country."""
    parts = ["tiers", "law", "victims", "years", "peers", "disagreements"]
    return {
        iso3: country_briefing(ledger, iso3, sections=parts)
        for iso3 in catalogue.ranked_countries(ledger)
    }


def test_no_line_of_a_briefing_crosses_a_refused_comparison(ledger, briefings):
    given = ledger.table("""
        select area, label, publisher, year from year_over_year join measure using (measure)
        where voice = publisher and form = 'all' and strand = '' and withheld is null
    """)
    allowed = set(given.itertuples(index=False, name=None))
    joined = 0
    for iso3, made in briefings.items():
        for chart in made.charts:
            if chart.kind != "line":
                continue
            drawn = {(point.series, int(point.x)) for point in chart.points}
            for series, year in drawn:
                if (series, year - 1) in drawn:
                    joined += 1
                    [(label, publisher)] = re.findall(r"^(.*?), [a-z_ ,]+ \((.*?)[,)]", series)
                    assert (iso3, label, publisher, year) in allowed, (iso3, series, year)
    assert joined > 1000


def test_no_two_figures_are_compared_that_are_unlike_or_lie_across_a_break(ledger):
    """Asked of the figures and of the breaks on record, not of the rule: of any two years of any series."""
    found = ledger.table("""
        select
            count(*) as pairs,
            count(*) filter (before.unit <> now.unit) as units,
            count(*) filter (before.counts <> now.counts) as counted,
            count(*) filter (before.period <> now.period) as periods,
            count(*) filter (before.publisher <> now.publisher) as publishers,
            count(*) filter (before.qualifier <> 'exact' or now.qualifier <> 'exact') as inexact,
            count(*) filter (before.doubt is not null or now.doubt is not null) as doubted,
            count(*) filter (exists (
                from series_break join source using (source_id)
                where (series_break.area, series_break.measure, source.publisher) = (now.area, now.measure, now.publisher)
                  and series_break.year > before.year and series_break.year <= now.year
            )) as broken
        from two_years
        join year_over_year as before
            using (area, measure, form, strand, voice)
        join year_over_year as now using (area, measure, form, strand, voice)
        where two_years.withheld is null and base = before.year and two_years.year = now.year and before.year < now.year
    """)
    [pairs, *unlike] = found.iloc[0]
    assert pairs > 50_000
    assert not any(unlike), found.T


def test_nothing_is_computed_from_a_contradicted_figure(ledger):
    doubted = """
        select area, year, measure, form, unit, source_id from figure_doubt
        where contradiction and sex = 'all' and age = 'all' and origin = '' and scope = ''
    """
    computed = {
        "change": """
            select now.area from year_over_year as now join doubted as d
                on d.area = now.area and d.measure = now.measure and d.form = now.form
                and (d.year = now.year and d.source_id = now.source_id
                  or d.year = now.year - 1 and d.source_id = now.source_id_before)
                and d.unit = now.unit
            where change is not null or change_ratio is not null
        """,
        "ratio": """
            select area from conviction_ratio join doubted using (area, year, source_id, unit)
            where form = 'all' and measure in ('prosecutions', 'convictions')
        """,
        "median": """
            select iso3 from peer_figure join doubted as d
                on d.area = iso3 and d.year = peer_figure.year and d.measure = peer_figure.measure
                and d.source_id = peer_figure.source_id and d.unit = peer_figure.unit and d.form = 'all'
        """,
    }
    for what, sql in computed.items():
        assert ledger.table(f"with doubted as ({doubted}) {sql}").empty, what
    assert len(ledger.table(doubted)) > 100


def test_who_looks_for_a_ratio_of_fewer_than_ten_prosecutions_is_told_why_there_is_none(ledger):
    standings = compare.standings(ledger, 2025)
    codes, measures = standings["iso3"].tolist(), catalogue.headline_measures(ledger)
    ratios = compare.latest_conviction_ratios(ledger, 2025, codes)
    table = compare.side_by_side(
        standings, compare.latest_figures(ledger, 2025, codes), ratios, measures
    )
    shown = comparison.comparison_columns(table, measures).set_axis(table["iso3"])
    of_few = ratios[ratios["prosecutions"] < LEAST_FOR_PERCENT]
    told = shown["convictions_per_100_prosecutions"].loc[of_few["iso3"]]
    assert len(told) > 10
    assert set(told) == {"fewer than ten prosecutions"}


def test_a_contradicted_figure_never_stands_in_a_headline_without_saying_so(ledger, briefings):
    last = ledger.table("""
        select area, doubt from preferred_figure join measure using (measure)
        where form = 'all' and headline is not null
        qualify row_number() over (partition by area, measure order by year desc) = 1
    """)
    told = last[last["doubt"].notna()].groupby("area").size()
    for iso3, facts in told.items():
        if iso3 in briefings:
            said = " ".join(sentence.text for sentence in briefings[iso3].headlines)
            assert len(re.findall(r"[(;] ?doubted: ", said)) == facts, (iso3, said)
    assert told.sum() > 0


def test_parts_of_later_years_are_told_beside_the_last_whole_figure(ledger, briefings):
    """The last whole figure is not the last that is known: in sentences of both registers, and in the country's strip."""
    later = ledger.table("""
        select area, last.year from (
            select area, measure, max(year) as year from preferred_figure join measure using (measure)
            where form = 'all' and headline is not null group by all
        ) as last
        where exists (from current_figure as f where (f.area, f.measure) = (last.area, last.measure) and f.year > last.year)
          and area in (select iso3 from tier_ranking)
        order by area
    """)
    assert (later["year"] > 2020).sum() > 15
    for area, facts in later.groupby("area"):
        policy = " ".join(sentence.text for sentence in briefings[area].headlines)
        made = country_briefing(ledger, area, sections=[], register="plain")
        plain = " ".join(sentence.text for sentence in made.headlines)
        for year, times in facts["year"].value_counts().items():
            of_whole = f"last figure of the whole country is of {year}"
            assert [policy.count(of_whole), plain.count(of_whole)] == [times, times], (area, year)
        strip = of_strip(ledger, area)
        assert strip.count("partial or counted apart only") == len(facts), (area, strip)


def test_a_briefing_of_earlier_years_calls_the_last_of_them_not_the_last_of_all(ledger):
    areas = ledger.table("""
        select area, list(distinct year) as last from (
            select area, max(year) as year from preferred_figure join measure using (measure)
            where form = 'all' and headline is not null group by area, measure
        )
        where area in (select iso3 from tier_ranking)
        group by area order by area limit 40
    """)
    for area, last in areas.itertuples(index=False):
        made = country_briefing(ledger, area, last=2015, sections=[])
        told = made.headlines[1].text + made.headlines[2].text
        said = re.findall(r"last figure(?: of the whole country)? is of (\d+)", told)
        assert set(map(int, said)) <= set(last), (area, told)


def test_a_direction_of_other_years_is_not_told_as_that_of_the_figure_beside_it(ledger):
    measures = list(catalogue.headline_measures(ledger))
    of_others = 0
    for iso3 in catalogue.ranked_countries(ledger):
        told = yearly.series_of_measures(ledger, [iso3], measures, "all", "preferred", 0, 9999)
        by_measure = yearly.comparable_years_of_measures(ledger, iso3, measures, "all", "preferred")
        for measure, rows in groups(told, "measure"):
            alike = by_measure[measure]
            year = last_value(rows["year"])
            apart = len(alike) > 1 and year not in set(alike["year"])
            _, way = answers.in_strip(rows, alike, None)
            assert (f"; not comparable with {year}" in way) == apart, (iso3, measure, way)
            of_others += apart
    assert of_others > 50


def of_strip(ledger: Database, area: str) -> str:
    """What the strip on a country's page says of its headline measures."""
    told: list[str] = []
    for measure in catalogue.headline_measures(ledger):
        rows = yearly.series(ledger, [area], measure, "all", "preferred", 0, 9999)
        if len(rows):
            old = figures.since(ledger, area, measure, int(last_value(rows["year"])))
            told += answers.in_strip(rows, rows.iloc[:0], old)
    return " ".join(told)


def test_what_is_told_beside_a_figure_stands_in_one_pair_of_brackets(ledger, briefings):
    for iso3, made in briefings.items():
        plain = country_briefing(ledger, iso3, sections=[], register="plain")
        told = [sentence.text for sentence in (*made.headlines, *plain.headlines)]
        for section in made.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    told += [cell.text for row in block.rows for cell in row]
                elif isinstance(block, Sentence):
                    told.append(block.text)
        assert not [text for text in told if re.search(r"\) ?\(", text)], iso3
    assert len(briefings) > 180


def test_a_placement_that_was_not_read_is_marked_in_sentence_and_strip(ledger, briefings):
    marked = ledger.table("""
        select * from (
            select iso3, report_year, tier,
                case when basis = 'derived' then 'derived' when reliability = 'press' then 'press' end as basis,
                report_year = max(report_year) over (partition by iso3) as last
            from tier_ranking join source using (source_id)
        )
        where basis is not null
    """)
    assert (marked.groupby("basis").size() > 100).tolist() == [True, True]
    for row in marked.itertuples():
        placed = f"{tiers.TIER_NAMES[row.tier]} ({row.basis})"
        made = briefings[row.iso3]
        [strip] = [chart for chart in made.charts if chart.kind == "strip"]
        assert f"{row.report_year}: {placed}" in strip.alt, row
        if row.last:
            assert placed in made.headlines[0].text, row


@pytest.mark.parametrize("measure", ["prosecutions", "convictions", "victims_detected"])
def test_whether_two_years_may_be_compared_is_never_a_bare_yes(ledger, measure):
    countries = list(catalogue.ranked_countries(ledger))
    found = yearly.against(ledger, countries, measure, "all", "preferred", 2019)
    assert len(found) > 500
    for pair in each(found[found["year"] > 2019]):
        said = trend_wording.comparable(pair, 2019, pair.year)
        assert said.startswith(("No: ", "No break is on record between them")), said
        if not isinstance(pair.withheld, str) and len(pair.silent):
            assert "This series has no figure for" in said


def test_no_verdict_rests_on_a_contradicted_figure(ledger):
    """Each of them, claimed by somebody else as it is printed: it decides nothing, whatever else is held."""
    claimed = """
        select area || year || measure || unit || counted || source_id as claim_id, area, 'values' as asserts,
            'Nobody' as publisher, measure, unit::varchar as unit, year as year_to, f.value as value_to, source_id
        from figure_doubt join figure as f using
            (area, year, measure, form, sex, age, origin, unit, counted, scope, source_id, vintage)
        where contradiction and form = 'all' and of_everyone(sex, age, origin) and scope = '' and f.qualifier = 'exact'
    """
    found = ledger.table(f"""
        with doubted as ({claimed}),

        claims as (
            select list({{
                claim_id: claim_id, area: area, iso3: area, source_id: null, publisher: publisher, asserts: asserts,
                measure: measure, unit: unit, counted: null, qualifier: null, year_from: null, value_from: null,
                year_to: year_to, value_to: value_to, direction: null, percent: null, percent_qualifier: null,
                tier: null, case_id: null, step: null, date: null
            }}) as claims
            from (select distinct on (claim_id) * from doubted)
        )

        select evidence.weight, evidence.year, doubted.area, doubted.measure
        from claim_evidence_of((select claims from claims)) as evidence
        join doubted using (claim_id, source_id)
        where evidence.value = doubted.value_to and evidence.weight <> 'retired'
    """)
    assert len(found) > 50
    assert set(found["weight"]) == {"doubted"}, found[found["weight"] != "doubted"]


@pytest.mark.parametrize("measure", ["prosecutions", "convictions", "victims_detected"])
def test_a_sum_over_all_countries_holds_exact_undoubted_figures_of_one_kind_alone(ledger, measure):
    first, last = 2015, 2022
    countries = list(catalogue.ranked_countries(ledger))
    figures = yearly.series(ledger, countries, measure, "all", "UNODC", first, last)
    sums = yearly_sums.add_up(figures, first, last)
    counted = ledger.table(
        """
        select year, sum(value) as total, count(*) as reporting from series_figure
        where publisher = 'UNODC' and measure = $measure and form = 'all' and strand = '' and doubt is null
          and qualifier = 'exact' and unit = $unit and period = $period and counts = $counted
          and list_contains($countries, area) and year between $first and $last
        group by year order by year
        """,
        measure=measure,
        unit=sums.unit,
        period=sums.period,
        counted=sums.counted,
        countries=countries,
        first=first,
        last=last,
    )
    assert sums.yearly["all_sum"].tolist() == counted["total"].tolist()
    assert sums.yearly["reporting"].tolist() == counted["reporting"].tolist()
    assert sums.left_out > 0


def test_what_counts_something_else_is_marked_and_never_set_beside_others(ledger, briefings):
    """UNODC prints the United Kingdom's referrals as detected victims: a break on record says so."""
    told = ledger.table("""
        select area, label, y.measure, year, value, counts as counted from year_over_year as y join measure using (measure)
        where voice = 'preferred' and form = 'all' and headline is not null and not counts_its_name(counts)
    """)
    referred = told[told["counted"] == "referred"]
    assert set(referred["area"]) == {"GBR"}
    assert referred["year"].min() == 2017
    beside = ledger.value("""
        select count(*) from peer join series_figure as figure
            on figure.area = iso3 and (figure.measure, figure.year, figure.publisher) = (peer.measure, peer.year, peer.publisher)
        where form = 'all' and strand = '' and not counts_its_name(counts)
    """)
    assert beside == 0
    for row in told.itertuples():
        blocks = [b for section in briefings[row.area].sections for b in section.blocks]
        for table in blocks:
            for cells in (
                table.rows if isinstance(table, Table) and row.label in table.header else ()
            ):
                if cells[0].text == str(row.year):
                    cell = cells[table.header.index(row.label)].text
                    assert MARKED_COUNTS[row.counted] in cell, (row.area, row.year, cell)
    shown = compare.latest_figures(ledger, 2025, ["GBR"])
    [of_kingdom] = each(shown[shown["measure"] == "victims_detected"])
    assert "(referred)" in str(comparison.figure_cell(of_kingdom))
    assert not of_kingdom.ranks
    assert pd.isna(of_kingdom.per_100_000)


def test_no_country_stands_among_its_own_peers(ledger):
    own = ledger.table("""
        with held as (
            select peers, peer_group, measure, publisher, year, count(distinct iso3) as countries from peer group by all
        )

        select beside.countries, held.countries - 1 as others
        from median_of_others as beside join held using (peers, peer_group, measure, publisher, year)
    """)
    assert len(own) > 1000
    assert own["countries"].tolist() == own["others"].tolist()


def differences(made: Briefing) -> list[str]:
    """The sentences that say where publishers differ; of every year, not the last few alone."""
    heading = Words("policy").text("heading disagreements")
    [blocks] = [s.blocks for s in made.sections if s.heading == heading] or [()]
    return [block.text for block in blocks if isinstance(block, Sentence)]


def test_what_is_listed_as_a_difference_is_one(briefings):
    """Never the same number, never cases against persons, never a bound that holds the other number."""
    persons = "person|victim|defendant|suspect|trafficker"
    told = 0
    for iso3, made in briefings.items():
        for said in differences(made):
            if ", editions of " in said or ";" not in said:
                continue
            versions = re.findall(r"(fewer than |at least |)([\d,]+) ([a-z]+?)s? \(", said)
            assert len(versions) > 1, (iso3, said)
            kinds = ["person" if re.fullmatch(persons, unit) else unit for *_, unit in versions]
            numbers = [
                (way, int(number.replace(",", "")), kind)
                for (way, number, _), kind in zip(versions, kinds, strict=True)
            ]
            for one in numbers:
                assert any(apart(one, other) for other in numbers), (iso3, said)
            told += 1
    assert told > 100
    of_usa = differences(briefings["USA"])
    assert not [said for said in of_usa if "in 2019: 343" in said or ", 2019: 343" in said]


def apart(one: tuple[str, int, str], other: tuple[str, int, str]) -> bool:
    """Whether two numbers, each with how it is to be read and of what it is, cannot both be true."""
    (least, most), (other_least, other_most) = (
        (0, number - 1) if way == "fewer than " else (number, float("inf") if way else number)
        for way, number, _ in (one, other)
    )
    return one[2] == other[2] and (least > other_most or most < other_least)


def test_the_referrals_of_the_united_kingdom_are_told_as_such(ledger):
    sections = ["years", "peers", "victims"]
    made = country_briefing(ledger, "GBR", sections=sections, register="plain")
    assert "In 2023, 17,004 persons were referred as potential victims." in made.headlines[2].text
    tables = {
        block.header[0]: [cell.text for line in block.rows for cell in line]
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Table)
    }
    assert "17,004 persons (referred)" in tables["Year"]
    assert not [cell for cell in tables["What is counted"] if "17,004" in cell]
    [chart] = [chart for chart in made.charts if chart.title.startswith("Victims")]
    assert "Victims detected, persons (UNODC, referred)" in chart.series


def test_what_two_or_more_lack_is_a_list_with_one_or(ledger, briefings):
    lacking = [
        block.text
        for made in briefings.values()
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Sentence)
        and re.match(r"No source in the ledger gives .* for these years", block.text)
    ]
    assert any(", " in said for said in lacking)
    assert not [said for said in lacking if said.count(" or ") > 1]


def test_a_word_that_only_a_court_case_uses_is_not_explained_as_the_fields(ledger):
    """'Immunity was not waived' in a British case is no waiver of the Watch List."""
    for iso3 in ("BEL", "GBR", "NLD"):
        explained = [
            [s.blocks for s in made.sections if s.small]
            for sections in (["words"], ["cases", "words"])
            for made in [country_briefing(ledger, iso3, sections=sections, register="plain")]
        ]
        assert explained[0] == explained[1], iso3


# What only those who compiled the data understand: their files, their columns, what they had still to do, their short forms.
REMARKS = re.compile(
    r"README|\bTODO\b|\bFIXME\b|\.(?:csv|json|xlsx|parquet)\b|\bsee [a-z_]+/|\bcarried; "
    r"|\b(?:this|each|one|every) (?:file|table|column|row|field|cell)\b"
    r"|\bnot (?:checked|verified)\b|\bto be (?:checked|verified)\b|\bbefore use\b|(?:^|; )to (?:check|verify)\b|\bguess|\bscraped\b|\bsub-counts?\b"
    r"|(?:^|[;.,] )(?:form|sector|number|scope|unit|qualifier|origin) (?:is|=|follows|from|assumed|taken)\b"
    r"|(?:^|[;.] )(?:Number|Form|Sector|Scope|Place|Year|Date) (?:is|as|=|from|assumed|taken)\b"
    r"|\b(?:filed|kept|entered|listed) (?:under|for|here)\b(?! the Alien)|\bnot entered\b|\b(?:date|deposit|number) (?:was )?not read\b"
    r"|\((?:date|month|year) of the\b|\bheading tier\b|\bsingular\b|\bweak: |\b(?:2WL?|T[123]|WL)\b|\bgvnet\b"
    r"|\b(?:refworld|ecoi) \w*\d|\bin this project\b|\w=\w| [=-] *$"
)
# The names of columns and codes, which prose has no use for.
CODES = re.compile(r"\b[a-z]+_[a-z][a-z_]*\b")
# Columns that no reader is shown as prose, or that quote: texts to search, labels as printed, addresses, what may be named.
NO_PROSE = (
    "searched",
    "citation",
    "url",
    "origin",
    "label",
    "alias",
    "publisher",
    "via",
    "source_id",
)


def test_no_remark_of_those_who_compiled_the_data_reaches_a_reader(ledger):
    columns = ledger.table("""
        select table_name, column_name from information_schema.columns
        where data_type = 'VARCHAR' and table_name not in ('build_note', 'register_name')
    """)
    read = set()
    for table, column in columns.itertuples(index=False):
        if column in NO_PROSE:
            continue
        told = ledger.table(
            f'select distinct "{column}" as text from "{table}" where "{column}" like \'% %\''
        )
        read |= {column} if len(told) else set()
        for text in told["text"]:
            assert not REMARKS.search(text), (table, column, text)
            assert column == "title" or not CODES.search(text), (table, column, text)
    assert {"note", "outcome", "reason", "definition", "title", "withheld_now"} <= read


def test_the_country_has_its_article_in_the_description_of_its_tiers(ledger, briefings):
    """The first chart of a briefing is its strip of tiers."""
    assert briefings["USA"].charts[0].alt.startswith("Tier of the United States by report year.")
    assert briefings["KHM"].charts[0].alt.startswith("Tier of Cambodia by report year.")


def test_a_rate_cites_the_population_and_nothing_else_does(ledger, briefings):
    of_people = ledger.table("select citation from source semi join population using (source_id)")
    cited = set(of_people["citation"])
    rates = 0
    for iso3, made in briefings.items():
        counting = {s.number for s in made.sources if s.citation in cited}
        for section in made.sections:
            for table in section.blocks:
                if isinstance(table, Table) and table.header[0] == "Measure":
                    for _, own, _, median, _ in table.rows:
                        for cell in (own, median):
                            told = bool(re.search(r" \((less than )?[\d.,]+\)$", cell.text))
                            assert told == bool(counting & set(cell.notes)), (iso3, cell)
                            rates += told
    assert rates > 300


def test_nothing_is_said_to_be_missing_of_which_a_part_is_held(ledger, briefings):
    """No 'no figure' where the ledger holds one of a part of the country, or of others who are counted apart."""
    held = ledger.table(
        "select distinct area, label, year from current_figure join measure using (measure)"
    )
    held = set(held.itertuples(index=False, name=None))
    in_part = 0
    for iso3, made in briefings.items():
        for section in made.sections:
            for table in section.blocks:
                if not isinstance(table, Table) or table.header[0] != "Year":
                    continue
                for year, *cells in table.rows:
                    for label, cell in zip(table.header[1:], cells, strict=True):
                        of_year = (iso3, label, int(year.text)) in held
                        assert cell.text != "no figure" or not of_year, (iso3, label, year)
                        in_part += cell.text == "no whole figure"
    assert in_part > 100
    bare = ledger.table("""
        select y.area, y.year, y.measure from year_over_year as y
        join current_figure as part
            on  part.area = y.area and part.measure = y.measure and part.year = y.year - 1
            and y.form in ('all', part.form) and y.voice in ('preferred', part.publisher)
        where y.withheld = 'no_figure_before' and y.strand = ''
    """)
    assert bare.empty


def test_a_group_tells_of_each_figure_and_placement_what_a_country_does(ledger):
    """All countries as one group: who is counted, what is held in part alone, how placements and moves are known."""
    made = group_briefing(ledger, "All", areas=list(catalogue.ranked_countries(ledger)))
    [table] = [b for s in made.sections for b in s.blocks if isinstance(b, Table)]
    codes = {name: iso3 for iso3, name in catalogue.ranked_countries(ledger).items()}
    labels = {label: m for m, label in catalogue.headline_measures(ledger).items()}
    asked = [labels[label] for label in table.header[2:]]
    held = ledger.table("select distinct area, measure from current_figure")
    held = set(held.itertuples(index=False, name=None))
    marked = ledger.table("""
        select area, measure, counts from preferred_figure where form = 'all' and year <= 2025
        qualify row_number() over (partition by area, measure order by year desc) = 1
    """)
    counts = marked.set_index(["area", "measure"])["counts"].to_dict()
    in_part = told = 0
    for name, _, *cells in table.rows:
        for measure, cell in zip(asked, cells, strict=True):
            key = (codes[name.text], measure)
            assert cell.text != "no figure" or key not in held, key
            in_part += cell.text == "no whole figure"
            mark = MARKED_COUNTS.get(counts.get(key, ""))
            assert not mark or mark in cell.text, (key, cell.text)
            told += bool(mark)
    assert in_part > 10
    assert told > 3
    placed = ledger.table("""
        select tier, basis, movement in ('up', 'down') as moved,
            basis = 'derived' or moved and previous_basis = 'derived' as derived
        from tier_history where report_year = 2025
    """)
    moved, standing = (sentence.text for sentence in made.headlines)
    for tier, of_tier in placed.groupby("tier"):
        known = tiers.known_by(of_tier["basis"])
        assert f"{tiers.TIER_NAMES[tier]}: {len(of_tier)}{known}" in standing
    assert f"(of these {placed['moved'].sum()}: " in moved
    assert f" {(placed['moved'] & placed['derived']).sum()} derived, " in moved


def test_a_source_of_many_placements_does_not_lead_to_the_page_of_one_country(ledger):
    """Brazil's tier of 2018 was cited with the address of the report's page on Cambodia."""
    one_page = ledger.table("""
        select source_id, source.url, list(distinct iso3) as countries
        from tier_ranking join source using (source_id)
        group by all
        having count(distinct iso3) > 1 and list_contains(list(tier_ranking.url), source.url)
           and count(distinct tier_ranking.url) filter (tier_ranking.url <> '') > 1
    """)
    assert one_page.empty, one_page


@pytest.mark.usefixtures("built")
def test_pages_give_countries_their_article_and_one_is_one(ledger):
    """Of each kind of page those countries that have an article, and one with a 1 in its accounts."""
    without = re.compile(
        r"\b(?:in|of|for|from|ranks|into|by) (?:United|Central|Gambia|Solomon|Marshall)\b"
    )
    several = re.compile(r"(?<![\d,.])\b1 (?:cases|persons|suspects|traffickers|victims)\b")
    [accounts] = ledger.table("""
        select area from two_accounts where form = 'all' and tip_value = 1 and unodc_value is null limit 1
    """)["area"]
    told = [
        piece
        for page, area in [
            *((page, a) for page in ("country", "victims") for a in ("ARE", "CAF", "GMB", "SLB")),
            ("overview", "SLB"),
            ("country", accounts),
        ]
        for piece in of_page(page, area=area)
        if "http" not in piece
    ]
    assert any("in the Central African Republic" in piece for piece in told)
    assert not [piece for piece in told if without.search(piece)]
    assert any(re.search(r"\b1 (?:case|trafficker|person)\b", piece) for piece in told)
    assert not [piece for piece in told if several.search(piece)]
