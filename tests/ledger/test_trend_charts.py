"""What the marks of the Trends page's charts say: gaps, bounds, rivals, events, revisions."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import lines, multiples, sums, theme, yearly_bars
from dashboard.frames import each
from dashboard.queries import trends, yearly
from dashboard.statistics import yearly_sums
from dashboard.wording import views

CHARTS: dict[str, Callable[..., go.Figure]] = {
    "lines": lines.line_with_gaps,
    "bars": yearly_bars.bars,
    "panels": partial(multiples.small_multiples, shared=True),
}


@pytest.fixture(scope="module")
def bangladesh(ledger):
    """Convictions by the TIP Report, with UNODC's rivals, some of them bounds; and Thailand's."""
    areas = ["BGD", "THA"]
    rows = yearly.series(ledger, areas, "convictions", "all", "US Department of State", 2000, 2025)
    everything = yearly.rivals(ledger, areas, "convictions", "all", 2000, 2025)
    return rows, views.rivals_of(rows, everything)


def drawn(figure, symbol: str) -> set[tuple[str, int, float]]:
    return {
        (area, int(year), float(height))
        for trace in figure.data
        if trace.type == "scatter"
        for area, year, height, mark in zip(
            trace.meta or [""] * len(trace.x),
            trace.x,
            trace.y,
            [trace.marker.symbol] * len(trace.x)
            if isinstance(trace.marker.symbol, str)
            else trace.marker.symbol,
            strict=True,
        )
        if mark == symbol and pd.notna(height)
    }


@pytest.mark.parametrize("chart", CHARTS)
def test_rivals_stand_in_every_chart_and_their_bounds_on_the_axis(bangladesh, chart):
    rows, rivals = bangladesh
    figure = CHARTS[chart](rows, "persons", "Convictions", rivals=rivals)
    bound = rivals["qualifier"] == "less_than"
    assert bound.any() and not bound.all()
    assert drawn(figure, theme.RIVAL_BOUND) == {(r.area, r.year, 0) for r in each(rivals[bound])}
    assert drawn(figure, theme.RIVAL_MARK) == {
        (r.area, r.year, r.value) for r in each(rivals[~bound])
    }


@pytest.mark.parametrize("chart", CHARTS)
def test_every_mark_of_a_figure_opens_its_record(bangladesh, chart):
    rows, rivals = bangladesh
    figure = CHARTS[chart](rows, "persons", "Convictions", rivals=rivals)
    known = {
        lines.area_and_year(figure, curve, point)
        for curve, trace in enumerate(figure.data)
        if trace.meta
        for point, height in enumerate(trace.y)
        if pd.notna(height)
    }
    everything = pd.concat([rows, rivals])
    assert known == set(zip(everything["area"], everything["year"], strict=True))


@pytest.mark.parametrize("chart", CHARTS)
def test_suppressed_figures_are_never_as_high_as_their_limit(ledger, chart):
    rows = yearly.series(ledger, ["AUS", "JPN"], "prosecutions", "all", "UNODC", 2003, 2023)
    suppressed = rows[rows["qualifier"] == "less_than"]
    assert not suppressed.empty
    figure = CHARTS[chart](rows, "persons", "Prosecutions")
    assert drawn(figure, "circle-open") == {(r.area, r.year, 0) for r in each(suppressed)}


def test_events_stand_in_the_panel_of_their_own_area_and_within_its_years(ledger):
    areas = ["KHM", "THA"]
    rows = yearly.series(ledger, areas, "victims_detected", "all", "UNODC", 2015, 2023)
    happened = trends.events(ledger, areas, 2010, 2023)
    assert set(happened["area"]) == set(areas)
    figure = CHARTS["panels"](rows, "persons", "Victims detected", events=happened)
    axes = {area: f"x{n}".removesuffix("1") for n, area in enumerate(areas, 1)}
    dotted = [shape for shape in figure.layout.shapes if shape.line.dash == "dot"]
    assert {(shape.xref, shape.x0) for shape in dotted} == {
        (axes[e.area], e.year) for e in each(happened)
    }
    low, high = figure.layout.xaxis.range
    assert happened["year"].between(low, high).all()


def test_a_change_is_never_joined_to_the_next(ledger):
    rows = yearly.series(ledger, ["FRA"], "victims_detected", "all", "UNODC", 2003, 2023)
    changes = views.viewed(rows, "change")
    for chart in ("lines", "panels"):
        figure = CHARTS[chart](changes, "persons", "T", joined=False)
        assert all("lines" not in trace.mode for trace in figure.data)


def test_a_jump_of_the_sum_names_the_country_that_entered(ledger):
    countries = list(trends.countries(ledger, [], [], 2025))
    found = yearly.series(ledger, countries, "victims_detected", "all", "UNODC", 2017, 2020)
    figure = sums.sum_of_all(yearly_sums.add_up(found, 2017, 2020).yearly, "persons", "T")
    assert [(a.x, a.text) for a in figure.layout.annotations if "Pakistan" in a.text] == [
        (2019, "+ Pakistan")
    ]
    assert figure.data[0].type == "bar"


@pytest.mark.parametrize("chart", CHARTS)
def test_the_reason_stands_in_the_place_of_a_change_that_is_not_given(ledger, chart):
    rows = yearly.series(ledger, ["GBR"], "victims_detected", "all", "UNODC", 2015, 2021)
    withheld = rows[rows["withheld"].notna()]
    assert 2017 in set(withheld["year"])
    figure = CHARTS[chart](views.viewed(rows, "percent"), "%", "T", withheld=withheld)
    assert drawn(figure, theme.WITHHELD_MARK) == {("GBR", r.year, 0) for r in each(withheld)}
    reasons = figure.data[-1].customdata
    assert any(reason.endswith("from 2017 on the figures are NRM referrals") for reason in reasons)


@pytest.mark.parametrize(("bars", "kind"), [(True, "bar"), (False, "scatter")])
def test_a_sum_is_drawn_as_asked_with_the_values_of_every_year(bars, kind):
    yearly = pd.DataFrame({"year": [2019, 2020, 2021], "value": [30, 0, 12]})
    figure = sums.fixed_sum(yearly, 7, "persons", "T", joined=True, log=False, bars=bars)
    assert figure.data[0].type == kind
    assert list(figure.data[0].y) == [30, 0, 12]
