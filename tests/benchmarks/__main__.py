"""`python -m tests.benchmarks`: every benchmark in turn, each in a process of its own."""

import subprocess
import sys

for name in (
    "build",
    "pages",
    "queries",
    "api",
    "sql",
    "readers",
    "first_view",
    "briefings",
    "case_import",
    "own_cases",
):
    subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=True)
