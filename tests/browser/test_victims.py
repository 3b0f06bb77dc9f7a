"""The Victims page in a real browser: what no part holds is drawn, nothing is cut off."""

import pytest


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (768, "light")])
def test_citizenships_and_a_region_fit_the_screen(visit, width, scheme):
    page = visit.open("/victims?area=USA&by=citizenship&view=from_region&region=WHA", width, scheme)
    page.locator(".js-plotly-plot .legendtext", has_text="Not reported").wait_for()
    page.locator(".js-plotly-plot .sankey-link").first.wait_for()
    page.get_by_text("a partial count (states and territories only)").first.wait_for()
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.complaints == []
    assert visit.refused == []
