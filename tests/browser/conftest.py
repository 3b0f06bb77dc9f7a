"""The dashboard as a user runs it, in headless Chromium without any network but itself."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from etl.locations import PROJECT

ARTIFACTS = Path(__file__).parent / "artifacts"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Streamlit looks for its own server below a page's path before it finds it at the root.
STREAMLITS_OWN = ("/_stcore/health", "/_stcore/host-config")


@pytest.fixture(scope="session")
def address(built) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--port", str(port), "--no-browser"],
        cwd=PROJECT,
        env=os.environ | {"TIP_LEDGER_DATABASE": str(built[0])},
        start_new_session=True,
    )
    try:
        yield wait_until_served(f"http://127.0.0.1:{port}", server)
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def wait_until_served(address: str, server: subprocess.Popen) -> str:
    from time import monotonic

    deadline = monotonic() + 60
    while monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return address
        except OSError:
            server.poll()
    raise RuntimeError("The dashboard did not start.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Install Debian's package chromium to run the browser tests."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class Visit:
    """Open pages offline and collect what the browser complains of."""

    def __init__(self, browser: Browser, address: str):
        self.browser, self.address = browser, address
        self.complaints: list[str] = []
        self.refused: list[str] = []

    def open(self, path: str, width: int = 1280, scheme: str = "light") -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        context.route("**/*", self._stay_at_home)
        page = context.new_page()
        page.on("response", self._note_failure)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.address + path)
        page.wait_for_selector("h1")
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        return page

    def _stay_at_home(self, route) -> None:
        if route.request.url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.refused.append(route.request.url)
            route.abort()

    def _note_failure(self, response) -> None:
        if response.status >= 400 and not response.url.endswith(STREAMLITS_OWN):
            self.complaints.append(f"{response.status} {response.url}")


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    yield Visit(browser, address)
    for context in browser.contexts:
        context.close()
