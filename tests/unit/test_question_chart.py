"""Which chart the rows of a question have, and which have none."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from dashboard.charts import question, theme


def rows(**columns: list) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(held, dtype=object) for name, held in columns.items()})


def figures(**more: list) -> pd.DataFrame:
    told: dict[str, list] = {"value": [7, 9], "unit": ["persons"] * 2, "qualifier": ["exact"] * 2}
    return rows(**(told | more))


YEARS, NAMES = [2012, 2015], ["Nepal", "Peru"]


@pytest.mark.parametrize(
    ("asked", "kind", "series"),
    [
        (rows(year=YEARS, cases=[3, 4]), "years", ()),
        (rows(report_year=YEARS, n=[Decimal("1.5"), None], m=["a", "b"]), None, ()),
        (rows(report_year=[*YEARS, 2020], n=[Decimal("1.5"), None, 2]), "years", ()),
        (rows(day=[date(2020, 1, 2), date(2020, 3, 4)], n=[1, 2]), "days", ()),
        (rows(year=[2012, 2012], name=NAMES, n=[1, 2]), "years", ("name",)),
        (rows(year=[2012, 2012], name=["Nepal"] * 2, n=[1, 2]), None, ()),
        (rows(year=[2012] * 7, name=list("abcdefg"), n=[1] * 7), None, ()),
        (rows(name=NAMES, n=[1, 2]), "names", ()),
        (rows(name=["Nepal", "Nepal"], n=[1, 2]), None, ()),
        (rows(name=["x" * 41, "y"], n=[1, 2]), None, ()),
        (rows(name=NAMES, n=[1, 2], m=[1, 2]), None, ()),
        (rows(name=NAMES, n=[1, float("inf")]), None, ()),
        (rows(name=NAMES, n=[True, False]), None, ()),
        (rows(name=NAMES[:1], n=[1]), None, ()),
        (rows(n=[1, 2]), None, ()),
        (rows(), None, ()),
        (figures(year=YEARS), "years", ()),
        (figures(year=YEARS, change=[None, 2]), "years", ()),
        (figures(name=NAMES), "names", ()),
        # In several units, each is a series; bars beside one another would be compared.
        (figures(year=YEARS, unit=["persons", "cases"]), "years", ("unit",)),
        (figures(name=NAMES, unit=["persons", "cases"]), None, ()),
        # "Fewer than 5" is marked, an estimate is no count, and without its qualifier no figure is drawn.
        (figures(year=YEARS, qualifier=["exact", "less_than"]), "years", ()),
        (figures(year=YEARS, qualifier=["exact", "estimate"]), None, ()),
        (figures(year=YEARS, qualifier=["exact", None]), None, ()),
        (figures(year=YEARS).drop(columns="qualifier"), None, ()),
        (figures(year=YEARS).drop(columns="unit"), None, ()),
        (rows(report_year=YEARS, tier=["2", "2WL"], basis=["direct"] * 2), "tiers", ()),
        (rows(report_year=YEARS, tier=["2", "none"], basis=["direct"] * 2), None, ()),
        (rows(report_year=[2012] * 2, tier=["2", "3"], basis=["direct"] * 2), None, ()),
    ],
)
def test_the_columns_say_which_chart_the_rows_have(asked, kind, series):
    found = question.shape(asked)
    assert (found and found.kind, found.series if found else ()) == (kind, series)
    if found:
        assert question.chart(asked, found).data


def charted(asked: pd.DataFrame) -> tuple:
    """The marks of its chart."""
    found = question.shape(asked)
    assert found is not None
    return question.chart(asked, found).data


def test_a_bound_is_a_mark_on_the_axis_and_no_bar():
    asked = figures(year=YEARS, name=NAMES, value=[40, 5], qualifier=["exact", "less_than"])
    [marks] = charted(asked)
    assert list(marks.y) == [40, 0]
    assert marks.marker.symbol[1] == theme.QUALIFIER_MARKS["less_than"]
    assert marks.mode == "markers" and "fewer than 5" in marks.customdata[1]
    asked = asked.drop(columns="year")
    [bars] = charted(asked)
    assert dict(zip(bars.y, bars.x, strict=True)) == {"Nepal": 40, "Peru": 0}
    assert dict(zip(bars.y, bars.text, strict=True))["Peru"] == "fewer than 5"


def test_a_doubted_figure_is_marked_and_a_missing_one_is_not_drawn():
    asked = figures(
        year=[2012, 2013, 2014], value=[4, None, 6], unit=["persons"] * 3, qualifier=["exact"] * 3,
        doubt=[None, None, "total_below_part"]
    )  # fmt: skip
    [marks] = charted(asked)
    assert list(marks.x) == [2012, 2014]
    assert list(marks.marker.symbol) == ["circle", theme.DOUBTED_MARK]
