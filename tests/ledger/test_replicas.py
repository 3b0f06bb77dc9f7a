"""Three replicas behind the nginx configuration that is handed out: readers are spread, stay, and survive a killed one."""

import asyncio
import os
import re
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import duckdb
import httpx2 as httpx
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin, Subprotocol

from tests import needs
from tests.awaited import awaited
from tests.browser import serving

COOKIE = "tip_ledger_reader"


@dataclass
class Site:
    """The address of nginx, its log of who answered, the replicas (address → process), and the ledger that they read."""

    address: str
    log: Path
    replicas: dict[str, int]
    ledger: Path

    def answered(self, path: str, times: int) -> list[str]:
        """Which replicas answered the requests for this path, once so many are in the log."""
        deadline = monotonic() + 10
        while monotonic() < deadline:
            lines = [line.split(" ", 1) for line in self.log.read_text().splitlines()]
            if len(found := [by for asked, by in lines if asked == path]) >= times:
                return found
        raise AssertionError(f"{path} is not {times} times in the log")


@pytest.fixture(scope="module")
def site(built, tmp_path_factory) -> Iterator[Site]:
    needs.program("nginx")
    here = tmp_path_factory.mktemp("nginx")
    ledger = Path(shutil.copy(built[0], here / "ledger.duckdb"))
    with ExitStack() as stack, ThreadPoolExecutor() as together:
        started = together.map(lambda _: stack.enter_context(serving.process(ledger)), range(3))
        replicas = {address.removeprefix("http://"): process for address, process in started}
        address = stack.enter_context(serving.nginx(here, list(replicas)))
        yield Site(address, here / "access.log", replicas, ledger)


async def title_of(socket: ClientConnection, page: str, query: str, address: str) -> str:
    """The title of a page that a reader opens: its first heading."""
    await socket.send(serving.opening(page, query, address))
    title = ""
    async for answer in socket:
        told = ForwardMsg.FromString(answer)
        heading = told.delta.new_element.heading
        if heading.tag == "h1":
            title = heading.body
        if told.WhichOneof("type") == "script_finished":
            return title
    raise AssertionError("the page did not end")


def stream(site: Site, reader: str, origin: str | None = None, session: str = "") -> connect:
    return connect(
        site.address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[Subprotocol(said) for said in ("streamlit", "none", session) if said],
        origin=Origin(origin or site.address),
        additional_headers={"Cookie": f"{COOKIE}={reader}"},
        max_size=None,
        open_timeout=30,
    )


def test_readers_are_spread_and_each_stays_where_it_is(site):
    given = [httpx.get(f"{site.address}/healthz").cookies[COOKIE] for _ in range(2)]
    assert given[0] != given[1]
    for number in range(30):
        for _ in range(2):
            httpx.get(f"{site.address}/reader-{number}", cookies={COOKIE: f"reader-{number}"})
    stays = [set(site.answered(f"/reader-{number}", 2)) for number in range(30)]
    assert all(len(replicas) == 1 for replicas in stays)
    assert set.union(*stays) == set(site.replicas)


def test_health_is_that_of_a_replica(site):
    assert httpx.get(f"{site.address}/healthz").text == "alive"
    assert httpx.get(f"{site.address}/readyz").text == "ready"


def test_every_answer_carries_the_security_headers(site):
    for path in ("/", "/api/v1/sources?limit=1", "/healthz", "/_stcore/metrics"):
        headers = httpx.get(f"{site.address}{path}").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
        assert "Strict-Transport-Security" not in headers
        assert headers["Server"] == "nginx"
    behind_tls = httpx.get(f"{site.address}/healthz", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" in behind_tls.headers


def test_a_static_file_is_asked_of_one_replica_once(site):
    page = httpx.get(site.address).text
    file = re.findall(r'src="\.(/static/js/[^"]+)"', page)[0]
    told = [httpx.get(site.address + file) for _ in range(4)]
    assert {answer.status_code for answer in told} == {200}
    assert len({answer.text for answer in told}) == 1
    assert sorted(site.answered(file, 4))[:3] == ["-", "-", "-"]


def test_statements_are_limited_and_pages_go_on(site):
    with ThreadPoolExecutor(40) as together:
        asked = [together.submit(httpx.get, f"{site.address}/api/v1/sql") for _ in range(40)]
    assert {answer.result().status_code for answer in asked} == {405, 429}
    assert httpx.get(site.address).status_code == 200


def test_a_page_of_another_origin_opens_no_web_socket_through_it(site):
    async def knock() -> None:
        async with stream(site, "stranger", origin="http://localhost:3000"):
            pass

    with pytest.raises(InvalidStatus):
        awaited(knock())


def test_a_new_edition_is_followed_by_all_without_an_error_page(site):
    later = Path(shutil.copy(site.ledger, site.ledger.with_name("later.duckdb")))
    with duckdb.connect(str(later)) as ledger:
        ledger.execute("update build set content_hash = repeat('f', 64)")

    def edition(reader: int) -> tuple[int, str]:
        question = f"{site.address}/api/v1/tiers?area=NPL&limit=1"
        answer = httpx.get(question, cookies={COOKIE: f"reader-{reader}"})
        return answer.status_code, answer.json()["edition"]["content_hash"]

    async def read(reader: str) -> str:
        async with stream(site, reader) as socket:
            return await title_of(socket, "country", "area=NPL", site.address)

    async def while_it_is_replaced() -> list[str]:
        readers = [asyncio.create_task(read(f"reader-{number}")) for number in range(12)]
        await asyncio.wait(readers, return_when=asyncio.FIRST_COMPLETED)
        later.replace(site.ledger)
        return [*await asyncio.gather(*readers), await read("late")]

    assert set(awaited(while_it_is_replaced())) == {"Nepal"}
    assert {edition(reader) for reader in range(12)} == {(200, "f" * 64)}


def test_a_killed_replica_costs_its_readers_one_reconnect_to_the_same_view(site):
    async def read_on() -> tuple[str, str]:
        async with stream(site, "rita") as socket:
            before = await title_of(socket, "country", "area=NPL", site.address)
            # The last line of the log is written when the socket closes: who holds it is asked of the hash.
            httpx.get(f"{site.address}/of-rita", cookies={COOKIE: "rita"})
            [replica] = site.answered("/of-rita", 1)
            os.kill(site.replicas[replica], signal.SIGKILL)
            with pytest.raises(ConnectionClosed):
                while True:
                    await socket.recv()
        async with stream(site, "rita", session="lost-with-the-replica") as socket:
            return before, await title_of(socket, "country", "area=NPL", site.address)

    assert awaited(read_on()) == ("Nepal", "Nepal")
    codes = [
        httpx.get(site.address, cookies={COOKIE: f"reader-{number}"}).status_code
        for number in range(30)
    ]
    assert set(codes) == {200}
