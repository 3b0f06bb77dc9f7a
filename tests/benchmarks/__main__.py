"""`python -m tests.benchmarks`: every benchmark in turn."""

from tests.benchmarks import build, first_view, pages

for benchmark in (build, pages, first_view):
    benchmark.main()
