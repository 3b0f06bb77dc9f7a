"""The style stands in every HTML page from its first byte, and in nothing else."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.document import STYLE, Document

PAGE = "<html><head></head><body>" + "x" * 2000 + "</body></html>"


@pytest.fixture
def client() -> TestClient:
    routes = [
        Route("/", lambda request: HTMLResponse(PAGE, headers={"ETag": '"old"'})),
        Route("/data", lambda request: JSONResponse({"html": "</body>"})),
    ]
    return TestClient(
        Starlette(routes=routes, middleware=[Middleware(Document), Middleware(GZipMiddleware)])
    )


def test_a_page_ends_with_the_style(client):
    answer = client.get("/", headers={"Accept": "text/html,*/*", "Accept-Encoding": "gzip"})
    assert answer.text.endswith(f"<style>{STYLE.read_text('utf-8')}</style></body></html>")
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert "ETag" not in answer.headers


def test_data_pass_as_they_are(client):
    assert client.get("/data").json() == {"html": "</body>"}
