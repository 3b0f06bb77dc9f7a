"""The data API against the bare framework: `python -m tests.benchmarks.api`.

One country's series, and the same bytes from FastAPI with nothing behind it, asked in turn over one connection; prints
requests a second and the 95th percentile of each. Aim: at least 0.5 of the bare requests a second, p95 at most 3 times. Then 10,000
requests of every kind in every form; prints the memory after 1,000 and after all. Aim: flat.
"""

import asyncio
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx2
from fastapi import FastAPI, Response

from dashboard.api.application import application
from dashboard.api.visitors import Allowance
from dashboard.queries.database import Database
from etl.locations import PROJECT
from etl.pipeline import build
from tests.benchmarks.readers import resident

QUESTION = "/series?area=KHM&measure=convictions"
REQUESTS = 1000
MANY = 10_000
KINDS = ("tiers", "figures", "series", "changes", "doubts", "watch-list", "cases", "coverage")
FORMS = ("json", "csv", "parquet")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "ledger.duckdb"
        build(PROJECT / "data", database, lambda step: None)
        asyncio.run(measure(Database(database)))


async def measure(ledger: Database) -> None:
    api = application(lambda: ledger, Allowance(rows=10**9))
    async with client(api) as ours:
        body = (await ours.get(QUESTION)).content
        framework = FastAPI()

        @framework.get("/series")
        async def series() -> Response:
            return Response(body, media_type="application/json")

        async with client(framework) as bare:
            times: dict[str, list[float]] = {"api": [], "bare": []}
            for _ in range(REQUESTS):
                for name, asked in (("api", ours), ("bare", bare)):
                    started = time.perf_counter()
                    answer = await asked.get(QUESTION)
                    times[name].append(time.perf_counter() - started)
                    assert answer.content == body
    rate = {name: REQUESTS / sum(taken) for name, taken in times.items()}
    p95 = {name: statistics.quantiles(taken, n=20)[-1] for name, taken in times.items()}
    for name in times:
        print(f"{name}: {rate[name]:,.0f} requests a second, p95 {p95[name] * 1000:.2f} ms")
    print(f"api against bare: {rate['api'] / rate['bare']:.2f} of the requests, p95 {p95['api'] / p95['bare']:.2f} times")  # fmt: skip
    await memory(api, ledger)


async def memory(api: FastAPI, ledger: Database) -> None:
    chance = random.Random(18)
    countries = ledger.table("select iso3 from country")["iso3"].tolist()[:30]
    sizes: dict[int, float] = {}
    codes: Counter[int] = Counter()
    async with client(api) as asked:
        for number in range(1, MANY + 1):
            about = {"area": chance.choice(countries), "format": chance.choice(FORMS), "limit": chance.randint(1, 100)}  # fmt: skip
            codes[(await asked.get(f"/{chance.choice(KINDS)}", params=about)).status_code] += 1
            if number in (MANY // 10, MANY):
                sizes[number] = resident(os.getpid())
    (few, before), (many, after) = sizes.items()
    print(f"memory: {before:.0f} MB after {few:,} requests, {after:.0f} MB after {many:,}: {after / before - 1:+.0%}; answers by status: {dict(codes)}")  # fmt: skip


def client(app: FastAPI) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=app),
        base_url="http://test",
        headers={"accept-encoding": "identity"},
    )


if __name__ == "__main__":
    main()
