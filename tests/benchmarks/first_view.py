"""How soon the first chart of each page stands in the browser, against an empty Streamlit page with one chart; and what
moves when a reader changes the country."""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from etl.locations import PROJECT
from etl.pipeline import build
from tests.browser import serving
from tests.browser.pages import PAGES

ROUNDS = 7
ONE_CHART = """
import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[2, 1, 3])))
"""
# Wherever it stands: what lies above it is the answer in words.
DRAWN = "() => document.querySelector('.js-plotly-plot .main-svg')"
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
    print(
        f"First chart of each page, median of {ROUNDS} pairs with a page of one (aim: at most 1.5×)"
    )
    for name, (path, charts) in PAGES.items():
        if charts:
            pairs = [
                (seconds(browser, bare), seconds(browser, f"{ours}{path}"))
                for _ in range(ROUNDS + 1)
            ][1:]
            ratio = statistics.median(b / a for a, b in pairs)
            one, first = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
            print(
                f"  {name:14} one chart {one:.0f} ms, here {first:.0f} ms, {ratio:.2f}× pair by pair"
            )


def seconds(browser: Browser, address: str) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(DRAWN)
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
    page.wait_for_function(DRAWN)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main()
