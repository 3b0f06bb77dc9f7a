"""Files that a page makes, pictures and downloads, go to the browser for which they were made and to no other.

Streamlit gives them to everyone who knows their address.
"""

import secrets
from threading import Lock
from typing import Any

from cachetools import LRUCache, TTLCache
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import DeferredCallableEntry, MediaFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.document import is_page

COOKIE = "tip_ledger_browser"
# The sessions for which each of the latest files was made.
_makers: LRUCache[str, set[str]] = LRUCache(10_000)
_noting = Lock()
# How long what a run of a page offered may be asked for after the next run [seconds].
LAPSE = 10


class Media:
    """Gives every browser a number of its own with its first page, and asks for it where a file is asked for.

    A browser that keeps no cookie gets the files of such browsers. base: the path before every page, '' or '/…'.
    """

    def __init__(self, app: ASGIApp, base: str):
        self._app, self._base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        browser = HTTPConnection(scope).cookies.get(COOKIE)
        below = f"{self._base}/media/"
        if scope["path"].startswith(below):
            if browser not in browsers_with(file_of(scope["path"])):
                await PlainTextResponse("no such file", status_code=404)(scope, receive, send)
                return

        async def numbered(message: Message) -> None:
            if message["type"] == "http.response.start" and browser is None and is_page(message):
                MutableHeaders(raw=message["headers"]).append("Set-Cookie", number(self._base))
            await send(message)

        await self._app(scope, receive, numbered)


def number(base: str) -> str:
    answer = Response()
    answer.set_cookie(COOKIE, secrets.token_urlsafe(16), path=base or "/", httponly=True)
    return answer.headers["set-cookie"]


def remember_makers(files: MediaFileManager) -> None:
    """Note for which session a picture or a download is made. To be called once, before the first page is.

    A click on a download counts although the page has run again since: Streamlit forgets what the earlier run offered as
    soon as the later one ends, while the click may be on its way.
    """
    add, execute, drop = files.add, files.execute_deferred, files._drop_deferred_id
    lapsed: TTLCache[str, DeferredCallableEntry] = TTLCache(500, LAPSE)

    def add_and_note(*about: Any, **more: Any) -> str:
        url = add(*about, **more)
        if run := get_script_run_ctx():
            note(url, run.session_id)
        return url

    def drop_and_keep(deferred: str) -> None:
        if offered := files._deferred_callables.get(deferred):
            lapsed[deferred] = offered
        drop(deferred)

    def execute_and_note(deferred: str) -> str:
        with files._lock:
            offered = files._deferred_callables.get(deferred) or lapsed.get(deferred)
            if offered:
                files._deferred_callables[deferred] = offered
        url = execute(deferred)
        if offered:
            note(url, offered["session_id"])
        return url

    files.add = add_and_note  # type: ignore[method-assign]
    files._drop_deferred_id = drop_and_keep  # type: ignore[assignment]
    files.execute_deferred = execute_and_note  # type: ignore[assignment]


def note(url: str, session: str) -> None:
    with _noting:
        _makers.setdefault(file_of(url), set()).add(session)


def file_of(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def browsers_with(file: str) -> set[str | None]:
    """The browsers with a page open that made this file."""
    makers = _makers.get(file, ())
    contexts = (
        info.client.client_context
        for info in Runtime.instance()._session_mgr.list_active_sessions()
        if info.session.id in makers
    )
    return {context.cookies.get(COOKIE) if context else None for context in contexts}
