"""How soon the first view stands in the browser, against an empty Streamlit page with one chart; and what moves when
a reader changes the country."""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from etl.locations import PROJECT
from etl.pipeline import build
from tests.browser import serving

ROUNDS = 7
ONE_CHART = """
import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 1, 3])))
"""
# The charts within the window are drawn, and there are that many.
DRAWN = """count => {
    const charts = [...document.querySelectorAll('.js-plotly-plot')]
        .filter(c => c.getBoundingClientRect().top < innerHeight)
    return charts.length >= count && charts.every(c => c.querySelector('.main-svg'))
}"""
MOVED = """() => {
    window.moved = 0
    new PerformanceObserver(list => list.getEntries().forEach(e => { window.moved += e.value }))
        .observe({type: 'layout-shift', buffered: false})
}"""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        database, script = Path(scratch) / "ledger.duckdb", Path(scratch) / "one_chart.py"
        build(PROJECT / "data", database, lambda step: None)
        script.write_text(ONE_CHART, encoding="utf-8")
        with (
            serving.app(script) as bare,
            serving.dashboard(database) as ours,
            serving.chromium() as browser,
        ):
            first_view(browser, bare, ours)
            layout_shift(browser, ours)


def first_view(browser: Browser, bare: str, ours: str) -> None:
    pairs = [(seconds(browser, bare, 1), seconds(browser, ours, 2)) for _ in range(ROUNDS + 1)][1:]
    ratio = statistics.median(b / a for a, b in pairs)
    one, view = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"First view with its charts drawn, median of {ROUNDS} pairs (aim: at most 1.5×)")
    print(f"  one chart {one:.0f} ms, overview {view:.0f} ms, {ratio:.2f}× pair by pair")


def seconds(browser: Browser, address: str, charts: int) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(DRAWN, arg=charts)
    taken = time.perf_counter() - started
    page.close()
    return taken


def layout_shift(browser: Browser, address: str) -> None:
    print("Layout shift in the window while the country changes (0.1 is good by Web Vitals)")
    for path in ("/", "/country"):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}{path}")
        settled(page)
        page.evaluate(MOVED)
        choice = page.get_by_role("combobox", name="Country")
        choice.click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("Thai")
        page.get_by_role("option", name="Thailand").click()
        page.wait_for_url("**area=THA**")
        settled(page)
        print(f"  {path:10} {page.evaluate('window.moved'):.3f}")
        page.close()


def settled(page: Page) -> None:
    page.wait_for_function(DRAWN, arg=1)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main()
