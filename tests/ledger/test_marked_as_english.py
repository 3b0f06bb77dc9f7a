"""What stays as it was written is marked as English on a page in another language: citations, titles, notes, reasons."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from dashboard import in_service
from dashboard.api.visitors import Allowance
from dashboard.queries.database import Database
from dashboard.views.routes import Views
from tests.ledger import pseudo
from tests.ledger.test_pages import run
from tests.ledger.test_pages_in_languages import ADDRESSES

# A shorter text may be a name, and stand in a sentence of any language.
LONG = 30
PAGES = ("country", "cases", "claims", "sources", "trends", "victims", "compare", "changes", "")


def unmarked(app: AppTest) -> Iterator[str]:
    """What a page reads as Markdown or as HTML, without what is marked as English."""

    def below(block: Any) -> Iterator[str]:
        message = getattr(block, "proto", None)
        if message is not None:
            if "-english-" in getattr(message, "id", ""):
                return
            if message.DESCRIPTOR.name in ("Markdown", "Html", "Heading", "Alert", "PageLink"):
                yield from pseudo._of(message)
        for child in getattr(block, "children", {}).values():
            yield from below(child)

    for part in app._tree.children.values():
        yield from map(pseudo._told, below(part))


@pytest.fixture(scope="module")
def written(ledger: Database) -> list[str]:
    # Publishers are names, and so are countries.
    asked = f"select text from ({pseudo.AS_WRITTEN}) where text not in (select publisher from source union select name from country)"
    texts = map(pseudo._told, ledger.table(asked)["text"].dropna())
    return [text for text in set(texts) if len(text) > LONG and " " in text]


@pytest.mark.usefixtures("all_open")
@pytest.mark.parametrize("page", PAGES)
def test_texts_of_the_data_are_marked_in_all_that_a_reader_may_open(written, page):
    for address in ADDRESSES[page]:
        told = "\n".join(unmarked(run(page or "overview", lang="fr", **address)))
        assert not [text for text in written if text in told], address


def test_an_english_page_marks_nothing():
    app = run("cases", case="KHM-2011-anti-trafficking-chief")
    assert not [m for m in app.markdown if "lang=" in m.value or m.allow_html]


def test_a_table_alone_in_a_frame_marks_its_columns_of_data_too(ledger):
    site = TestClient(Starlette(routes=Views("", in_service.present, Allowance()).routes()))

    def framed(language: str) -> str:
        return site.get(f"/embed/sources/sources?area=CIV&lang={language}").text

    title = ledger.table("select title from source where source_id = 'state_2021_CIV'")
    [told] = title["title"]
    assert f'<td lang="en">{told}</td>' in framed("fr")
    assert f"<td>{told}</td>" in framed("en")
