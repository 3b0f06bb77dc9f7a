"""The key to what is not public: own cases and case records that the user brought.

Made anew by each start of the server and printed where only who started it reads it. Whoever opens the link with it
gets a cookie that is good for the address of that link alone, so that no other page of this machine can use it. Where a
connection comes from identifies nobody: it can only refuse.
"""

import hmac
import secrets
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

COOKIE = "tip_ledger_own_cases"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# What proxies add to what they pass on.
PASSED_ON = {"forwarded", "via", "x-real-ip"}
KEPT_APART = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


class Key:
    """beyond: whether it also opens from other machines and through a proxy, for who holds it."""

    def __init__(self, beyond: bool = False):
        self.beyond = beyond
        self.secret = secrets.token_urlsafe(32)

    def opens(
        self, peer: str | None, headers: Mapping[str, str], cookies: Mapping[str, str]
    ) -> bool:
        """Whether this web socket's opening shows the key. peer: its address; headers: names in any case."""
        headers = {name.lower(): value for name, value in headers.items()}
        shown, origin = cookies.get(COOKIE, ""), urlsplit(headers.get("origin", "")).netloc
        return (
            bool(origin)
            and self.admits(peer, headers)
            and hmac.compare_digest(shown.encode(), self._cookie(origin).encode())
        )

    def admits(self, peer: str | None, headers: Mapping[str, str]) -> bool:
        """Whether the key may be used on this connection at all: made on this machine and passed on by nobody."""
        passed_on = any(n.lower() in PASSED_ON or n.lower().startswith("x-forwarded") for n in headers)  # fmt: skip
        return self.beyond or (peer in LOOPBACK and not passed_on)

    def exchange(self, request: Request) -> Response:
        """The link with the key: a cookie for it, and on to the cases."""
        peer = request.client.host if request.client else None
        given = request.query_params.get("key", "")
        if not self.admits(peer, request.headers) or not hmac.compare_digest(
            given.encode(), self.secret.encode()
        ):
            return PlainTextResponse(
                "This link does not open the own cases. The one that does was printed when the dashboard was started; "
                "each start makes a new one.",
                status_code=403,
                headers=KEPT_APART,
            )
        answer = RedirectResponse("cases", status_code=303, headers=KEPT_APART)
        answer.set_cookie(
            COOKIE,
            self._cookie(request.headers.get("host", "")),
            httponly=True,
            samesite="strict",
            secure="https" in (request.url.scheme, request.headers.get("x-forwarded-proto")),
        )
        return answer

    def _cookie(self, host: str) -> str:
        return hmac.digest(self.secret.encode(), host.lower().encode(), sha256).hex()
