"""What commands say to who runs them, in French and Spanish: the same files, rows and columns, and no English."""

import ast
import inspect
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from dashboard import command, command_line
from dashboard.wording import language
from etl.command import main as etl_alone
from etl.locations import PROJECT
from etl.words import told
from tests.ledger.pseudo import CODE, offered, untranslated
from tests.ledger.test_command_line import leaves, whole
from tests.ledger.test_mutated_data import KINDS, shortened, spoil
from tests.ledger.test_pages import run
from tests.small_package import small_package
from tests.unit.test_cases_import import FIRST, REPORTED, files

__all__ = ["whole"]

OTHERS = [code for code in language.LANGUAGES if code != language.ENGLISH]
GIVEN = PROJECT / "tests" / "fixtures"
# Which arguments of these functions are messages.
SAID_BY = {
    "told": slice(1),
    "told_of": slice(1, 3),
    "message": slice(1),
    "Refused": slice(2),
    "wrong_cell": slice(2),
}
MISUNDERSTOOD = [
    "biuld",
    "import tires",
    "build --foo",
    "build extra",
    "build --data",
    "export cases",
    "export",
    "import cases",
    "doctor --port x",
    "doctor --port 99999",
    "doctor --port 0",
    "export cases --format doc --out x",
    "check --lang xx",
    "import",
]


def translated(code: str) -> set[str]:
    """The messages of a catalogue, in English; of those with a count, both."""
    return {text for m in language.catalogue(code) if m.id for text in language.as_tuple(m.id)}


def messages() -> Iterator[str]:
    """Every text that the commands of etl are given to say."""
    for file in (PROJECT / "etl").rglob("*.py"):
        calls = [n for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)]
        for call in calls:
            for text in call.args[SAID_BY.get(getattr(call.func, "id", ""), slice(0))]:
                if isinstance(text, ast.Constant):
                    yield str(text.value)


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_of_a_command_is_translated(code):
    held, said = translated(code), {*messages()}
    assert len(said) > 400
    assert not said - held


def sentences() -> Iterator[tuple[str, str]]:
    """Every text in etl that reads as a sentence, with its module: neither what describes the code, nor SQL."""
    for file in (PROJECT / "etl").rglob("*.py"):
        whole = ast.parse(file.read_text("utf-8"))
        described = {id(node.value) for node in ast.walk(whole) if isinstance(node, ast.Expr)}
        for node in ast.walk(whole):
            if isinstance(node, ast.Constant) and id(node) not in described:
                if re.fullmatch(
                    r"(?!\s*(select|update|create|as from) ).*[a-z]{2} [a-z].*[.:?…]",
                    str(node.value),
                ):
                    yield file.stem, str(node.value)


# Who writes a mart is told in English; so is what stands in files that others read.
NOT_TOLD = {"mart_order", "data_package", "workbook"}


def test_no_sentence_is_said_beside_the_catalogue():
    held = translated("fr")
    found = [(module, text) for module, text in sentences() if module not in NOT_TOLD]
    assert len(found) > 300
    assert not [text for _, text in found if text not in held]


