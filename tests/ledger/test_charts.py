"""Charts draw what the figures say, and nothing in their gaps."""

import re

import pandas as pd
import pytest

from dashboard.charts import alternative, bars, flows, lines, strips, theme, tier_maps, world
from dashboard.frames import each
from dashboard.queries import compare, country, overview
from dashboard.wording.tiers import TIER_NAMES


def yearly(*cells: tuple[int, float, str]) -> pd.DataFrame:
    """Figures of one segment."""
    return pd.DataFrame(
        [
            {
                "area": "KHM",
                "name": "Cambodia",
                "year": y,
                "value": v,
                "qualifier": q,
                "unit": "persons",
                "source": "S",
                "segment": 1,
                "withheld": None,
                "withheld_before": None,
                "withheld_now": None,
                "doubt": None,
            }
            for y, v, q in cells
        ]
    )


def drawn(figure, trace=0):
    return list(zip(figure.data[trace].x, figure.data[trace].y, strict=True))


def test_a_line_breaks_where_a_year_is_missing():
    figure = lines.line_with_gaps(
        yearly((2010, 3, "exact"), (2011, 4, "exact"), (2014, 9, "exact")), "persons", "T"
    )
    values = [y for _, y in drawn(figure)]
    assert values[:2] == [3, 4]
    assert pd.isna(values[2])
    assert values[3] == 9
    assert figure.data[0].connectgaps is False


def test_a_line_breaks_between_segments_and_says_why():
    later = yearly((2011, 4, "exact")).assign(
        segment=2, withheld="unit_differs", withheld_before="persons", withheld_now="cases"
    )
    values = pd.concat([yearly((2010, 3, "exact")), later], ignore_index=True)
    figure = lines.line_with_gaps(values, "persons", "T")
    assert [pd.isna(y) for _, y in drawn(figure)] == [False, True, False]
    [stroke] = [trace for trace in figure.data if trace.marker.symbol == theme.BREAK_MARK]
    assert list(stroke.x) == [2010.5]
    assert stroke.customdata[0] == "Cambodia, 2011: not comparable: persons in 2010, cases in 2011"
    [rule] = figure.layout.shapes
    assert (rule.x0, rule.x1, rule.line.dash) == (2010.5, 2010.5, "dash")
    assert [note.text for note in figure.layout.annotations] == ["other unit"]


def test_years_that_no_area_reports_are_ruled_off_along_the_axis():
    two = pd.concat(
        [
            yearly((2010, 3, "exact"), (2011, 4, "exact"), (2018, 9, "exact")),
            yearly((2012, 5, "exact")).assign(area="THA", name="Thailand"),
        ]
    )
    figure = lines.line_with_gaps(two, "persons", "T")
    [rule] = figure.layout.shapes
    assert (rule.x0, rule.x1, rule.y0, rule.y1) == (2012.6, 2017.4, 0, 0)
    assert "no figure" in [note.text for note in figure.layout.annotations]


def test_each_line_is_named_at_the_height_of_its_own_end_and_no_name_covers_another():
    lines_of = {"AAA": 90, "BBB": 88, "CCC": 10}
    values = pd.concat(
        yearly((2010, 50, "exact"), (2011, end, "exact")).assign(area=area, name=f"Name {area}")
        for area, end in lines_of.items()
    )
    figure = lines.line_with_gaps(values, "persons", "T")
    named = {note.text[-3:]: note for note in figure.layout.annotations}
    assert set(named) == set(lines_of) and not figure.layout.showlegend
    assert all(note.xref == "paper" and note.x == 1 for note in named.values())
    pixels = {area: note.y * (figure.layout.height - 110) for area, note in named.items()}
    assert pixels["AAA"] - pixels["BBB"] >= 14 and pixels["BBB"] > pixels["CCC"]


