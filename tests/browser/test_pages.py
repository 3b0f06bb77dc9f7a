"""Each page in a real browser, offline: drawn, quiet in the console, nothing cut off."""

import pytest

from tests.browser.conftest import ARTIFACTS

# Each page's address and the number of charts that it draws.
PAGES = {
    "overview": ("/", 5),
    "country": ("/country?area=KHM", 6),
    "trends": ("/trends?measure=prosecutions&area=KHM,THA", 1),
    "compare": ("/compare?year=2014&view=map", 2),
    "cases": ("/cases", 1),
    "victims": ("/victims?area=THA", 1),
    "briefing": ("/briefing?area=KHM", 0),
    "claims": ("/claims", 0),
    "sources": ("/sources", 0),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_drawn_offline_without_complaint(visit, name, width, scheme):
    path, charts = PAGES[name]
    page = visit.open(path, width, scheme)
    if charts:
        page.locator(".js-plotly-plot:has(.main-svg)").nth(charts - 1).wait_for(state="attached")
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height), 8000)})
    page.wait_for_load_state("networkidle")
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{name}-{width}-{scheme}.png")
    assert page.locator("[data-testid=stException]").count() == 0
    assert visit.complaints == []
    assert visit.refused == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_map_draws_the_outlines_that_the_dashboard_serves(visit):
    page = visit.open("/?year=2014")
    outline = page.locator(".choroplethlayer path")
    outline.first.wait_for(state="attached")
    assert outline.count() >= 180


def test_a_link_opens_the_same_view(visit):
    page = visit.open("/country?area=THA")
    assert page.locator("h1").inner_text() == "Thailand"
    assert page.url.endswith("/country?area=THA")
