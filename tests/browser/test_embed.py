"""A part of a page in a frame on another site: drawn, with its source, without a cookie, without any other host."""

import http.server
import threading
from contextlib import contextmanager

import pytest

FOREIGN = '<!doctype html><html lang="en"><title>Elsewhere</title><h1>An article</h1>'


@contextmanager
def foreign(frame: str):
    """The address of a page of another site that holds the frame."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((FOREIGN + frame).encode())

        def log_message(self, *told):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()


@pytest.mark.parametrize(
    ("part", "drawn", "source"),
    [
        ("country/convictions?area=KHM", "#chart .main-svg", "UNODC"),
        ("overview/tiers-2025", "#chart path.choroplethlayer, #chart .choroplethlayer path", "US"),
        ("country/accounts?area=KHM", "table tbody tr", "TIP Ledger, data edition"),
    ],
)
def test_a_part_stands_in_a_foreign_page(address, browser, part, drawn, source):
    snippet = f'<iframe src="{address}/embed/{part}" title="x" width="700" height="520"></iframe>'
    with foreign(snippet) as elsewhere:
        context = browser.new_context()
        page = context.new_page()
        asked, faults = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(elsewhere)
        inside = page.frame_locator("iframe")
        inside.locator(drawn).first.wait_for(state="attached")
        assert source in inside.locator("p").last.inner_text()
        assert not faults and not context.cookies()
        assert all(url.startswith((address, elsewhere)) for url in asked)
