"""`python -m tests.benchmarks`: every benchmark in turn."""

from tests.benchmarks import build, first_view, own_cases, pages

for benchmark in (build, own_cases, pages, first_view):
    benchmark.main()
