"""Each page on a telephone in a language two fifths longer than English: nothing is cut off, nothing lies over another text."""

from collections.abc import Iterator

import pytest

from tests.browser import serving
from tests.browser.conftest import Visit
from tests.browser.cut_off import CUT_OFF
from tests.browser.pages import PAGES, placed
from tests.ledger.pseudo import CODE

TELEPHONE = 360
# Where charts and fields hold other words than on PAGES: address, and the number of charts.
MORE = {
    "help": ("/help", 0),
    "changes": ("/changes", 0),
    "matrix": ("/compare?view=matrix", 1),
    "movements": ("/compare?view=movements", 1),
    "clock": ("/compare?view=clock", 0),
    "peers": ("/compare?view=peers&area=KHM", 0),
    "own-claim": ("/claims?view=own&kind=values", 0),
    "events": ("/trends?area=KHM,MEX&view=rate&events=1&source=accounts", 1),
    "same-countries": ("/trends?region=EAP&from=2018&to=2022&view=index", 2),
    "origins": ("/victims?area=CIV&by=citizenship&view=from", 2),
    "region": ("/victims?area=MEX&by=age&share=1&view=region", 2),
}


@pytest.fixture(scope="module")
def longer(built, profile) -> Iterator[Visit]:
    with serving.pseudo_dashboard(built[0]) as address:
        yield Visit(profile, address)


@pytest.mark.parametrize("name", PAGES | MORE)
def test_nothing_is_cut_off_where_words_are_longer(longer, name):
    path, charts = (PAGES | MORE)[name]
    page = longer.open(f"{path}{'&' if '?' in path else '?'}lang={CODE}", width=TELEPHONE)
    placed(page, charts)
    found = page.evaluate(CUT_OFF)
    page.close()
    assert found == []
