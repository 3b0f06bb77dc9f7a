"""The answer first: which way a measure went."""

import pandas as pd
import pytest

from dashboard.queries import figures, yearly
from dashboard.statistics import direction
from dashboard.wording import answers

YEARS = list(range(2010, 2020))


@pytest.mark.parametrize(
    ("values", "way"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "rise"),
        ([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], "fall"),
        ([5, 9, 2, 8, 3, 7, 4, 6, 5, 5], "none"),
        ([1, 2, 3, 4, 50, 6, 7, 8, 9, 10], "rise"),  # one odd year decides nothing
        ([7] * 10, "none"),
        ([8, 19, 18, 17, 16, 15, 14, 13, 12, 11], "none"),  # it ends above its beginning
        ([11.5, 19, 18, 17, 16, 15, 14, 13, 12, 11], "none"),
        ([1, 2, 3, 4], "few"),
    ],
)
def test_a_direction_is_that_of_all_years(values, way):
    assert direction.of(YEARS[: len(values)], values) == way


def test_an_answer_tells_first_and_last_comparable_year_with_links(ledger):
    rows = yearly.series(ledger, ["THA"], "prosecutions", "all", "UNODC", 2000, 2025)
    alike = yearly.comparable_years(ledger, "THA", "prosecutions", "all", "UNODC")
    first, last = rows.iloc[0], rows.iloc[-1]
    said = answers.answer("Prosecutions", "THA", "prosecutions", rows, alike)
    assert said.startswith("**Prosecutions: rising.**")
    link = f"/trends?area=THA&measure=prosecutions&record=THA-{last.year}"
    assert f"[{int(last.value):,}]({link}) in {last.year}, same source and unit" in said
    assert f"[{int(first.value):,}]" in said


def test_no_direction_is_told_that_its_first_and_last_figure_do_not_show(ledger):
    told = set()
    for area in ledger.table("select iso3 from country")["iso3"]:
        for measure in ("prosecutions", "convictions", "victims_detected"):
            alike = yearly.comparable_years(ledger, area, measure, "all", "preferred")
            if alike.empty:
                continue
            in_order = alike.sort_values("year")["value"].tolist()
            first, last = in_order[0], in_order[-1]
            way = direction.of(alike["year"].tolist(), alike["value"].tolist())
            told.add(way)
            assert way != "fall" or last < first, (area, measure)
            assert way != "rise" or last > first, (area, measure)
    assert told == {"rise", "fall", "none", "few"}


def test_only_comparable_years_are_taken_together(ledger):
    alike = yearly.comparable_years(ledger, "GBR", "victims_detected", "all", "UNODC")
    # From 2017 on the United Kingdom's figures are referrals.
    assert (alike["year"] >= 2017).all() or (alike["year"] < 2017).all()
    assert len(alike) > 1


def test_figures_of_one_year_have_no_direction():
    rows = pd.DataFrame(
        {
            "year": [2013],
            "value": [50.0],
            "qualifier": ["less_than"],
            "unit": ["cases"],
            "source": ["A"],
            "reliability": ["primary"],
            "period": ["calendar"],
            "doubt": [None],
        }
    )
    said = answers.answer("Prosecutions", "KHM", "prosecutions", rows, rows.iloc[:0])
    assert "fewer than 50" in said and "the only whole figure" in said


def test_an_old_figure_is_told_as_old_and_whether_parts_are_known_since(ledger):
    """China's last convictions are of 2018; a part of Ethiopia's prosecutions is counted after the last whole figure."""
    assert figures.since(ledger, "CHN", "convictions", 2018) == "nothing"
    assert figures.since(ledger, "ETH", "prosecutions", 2010) == "parts"
    assert figures.since(ledger, "DEU", "convictions", 2023) is None
    assert figures.since(ledger, "ARM", "victims_detected", 2021) == "parts"


def test_the_strip_tells_an_old_figure_as_old_and_marks_a_year_that_is_no_calendar_year(ledger):
    rows = yearly.series(ledger, ["ETH"], "convictions", "all", "preferred", 2000, 2025)
    alike = yearly.comparable_years(ledger, "ETH", "convictions", "all", "preferred")
    told, way = answers.in_strip(rows, alike, old="nothing")
    assert told == "69 traffickers in reporting year 2015"
    assert way.endswith("; nothing since")
    assert "since" not in answers.in_strip(rows, alike, old=None)[1]
