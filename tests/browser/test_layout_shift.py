"""What is on a page stays where it stands while the rest arrives."""

import pytest

from tests.browser.pages import PAGES
from tests.browser.test_pages import drawn

MOST = 0.1  # what browsers' makers call good; the sum of all shifts, which is stricter than their largest window
WATCH = """
window.shifts = []
new PerformanceObserver(list => {
    for (const shift of list.getEntries())
        if (!shift.hadRecentInput)
            window.shifts.push([shift.value, shift.sources.map(s => {
                const part = s.node?.closest?.('[data-testid]') ?? s.node?.parentElement
                return `${part?.dataset?.testid}: ${part?.textContent?.slice(0, 40)} ${s.previousRect.y}→${s.currentRect.y}`
            })])
}).observe({type: 'layout-shift', buffered: true})
"""


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_while_the_page_arrives(visit, name):
    path, charts = PAGES[name]
    page = visit.open(path, before=WATCH)
    drawn(page, charts)
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) <= MOST, [s for s in shifts if s[0] > 0.01]


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
    page.wait_for_load_state("networkidle")
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
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) <= MOST, [s for s in shifts if s[0] > 0.01]
