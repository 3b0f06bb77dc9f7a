"""`python -m tests.benchmarks`: every benchmark in turn."""

from tests.benchmarks import build, case_import, pages

for benchmark in (build, pages, case_import):
    benchmark.main()
