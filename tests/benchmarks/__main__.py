"""`python -m tests.benchmarks`: every benchmark in turn, or those that are named, each in a process of its own."""

import subprocess
import sys

ALL = (
    "build",
    "pages",
    "queries",
    "api",
    "beside",
    "readers",
    "first_view",
    "briefings",
    "case_import",
    "own_cases",
)

for name in sys.argv[1:] or ALL:
    subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=True)
