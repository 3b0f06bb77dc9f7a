"""`python -m tests.benchmarks`: every benchmark in turn."""

from tests.benchmarks import (
    briefings,
    build,
    case_import,
    first_view,
    own_cases,
    pages,
    queries,
)

for benchmark in (build, pages, queries, first_view, briefings, case_import, own_cases):
    benchmark.main()
