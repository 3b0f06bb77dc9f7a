"""Each page in a real browser, offline: drawn, quiet in the console, nothing cut off."""

import pytest

from tests.browser.conftest import ARTIFACTS

PAGES = {
    "overview": ("/", 5),
    "country": ("/country?area=KHM", 6),
    "trends": ("/trends?measure=prosecutions&area=KHM,THA", 1),
    "compare": ("/compare?year=2014&tier=2WL&region=EAP", 0),
    "sources": ("/sources", 0),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_drawn_offline_without_complaint(visit, name, width, scheme):
    path, charts = PAGES[name]
    page = visit.open(path, width, scheme)
    if charts:
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
        assert page.locator(".js-plotly-plot").count() >= charts
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height), 8000)})
    page.wait_for_load_state("networkidle")
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{name}-{width}-{scheme}.png")
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
