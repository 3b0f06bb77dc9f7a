"""`python -m tests.benchmarks`: every benchmark in turn."""

from tests.benchmarks import briefings, build, pages

for benchmark in (build, pages, briefings):
    benchmark.main()
