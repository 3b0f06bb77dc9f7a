"""The wheel alone is a working product: data, marts, templates, static files and theme travel in it."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from dashboard.queries.database import Database
from etl.locations import PROJECT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the built wheel, which borrows the dependencies, but not the project, from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "-w",
        str(folder),
        str(PROJECT),
    ]
    subprocess.run([sys.executable, "-m", "pip", *build], check=True)
    [wheel] = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    [packages] = (folder / "env").glob("lib/python*/site-packages")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--no-deps",
            "--quiet",
            "--target",
            packages,
            wheel,
        ],
        check=True,
    )
    # After the wheel's own packages; a .pth file that leads to the project is not read from there.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def tip_ledger(installed: Path, *arguments: str) -> str:
    settings = {"PATH": os.environ["PATH"], "HOME": str(installed / "home")}
    run = [str(installed / "env" / "bin" / "python"), "-c", COMMAND, *arguments]
    done = subprocess.run(run, cwd=installed, env=settings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


COMMAND = """
import sys
from importlib.metadata import entry_points
[command] = entry_points(group="console_scripts", name="tip-ledger")
sys.exit(command.load()())
"""


def test_the_wheel_builds_the_same_ledger_and_writes_a_briefing(installed, ledger):
    assert "checks passed" in tip_ledger(installed, "build")
    made = Database(installed / "home/.local/share/tip-ledger/tip_ledger.duckdb")
    hashes = [one.value("select content_hash from build") for one in (made, ledger)]
    assert hashes[0] == hashes[1]
    tip_ledger(installed, "briefing", "KHM", "--format", "pdf", "docx", "--out", "briefings")
    assert (installed / "briefings/KHM.pdf").read_bytes().startswith(b"%PDF")
    assert (installed / "briefings/KHM.docx").stat().st_size > 10_000


def test_the_wheel_has_every_file_that_is_no_code(installed):
    [packages] = (installed / "env").glob("lib/python*/site-packages")
    tracked = subprocess.run(
        ["git", "ls-files", "dashboard", "etl", "data"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert len(tracked) > 100
    for file in tracked:
        inside = f"etl/{file}" if file.startswith("data/") else file
        assert (packages / inside).is_file(), file


def test_the_data_of_an_installed_program_are_not_added_to(installed):
    tip_ledger(installed, "template", "tiers", "--out", "tiers.csv")
    table = installed / "tiers.csv"
    table.write_text(table.read_text("utf-8").replace(",direct,", "2,direct,"), "utf-8")
    with pytest.raises(AssertionError, match="an update would undo"):
        tip_ledger(installed, "import", "tiers", "tiers.csv", "--yes")
