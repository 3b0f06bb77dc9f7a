"""What is on a page stays where it stands while another choice arrives; test_pages.py watches the page itself arrive."""

import pytest

from tests.browser.pages import WATCH, drawn, nothing_moved

# Where a reader is, what he chooses next, and the part of the page that shows that it is there.
CHANGES = {
    "country": ("/country?area=KHM", "/country?area=THA", "THA-tiers"),
    "trends": ("/trends?area=KHM", "/trends?area=KHM&view=rate", "trend-prosecutions-rate"),
    "compare": ("/compare?view=clock", "/compare?view=peers", "compare-peers"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_moves_while_another_choice_arrives(visit, name):
    before, after, sign = CHANGES[name]
    page = visit.open(before, before=WATCH)
    drawn(page, 0)
    page.evaluate(
        """to => {
            window.shifts = []
            history.pushState({}, '', to)
            dispatchEvent(new PopStateEvent('popstate', { state: {} }))
        }""",
        after,
    )
    page.locator(f".st-key-{sign}").wait_for()
    drawn(page, 0)
    nothing_moved(page)
