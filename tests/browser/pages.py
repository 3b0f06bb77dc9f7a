"""Each page's address and the number of charts that it draws; how what moves on a page is watched."""

from playwright.sync_api import Page

PAGES = {
    "overview": ("/", 4),
    "country": ("/country?area=KHM", 5),
    "trends": ("/trends?measure=prosecutions&area=KHM,THA", 1),
    "compare": ("/compare?year=2014&view=map", 1),
    "compare-table": ("/compare?year=2014&view=table", 0),
    "compare-tiers": ("/compare?view=tiers", 2),
    "cases": ("/cases", 0),
    "cases-map": ("/cases?view=map", 1),
    "cases-years": ("/cases?view=years", 1),
    "cases-stages": ("/cases?view=stages", 2),
    "case": ("/cases?case=KHM-2011-anti-trafficking-chief", 1),
    "victims": ("/victims?area=THA", 1),
    "briefing": ("/briefing?area=KHM", 0),
    "claims": ("/claims", 0),
    "sources": ("/sources", 0),
    "glossary": ("/glossary", 0),
    "sql": ("/sql", 0),
}


def drawn(page: Page, charts: int) -> None:
    """Wait until all charts are drawn, and nothing more is on its way."""
    placed(page, charts)
    page.wait_for_load_state("networkidle")


def placed(page: Page, charts: int) -> None:
    """Wait until all charts stand at the width that the page gives them."""
    page.wait_for_function(
        """charts => {
            const drawn = [...document.querySelectorAll('.js-plotly-plot')].filter(c => c.querySelector('.main-svg'))
            return drawn.length >= charts && drawn.every(c => c.clientWidth === 0
                || Math.abs(c.querySelector('.main-svg').clientWidth - c.clientWidth) < 2)
        }""",
        arg=charts,
    )
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


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


def nothing_moved(page: Page) -> None:
    """What was drawn stayed where it stood, since WATCH was read or the list was emptied."""
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) <= MOST, [s for s in shifts if s[0] > 0.01]
