"""The command line: one set of definitions, help that explains, and words instead of tracebacks."""

import shutil
import subprocess
import sys
from typing import get_args

import duckdb
import pytest
import typer
from typer.main import get_command

from dashboard import command
from dashboard.briefing.__main__ import Kind, Register
from dashboard.briefing.files import NoBriefing, make
from dashboard.briefing.formats import FORMATS
from dashboard.briefing.registers import REGISTERS
from etl.command import CaseForm, CaseLayout
from etl.locations import PROJECT
from etl.own_cases.export import LAYOUTS, WRITERS
from tests.ledger.test_trouble import NO_ROOM


def leaves(group, path=()):
    for name, one in group.commands.items():
        if hasattr(one, "commands"):
            yield from leaves(one, (*path, name))
        else:
            yield (*path, name), one


@pytest.fixture
def whole(monkeypatch) -> typer.core.TyperGroup:
    built = []

    def run(app: typer.Typer, *_: object) -> int:
        built.append(app)
        return 0

    monkeypatch.setattr(command, "run", run)
    command.main([])
    group = get_command(built[0])
    assert isinstance(group, typer.core.TyperGroup)
    return group


def test_every_command_has_an_example_and_every_option_is_explained(whole):
    found = dict(leaves(whole))
    assert {("build",), ("import", "cases"), ("serve",), ("briefing",)} <= found.keys()
    for path, one in found.items():
        assert f"tip-ledger {' '.join(path)}" in one.epilog, path
        assert one.help, path
        for option in one.params:
            assert option.help, (path, option.name)


def test_choices_are_those_that_the_writers_know():
    assert set(get_args(CaseForm)) == set(WRITERS)
    assert set(get_args(CaseLayout)) == set(LAYOUTS)
    assert list(Kind) == list(FORMATS)
    assert set(get_args(Register)) == set(REGISTERS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(["biuld"], "build"), (["import", "tires"], "tiers"), (["brefing"], "briefing")],
)
def test_a_mistyped_command_is_answered_with_the_one_that_was_meant(typed, meant, capsys):
    assert command.main(typed) == 2
    assert f"Did you mean '{meant}'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["import", "unodc", "nowhere.xlsx"], 1, "nowhere.xlsx"),
        (["check", "--data", "nowhere"], 1, "datapackage.json: the file is missing"),
        (["restore", "cases", "--cases", "nowhere.duckdb"], 1, "no earlier state"),
        (["build", "--format", "pdf"], 2, "No such option"),
        (["serve", "--port", "http"], 2, "--port"),
    ],
)
def test_trouble_is_said_in_words_with_its_exit_code(arguments, code, said, capsys):
    assert command.main(arguments) == code
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err


def test_several_formats_may_follow_one_option(built, tmp_path, capsys):
    options = ["--database", str(built[0]), "--out", str(tmp_path)]
    assert command.main(["briefing", "KHM", "--format", "xlsx", "docx", *options]) == 0
    assert {file.name for file in tmp_path.iterdir()} == {"KHM.xlsx", "KHM.docx"}
    assert command.main(["briefing", "KHX", *options]) == 1
    assert "KHX is neither a country" in capsys.readouterr().err


def test_every_country_is_written_by_processes_of_its_own(built, tmp_path):
    # Two countries stand for all; what is asked for has to reach another process either way.
    database = shutil.copy(built[0], tmp_path / "two.duckdb")
    with duckdb.connect(database) as two:
        two.execute("delete from tier_ranking where iso3 not in ('KHM', 'NPL')")
    subprocess.run(
        [sys.executable, "-m", "dashboard.briefing", "--all", "--format", "xlsx"]
        + ["--database", str(database), "--out", str(tmp_path / "made")],
        cwd=PROJECT,
        check=True,
    )
    written = {path.name for path in (tmp_path / "made").iterdir()}
    assert written == {"KHM.xlsx", "NPL.xlsx"}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("Cambodia", "KHM"),
        ("khm", "KHM"),
        ("ivory coast", "CIV"),
        ("asean", "ASEAN"),
        ("TIER-3", "tier-3"),
    ],
)
def test_a_briefing_is_asked_for_by_any_name(ledger, asked, code):
    assert make(ledger, asked).code == code


@pytest.mark.parametrize(
    ("asked", "said", "like"),
    [
        ("Camboda", "Camboda is neither a country", ["Cambodia"]),
        ("Tuvalu", "Tuvalu is not ranked in any report.", []),
        ("WORLD", "World is no group whose countries are known here.", []),
    ],
)
def test_another_country_is_never_put_in_its_place(ledger, asked, said, like):
    with pytest.raises(NoBriefing) as none:
        make(ledger, asked)
    assert none.value.said.startswith(said)
    assert like == none.value.like[: len(like)]


def test_who_asks_in_spanish_is_answered_with_spanish_names(ledger):
    with pytest.raises(NoBriefing) as none:
        make(ledger, "Camboia", language="es")
    assert none.value.like[0] == "Camboya"


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
@pytest.mark.parametrize("asked", ["{0}", "{name}", "{x!r}", "{", "}", "%s", "{names.__class__}"])
def test_braces_in_what_is_asked_for_are_no_fields(built, asked, lang, capsys):
    options = ["--database", str(built[0]), "--lang", lang]
    assert command.main(["briefing", asked, *options]) == 1
    assert capsys.readouterr().err.startswith(f"{asked} ")


@pytest.mark.parametrize(
    "typed",
    [
        "briefing KHM --format xlsx",
        "export --format duckdb",
        "export --format parquet",
        "export --format xlsx",
        "export --format sqlite",
    ],
)
def test_a_full_disk_is_said_and_nothing_of_the_ledger_is_half_written(built, tmp_path, typed):
    out = tmp_path / "out"
    run = subprocess.run(
        [
            sys.executable, "-c", NO_ROOM.replace("etl.command", "dashboard.command"),
            *typed.split(), "--database", str(built[0]), "--out", str(out),
        ],
        cwd=PROJECT, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 3, run.stderr
    assert "Make room" in run.stderr
    assert "Traceback" not in run.stderr
    assert [*out.rglob("*")] == []
