"""Files that a page makes, pictures and downloads, go to the browser for which they were made and to no other.

Streamlit gives them to everyone who knows their address.
"""

import secrets
from http.cookies import SimpleCookie

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime

from dashboard.document import is_page

COOKIE = "tip_ledger_browser"


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
            file = scope["path"].removeprefix(below).partition(".")[0]
            if browser not in browsers_with(file):
                await PlainTextResponse("no such file", status_code=404)(scope, receive, send)
                return

        async def numbered(message: Message) -> None:
            if message["type"] == "http.response.start" and browser is None and is_page(message):
                MutableHeaders(raw=message["headers"]).append("Set-Cookie", number(self._base))
            await send(message)

        await self._app(scope, receive, numbered)


def number(base: str) -> str:
    told = SimpleCookie({COOKIE: secrets.token_urlsafe(16)})
    told[COOKIE].update({"path": base or "/", "httponly": True, "samesite": "Lax"})
    return told[COOKIE].OutputString()


def browsers_with(file: str) -> set[str | None]:
    """The browsers with a page open that made this file."""
    runtime = Runtime.instance()
    made = runtime.media_file_mgr._files_by_session_and_coord
    contexts = (
        info.client.client_context
        for info in runtime._session_mgr.list_active_sessions()
        if file in made.get(info.session.id, {}).values()
    )
    return {context.cookies.get(COOKIE) if context else None for context in contexts}
