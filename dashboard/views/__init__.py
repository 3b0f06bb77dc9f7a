"""What can be taken along of a page: each of its charts and tables, with what it counts and what it says."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.queries import catalogue
from dashboard.views.drawn import Drawn
from dashboard.wording.columns import NO_NAMES, Names

# An area's code in front of a part's name says what its address says already.
AREA = re.compile(r"^(?:[A-Z0-9]{2,5}-)+(?=.)")


@dataclass(frozen=True)
class View:
    """One chart, or one table where `figure` is None.

    name: of the part, within its page. says: the finding in words, or what tells it once it is asked for. counts: what is
    counted. table: the rows shown, with their codes; sources are named by its columns that hold source_id. config: Plotly's,
    of the figure. names: of columns that have others here than in wording.columns. as_asked: whether a file has its columns
    and codes as they are, for who wrote them into a question.
    """

    name: str
    title: str
    says: str | Callable[[], str]
    counts: str
    table: pd.DataFrame
    figure: Drawn | None = None
    config: dict[str, Any] = field(default_factory=dict)
    names: Names = field(default_factory=lambda: NO_NAMES)
    as_asked: bool = False

    @property
    def finding(self) -> str:
        return self.says if isinstance(self.says, str) else self.says()

    @property
    def source_ids(self) -> set[str]:
        return catalogue.source_ids(self.table)


# The parts of the page that runs, where it runs to be taken along and nobody reads it.
taking: ContextVar[dict[str, View] | None] = ContextVar("taking", default=None)


def name_of(key: str) -> str:
    """The name of a part in an address: 'tiers' for the key 'KHM-tiers'."""
    return re.sub(r"[^\w-]+", "-", AREA.sub("", key)).strip("-")