def test_a_doubted_figure_is_crossed_and_says_what_contradicts_it(ledger):
    """Germany 2022: "<5" victims, of whom the same edition prints 1,096 adults."""
    found = country.series(ledger, "DEU", ["victims_detected"])
    unodc = found[(found["publisher"] == "UNODC") & (found["year"] == 2022)]
    figure = lines.line_with_gaps(unodc, "persons", "T")
    [told] = [
        text
        for trace in figure.data
        for text, mark in zip(trace.customdata, trace.marker.symbol, strict=False)
        if mark == theme.DOUBTED_MARK
    ]
    assert "fewer than 5" in told
    assert "Doubted: the same edition prints 1,096 for a part of it (adults)" in told


def test_a_suppressed_value_is_never_drawn_at_its_limit():
    figure = lines.line_with_gaps(
        yearly((2010, 12, "exact"), (2011, 5, "less_than")), "persons", "T"
    )
    assert 5 not in [y for trace in figure.data for y in trace.y]
    assert figure.data[1].marker.symbol == ("circle-open",)
    assert "fewer than 5" in figure.data[1].customdata[0]


def test_rivals_are_marks_of_another_shape_and_not_joined(ledger):
    found = country.series(ledger, "KHM", ["victims_rescued"])
    figure = lines.line_with_gaps(
        found[found["preferred"]], "persons", "T", rivals=found[~found["preferred"]]
    )
    rivals = figure.data[-1]
    assert rivals.mode == "markers"
    assert list(zip(rivals.x, rivals.y, strict=True)) == [(2016, 244)]


@pytest.mark.parametrize("year", [2016, 2025])
def test_the_map_outlines_derived_placements_and_no_others(ledger, year):
    placed = overview.placements_of_report(ledger, year)
    marked = {
        iso3
        for trace in tier_maps.world_by_tier(placed).data
        if trace.type == "choropleth" and trace.name
        for iso3, colour in zip(trace.locations, trace.marker.line.color, strict=True)
        if colour == tier_maps.DERIVED_OUTLINE
    }
    derived = set(placed.loc[placed["basis"] == "derived", "iso3"])
    assert derived and marked == derived


@pytest.mark.parametrize("year", [2020, 2022])
def test_each_frame_of_the_map_marks_the_derived_placements_of_its_report(ledger, year):
    placed = compare.every_placement(ledger)
    figure = tier_maps.world_by_tier_over_time(placed, 2025)
    [frame] = [frame for frame in figure.frames if frame.name == str(year)]
    _, areas, symbols = figure.data[:3]
    derived = set(placed.query("report_year == @year and basis == 'derived'")["iso3"])
    outlined = zip(areas.locations, frame.data[0].marker.line.color, strict=True)
    crossed = zip(symbols.customdata, frame.data[1].marker.symbol, strict=True)
    assert {iso3 for iso3, colour in outlined if colour == tier_maps.DERIVED_OUTLINE} == derived
    assert {c[0] for c, symbol in crossed if symbol == "square-x"} == derived & set(world.SMALL)


def test_the_flow_says_how_many_placements_are_derived(ledger):
    moved = compare.movements(ledger, 2024, 2025)
    figure = flows.tier_flow(moved, 2024, 2025)
    tier_2 = moved[moved["to_tier"] == "2"]
    derived, press = ((tier_2["to_basis"] == basis).sum() for basis in ("derived", "press"))
    assert derived > 0 and press > 0
    label = f"Tier 2: {len(tier_2)} ({derived} derived, {press} from the press)"
    assert sum(label in told for told in figure.data[0].node.label[-4:]) == 1


@pytest.mark.parametrize("year", [2001, 2014, 2025])
def test_the_map_shows_every_ranked_country_once_with_its_tier(ledger, year):
    placed = overview.placements_of_report(ledger, year)
    figure = tier_maps.world_by_tier(placed)
    areas = [trace for trace in figure.data if trace.type == "choropleth" and trace.name]
    shown = {iso3: name.split(" (")[0] for t in areas for iso3 in t.locations for name in [t.name]}
    assert shown == {row.iso3: TIER_NAMES[row.tier] for row in each(placed)}
    assert all(trace.geojson == world.OUTLINES for trace in areas)


