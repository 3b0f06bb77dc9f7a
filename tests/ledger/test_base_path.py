"""Under a base path every link of every page, closed parts included, leads to an address below it."""

import re
from collections.abc import Iterator

import pandas as pd
import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from dashboard.ui import show
from tests.ledger.test_hostile_text import PAGES, sent, texts
from tests.ledger.test_pages import run

# Where Markdown, and HTML, lead within the server.
LINK = re.compile(r"""\]\((/[^)\s]*)|(?:href|src)=["'](/[^"']*)""")


def links(app: AppTest) -> Iterator[str]:
    for message in sent(app):
        for text in texts(message):
            yield from (markdown or html for markdown, html in LINK.findall(text))
    for table in app.dataframe:
        for column in table.value.select_dtypes(exclude="number"):
            cells = pd.Series(table.value[column]).dropna().astype(str)
            yield from cells[cells.str.startswith("/")]


@pytest.fixture
def based(built, monkeypatch) -> Iterator[None]:
    monkeypatch.setattr(show, "folded", lambda label, key, fill: fill())
    config.set_option("server.baseUrlPath", "tip")
    yield
    config.set_option("server.baseUrlPath", "")


@pytest.mark.usefixtures("based")
@pytest.mark.parametrize("page", PAGES)
def test_links_keep_to_the_base_path(page):
    app = run(page, area="KHM")
    assert not app.exception and not app.error
    found = list(links(app))
    # The last lines of every page have two.
    assert len(found) >= 2
    assert [link for link in found if not link.startswith("/tip/")] == []


@pytest.mark.usefixtures("based")
def test_tables_link_to_their_sources():
    assert sum("/tip/sources?source=" in link for link in links(run("country", area="KHM"))) > 20
