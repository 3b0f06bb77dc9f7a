"""The served application: one process, that says how it is and refuses whom it must."""

import asyncio
import os
import signal
import subprocess
import sys
from time import monotonic
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo

from dashboard.server import SameOrigin, let_go, routes
from etl.locations import PROJECT
from tests.benchmarks.readers import view
from tests.browser.serving import free_port


@pytest.fixture
def client(built):
    async def socket(asked: WebSocket) -> None:
        await asked.accept()
        await asked.close(1000)

    # Without Streamlit, of which a process has but one.
    app = Starlette(
        routes=[*routes("/tip"), WebSocketRoute("/stream", socket)],
        middleware=[Middleware(SameOrigin)],
    )
    return TestClient(app)


def test_it_is_ready_once_there_is_a_ledger(client, monkeypatch, tmp_path):
    assert client.get("/tip/healthz").text == "alive"
    assert client.get("/tip/readyz").status_code == 200
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(tmp_path / "none.duckdb"))
    assert client.get("/tip/readyz").status_code == 503


@pytest.mark.parametrize(
    ("origin", "code"),
    [
        ("https://testserver", 1000),
        ("http://localhost:3000", 1008),
        ("https://example.org", 1008),
        ("null", 1008),
    ],
)
def test_a_page_of_another_origin_opens_no_web_socket(client, origin, code):
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        client.websocket_connect("/stream", headers={"Origin": origin}) as opened,
    ):
        opened.receive_bytes()
    assert closed.value.code == code


@pytest.mark.parametrize(
    ("how", "code", "said"), [(signal.SIGTERM, -signal.SIGTERM, ""), (signal.SIGINT, 0, "Goodbye.")]
)
def test_one_signal_ends_all_of_it(built, tmp_path, how, code, said):
    """The process beside it that makes briefings included, and the files that it made to be downloaded."""
    port = free_port()
    command = ["-m", "dashboard", "--port", str(port), "--no-browser"]
    with subprocess.Popen(
        [sys.executable, *command],
        cwd=PROJECT,
        env=os.environ | {"TIP_LEDGER_DATABASE": str(built[0]), "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as server:
        assert server.stdout is not None
        assert "is served at" in server.stdout.readline()
        assert "own-cases?key=" in server.stdout.readline()
        asyncio.run(view(f"http://127.0.0.1:{port}", "briefing", "area=KHM"))
        httpx2.get(f"http://127.0.0.1:{port}/api/v1/ledger.duckdb").raise_for_status()
        server.send_signal(how)
        rest = server.stdout.read()
    assert server.returncode == code
    assert said in rest
    assert "leaked type" not in rest
    assert list(tmp_path.glob("tip-ledger-*")) == []

    deadline = monotonic() + 30
    with pytest.raises(ProcessLookupError):
        while monotonic() < deadline:
            os.killpg(server.pid, 0)


@pytest.mark.parametrize(("seconds", "ended"), [(0, True), (600, False)])
def test_a_session_ends_once_nobody_can_come_back_to_it(seconds, ended):
    class Session:
        id, over = "left", False

        def shutdown(self) -> None:
            self.over = True

    left = MemorySessionStorage(ttl_seconds=seconds)
    session: Any = Session()
    left.save(SessionInfo(client=None, session=session))
    let_go(left)
    assert session.over is ended
    assert (left.get("left") is None) is ended
