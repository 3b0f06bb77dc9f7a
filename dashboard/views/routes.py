"""What answers under /data and /embed: the parts of a page as files, and each alone for another site's frame."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from datetime import date
from functools import partial
from http import HTTPStatus

import anyio
from jinja2 import Environment, PackageLoader
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.api import problems
from dashboard.api.remembered import entity_tag
from dashboard.api.sql import Gone, status_of, while_there
from dashboard.api.visitors import Allowance, visitor
from dashboard.asked import InLanguage
from dashboard.pictures.drawing import Undrawn
from dashboard.queries import analyst
from dashboard.queries.database import Database
from dashboard.views import View, page, question
from dashboard.views.address import Address
from dashboard.views.embed import PLOTLY, described
from dashboard.views.files import FORMATS, PICTURES, Taken
from dashboard.wording import analyst as analyst_wording
from dashboard.wording import bar as wording
from dashboard.wording.language import in_english, said, spoken

# Other sites read the data, and whoever framed a part sees it: nothing here is any one reader's.
OPEN = {"access-control-allow-origin": "*", "cache-control": "no-cache"}
LONGEST = 2000  # characters of a query
LONGEST_QUESTION = 3 * analyst.LONGEST  # of which an address may need three for one

SPOKEN = [Middleware(InLanguage)]
Answering = Callable[[Request], Awaitable[Response]]


class Views:
    """base: the path before every page. allowance: the rows of a visitor, here and in the API. One page is worked on at a
    time, and one picture: readers shall not wait for files."""

    def __init__(self, base: str, present: Callable[[], Database | None], allowance: Allowance):
        self._base, self._present, self._allowance = base, present, allowance
        self._turn = anyio.Semaphore(1)
        self._drawing = anyio.Semaphore(1)
        self._embedded = Environment(
            loader=PackageLoader("dashboard.views", "."), autoescape=True
        ).get_template("embed.html")

    def routes(self) -> list[BaseRoute]:
        return [
            Route(f"{self._base}/embed/plotly.js", plotly),
            *(
                Route(f"{self._base}/{path}", self._once(answer), middleware=SPOKEN)
                for path, answer in (
                    ("data/{page}", self.parts),
                    ("data/{page}/{file}", self.file),
                    ("embed/{page}/{name}", self.embed),
                )
            ),
        ]

    def _once(self, answer: Answering) -> Answering:
        """The answer with its entity tag; who has it already is told so, and no page is worked on."""

        async def answered(request: Request) -> Response:
            ledger = self._present()
            # A file says on which day it was read.
            tag = entity_tag(ledger, f"{date.today():%Y%m%d}") if ledger else None
            if tag and tag in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers=OPEN | {"etag": tag})
            response = await answer(request)
            if tag and response.status_code == 200:
                response.headers["etag"] = tag
            return response

        return answered

    async def parts(self, request: Request) -> Response:
        """The names of the parts of a page, with what each shows."""
        try:
            _, held = await self._views(request)
        except HTTPException as refused:
            return problem(refused)
        return JSONResponse({view.name: view.title for view in held.values()}, headers=OPEN)

    async def file(self, request: Request) -> Response:
        name, _, kind = request.path_params["file"].partition(".")
        try:
            if kind not in FORMATS:
                raise HTTPException(404, wording.formats(FORMATS))
            taken = await self._taken(request, name)
            if kind in PICTURES and taken.view.figure is None:
                raise HTTPException(404, wording.no_picture(name))
        except HTTPException as refused:
            return problem(refused)
        try:
            async with self._drawing if kind in PICTURES else nullcontext():
                body = await run_in_threadpool(FORMATS[kind].write, taken)
        except Undrawn:
            logging.exception("The picture of %s was not drawn", request.url.path)
            return problem(HTTPException(503, said(wording.UNDRAWN)))
        saved = f'attachment; filename="{taken.view.name}.{kind}"'.encode(
            "ascii", "replace"
        ).decode()
        return Response(
            body,
            media_type=FORMATS[kind].media_type,
            headers=OPEN | {"content-disposition": saved},
        )

    async def embed(self, request: Request) -> Response:
        try:
            taken = await self._taken(request, request.path_params["name"])
        except HTTPException as refused:
            return HTMLResponse(
                self._embedded.render(title=refused.detail, root=self._base, language=spoken()),
                refused.status_code,
                OPEN | dict(refused.headers or {}),
            )
        told = await run_in_threadpool(described, taken)
        return HTMLResponse(self._embedded.render(told), headers=OPEN)

    async def _taken(self, request: Request, name: str) -> Taken:
        ledger, held = await self._views(request)
        if name not in held:
            raise HTTPException(404, wording.no_part(name, list(held)))
        self._allowance.take(visitor(request.scope), len(held[name].table))
        proto = request.headers.get("x-forwarded-proto", request.url.scheme)
        root = f"{'https' if proto == 'https' else 'http'}://{request.url.netloc}{self._base}"
        address = Address(root, request.path_params["page"], in_language(request))
        return Taken(ledger, held[name], address, date.today())

    async def _views(self, request: Request) -> tuple[Database, dict[str, View]]:
        asked = request.path_params["page"]
        if asked not in (*page.PAGES, question.PAGE):
            raise HTTPException(404, wording.pages((*page.PAGES, question.PAGE)))
        if len(request.url.query) > (LONGEST_QUESTION if asked == question.PAGE else LONGEST):
            raise HTTPException(414, said("The address is too long."))
        ledger = self._present()
        if ledger is None:
            raise HTTPException(503, said("The ledger is being built."))
        if wait := self._allowance.wait(visitor(request.scope)):
            raise HTTPException(429, self._allowance.refusal(wait), {"retry-after": str(wait)})
        if asked == question.PAGE:
            return ledger, await self._question(request, ledger)
        async with self._turn:
            return ledger, await run_in_threadpool(page.views, ledger, asked, in_language(request))

    async def _question(self, request: Request, ledger: Database) -> dict[str, View]:
        """Beside the pages: a question has a line of its own to wait in."""
        sql = request.query_params.get(question.PARAMETER, "")
        try:
            return await while_there(request, partial(question.asked, ledger, sql))
        except analyst.Unanswered as error:
            why = analyst_wording.why(error.code, error.told)
            raise HTTPException(status_of(error), why) from error
        except Gone as gone:
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from gone


def in_language(request: Request) -> dict[str, str]:
    """What the address says, with the language spoken: the page that runs has no browser to ask."""
    asked = dict(request.query_params)
    return asked if in_english() else asked | {"lang": spoken()}


def problem(refused: HTTPException) -> Response:
    title = HTTPStatus(refused.status_code).phrase
    headers = OPEN | dict(refused.headers or {})
    return problems.answer(title, refused.status_code, refused.detail, headers=headers)


def plotly(request: Request) -> Response:
    return FileResponse(PLOTLY, headers={"cache-control": "public, max-age=86400"})
