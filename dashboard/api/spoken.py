"""The language that an address asks for in `lang`: messages and names are said in it, codes stay."""

from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.wording.language import ENGLISH, called, speak


class InLanguage:
    """Has an application speak the language asked for, one of wording.language; another is the application's to refuse."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with speak(asked(scope)):
            await self._app(scope, receive, send)


def asked(scope: Scope) -> str:
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return called(query.get("lang", [ENGLISH])[0]) or ENGLISH
