"""The application that is served: the pages and whatever else answers on the same port, in one process."""

import asyncio
import gc
import importlib
import pkgutil
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import uvicorn
from plotly.io import json as plotly_json
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket
from streamlit.runtime import Runtime
from streamlit.runtime.caching.ttl_cache import TTLCache
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.starlette import App
from streamlit.web.bootstrap import load_config_options

import dashboard
from dashboard import feed, in_service
from dashboard.api import downloads
from dashboard.api.application import application as data_api
from dashboard.api.assistant import Assistant
from dashboard.api.visitors import Allowance
from dashboard.asked import InLanguage
from dashboard.briefing import press
from dashboard.document import Document
from dashboard.media import Media, remember_makers
from dashboard.own_case_key import LOOPBACK, Key
from dashboard.views.routes import Views
from etl.words import message, told

PAGES = Path(__file__).parent / "app.py"
# Pages run as scripts; commands, and what sets briefings, run in processes of their own; few servers are asked by assistants.
APART = (
    "dashboard.api.assistant_tools",
    "dashboard.screens.",
    "dashboard.app",
    "dashboard.command",
    "dashboard.__",
    "dashboard.briefing.__",
    "dashboard.briefing.charts",
    "dashboard.briefing.files",
    "dashboard.briefing.writers.",
)
# How long open requests may take to end once the server is told to stop [seconds].
FAREWELL = 5
SERVED = message("TIP Ledger is served at {address} (Ctrl-C ends it).")
WITH_OWN_CASES = message("With your own cases: {address}")
GOODBYE = message("Goodbye.")
SWEEP_EVERY = 10  # seconds
LOOK_EVERY = 2  # seconds
# How long the page that runs keeps the interpreter while what answers all the others waits for it, some ten times a page
# [seconds].
SWITCH_EVERY = 0.001


def application(base: str = "") -> App:
    """Everything under one address; `base` is the path before every page, '' or '/…' without a slash at its end."""
    return App(
        PAGES,
        routes=routes(base),
        middleware=[
            Middleware(SameOrigin),
            Middleware(Media, base),
            Middleware(Document, base, in_service.present),
        ],
        lifespan=lifespan,
    )


@asynccontextmanager
async def lifespan(app: App) -> AsyncIterator[None]:
    """Warm what every reader needs, and set it apart from what the collector of garbage looks through."""
    load()
    in_service.present()
    remember_makers(Runtime.instance().media_file_mgr)
    plotly_json.config.default_engine = "orjson"
    sys.setswitchinterval(SWITCH_EVERY)
    gc.collect()
    gc.freeze()
    # The sweep collects: within a page the collector would look through what is kept, again and again.
    gc.set_threshold(100_000, 50, 1000)
    beside = [asyncio.create_task(work) for work in (sweep(), ask_ahead())]
    yield
    for task in beside:
        task.cancel()
    press.process.end()
    in_service.asking.end()
    downloads.copies.end()
    # What was set apart would be told as a leak by what DuckDB is bound with.
    gc.unfreeze()


def load() -> None:
    """Import what a page may need, before a reader waits for it."""
    for module in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
        if not module.name.startswith(APART):
            importlib.import_module(module.name)


async def sweep() -> None:
    """Let go, now and then and between the readers' requests, of sessions that nobody came back to."""
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        readers = cast(WebsocketSessionManager, Runtime.instance()._session_mgr)
        let_go(cast(MemorySessionStorage, readers._session_storage))
        gc.collect()


async def ask_ahead() -> None:
    """Have answered what the next readers will ask."""
    while True:
        if not await asyncio.to_thread(in_service.ask_ahead):
            await asyncio.sleep(LOOK_EVERY)


def let_go(left: MemorySessionStorage) -> None:
    """End the sessions whose time to come back is over: Streamlit only hides them, with the sockets of their loops, until
    another reader leaves."""
    for _, lapsed in cast(TTLCache[str, SessionInfo], left._cache).expire():
        lapsed.session.shutdown()


def routes(base: str) -> list[BaseRoute]:
    """What answers beside the pages. Each path begins with `base`."""
    allowance = Allowance()
    return [
        Route(f"{base}/healthz", alive),
        Route(f"{base}/readyz", ready),
        Route(f"{base}/own-cases", lambda request: in_service.key.exchange(request)),
        Route(f"{base}/changes.atom", changes_feed, middleware=[Middleware(InLanguage)]),
        *Views(base, in_service.present, allowance).routes(),
        Route(f"{base}/mcp", InLanguage(Assistant(in_service.present))),
        Mount(f"{base}/api/v1", InLanguage(data_api(in_service.present, allowance))),
    ]


def changes_feed(request: Request) -> Response:
    """The editions of the ledger, with what each changed, as a feed."""
    ledger = in_service.present()
    if ledger is None:
        return PlainTextResponse("no ledger", status_code=503)
    page = str(request.url.replace(query="", fragment="")).removesuffix(".atom")
    return Response(feed.atom(ledger, page), media_type=feed.MEDIA_TYPE)


def alive(request: Request) -> Response:
    """That the process answers at all."""
    return PlainTextResponse("alive")


def ready(request: Request) -> Response:
    """Whether a reader can be served: 503 as long as there is no ledger to read."""
    if in_service.present() is None:
        return PlainTextResponse("no ledger", status_code=503)
    return PlainTextResponse("ready")


class SameOrigin:
    """Refuse web sockets that a page of another origin opens.

    Streamlit would let in every page of this machine, and would ask an outside server for its own address to judge
    the others.
    """

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            asked = WebSocket(scope, receive, send)
            origin = asked.headers.get("Origin")
            if origin is not None and urlsplit(origin).netloc != asked.headers.get("Host"):
                await asked.close(code=1008)
                return
        await self._app(scope, receive, send)


class Server(uvicorn.Server):
    """Says where the dashboard is, and opens it, once it answers."""

    def __init__(self, config: uvicorn.Config, address: str, open_browser: bool):
        super().__init__(config)
        self._address, self._open_browser = address, open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            tell(SERVED, self._address)
            # Printed only: a browser's command line is read by every user of the machine.
            if in_service.key.admits(urlsplit(self._address).hostname, {}):
                tell(WITH_OWN_CASES, f"{self._address}own-cases?key={in_service.key.secret}")
            sys.stdout.flush()
            if self._open_browser:
                webbrowser.open(self._address)


def tell(message: str, address: str = "") -> None:
    """Print a message to who started the server."""
    print(told(message, address=address))


def serve(host: str, port: int, base: str, open_browser: bool, own_cases_beyond: bool) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises OSError if the port cannot be had.

    own_cases_beyond: whether the key to the own cases works from other machines too.
    """
    in_service.key = Key(own_cases_beyond)
    socket.create_server((host, port)).close()
    app = application(base)
    load_config_options(
        {"server.address": host, "server.port": port, "server.baseUrlPath": base.strip("/")}
    )
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        ws="websockets-sansio",
        log_level="warning",
        # Who asks is judged by the connection itself: a header may say anything.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=FAREWELL,
    )
    shown = "localhost" if host in LOOPBACK else host
    try:
        Server(config, f"http://{shown}:{port}{base}/", open_browser).run()
    except KeyboardInterrupt:
        print()
        tell(GOODBYE)
