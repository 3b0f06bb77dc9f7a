"""`python -m tests.benchmarks`: every benchmark in turn."""

from tests.benchmarks import build, pages

for benchmark in (build, pages):
    benchmark.main()
