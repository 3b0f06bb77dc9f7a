"""A briefing is one click away, and what is downloaded is the briefing."""

import zipfile
from pathlib import Path

import pytest

STARTS = {"PDF": "KHM.pdf", "Word": "KHM.docx", "PowerPoint": "KHM.pptx", "Excel": "KHM.xlsx"}


@pytest.mark.parametrize("path", ["/country?area=KHM", "/briefing?area=KHM"])
def test_every_format_is_downloaded_in_one_click(visit, path):
    page = visit.open(path)
    for label, name in STARTS.items():
        button = page.get_by_role("button", name=label, exact=True)
        with page.expect_download() as download:
            button.click()
        file = Path(download.value.path())
        assert download.value.suggested_filename == name
        if label == "PDF":
            assert file.read_bytes().startswith(b"%PDF")
        else:
            assert zipfile.ZipFile(file).testzip() is None


def test_the_preview_shows_the_pages_of_the_pdf(visit):
    page = visit.open("/briefing?area=KHM")
    page.get_by_text("Page 2 of the PDF").wait_for()
    assert page.locator("[data-testid=stImage] img").count() == 2
