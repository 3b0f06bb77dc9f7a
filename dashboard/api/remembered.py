"""Answers of the edition in service, kept as they were sent: the same question costs nothing twice."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

import anyio
from anyio.to_thread import run_sync
from cachetools import LRUCache
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.api import downloads, problems
from dashboard.api.answers import ROWS
from dashboard.api.visitors import Allowance, visitor
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.wording.language import said, spoken

KEPT = 16 * 2**20  # bytes
WORTH_COMPRESSING = 1000  # bytes
# Questions that are worked on at a time: pages shall not wait for the API, however many ask it.
AT_ONCE = 1


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def rows(self) -> int:
        return int(Headers(raw=self.headers).get(ROWS, 0))


class Remembered:
    """Answers a question that was asked of this edition before from memory, and one whose asker has the answer already
    by 304. Compresses, counts the visitor's rows, and lets few questions at once through to the application."""

    def __init__(self, app: ASGIApp, ledger: Callable[[], Database | None], allowance: Allowance):
        self._app, self._ledger, self._allowance = app, ledger, allowance
        self._answers: LRUCache[tuple[object, ...], Answer] = LRUCache(
            KEPT, getsizeof=lambda kept: len(kept.body) + 1000
        )
        self._editions: dict[str, tuple[Database, str]] = {}
        self._turn = anyio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        tag = self._tag()
        if tag is None:
            await problems.answer(
                said("No ledger yet"),
                503,
                said("The ledger is being built."),
                headers={"retry-after": "10"},
            )(scope, receive, send)
            return
        if scope["path"].rsplit("/", 1)[-1] in downloads.NAMES:
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if tag in asked.get("if-none-match", ""):
            await put(send, Answer(304, [(b"etag", tag.encode())], b""))
            return
        if wait := self._allowance.wait(who := visitor(scope)):
            await problems.answer(
                said("Too many rows"),
                429,
                f"{self._allowance.refusal(wait)} "
                + said("The whole ledger is one file: {address}.").format(
                    address=f"{scope.get('root_path', '')}/{downloads.WHOLE}"
                ),
                headers={"retry-after": str(wait)},
            )(scope, receive, send)
            return
        kept = await self._answer(scope, receive, tag, "gzip" in asked.get("accept-encoding", ""))
        self._allowance.take(who, kept.rows)
        await put(send, kept, with_body=scope["method"] == "GET")

    def _tag(self) -> str | None:
        """The entity tag of every answer of the edition in service; None as long as there is no ledger."""
        now = self._ledger()
        if now is None:
            return None
        held = self._editions.get(spoken())
        if held is None or held[0] is not now:
            held = self._editions[spoken()] = now, entity_tag(now)
        return held[1]

    async def _answer(self, scope: Scope, receive: Receive, tag: str, zipped: bool) -> Answer:
        key = (tag, scope.get("root_path", ""), scope["path"], scope["query_string"], zipped)
        if (kept := self._answers.get(key)) is not None:
            return kept
        async with self._turn:
            # Who left meanwhile keeps nobody waiting.
            if await Request(scope, receive).is_disconnected():
                return Answer(499, [], b"")
            found = await self._asked({**scope, "method": "GET"}, receive)
        if found.status == 200:
            found = await run_sync(finished, found, tag, zipped)
            try:
                self._answers[key] = found
            except ValueError:
                pass  # larger than all that is kept
        return found

    async def _asked(self, scope: Scope, receive: Receive) -> Answer:
        started: Message = {}
        parts: list[bytes] = []

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
            else:
                parts.append(message.get("body", b""))

        await self._app(scope, receive, collect)
        return Answer(started["status"], list(started["headers"]), b"".join(parts))


def entity_tag(ledger: Database, *more: str) -> str:
    """What tells answers read from this edition by this version, in this language, from all others."""
    content = catalogue.build(ledger).content_hash
    return f'W/"{"-".join([content[:24], version("tip-ledger"), spoken(), *more])}"'


def finished(answer: Answer, tag: str, zipped: bool) -> Answer:
    """The answer with its entity tag, compressed where that is asked for and worth it."""
    headers, body = MutableHeaders(raw=list(answer.headers)), answer.body
    headers["etag"] = tag
    headers["cache-control"] = "public, max-age=0, must-revalidate"
    headers.add_vary_header("Accept-Encoding")
    if zipped and len(body) > WORTH_COMPRESSING and "parquet" not in headers["content-type"]:
        body = gzip.compress(body, 5, mtime=0)
        headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(body))
    return Answer(answer.status, headers.raw, body)


async def put(send: Send, answer: Answer, with_body: bool = True) -> None:
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": answer.body if with_body else b""})
