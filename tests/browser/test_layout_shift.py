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
