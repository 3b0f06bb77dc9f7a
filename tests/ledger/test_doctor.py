"""`tip-ledger doctor`: each kind of trouble is named with its mend; a sound installation needs none."""

import shutil
import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from dashboard.briefing.writers.typesetting import FONT
from etl import doctor
from etl.command import main
from tests.conftest import DATA


@pytest.fixture
def port() -> int:
    with socket.create_server(("localhost", 0)) as held:
        return held.getsockname()[1]


def test_a_sound_installation_needs_no_mending(built, tmp_path, port, capsys):
    asked = ["--database", built[0], "--cases", tmp_path / "own.duckdb", "--port", port]
    assert main(["doctor", *map(str, asked)]) == 0
    said = capsys.readouterr().out
    assert "MEND" not in said
    assert f"{built[0]}: built" in said
    assert "current with the data" in said
    assert f"{port} is free" in said
    assert FONT in said


def test_a_ledger_of_other_data_is_told_from_a_current_one(built, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    tiers = (data / "tiers.csv").read_text("utf-8")
    (data / "tiers.csv").write_text(tiers.replace("KHM,2023,3,", "KHM,2023,2WL,"), "utf-8")
    package, found = doctor.package_of(data)
    assert not found.ill
    told = doctor.ledger(built[0], package)
    assert told.ill
    assert "from other data" in told.said
    assert "tip-ledger build" in told.mend


def test_what_is_to_mend_is_listed_and_the_exit_code_says_so(tmp_path, capsys):
    (tmp_path / "ledger.duckdb").write_bytes(b"no database " * 1000)
    (tmp_path / "own.duckdb").touch(mode=0o644)
    with socket.create_server(("localhost", 0)) as held:
        port = held.getsockname()[1]
        asked = ["--data", tmp_path / "nowhere", "--database", tmp_path / "ledger.duckdb"]
        asked += ["--cases", tmp_path / "own.duckdb", "--port", port]
        assert main(["doctor", *map(str, asked)]) == 1
    said = capsys.readouterr().out
    assert "datapackage.json: the file is missing" in said
    assert f"{tmp_path / 'ledger.duckdb'} is damaged" in said
    assert "own.duckdb, your own cases, is open to other users" in said
    assert f"{port} is taken by another program" in said
    assert said.endswith("4 to mend.\n")


def test_a_ledger_that_is_not_built_yet_is_no_fault(tmp_path):
    found = doctor.ledger(tmp_path / "ledger.duckdb", None)
    assert not found.ill
    assert "tip-ledger build" in found.mend


def test_a_place_under_a_file_or_in_the_project_is_named(tmp_path):
    (tmp_path / "file").touch()
    found = list(doctor.permissions(DATA, tmp_path / "file" / "x", DATA / "own.duckdb"))
    assert all(one.ill for one in found)
    assert [one.said for one in found] == [
        f"{tmp_path / 'file'} is no folder.",
        f"{DATA / 'own.duckdb'} lies in the project's folder, where own cases must not be.",
    ]


def test_a_library_that_is_missing_or_does_not_fit_is_named():
    found = doctor.libraries(["duckdb>=1", "duckdb>=999", "no-such-library>=1"])
    assert found.ill
    assert "does not fit >=999" in found.said
    assert "no-such-library is missing" in found.said


def test_a_ledger_that_is_served_already_is_no_other_program():
    class Alive(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"alive")

        def log_message(self, *_):
            pass

    with HTTPServer(("localhost", 0), Alive) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        found = doctor.listening(served.server_port)
        served.shutdown()
    assert not found.ill
    assert "a TIP Ledger is served there" in found.said
