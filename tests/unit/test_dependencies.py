"""What the program loads: nothing that only the tests bring, and no more than what it does needs."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import files

from etl.locations import PROJECT


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w-]", requirement, maxsplit=1)[0] for requirement in requirements}


def imported(code: str) -> set[str]:
    """The packages that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_the_program_imports_nothing_of_the_tests_own():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    of_tests = names(project["dependency-groups"]["test"])
    assert "pandera" in of_tests and not of_tests & names(project["project"]["dependencies"])
    brought = {file.parts[0].removesuffix(".py") for name in of_tests for file in files(name) or ()}
    assert {"pandera", "pytest", "yaml"} <= brought
    found = {
        path.relative_to(PROJECT).as_posix(): package
        for room in ("dashboard", "etl")
        for path in (PROJECT / room).rglob("*.py")
        for package in imported(path.read_text("utf-8"))
        if package in {*brought, "tests"}
    }
    assert not found


def test_a_ledger_is_made_without_what_shows_it():
    modules = [*(PROJECT / "etl").rglob("*.py")]
    assert modules
    found = [p.name for p in modules if "dashboard" in imported(p.read_text("utf-8"))]
    assert not found


def test_queries_speak_codes_and_leave_words_to_wording():
    queries = [*(PROJECT / "dashboard" / "queries").glob("*.py")]
    assert queries
    found = [path.name for path in queries if "dashboard.wording" in path.read_text("utf-8")]
    assert not found


# What builds a ledger, reads a workbook or answers assistants: a tenth of the memory that a replica may take.
NOT_SERVED = {"frictionless", "openpyxl", "sqlglot", "mcp"}
SERVED = """
import sys, dashboard.__main__, dashboard.server
dashboard.server.load()
print(*{module.partition(".")[0] for module in sys.modules})
"""


def test_a_served_ledger_loads_what_its_readers_need_alone():
    loaded = subprocess.run(
        [sys.executable, "-c", SERVED], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "streamlit" in loaded and not NOT_SERVED & {*loaded}
