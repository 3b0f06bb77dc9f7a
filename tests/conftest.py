"""The real ledger, built once for all tests; what skipped tests would need."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from etl.locations import PROJECT
from tests.needs import INSTALL

# Imported where they are used: tests of pure functions need neither the pages nor the pipeline.
if TYPE_CHECKING:
    from dashboard.queries.database import Database
    from etl.pipeline import Summary

# Another folder, where a test runs what must stay true on data that have grown.
DATA = Path(os.environ.get("TIP_LEDGER_TEST_DATA", PROJECT / "data"))


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this run, one for all processes in which it runs."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def built(shared: Path) -> tuple[Path, Summary]:
    """The database file built from the real data package, and the summary of the run."""
    database, told = shared / "ledger.duckdb", shared / "summary.pickle"
    with FileLock(shared / "ledger.lock"):
        if not told.exists():
            from etl.pipeline import build

            told.write_bytes(pickle.dumps(build(DATA, database, say=lambda step: None)))
    os.environ["TIP_LEDGER_DATABASE"] = str(database)
    return database, pickle.loads(told.read_bytes())


@pytest.fixture(scope="session")
def ledger(built: tuple[Path, Summary]) -> Database:
    from dashboard.queries.database import Database

    return Database(built[0])


@pytest.fixture
def holding_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader holds the key to the own cases."""
    from dashboard import in_service

    monkeypatch.setattr(in_service, "holds_key", lambda: True)


def skipped(config: pytest.Config) -> list[str]:
    """Why each skipped test was skipped."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    return [report.longrepr[2] for report in terminal.stats.get("skipped", [])] if terminal else []


def pytest_terminal_summary(config: pytest.Config) -> None:
    reasons = skipped(config)
    packages = {r.partition(INSTALL)[2] for r in reasons if INSTALL in r}
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if packages and terminal:
        terminal.write_line(
            f"{len(reasons)} tests were skipped. To run them: apt-get install {' '.join(sorted(packages))}"
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything should be installed, a skipped test is a failed run."""
    if (
        os.environ.get("CI")
        and not hasattr(session.config, "workerinput")
        and skipped(session.config)
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
