from pathlib import Path

import pytest

from dashboard.ledger import Ledger
from etl.locations import data_folder
from etl.pipeline import build


@pytest.fixture(scope="session")
def briefing_ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    file: Path = tmp_path_factory.mktemp("briefing") / "ledger.duckdb"
    build(data_folder(), file, lambda step: None)
    return Ledger(file)
