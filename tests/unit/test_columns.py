"""Tables as they are read: words for codes, and nothing twice."""

import pandas as pd

from dashboard.wording.columns import readable

FIGURES = pd.DataFrame(
    {
        "area": ["KHM", "KHM"],
        "name": ["Cambodia", "Cambodia"],
        "year": [2012, 2013],
        "value": [5.0, 50.0],
        "qualifier": ["less_than", "exact"],
        "unit": ["persons", "persons"],
        "note": [None, None],
    }
)


def test_what_is_the_same_in_every_row_is_said_once_and_what_is_empty_not_at_all():
    told, same = readable(FIGURES, {})
    assert list(told) == ["year", "value", "qualifier"]
    assert same == {"name": "Cambodia", "unit": "persons"}
    assert told["qualifier"].tolist() == ["fewer than", "exact"]


def test_a_single_row_is_told_whole():
    told, same = readable(FIGURES.tail(1), {})
    assert list(told) == ["name", "year", "value", "qualifier", "unit"]
    assert same == {}


def test_a_code_without_its_name_beside_it_is_named():
    told, _ = readable(FIGURES.drop(columns="name").tail(1), {"area": {"KHM": "Cambodia"}})
    assert told["area"].tolist() == ["Cambodia"]


def test_what_stands_in_some_rows_is_not_said_of_every_row():
    table = pd.DataFrame(
        {"year": [2012, 2013], "doubt": [None, "jump"], "unit": ["cases", "cases"]}
    )
    told, same = readable(table, {})
    assert list(same) == ["unit"]
    assert told["doubt"].isna().tolist() == [True, False]
