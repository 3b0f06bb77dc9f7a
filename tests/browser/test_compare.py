"""The comparison page in a browser: what it costs on the wire, what a click opens, what a download holds."""

import re

import pytest
from playwright.sync_api import Page, expect

OUTLINES = "countries.geojson"
VIEWS = ("map", "matrix", "table", "movements", "clock", "peers", "tiers")


class Wire:
    """Bytes that reach the page, by HTTP (address → bytes) and by web socket."""

    def __init__(self, page: Page):
        self.http: dict[str, int] = {}
        self.socket = 0
        self._addresses: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        # A reader who has not been here: other tests have fetched what this one counts.
        session.send("Network.clearBrowserCache")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._loaded)
        page.on("websocket", lambda opened: opened.on("framereceived", self._framed))

    def _asked(self, event: dict) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _loaded(self, event: dict) -> None:
        address = self._addresses.get(event["requestId"], "")
        self.http[address] = self.http.get(address, 0) + int(event["encodedDataLength"])

    def _framed(self, payload: str | bytes) -> None:
        self.socket += len(payload)

    def taken(self) -> tuple[dict[str, int], int]:
        """What came since the last call."""
        came = self.http, self.socket
        self.http, self.socket = {}, 0
        return came


def settled(page: Page) -> None:
    """Wait until the page has run and nothing more is asked for."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_load_state("networkidle")


def test_moving_the_slider_sends_no_outlines_again(visit, capsys):
    page = visit.open("/sources")
    wire = Wire(page)
    page.goto(f"{visit.address}/compare?view=map&year=2025")
    label = page.locator(".slider-label").first
    label.wait_for(timeout=60_000)
    page.locator(".choroplethlayer path").first.wait_for(state="attached")
    settled(page)
    first_http, first_socket = wire.taken()
    outlines = sum(size for address, size in first_http.items() if OUTLINES in address)

    expect(label).to_contain_text("2025")
    rail = page.locator(".slider-rail-touch-rect").first
    rail.scroll_into_view_if_needed()
    track = rail.bounding_box()
    page.mouse.click(track["x"] + track["width"] * 0.5, track["y"] + track["height"] / 2)
    expect(label).not_to_contain_text("2025")
    settled(page)
    map_http, map_socket = wire.taken()

    # One slider of years, not two.
    assert page.get_by_role("slider", name="Report year").count() == 0
    with capsys.disabled():
        print(
            f"\nOutlines, once: {outlines:,} bytes. First view: {sum(first_http.values()):,} by HTTP, "
            f"{first_socket:,} by web socket. Slider in the map: {sum(map_http.values()):,} and {map_socket:,}."
        )
    assert outlines > 100_000
    # A font of Streamlit's own may arrive at any moment.
    assert not [address for address in map_http if "/static/media/" not in address]
    assert map_socket == 0


def test_selecting_a_square_of_the_matrix_opens_the_country(visit):
    page = visit.open("/compare?view=matrix&region=SCA")
    square = page.locator(".scatterlayer .trace .point >> visible=true").first
    square.wait_for()
    square.scroll_into_view_if_needed()
    box = square.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/country?area=*")


def test_selecting_a_country_on_the_map_opens_it(visit):
    page = visit.open("/compare?view=map")
    page.locator(".choroplethlayer path").first.wait_for(state="attached")
    settled(page)
    # The first outline with room in its middle: Australia is one piece, far from its neighbours.
    shape = page.evaluate(
        """() => {
            const paths = [...document.querySelectorAll('.choroplethlayer path')]
            const found = paths.find(p => p.__data__.id === 'AUS' || p.__data__.loc === 'AUS')
            const box = found.getBoundingClientRect()
            return [box.x + box.width / 2, box.y + box.height / 2]
        }"""
    )
    page.mouse.click(*shape)
    page.wait_for_url("**/country?area=AUS")


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_drawn_without_complaint(visit, view):
    page = visit.open(f"/compare?view={view}", 360)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        assert page.get_by_test_id("stException").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.complaints == []
    assert visit.refused == []


def test_a_cell_tells_the_rest_and_leads_to_its_record_and_back(visit):
    page = visit.open("/compare?view=table&tier=3")
    row = page.get_by_role("row", name="Cambodia")
    cell = row.get_by_role("link", name="2023 · UNODC").first
    more = page.locator("#cell-card")
    cell.hover()
    expect(more).to_contain_text(re.compile(r"Prosecutions: 46 persons in 2023\s+UNODC, edition"))
    page.keyboard.press("Escape")
    expect(more).to_be_hidden()
    row.get_by_role("link", name="Cambodia").focus()
    page.keyboard.press("Tab")
    expect(more).to_be_visible()
    listed = page.locator(".cells tr").count()
    cell.click()
    expect(page.get_by_role("dialog")).to_contain_text("The record of a figure: Cambodia, 2023")
    page.go_back()
    expect(page.locator(".cells tr")).to_have_count(listed)


def test_a_heading_sorts_by_click_and_by_key_and_one_step_back_undoes_it(visit):
    page = visit.open("/compare?view=table&tier=3", 360)
    heading = page.locator(".cells").get_by_role("link", name="Prosecutions", exact=True)
    sorted_by = page.locator(".cells th[aria-sort=descending]")
    heading.click()
    page.wait_for_url("**&sort=prosecutions")
    expect(sorted_by).to_contain_text("Prosecutions")
    # The table is another one, and the reader stands where he stood.
    expect(heading).to_be_focused()
    assert page.locator(".cells").evaluate("table => table.scrollLeft") > 0
    page.keyboard.press("Enter")
    page.wait_for_url("**&sort=prosecutions.asc")
    expect(page.locator(".cells th[aria-sort=ascending]")).to_contain_text("Prosecutions")
    page.go_back()
    expect(sorted_by).to_contain_text("Prosecutions")
    assert visit.complaints == []


def test_the_address_keeps_the_columns_chosen(visit):
    page = visit.open("/compare?view=table&area=KHM,THA&columns=tier_now,convictions")
    settled(page)
    page.get_by_role("button", name="Choose columns").click()
    chooser = page.get_by_test_id("stPopoverBody")
    expect(chooser).to_contain_text("Tier 2025")
    expect(chooser).to_contain_text("Convictions")
    expect(chooser).not_to_contain_text("Prosecutions")
    chooser.get_by_role("combobox").press("Backspace")
    page.wait_for_url(re.compile(r"columns=tier_now(&|$)"))


@pytest.mark.parametrize("path", ["/", "/compare?view=map"])
def test_the_map_fills_its_place_on_a_telephone(visit, path):
    page = visit.open(path, 360)
    page.locator(".choroplethlayer path").first.wait_for(state="attached")
    settled(page)
    room = page.locator(".geolayer .bg rect").first.bounding_box()
    drawn = page.locator(".choroplethlayer").first.bounding_box()
    assert drawn["height"] > 0.6 * room["height"]


def test_a_remark_in_a_cell_is_told_as_english_on_a_page_in_another_language(visit):
    page = visit.open("/compare?view=peers&area=KHM&lang=fr")
    cell = page.locator("[data-written]").first
    cell.hover()
    more = page.locator("#cell-card")
    expect(more).to_contain_text("Remarque : ")
    expect(more.locator("[lang=en]")).to_have_text(cell.get_attribute("data-written"))
    assert more.inner_text() == cell.get_attribute("data-more")
