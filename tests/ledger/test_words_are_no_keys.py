"""No logic hangs on a wording: with every template replaced by its code, pages and briefings hold the same."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from string import Formatter

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Dataframe

import dashboard.wording
from dashboard.briefing import registers
from dashboard.briefing.country import country_briefing
from dashboard.briefing.group import group_briefing
from dashboard.briefing.model import Briefing
from dashboard.queries.database import Database
from tests.ledger.test_pages import run

PAGES = [
    ("overview", {}),
    ("country", {"area": "KHM"}),
    ("trends", {"area": "KHM,THA", "measure": "prosecutions,convictions", "view": "change"}),
    ("trends", {"region": "EAP", "measure": "victims_detected", "sum": "same"}),
    ("compare", {"area": "KHM,THA,VNM"}),
    ("compare", {"view": "clock"}),
    ("compare", {"view": "movements"}),
    ("compare", {"view": "medians"}),
    ("victims", {"area": "KHM"}),
    ("cases", {"area": "KHM"}),
    ("claims", {}),
    ("changes", {}),
    ("sources", {}),
]  # fmt: skip


def coded(code: str, template: str) -> str:
    """The code in place of the words; the fields of the template stay."""
    named = [f for _, f, _, _ in Formatter().parse(template) if f is not None]
    return " ".join([code, *(f"{{{f}}}" for f in named)])


def words() -> Iterator[tuple[str, dict[str, str]]]:
    """Every table of words: its name, and code → template. Codes that stand for codes are no words."""
    modules = [
        importlib.import_module(f"dashboard.wording.{module.name}")
        for module in pkgutil.iter_modules(dashboard.wording.__path__)
    ]
    tables = {id(t): (f"{m.__name__}.{name}", t) for m in [*modules, registers] for name, t in vars(m).items()
              if name.isupper() and isinstance(t, dict)}  # fmt: skip
    for name, table in tables.values():
        if table and all(isinstance(text, str) for text in table.values()):
            yield name, table


@pytest.fixture
def without_words(monkeypatch: pytest.MonkeyPatch) -> int:
    replaced = 0
    for name, table in words():
        for code, template in table.items():
            if template and name != "dashboard.wording.analyst.EXAMPLES":
                monkeypatch.setitem(table, code, coded(f"‹{name}/{code}›", template))
                replaced += 1
    return replaced


def points(trace: dict) -> int:
    values = trace.get("y", trace.get("z", []))
    return len(values["bdata"] if isinstance(values, dict) else values)


def held(app: AppTest) -> list[object]:
    """What a page holds beside words: its elements in order, the points of its charts, the numbers of its tables."""
    found: list[object] = []
    for element in app.main:
        found.append(element.type)
        if element.type == "plotly_chart":
            figure = json.loads(element.proto.spec)
            found += [(trace["type"], points(trace)) for trace in figure["data"]]
        elif isinstance(element, Dataframe):
            found += [element.value.shape, element.value.sum(numeric_only=True).tolist()]
    return found


def structure(made: Briefing) -> list[object]:
    """A briefing without its words: the kinds of its blocks and what each cites."""
    return [
        [(type(block).__name__, sorted(notes(block))) for block in section.blocks]
        for section in made.sections
    ]


def notes(part: object) -> set[int]:
    """The footnotes of a block, wherever in it they stand."""
    if isinstance(part, tuple):
        return set().union(*map(notes, part))
    if not is_dataclass(part):
        return set()
    inside = {f.name: getattr(part, f.name) for f in fields(part)}
    return set(inside.pop("notes", ())).union(*map(notes, inside.values()))


@pytest.mark.parametrize(("page", "address"), PAGES)
def test_a_page_holds_the_same_whatever_it_says(
    built, page: str, address: dict[str, str], request: pytest.FixtureRequest
) -> None:
    in_words = run(page, **address)
    assert request.getfixturevalue("without_words") > 300
    in_codes = run(page, **address)
    assert not in_codes.exception and not in_codes.error
    assert held(in_codes) == held(in_words)
    assert in_codes.query_params == in_words.query_params


@pytest.mark.parametrize("register", ["policy", "plain"])
def test_a_briefing_cites_the_same_whatever_it_says(
    ledger: Database, register: str, request: pytest.FixtureRequest
) -> None:
    def made() -> list[object]:
        of_country = country_briefing(ledger, "KHM", register=register)
        return [structure(of_country), structure(group_briefing(ledger, "All", regions=["EAP"]))]

    in_words = made()
    request.getfixturevalue("without_words")
    assert made() == in_words
