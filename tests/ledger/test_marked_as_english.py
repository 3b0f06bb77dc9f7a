"""What stays as it was written is marked as English on a page in another language: citations, titles, notes, reasons."""

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries.database import Database
from tests.ledger import pseudo
from tests.ledger.test_pages import run
from tests.ledger.test_pages_in_languages import ADDRESSES

# A shorter text may be a name, and stand in a sentence of any language.
LONG = 30
PAGES = ("country", "cases", "claims", "sources", "trends", "victims")


def unmarked(app: AppTest) -> Iterator[str]:
    """What a page reads as Markdown or as HTML, without what is marked as English; of tables on paper columns are marked."""

    def below(block: Any) -> Iterator[str]:
        message = getattr(block, "proto", None)
        if message is not None:
            if "-english-" in getattr(message, "id", ""):
                return
            if message.DESCRIPTOR.name in ("Markdown", "Html", "Heading", "Alert", "PageLink"):
                yield from (text for text in pseudo._of(message) if "on-paper" not in text)
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


@pytest.mark.parametrize("page", PAGES)
def test_texts_of_the_data_are_marked(written, page):
    for address in ADDRESSES[page]:
        told = "\n".join(unmarked(run(page, lang="fr", **address)))
        assert not [text for text in written if text in told], address


def test_an_english_page_marks_nothing():
    app = run("cases", case="KHM-2011-anti-trafficking-chief")
    assert not [m for m in app.markdown if "lang=" in m.value or m.allow_html]
