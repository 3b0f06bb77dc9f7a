"""A file that a page makes is for the browser for which it was made."""

import re

import httpx2 as httpx
import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from dashboard.media import COOKIE, remember_makers
from tests.awaited import awaited
from tests.browser import serving

PICTURE = re.compile(rb"/media/[0-9a-f]+\.png")


async def given(address: str, own: dict[str, str], other: dict[str, str]) -> tuple[int, int]:
    """What a reader of the briefing's page, and another one meanwhile, get for the address of its first picture: the
    status of each answer."""
    async with connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        additional_headers=as_cookie(own),
        max_size=None,
        # What is not read would keep its goodbye from being heard.
        max_queue=None,
        open_timeout=30,
    ) as socket:
        await socket.send(serving.opening("briefing", "area=KHM", address))
        async for answer in socket:
            if isinstance(answer, bytes) and (picture := PICTURE.search(answer)):
                path = picture[0].decode()
                async with httpx.AsyncClient(base_url=address) as client:
                    readers = [await client.get(path, headers=as_cookie(c)) for c in (own, other)]
                return readers[0].status_code, readers[1].status_code
    raise AssertionError("the page made no picture")


def as_cookie(cookies: dict[str, str]) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={cookies[COOKIE]}"} if cookies else {}


@pytest.fixture(scope="module")
def address(built):
    with serving.dashboard(built[0]) as address:
        yield address


def test_another_browser_does_not_get_it(address):
    first, second = (
        dict(httpx.get(address, headers={"Accept": "text/html"}).cookies) for _ in "ab"
    )
    assert first[COOKIE] != second[COOKIE]
    assert awaited(given(address, first, second)) == (200, 404)
    assert awaited(given(address, first, {})) == (200, 404)


def test_a_browser_that_keeps_no_cookie_sees_its_pictures(address):
    assert awaited(given(address, {}, {COOKIE: "guessed"})) == (200, 404)


def test_no_number_is_given_twice_and_no_page_can_read_it(address):
    answer = httpx.get(address, headers={"Accept": "text/html"})
    assert "HttpOnly" in answer.headers["set-cookie"]
    again = httpx.get(address, headers={"Accept": "text/html"} | as_cookie(dict(answer.cookies)))
    assert "set-cookie" not in again.headers


def test_a_click_on_a_download_counts_although_the_page_has_run_again():
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    remember_makers(files)
    offered = files.add_deferred(lambda: b"a,b", "text/csv", "0.1", "rows.csv")
    files.clear_session_refs("dontcare")
    files.remove_orphaned_files()
    assert files.execute_deferred(offered).startswith("/media/")
    with pytest.raises(MediaFileStorageError, match="not found"):
        files.execute_deferred("of no page")
