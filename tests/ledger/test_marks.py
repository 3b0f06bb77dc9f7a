"""What a figure is goes with it wherever it is shown: from the press, doubted, counting others than its name says, of a
part, derived, not comparable. The newest figure of each kind is followed to every place; all that speaks of it is read."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from html import unescape
from itertools import zip_longest
from typing import Any

import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from dashboard.briefing.country import country_briefing
from dashboard.briefing.model import Sentence, Table
from dashboard.frames import each
from dashboard.queries import claims
from dashboard.queries.database import Database
from dashboard.server import routes
from dashboard.ui import show
from dashboard.views import files, page
from dashboard.views.address import Address
from dashboard.wording import claims as claims_wording
from dashboard.wording import comparison, tiers
from tests.ledger.test_from_ledger_to_page import numbers
from tests.ledger.test_pages import run

# What is true of a figure, and how each thing that is said of it tells so.
KINDS = {
    "press": ("reliability = 'press'", "press"),
    "doubted": ("doubt is not null", "[Dd]oubted|same edition|own edition|[a-z]+_(below|above)_"),
    "referred": ("counts = 'referred'", "[Rr]efer"),
}
PLACES = ("country", "trends", "compare", "victims", "policy", "plain", "claims", "files", "api")
Asked = tuple[tuple[str, str], ...]


@pytest.fixture(scope="module")
def newest(ledger: Database) -> Callable[[str], Any]:
    """The newest headline figure of which a condition holds, among those whose number is no other figure's of the area."""

    @cache
    def found(condition: str) -> Any:
        rows = ledger.table(f"""
            with last as (
                from preferred_figure join measure using (measure) select preferred_figure.*, label
                where form = 'all' and headline is not null
                qualify row_number() over (partition by area, measure order by year desc) = 1
            ),

            held as (
                select area, value from figure semi join (from measure where headline is not null) using (measure)
                group by all
                having count(distinct (year, measure, form, sex, age, origin, scope)) = 1
            )

            from last semi join held using (area, value) where {condition} and value >= 1000 and qualifier = 'exact'
            order by year desc, value desc limit 1
        """)
        return next(iter(each(rows)))

    return found


@pytest.fixture(scope="module")
def told(ledger: Database) -> Callable[[str, str, str], list[str]]:
    """What a place says of an area and a measure, in pieces of a sentence, a row, a mark of a chart."""
    api = TestClient(Starlette(routes=routes("")), base_url="http://test/api/v1/")

    @cache
    def said(place: str, area: str, measure: str) -> list[str]:
        if place in ("policy", "plain"):
            return of_briefing(ledger, area, place)
        if place == "api":
            of_figures = f"area={area}&measure={measure}&limit=1000"
            asked = [f"{n}?{of_figures}" for n in ("series", "changes", "figures")]
            return [
                json.dumps(row, ensure_ascii=False)
                for question in (*asked, f"{asked[-1]}&view=every", f"tiers?area={area}")
                for row in api.get(question).json()["data"]
            ]
        if place == "claims":
            return of_claims(ledger, area, measure)
        if place == "files":
            return of_files(ledger, area, measure)
        more = {"trends": {"measure": measure}, "compare": {"view": "table"}}
        return of_page(place, area=area, **more.get(place, {}))

    return said


def of_page(name: str, **address: str) -> list[str]:
    with pytest.MonkeyPatch.context() as opened:
        opened.setattr(show, "folded", lambda label, key, fill: fill())
        shown = run(name, **address)
    assert not shown.exception
    texts = [e.value for kind in (shown.markdown, shown.caption, shown.info) for e in kind]
    lines = [line for text in texts for line in text.splitlines()]
    # Side by side each figure stands in a cell of its own, in other tables in a row.
    cell = "|</td>" if name == "compare" else ""
    bare = [
        unescape(re.sub("<[^>]+>", " ", part))
        for drawn in shown.get("html")
        for part in re.split(f"</tr>|</li>|</dl>|</dd>{cell}", drawn.proto.body)
    ]
    cells = [
        " | ".join(f"{name}: {cell}" for name, cell in row.items())
        for table in shown.dataframe
        for row in table.value.to_dict("records")
    ]
    return [*lines, *bare, *cells, *of_charts(shown)]


def of_charts(shown: AppTest) -> list[str]:
    pieces = []
    for chart in shown.get("plotly_chart"):
        for trace in json.loads(chart.proto.spec)["data"]:
            xs, told, texts = (trace.get(part) or [] for part in ("x", "customdata", "text"))
            texts = [texts] if isinstance(texts, str) else texts
            for parts in zip_longest(numbers(xs), numbers(told), numbers(texts), fillvalue=""):
                pieces.append(" ".join([str(trace.get("name")), *map(str, parts)]))
    return pieces


