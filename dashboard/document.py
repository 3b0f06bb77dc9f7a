"""The HTML page in which all pages are drawn, with the house's style in it from the first moment.

A style that comes with the page's content moves what was drawn before it.
"""

from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STYLE = Path(__file__).parent / "static" / "house.css"
# What a browser remembers of the page as Streamlit has it.
STALE = ("content-length", "etag", "last-modified")


class Document:
    """Puts the style at the end of every HTML page that passes, after Streamlit's own styles, which it overrides."""

    def __init__(self, app: ASGIApp):
        self._app = app
        self._style = f"<style>{STYLE.read_text('utf-8')}</style></body>".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        # A compressed page could not be added to, and it is short; one that a browser remembers has no style in it.
        refused = (b"accept-encoding", b"if-none-match", b"if-modified-since")
        asked = [pair for pair in scope["headers"] if pair[0] not in refused]
        begun: Message = {}
        body: list[bytes] = []

        async def pass_on(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                if not is_page(message):
                    await send(message)
                else:
                    begun = message
            elif not begun:
                await send(message)
            else:
                body.append(message.get("body", b""))
                if not message.get("more_body"):
                    page = b"".join(body).replace(b"</body>", self._style)
                    headers = MutableHeaders(raw=begun["headers"])
                    for name in STALE:
                        del headers[name]
                    headers["Content-Length"] = str(len(page))
                    headers["Cache-Control"] = "no-cache"
                    await send(begun)
                    await send({"type": "http.response.body", "body": page})

        await self._app(scope | {"headers": asked}, receive, pass_on)


def is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return message["status"] in (200, 404) and headers.get("content-type", "").startswith(
        "text/html"
    )
