"""A Streamlit server for as long as it is needed, and a browser to look at it."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from playwright.sync_api import Browser, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg

from etl.locations import PROJECT
from tests import needs

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def dashboard(database: Path) -> Iterator[str]:
    """The address of the dashboard on this database."""
    with process(database) as (address, _):
        yield address


@contextmanager
def process(database: Path, port: int | None = None) -> Iterator[tuple[str, int]]:
    """The address of the dashboard on this database, and the number of its process; at a port of its own, if none is
    given."""
    port = port or free_port()
    command = ["-m", "dashboard", "--port", str(port), "--no-browser"]
    with served(command, port, {"TIP_LEDGER_DATABASE": str(database)}) as served_at:
        yield served_at


@contextmanager
def app(script: Path) -> Iterator[str]:
    """The address of a Streamlit script."""
    port = free_port()
    options = ["--server.port", str(port), "--server.headless", "true"]
    command = ["-m", "streamlit", "run", str(script), *options, "--server.address", "127.0.0.1"]
    with served(command, port, {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}) as (address, _):
        yield address


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def served(command: list[str], port: int, settings: dict[str, str]) -> Iterator[tuple[str, int]]:
    server = subprocess.Popen(
        [sys.executable, *command],
        cwd=PROJECT,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_served(address, server)
        yield address, server.pid
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def wait_until_served(address: str, server: subprocess.Popen) -> None:
    deadline = monotonic() + 60
    while monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            server.poll()
    raise RuntimeError("The dashboard did not start.")


def opening(page: str, query: str = "", address: str = "") -> bytes:
    """What a browser sends over the web socket to open a page. page: its name, '' for the overview."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    asked.rerun_script.context_info.url = f"{address}/{page}?{query}"
    return asked.SerializeToString()


@contextmanager
def chromium() -> Iterator[Browser]:
    executable = needs.program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
