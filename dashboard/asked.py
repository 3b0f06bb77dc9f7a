"""What an address asks for, and the language in which it is answered."""

from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.wording.language import ENGLISH, called, speak


def by(scope: Scope) -> dict[str, str]:
    """What the address says, by names in small letters."""
    query = scope.get("query_string", b"").decode("latin-1")
    return {name.lower(): text for name, text in parse_qsl(query, errors="replace")}


def language(scope: Scope) -> str:
    """The language that the address asks for; without one the first that a browser prefers, and of who else asks English."""
    asked, headers = by(scope).get("lang", ""), Headers(scope=scope)
    if not asked and "text/html" in headers.get("accept", ""):
        asked = headers.get("accept-language", "").partition(",")[0].partition(";")[0]
    return called(asked) or ENGLISH


class InLanguage:
    """Has an application speak that language and say so; another is the application's to refuse."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        told = language(scope)

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers["Content-Language"] = told
                headers.add_vary_header("Accept, Accept-Language")
            await send(message)

        with speak(told):
            await self._app(scope, receive, say)
