"""Programs that some tests read or drive with. Without one its tests are skipped, with what to install."""

import shutil

import pytest

from etl.doctor import TEST_PROGRAMS

INSTALL = "install "


def program(name: str) -> str:
    """The program's path; skips the test that asks where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(INSTALL + TEST_PROGRAMS[name])
    return found
