"""The data package for tests that need its rules and not all its rows."""

import shutil
from pathlib import Path

from etl.locations import PROJECT

LARGEST = ("figures/tip_report.csv", "figures/unodc.csv", "figures/index_3p.csv", "population.csv")


def small_package(folder: Path) -> Path:
    """A copy of the real data package, with Cambodia's rows alone in its largest files."""
    shutil.copytree(PROJECT / "data", folder)
    for name in LARGEST:
        header, *rows = (folder / name).read_text("utf-8").splitlines(keepends=True)
        kept = "".join(row for row in rows if row.startswith("KHM"))
        (folder / name).write_text(header + kept, "utf-8")
    return folder
