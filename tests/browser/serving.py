"""A Streamlit server for as long as it is needed, nginx before several of them, and a browser to look at it."""

import grp
import os
import pwd
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

SITE = PROJECT / "dashboard" / "serving" / "nginx.conf"
MAIN = """
daemon off;
user {user};
pid {here}/nginx.pid;
error_log {here}/error.log;
worker_processes 2;
events {{ worker_connections 512; }}
http {{
    log_format replica '$uri $upstream_addr';
    access_log {here}/access.log replica;
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    include {here}/site.conf;
}}
"""
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Offline: no name but this machine's is found.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@contextmanager
def dashboard(database: Path) -> Iterator[str]:
    """The address of the dashboard on this database."""
    with process(database) as (address, _):
        yield address


@contextmanager
def pseudo_dashboard(database: Path) -> Iterator[str]:
    """As dashboard, where the language of tests is spoken too."""
    port = free_port()
    command = ["-m", "tests.browser.pseudo_dashboard", "--port", str(port), "--no-browser"]
    with served(command, port, {"TIP_LEDGER_DATABASE": str(database)}) as (address, _):
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


@contextmanager
def nginx(here: Path, replicas: list[str]) -> Iterator[str]:
    """nginx with the very configuration, but for the addresses and the place of its cache."""
    # Its workers too, so that they may write where pytest may.
    me = f"{pwd.getpwuid(os.getuid()).pw_name} {grp.getgrgid(os.getgid()).gr_name}"
    port, site = free_port(), SITE.read_text("utf-8")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};")
    for number, replica in enumerate(replicas, 1):
        site = site.replace(f"dashboard-{number}:8501", replica)
    (here / "site.conf").write_text(site.replace("/var/cache/nginx/tip_ledger", f"{here}/cache"))
    (here / "nginx.conf").write_text(MAIN.format(here=here, user=me))
    command = [needs.program("nginx"), "-p", str(here), "-e", f"{here}/error.log", "-c", f"{here}/nginx.conf"]  # fmt: skip
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with subprocess.Popen(command) as server:
        try:
            wait_until_served(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


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
