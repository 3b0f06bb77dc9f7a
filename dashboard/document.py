"""The HTML page in which all pages are drawn, with the house's style and script and the address's title in it from the
first moment.

A style that comes with the page's content moves what was drawn before it; a link that is followed before the script
has come leaves the session; who shows a link reads the title and the description here, and draws nothing.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb
import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import asked, preview
from dashboard.frames import each
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.ui.text import html
from dashboard.wording import pages
from dashboard.wording.language import said, speak, spoken

STREAMLIT = Path(streamlit.__file__).parent / "static"
# Text set in another font first would be broken into other lines, and move what is below it.
FONTS = ("SourceSansVF-Upright.*.woff2", "SourceSerifVariable-Roman.*.woff2")
# Larger than all else of Streamlit's, which asks for it when the first chart has come; on these pages one does.
DRAWS = "PlotlyChart.*.js"
CHARTED = ("", "country", "trends", "compare", "victims")
STATIC = Path(__file__).parent / "static"
STYLE = STATIC / "house.css"
SCRIPT = STATIC / "house.js"
UNTITLED = b"<title>Streamlit</title>"
IN_ENGLISH = b'<html lang="en">'
# What a browser remembers of the page as Streamlit has it.
STALE = ("content-length", "etag", "last-modified")


class Document:
    """Puts the style and the script at the end of every HTML page that passes, after Streamlit's own styles, which it
    overrides, and the title and the description of its address in its head. base: the path before every page, '' or
    '/…'."""

    def __init__(self, app: ASGIApp, base: str, present: Callable[[], Database | None]):
        self._app, self._base, self._present = app, base, present
        self._fonts = self._ahead('rel="preload" as="font" type="font/woff2"', *FONTS)
        self._draws = self._ahead('rel="modulepreload" fetchpriority="low"', DRAWS)
        self._style = f"<style>{STYLE.read_text('utf-8')}</style>"
        self._script = SCRIPT.read_text("utf-8")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        # A compressed page could not be added to, and it is short; one that a browser remembers has no style in it.
        refused = (b"accept-encoding", b"if-none-match", b"if-modified-since")
        kept = [pair for pair in scope["headers"] if pair[0] not in refused]
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
                    with speak(asked.language(scope)):
                        page = b"".join(body).replace(
                            IN_ENGLISH, f'<html lang="{spoken()}">'.encode()
                        )
                        house = (await run_in_threadpool(self._house)).encode()
                        page = page.replace(b"</body>", house)
                        if UNTITLED in page:
                            head = await run_in_threadpool(self._head, scope)
                            page = page.replace(UNTITLED, head)
                    headers = MutableHeaders(raw=begun["headers"])
                    for name in STALE:
                        del headers[name]
                    headers["Content-Length"] = str(len(page))
                    headers["Cache-Control"] = "no-cache"
                    headers.add_vary_header("Accept-Language")
                    await send(begun)
                    await send({"type": "http.response.body", "body": page})

        await self._app({**scope, "headers": kept}, receive, pass_on)

    def _ahead(self, how: str, *patterns: str) -> str:
        """Links to the files of Streamlit of which a page is to ask before it is told to."""
        return "".join(
            f'<link {how} crossorigin href="{self._base.rstrip("/")}/{file.relative_to(STREAMLIT).as_posix()}">'
            for pattern in patterns
            for file in sorted(STREAMLIT.rglob(pattern))
        )

    def _house(self) -> str:
        """The style, and the script with what it knows of the pages and the terms."""
        told = {
            "base": self._base.strip("/"),
            "pages": list(pages.TITLES),
            "words": {code: said(words) for code, words in pages.IN_SCRIPT.items()},
            "terms": {},
        }
        with suppress(duckdb.Error):
            if ledger := self._present():
                terms = each(catalogue.terms(ledger))
                told["terms"] = {t.term_id: [t.term, t.definition, t.rests_on] for t in terms}
        # In a script "</" would end it, and "<!--" would swallow its end.
        data = json.dumps(told).replace("<", r"\u003c")
        return f"{self._style}<script>const house = {data};\n{self._script}</script></body>"

    def _head(self, scope: Scope) -> bytes:
        page = scope["path"].removeprefix(self._base).strip("/").rsplit("/", 1)[-1].lower()
        told = preview.Preview(pages.HOUSE, "")
        with suppress(duckdb.Error):  # The page itself says what is wrong with the ledger.
            if ledger := self._present():
                told = preview.of_address(ledger, page, asked.by(scope))
        title, description = html(told.title), html(told.description)
        return (
            f'<title>{title}</title><meta name="description" content="{description}">'
            f'<meta property="og:site_name" content="{pages.HOUSE}"><meta property="og:type" content="website">'
            f'<meta property="og:title" content="{title}"><meta property="og:description" content="{description}">'
            f"{self._fonts}{self._draws if page in CHARTED else ''}"
        ).encode()


def is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return message["status"] in (200, 404) and headers.get("content-type", "").startswith(
        "text/html"
    )