@pytest.mark.parametrize("code", OTHERS)
def test_the_help_of_every_command_is_translated(code, whole):
    for path, one in leaves(whole):
        explained = [inspect.cleandoc(part.help) for part in (one, *one.params)]
        defaults = [option.show_default for option in one.params]
        explained += [default for default in defaults if isinstance(default, str)]
        assert not {*explained} - {*language.forms(code), "pdf"}, path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data package with cells spoilt in every way, a sound one, and a damaged database."""
    folder = tmp_path_factory.mktemp("spoken")
    shortened(folder / "spoilt")
    for kind in KINDS:
        assert list(spoil(folder / "spoilt", kind))
    small_package(folder / "data")
    (folder / "damaged.duckdb").write_bytes(b"no database " * 1000)
    (folder / "cases").mkdir()
    wrong = FIRST | {"iso3": "Cambodja", "form": "slavery", "victims": "three"}
    twice = REPORTED | {"date": "2024-02-30", "source_id": ""}
    files(folder / "cases", [wrong, FIRST], [REPORTED, twice, REPORTED | {"case_id": "c-9"}])
    (folder / "people.csv").write_text(WRONG_PEOPLE, "utf-8")
    tiers = (GIVEN / "cases" / "tiers_semicolon.csv").read_text("utf-8").splitlines()
    for row, (old, new) in enumerate(WRONG_TIERS, 1):
        tiers[row] = tiers[row].replace(old, new)
    (folder / "tiers.csv").write_text("\n".join(tiers) + "\n", "utf-8")
    return folder


WRONG_PEOPLE = """prs_Gender,prs_Citizenship,vic_ForcedLabourIndustry,cas_Status
none,Atlantis,Manufacturing,Active
Feminine,Viet Nam,digging,2024
"""
WRONG_TIERS = [
    ("ABW", "XXX"),
    (";2026;", ";2025;"),
    (";2;", ";5;"),
    (";2;", ";;"),
    ("direct", "guessed"),
    (";tip_2026", ";"),
    ("ARM", "ARG"),
]


REFUSED = {
    "spoilt cells": "check --data {place}/spoilt",
    "no data": "check --data {place}/nowhere",
    "rows lost": "build --data {place}/data --database {ledger}",
    "no ledger": "coverage --database {place}/damaged.duckdb",
    "nothing to compare": "diff {place}/nowhere {ledger}",
    "nothing to export": "export --database {place}/no.duckdb --format xlsx --out {place}/out",
    "no own cases": "restore cases --cases {place}/own.duckdb",
    "own cases in the project": "import cases {given}/cases/zero.xlsx --cases {given}/own.duckdb",
    "all in tier 1": "import tiers {given}/cases/tiers_all_tier1.csv --data {place}/data",
    "another table": "import tiers {given}/cases/country_names.xlsx --data {place}/data",
    "another workbook": "import unodc {given}/cases/country_names.xlsx --data {place}/data",
    "a PDF": "import ctdc {given}/cases/pdf_named.xlsx --records {place}/r.duckdb",
    "text of another kind": "import cases {given}/cases/utf16_court_cases.csv --cases {place}/o.duckdb",
    "wrong cells of cases": "import cases {place}/cases/cases.csv {place}/cases/steps.csv --cases {place}/o.duckdb",
    "wrong cells of records": "import cases {place}/people.csv --cases {place}/o.duckdb",
    "wrong placements": "import tiers {place}/tiers.csv --data {place}/data",
    "no such file": "import unodc {place}/nowhere.xlsx --data {place}/data",
    "an installation to mend": "doctor --data {place}/nowhere --database {place}/damaged.duckdb",
}


def typed(name: str, place: Path, ledger: Path) -> list[str]:
    named = {"place": place, "given": GIVEN, "ledger": ledger}
    return [word.format(**named) for word in REFUSED[name].split()]


@pytest.fixture
def ledger_of(built, tmp_path: Path) -> Path:
    return Path(shutil.copy(built[0], tmp_path / "ledger.duckdb"))


def answered(asked: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert command.main(asked) in (1, 2)
    return "".join(capsys.readouterr())


PLACE = {
    "en": r"^(\S+?)(?:, row (\d+))?(?:, column ([\w, ]+))?: ",
    "fr": r"^(\S+?)(?:, ligne (\d+))?(?:, colonne ([\w, ]+))?\u00a0: ",
    "es": r"^(\S+?)(?:, fila (\d+))?(?:, columna ([\w, ]+))?: ",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_told_with_the_same_places_and_no_line_of_it_in_english(
    name, place, ledger_of, capsys
):
    asked = typed(name, place, ledger_of)
    english = answered([*asked, "--lang", "en"], capsys)
    places = re.findall(PLACE["en"], english, re.MULTILINE)
    assert len(places) > 400 or name != "spoilt cells"
    for code in OTHERS:
        said = answered([*asked, "--lang", code], capsys)
        assert re.findall(PLACE[code], said, re.MULTILINE) == places
        same = {*english.splitlines()} & {*said.splitlines()}
        # A name with a version, or a command, is the same in every language.
        assert not [line for line in same if len(re.findall(r"\b[a-z]{2,}\b", line)) > 2]


@pytest.fixture
def codes(place: Path) -> set[str]:
    """The words of which names of files, tables and columns are made, and of codes."""
    described = json.loads((place / "data" / "datapackage.json").read_text("utf-8"))["resources"]
    columns = [field for table in described for field in table["schema"]["fields"]]
    listed = [code for column in columns for code in column.get("constraints", {}).get("enum", [])]
    names = [column["name"] for column in columns]
    names += [table[name] for table in described for name in ("name", "table")]
    return {word for name in (*names, *listed) for word in re.findall("[a-z]+", name)}


@pytest.fixture
def in_pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LC_ALL", CODE)
    with offered():
        yield


def words_left(text: str) -> set[str]:
    """Words of a sentence that has no translation: but for what is quoted, paths, options, and what Typer calls types."""
    text = re.sub(
        r"'[^'\n]*'|\"[^\"\n]*\"|`[^`\n]*`|<\S+( range)?>|^.*tip-ledger .*$", " ", text, flags=re.M
    )
    text = re.sub(r"\S*[/_.]\S+|--[\w-]+|\S*\d\S*", " ", text)
    return {word for word in untranslated(text, ()) if word.islower()}


# Codes of no column, names of what is not there, and what was spoilt.
GIVEN_WORDS = {"adult", "investigations", "nov", "nowhere", "inf", "many", "extra", "chmod", "alias", "citizenship", "gender"}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_no_word_of_what_is_refused_is_left_without_a_translation(
    name, place, ledger_of, codes, in_pseudo, capsys
):
    left = words_left(answered(typed(name, place, ledger_of), capsys))
    assert left - codes - GIVEN_WORDS == set()


# Measures of one word.
COUNTED = {"convictions", "investigations", "offences", "prosecutions", "suspects"}
DONE = [
    "build --data {place}/data --database {out}/new.duckdb",
    "check --data {place}/data",
    "export --database {ledger} --format duckdb --out {out}/copy",
    "template tiers --data {place}/data --out {out}/tiers.csv",
    "template cases --out {out}/cases.xlsx",
    "import tiers {given}/cases/tiers_semicolon.csv --data {out}/data",
    "import tiers {given}/cases/tiers_semicolon.csv --data {out}/data",
    "import unodc {given}/unodc_dimension_A1.xlsx --data {out}/data",
    "import cases {given}/cases/htcds_dropdown_choices.csv --cases {out}/own.duckdb",
    "import cases {given}/cases/cases_dimension_A1.xlsx --cases {out}/own.duckdb",
    "export cases --cases {out}/own.duckdb --out {out}/own",
    "export cases --layout htcds --cases {out}/own.duckdb --out {out}/people",
    "restore cases --cases {out}/own.duckdb",
    "diff {place}/data {out}/data",
]


def test_no_word_of_what_is_done_is_left_without_a_translation(
    place, ledger_of, codes, in_pseudo, tmp_path, capsys
):
    shutil.copytree(place / "data", tmp_path / "data")
    named = {"place": place, "given": GIVEN, "ledger": ledger_of, "out": tmp_path}
    for line in DONE:
        assert command.main([word.format(**named) for word in line.split()]) == 0, line
        left = words_left("".join(capsys.readouterr()))
        assert left - codes - COUNTED == set(), line


def test_countries_are_named_in_the_language(ledger_of, capsys):
    for code, name in (("en", "North Korea"), ("fr", "Corée du Nord"), ("es", "Corea del Norte")):
        assert command.main(["coverage", "--database", str(ledger_of), "--lang", code]) == 0
        assert name in capsys.readouterr().out


@pytest.mark.parametrize("call", MISUNDERSTOOD)
def test_a_call_that_is_not_understood_is_answered_without_a_word_left(call, in_pseudo, capsys):
    left = words_left(answered(call.split(), capsys))
    assert left - {"extra", "tiers", "unodc", "ctdc", "cases"} == set()


def test_what_is_not_translated_would_be_found(in_pseudo):
    with command_line.words_of(command_line.Words(CODE)):
        assert not words_left(told("Nothing is imported."))
        assert words_left(told("This sentence has no translation.")) == {"sentence", "has", "no", "translation"}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "system", "said"),
    [
        (["--lang", "fr"], "", "n'existe pas"),
        (["--lang=es"], "fr_FR.UTF-8", "no existe"),
        ([], "es_MX.UTF-8", "no existe"),
        ([], "de_DE.UTF-8", "No such command"),
        (["--lang", "en"], "fr_FR.UTF-8", "No such command"),
        (["--lang", "es", "--lang", "fr"], "", "n'existe pas"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_systems(given, system, said, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", system)
    monkeypatch.setenv("LANG", "")
    assert said in answered(["biuld", *given], capsys)


def test_the_first_page_tells_of_the_build_in_its_readers_language(place, monkeypatch):
    monkeypatch.setenv("TIP_LEDGER_DATA", str(place / "spoilt"))
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(place / "none.duckdb"))
    page = run("country", lang="fr")
    assert [status.label for status in page.status] == ["Le paquet de données a des problèmes"]
    assert page.markdown[0].value == "Contrôle du paquet de données"
    assert re.search(PLACE["fr"], page.code[0].value)


def test_etl_alone_speaks_english(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert etl_alone(["biuld"]) == 2
    assert "No such command" in capsys.readouterr().err


def test_what_a_command_serves_is_not_said_in_the_language_of_the_command():
    heard = []
    served = typer.Typer(add_completion=False)

    @served.command()
    def serve() -> None:
        heard.append((told("Nothing changed."), language.said("Nothing changed.")))

    assert command_line.run(served, "served", ["--lang", "fr"]) == 0
    assert heard == [("Rien n'a changé.", "Nothing changed.")]
    assert told("Nothing changed.") == "Nothing changed."


@pytest.mark.parametrize(
    ("code", "usage"), [("fr", "COMMANDE [ARGUMENTS]..."), ("es", "ORDEN [ARG")]
)
def test_how_a_command_is_called_is_told_in_words_of_the_language(code, usage, capsys):
    assert command.main(["import", "--lang", code, "--help"]) == 0
    assert usage in capsys.readouterr().out.splitlines()[0]
