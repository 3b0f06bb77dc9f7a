"""Programs that some tests read or drive with. Without one its tests are skipped, with what to install."""

import shutil

import pytest

INSTALL = "install "


def program(name: str) -> str:
    """The program's path; skips the test that asks where it is not installed."""
    from etl.doctor import (
        TEST_PROGRAMS,
    )  # which brings the pipeline: conftest.py reads this file too

    found = shutil.which(name)
    if found is None:
        pytest.skip(INSTALL + TEST_PROGRAMS[name])
    return found