def of_briefing(ledger: Database, area: str, register: str) -> list[str]:
    made = country_briefing(ledger, area, register=register)
    blocks = [*made.headlines, *(block for section in made.sections for block in section.blocks)]
    sentences = [block.text for block in blocks if isinstance(block, Sentence)]
    cells = [
        " | ".join([row[0].text, name, cell.text])
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for name, cell in zip(block.header, row, strict=True)
    ]
    return [*sentences, *cells]


def of_claims(ledger: Database, area: str, measure: str) -> list[str]:
    """The evidence on the claim that there was none in any of the last years."""
    _, last = claims.years(ledger, measure)
    pieces = []
    for year in range(last - 5, last + 1):
        claim = {"asserts": "zero", "area": area, "measure": measure, "year_to": year}
        _, evidence = claims.judge(ledger, claim)
        rows = claims_wording.evidence_columns(evidence).to_dict("records")
        pieces += [" | ".join(map(str, row.values())) for row in rows]
    return pieces


def of_files(ledger: Database, area: str, measure: str) -> list[str]:
    """Each row of a CSV file and a workbook of each part of Trends."""
    asked = {"area": area, "measure": measure}
    pieces = []
    for view in page.views(ledger, "trends", asked).values():
        part = files.Taken(
            ledger, view, Address("https://example.org", "trends", asked), date(2026, 11, 26)
        )
        rows = csv.reader(io.StringIO(files.as_csv(part).decode("utf-8-sig")))
        sheet = openpyxl.load_workbook(io.BytesIO(files.as_excel(part)))["Data"].values
        pieces += [f"{view.name}: {' | '.join(map(str, row))}" for row in (*rows, *sheet)]
    return pieces


def of_number(value: float, pieces: list[str]) -> list[str]:
    """The pieces that tell a number, as a text or a table writes it."""
    written = re.compile(rf"(?<![\d,.])({value:,.0f}|{value:.0f}(\.0)?)(?!,?\d|\.\d)")
    return [piece for piece in pieces if written.search(piece)]


def unmarked(mark: str, pieces: list[str]) -> list[str]:
    return [piece for piece in pieces if not re.search(mark, piece)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_is_marked_wherever_its_number_stands(newest, told, kind, place):
    condition, mark = KINDS[kind]
    row = newest(condition)
    pieces = of_number(row.value, told(place, row.area, row.measure))
    assert pieces, row
    assert not unmarked(mark, pieces)


@pytest.mark.parametrize("place", PLACES)
def test_a_figure_of_a_part_says_of_which(ledger, told, place):
    [row, *_] = each(
        ledger.table("""
            from current_figure semi join series_figure using (measure)
            where scope <> '' and form = 'all' and of_everyone(sex, age, origin) and value >= 1000
            order by year desc, value desc
        """)
    )
    pieces = of_number(row.value, told(place, row.area, row.measure))
    assert pieces or place not in ("country", "api"), row
    assert not unmarked(f"{re.escape(row.scope)}|a part of the area", pieces)


@pytest.mark.parametrize("place", ["overview", "country", "compare", "policy", "plain", "api"])
def test_a_derived_placement_is_marked_wherever_it_stands(ledger, told, place):
    [row, *_] = each(
        ledger.table("""
            from tier_history join country using (iso3) where basis = 'derived' and tier <> previous_tier
            order by report_year desc, name
        """)
    )
    about = {"overview": row.name, "compare": ""}.get(place, str(row.report_year))
    tier = rf'"tier": "{row.tier}"|\b{tiers.TIER_NAMES[row.tier]}\b(?! Watch)'
    pieces = [
        piece
        for piece in told(place, row.iso3, "convictions")
        if about in piece and re.search(tier, piece)
    ]
    assert pieces, row
    assert not unmarked("derived", pieces)


@pytest.mark.parametrize("place", ["trends", "policy", "plain", "files", "api"])
def test_a_figure_that_is_not_comparable_says_why_and_gives_no_change(ledger, told, place):
    [row, *_] = each(
        ledger.table("""
            with last as (
                from year_over_year where voice = 'preferred' and form = 'all'
                qualify row_number() over (partition by area, measure order by year desc) = 1
            )

            select last.* from last join measure using (measure) join year_over_year as alone
                on  alone.voice = last.publisher and alone.area = last.area and alone.measure = last.measure
                and alone.form = 'all' and alone.strand = '' and alone.year = last.year
            where headline is not null and last.value >= 100 and alone.withheld = last.withheld
              and last.withheld in ('unit_differs', 'counted_differs', 'break')
            order by last.year desc, last.value desc
        """)
    )
    pieces = of_number(row.value, told(place, row.area, row.measure))
    why = re.escape(row.withheld if place == "api" else comparison.why_withheld(row))
    assert set(pieces) - set(unmarked(why, pieces)), (row, pieces)
    ratio = rf"{row.value_before:,.0f}\b.*\d %|\d %.*\b{row.value_before:,.0f}\b|\"change\": -?\d"
    assert unmarked(ratio, pieces) == pieces