def test_every_ranked_country_has_an_outline_or_a_symbol(ledger):
    import json
    from pathlib import Path

    static = Path(world.__file__).parent.parent / "static" / "countries.geojson"
    outlines = {f["id"] for f in json.loads(static.read_text("utf-8"))["features"]}
    ranked = set(ledger.table("select distinct iso3 from tier_ranking")["iso3"])
    assert ranked - outlines - set(world.SMALL) <= {"YUG"}
    assert {"SGP", "MDV", "MLT", "TON", "BHR"} & ranked <= set(world.SMALL)


def test_the_tier_strip_leaves_unranked_years_blank_and_marks_those_not_read(ledger):
    history = country.tier_history(ledger, "KHM")
    figure = strips.tier_strip(history)
    blocks = {x: trace.name for trace in figure.data for x in trace.x}
    assert blocks == {r.report_year: strips.labelled(r.tier) for r in each(history)}
    shapes = {
        x: shape
        for trace in figure.data
        for x, shape in zip(trace.x, trace.marker.pattern.shape, strict=True)
    }
    expected = {"direct": "", "derived": "/", "press": "."}
    assert shapes == {r.report_year: expected[r.basis] for r in each(history)}


def test_stacked_tiers_add_up_to_the_countries_ranked(ledger):
    counts = overview.countries_per_tier(ledger)
    figure = bars.tiers_over_time(counts)
    total_2025 = sum(
        y for trace in figure.data for x, y in zip(trace.x, trace.y, strict=True) if x == 2025
    )
    assert total_2025 == 188
    assert [trace.name for trace in figure.data] == list(TIER_NAMES.values())
    derived, press = (
        ledger.value(
            f"select count(*) from tier_history where report_year = 2025 and basis = '{basis}'"
        )
        for basis in ("derived", "press")
    )
    told = " ".join(
        n for t in figure.data for x, n in zip(t.x, t.customdata, strict=True) if x == 2025
    )
    assert sum(map(int, re.findall(r"(\d+) derived", told))) == derived > 0
    assert sum(map(int, re.findall(r"(\d+) from the press", told))) == press > 0


def test_the_text_alternative_says_what_the_chart_shows(ledger):
    world = overview.world_totals(ledger, ["prosecutions"])
    said = alternative.series(world, "prosecutions")
    assert (
        "7,992 in 2003" in said
        and f"{world['value'].iat[-1]:,.0f} in {world['year'].iat[-1]}" in said
    )
    assert "2013 Tier 2 Watch List" in alternative.tier_strip(
        country.tier_history(ledger, "KHM"), "Cambodia"
    )


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("scale", "way"), [(theme.ON_LIGHT, 1), (theme.ON_DARK, -1)])
def test_tier_colours_keep_their_order_in_greyscale(scale, way):
    shades = [luminance(scale.colours[tier]) for tier in ("1", "2", "2WL", "3")][::way]
    steps = [(a + 0.05) / (b + 0.05) for a, b in zip(shades, shades[1:], strict=False)]
    assert all(step > 1.3 for step in steps)


@pytest.mark.parametrize("scale", [theme.ON_LIGHT, theme.ON_DARK])
@pytest.mark.parametrize("tier", TIER_NAMES)
def test_the_label_on_a_tier_colour_can_be_read(tier, scale):
    pair = sorted(luminance(c) for c in (scale.colours[tier], scale.text[tier]))
    assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


@pytest.mark.parametrize("height", [290, 380])
def test_names_beside_lines_do_not_touch_however_low_the_chart_is(height):
    one = yearly((2018, 220, "exact"), (2019, 28, "exact"), (2020, 24, "exact"))
    other = yearly((2019, 35, "exact"), (2020, 25, "exact")).assign(area="THA", name="Thailand")
    figure = lines.line_with_gaps(pd.concat([one, other]), "persons", "T", height=height)
    lower, upper = sorted(note.y for note in figure.layout.annotations if note.xref == "paper")
    apart = (upper - lower) * lines.plot_height(figure)
    assert apart == pytest.approx(lines.LINE_OF_TEXT)
