"""`python -m tests.benchmarks`: every benchmark in turn."""

from tests.benchmarks import briefings, build, case_import, first_view, pages

for benchmark in (build, pages, first_view, briefings, case_import):
    benchmark.main()
