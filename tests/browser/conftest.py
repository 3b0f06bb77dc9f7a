"""The dashboard as a user runs it, in headless Chromium without any network but itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import serving

# Milliseconds: a busy machine needed more than 5,000.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

ARTIFACTS = Path(__file__).parent / "artifacts"
# Streamlit looks for its own server below a page's path before it finds it at the root.
STREAMLITS_OWN = ("/_stcore/health", "/_stcore/host-config")


@pytest.fixture(scope="session")
def address(built) -> Iterator[str]:
    with serving.dashboard(built[0]) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with serving.chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """Of one reader for all tests: no page keeps anything in it, and what all pages need is fetched and read once."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


class Visit:
    """Open pages and collect what the browser complains of, and whom else than the dashboard it asked in vain."""

    def __init__(self, profile: BrowserContext, address: str):
        self.profile, self.address = profile, address
        self.complaints: list[str] = []
        self.refused: list[str] = []

    def open(
        self,
        path: str,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        before: str = "",
    ) -> Page:
        """before: a script that runs before those of the page."""
        page = self.profile.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.add_init_script(before)
        page.on("request", self._note_stranger)
        page.on("response", self._note_failure)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.address + path)
        page.wait_for_selector("h1")
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        return page

    def _note_stranger(self, request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.refused.append(request.url)

    def _note_failure(self, response) -> None:
        if response.status >= 400 and not response.url.endswith(STREAMLITS_OWN):
            self.complaints.append(f"{response.status} {response.url}")


@pytest.fixture
def visit(profile: BrowserContext, address: str) -> Iterator[Visit]:
    yield Visit(profile, address)
    for page in profile.pages:
        page.close()
