"""The order of marts follows from what they read."""

from pathlib import Path

import pytest

from etl.mart_order import BadMarts, in_order


def folder_of(path: Path, **marts: str) -> Path:
    for name, sql in marts.items():
        (path / f"{name}.sql").write_text(sql, encoding="utf-8")
    return path


def order(path: Path, *tables: str, **marts: str) -> list[str]:
    return [mart.name for mart in in_order(folder_of(path, **marts), tables)]


def test_a_mart_follows_those_that_it_reads(tmp_path):
    assert order(
        tmp_path,
        "figure",
        a_late="create table a_late as select * from (from b_middle) as x join figure using (year)",
        b_middle="create table b_middle as with part as (from c_early) select * from part",
        c_early="create table c_early as select exists (from figure) as some_there",
    ) == ["c_early", "b_middle", "a_late"]


def test_a_mart_follows_the_macros_that_it_calls(tmp_path):
    assert order(
        tmp_path,
        a_table="create table a_table as select doubled(2) as four from rows_of(1)",
        macros="create macro doubled(x) as 2 * x; create macro rows_of(x) as table select x from z_base",
        z_base="create table z_base as select 1 as one",
    ) == ["z_base", "macros", "a_table"]


def test_a_mart_follows_the_types_that_it_uses(tmp_path):
    assert order(
        tmp_path,
        a_table="create table a_table as select 'x'::mark as told",
        marks="create type mark as enum ('x', 'y')",
    ) == ["marks", "a_table"]


@pytest.mark.parametrize(
    ("marts", "message"),
    [
        ({"a": "create table a as from figur"}, "a.sql reads figur: no table"),
        ({"a": "create table a as from b", "b": "create table b as from a"}, "circle"),
        ({"a": "create table a as from figure", "b": "create table a as select 1 as x"}, "b.sql makes a"),
        ({"a": "create table figure as select 1 as x"}, "stands already"),
    ],
)  # fmt: skip
def test_what_cannot_be_ordered_is_said(tmp_path, marts, message):
    with pytest.raises(BadMarts, match=message):
        order(tmp_path, "figure", **marts)
