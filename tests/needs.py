"""Programs that some tests read or drive with. Without one its tests are skipped, with what to install."""

import shutil

import pytest

PACKAGES = {
    "chromium": "chromium",
    "pdftotext": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "soffice": "libreoffice-writer libreoffice-calc libreoffice-impress",
    "nginx": "nginx-light",
}
INSTALL = "install "


def program(name: str) -> str:
    """The program's path; skips the test that asks where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(INSTALL + PACKAGES[name])
    return found
