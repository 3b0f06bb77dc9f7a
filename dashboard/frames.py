"""Reading a frame cell by cell. What its columns hold is declared in tests/frames.py; the types of pandas cannot tell."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import repeat
from typing import Any

import pandas as pd


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows, each with its columns as attributes: as of itertuples, which makes a class anew at every call."""
    columns = [values.tolist() for _, values in frame.items()]
    rows = zip(*columns, strict=True) if columns else repeat((), len(frame))
    return map(_row(tuple(frame.columns)), rows)


@lru_cache(maxsize=500)
def _row(columns: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    return namedtuple("Row", columns, rename=True)._make  # type: ignore[misc, attr-defined]


def groups(frame: pd.DataFrame, by: str | list[str]) -> Iterator[tuple[Any, pd.DataFrame]]:
    """The rows by a column (its value and their frame) or several (a tuple of values), in the order in which they come."""
    return iter(frame.groupby(by, sort=False))


def column_names(frame: pd.DataFrame) -> list[str]:
    """The names of the columns."""
    return frame.columns.tolist()


def first_value(column: pd.Series) -> Any:
    """The value in the first row."""
    return column.iat[0]


def last_value(column: pd.Series) -> Any:
    """The value in the last row."""
    return column.iat[-1]
