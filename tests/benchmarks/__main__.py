"""`python -m tests.benchmarks`: every benchmark in turn."""

from tests.benchmarks import build, own_cases, pages

for benchmark in (build, own_cases, pages):
    benchmark.main()
