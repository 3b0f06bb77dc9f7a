"""Own cases open to who holds the key, and to nobody else, however the server is reached."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import NamedTuple

import httpx2 as httpx
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from dashboard.own_case_key import COOKIE, Key
from etl.locations import PROJECT
from etl.own_cases.intake import import_cases
from tests.awaited import awaited
from tests.browser.serving import free_port, opening
from tests.conftest import DATA
from tests.unit.test_cases_import import CASE, FIRST, REPORTED, STEP, table


class Served(NamedTuple):
    address: str
    key: str

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")

    def cookie(self, key: str) -> str | None:
        answer = httpx.get(f"{self.address}/own-cases", params={"key": key})
        set_cookie = SimpleCookie(answer.headers.get("set-cookie", ""))
        return set_cookie[COOKIE].value if COOKIE in set_cookie else None

    def shows(self, cookie: str | None, origin: str, **headers: str) -> bool:
        """Whether the Cases page that a web socket opened like this is sent holds an own case."""
        return awaited(self._shows(cookie, origin, headers))

    async def _shows(self, cookie: str | None, origin: str, headers: dict[str, str]) -> bool:
        if cookie:
            headers["Cookie"] = f"{COOKIE}={cookie}"
        sent = b""
        async with connect(
            self.address.replace("http", "ws") + "/_stcore/stream",
            origin=Origin(origin),
            additional_headers=headers,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
        ) as socket:
            await socket.send(opening("cases"))
            async for message in socket:
                assert isinstance(message, bytes)
                sent += message
                if ForwardMsg.FromString(message).WhichOneof("type") == "script_finished":
                    break
        assert b"Documented" in sent or b"documented" in sent
        return b"secret-case-1" in sent


@pytest.fixture(scope="module")
def served(built, tmp_path_factory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("own")
    store = folder / "own.duckdb"
    files = [
        table(folder / "cases.csv", CASE, [FIRST | {"case_id": "secret-case-1"}]),
        table(folder / "steps.csv", STEP, [REPORTED | {"case_id": "secret-case-1"}]),
    ]
    import_cases(files, store, DATA, lambda step: None)
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--port", str(port), "--no-browser"],
        cwd=PROJECT,
        env=os.environ | {"TIP_LEDGER_DATABASE": str(built[0]), "TIP_LEDGER_CASES": str(store)},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        told = server.stdout.readline() + server.stdout.readline()
        [key] = re.findall(r"key=(\S+)", told)
        yield Served(f"http://localhost:{port}", key)
        server.terminate()


def test_who_opens_the_printed_link_sees_them(served):
    assert served.shows(served.cookie(served.key), served.address)


def test_nobody_sees_them_without_the_key(served):
    assert not served.shows(None, served.address)
    assert served.cookie("wrong") is None
    assert served.cookie("") is None
    assert not served.shows("0" * 64, served.address)
    assert not served.shows(served.key, served.address)


def test_another_page_of_this_machine_cannot_use_the_cookie(served):
    """Cookies do not know ports: a browser sends this one along for any page of localhost."""
    with pytest.raises(InvalidStatus):
        served.shows(served.cookie(served.key), "http://localhost:3000")


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP"])  # fmt: skip
def test_they_stay_shut_behind_a_proxy(served, header):
    assert not served.shows(served.cookie(served.key), served.address, **{header: "for=10.0.0.7"})


def test_a_proxy_that_hides_the_host_opens_nothing(served):
    """As nginx does if nobody tells it otherwise: the Host is the server's own, the page's origin is not."""
    with pytest.raises(InvalidStatus):
        served.shows(None, "https://tip.example.org")


@pytest.mark.parametrize(
    ("beyond", "peer", "headers", "opens"),
    [
        (False, "127.0.0.1", {}, True),
        (False, "::1", {}, True),
        (False, "192.168.1.5", {}, False),
        (False, None, {}, False),
        (False, "127.0.0.1", {"Forwarded": "for=1.2.3.4"}, False),
        (True, "192.168.1.5", {"X-Forwarded-For": "1.2.3.4"}, True),
    ],
)
def test_other_machines_are_let_in_only_on_request_and_with_the_key(beyond, peer, headers, opens):
    key = Key(beyond)
    headers = {"Origin": "http://ours:8501", **headers}
    good = {COOKIE: key._cookie("ours:8501")}
    assert key.opens(peer, headers, good) == opens
    assert not key.opens(peer, headers, {})
    assert not key.opens(peer, headers, {COOKIE: Key(beyond)._cookie("ours:8501")})
    assert not key.opens(peer, headers | {"Origin": "http://ours:3000"}, good)
    assert not key.opens(peer, {}, good)
