"""A briefing is one click away, and what is downloaded is the briefing."""

import json
import zipfile
from pathlib import Path

import httpx2 as httpx
import pytest
from pypdf import PdfReader

from etl.locations import PROJECT

VERSION = json.loads((PROJECT / "data" / "datapackage.json").read_text("utf-8"))["version"]
KINDS = {"PDF": "pdf", "Word": "docx", "PowerPoint": "pptx", "Excel": "xlsx"}


@pytest.mark.parametrize(
    ("path", "behind"),
    [("/country?area=KHM", "Briefing on Cambodia"), ("/briefing?area=KHM", None)],
)
def test_every_format_is_downloaded_from_the_page(visit, path, behind):
    page = visit.open(path)
    if behind:
        page.get_by_role("button", name=behind).click()
    for label, kind in KINDS.items():
        button = page.get_by_role("button", name=label, exact=True)
        with page.expect_download() as download:
            button.click()
        file = Path(download.value.path())
        edition = "-".join(VERSION.split(".")[:2])
        assert (
            download.value.suggested_filename == f"Cambodia-trafficking-briefing-{edition}.{kind}"
        )
        if label == "PDF":
            assert file.read_bytes().startswith(b"%PDF")
        else:
            assert zipfile.ZipFile(file).testzip() is None


def test_the_preview_shows_the_pages_of_the_pdf(visit):
    page = visit.open("/briefing?area=KHM")
    page.get_by_text("Page 2 of the PDF").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF", exact=True).click()
    pages = len(PdfReader(download.value.path()).pages)
    stranger = httpx.get(download.value.url)
    assert (stranger.status_code, stranger.text) == (404, "no such file")
    assert page.locator("[data-testid=stImage] img").count() == pages
