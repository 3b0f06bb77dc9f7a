"""What the map of the comparison page costs on the wire, measured in a browser."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from etl.locations import PROJECT

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
OUTLINES = "countries.geojson"

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")


class Wire:
    """Bytes that reach the page, by HTTP (address → bytes) and by web socket."""

    def __init__(self, page: Page):
        self.http: dict[str, int] = {}
        self.socket = 0
        self._addresses: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._loaded)
        page.on("websocket", lambda s: s.on("framereceived", self._framed))

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


@pytest.fixture(scope="module")
def address(built) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--port", str(port), "--no-browser"],
        cwd=PROJECT,
        env=os.environ | {"TIP_LEDGER_DATABASE": str(built[0])},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(base)
        yield base
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def wait_for(base: str, seconds: float = 60) -> None:
    end = monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(f"{base}/_stcore/health").read()
            return
        except OSError:
            if monotonic() > end:
                raise
            sleep(0.2)


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser.new_page(viewport={"width": 1280, "height": 1400})
        browser.close()


def test_moving_the_slider_sends_no_outlines_again(page: Page, address: str, capsys):
    wire = Wire(page)
    page.goto(f"{address}/")
    page.locator(".choroplethlayer path").first.wait_for(timeout=60_000)
    page.goto(f"{address}/compare?view=map&year=2025")
    slider = page.locator(".slider-container").first
    slider.wait_for(timeout=60_000)
    page.locator(".choroplethlayer path").first.wait_for()
    settled(page)
    first_http, first_socket = wire.taken()
    outlines = sum(size for url, size in first_http.items() if OUTLINES in url)

    label = slider.locator(".slider-label").first
    expect(label).to_contain_text("2025")
    track = slider.locator(".slider-rail-touch-rect").bounding_box()
    page.mouse.click(track["x"] + track["width"] * 0.5, track["y"] + track["height"] / 2)
    expect(label).not_to_contain_text("2025")
    settled(page)
    map_http, map_socket = wire.taken()

    page.get_by_role("slider", name="Report year").press("ArrowLeft")
    page.wait_for_url("**year=2024**")
    expect(page.locator(".slider-label").first).to_contain_text("2024", timeout=30_000)
    settled(page)
    page_http, page_socket = wire.taken()

    with capsys.disabled():
        print(
            f"\nOutlines, once: {outlines:,} bytes. First view: {sum(first_http.values()):,} by HTTP, "
            f"{first_socket:,} by web socket. Slider in the map: {sum(map_http.values()):,} and "
            f"{map_socket:,}. Report year of the page: {sum(page_http.values()):,} and {page_socket:,}."
        )
    assert outlines > 100_000
    assert not map_http and map_socket == 0
    assert not [url for url in page_http if OUTLINES in url]
    assert 0 < page_socket < outlines


def settled(page: Page) -> None:
    """Wait until the page has run and nothing more is asked for."""
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)
    page.wait_for_load_state("networkidle")
