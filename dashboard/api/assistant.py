"""Where assistants ask, over the Model Context Protocol: /mcp."""

import functools
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.queries.database import Database


class Assistant:
    """The application that answers at /mcp."""

    def __init__(self, ledger: Callable[[], Database | None]):
        self._questions = functools.cache(functools.partial(questions, ledger))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            refused = PlainTextResponse("POST alone is answered here.", 405, {"allow": "POST"})
            await refused(scope, receive, send)
            return
        answer = await run_in_threadpool(self._questions)
        await answer(scope, receive, send)


def questions(ledger: Callable[[], Database | None]) -> ASGIApp:
    # The library of the protocol takes 30 MB, and few servers are ever asked.
    from dashboard.api.assistant_tools import Questions

    return Questions(ledger)
