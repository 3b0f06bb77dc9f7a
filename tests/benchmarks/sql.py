"""What strangers' heavy SQL costs another reader: `python -m tests.benchmarks.sql`.

The overview in new sessions through the web socket, in turn without and with four strangers who ask for all that a
statement may take, again and again. Aim: p95 with them at most twice that without.
"""

import asyncio
import statistics
import tempfile
from pathlib import Path

import httpx2

from etl.locations import PROJECT
from etl.pipeline import build
from tests.benchmarks.readers import view
from tests.browser import serving

# Takes the whole time that a statement has, and a processor.
HEAVY = "select sum(sqrt(x * y)) from range(100_000_000) as a(x), range(100) as b(y)"
STRANGERS, ROUNDS, VIEWS = 4, 5, 20
STOPPED = 422


async def ask(address: str) -> None:
    async with httpx2.AsyncClient(timeout=60) as client:
        while True:
            answer = await client.post(f"{address}/api/v1/sql", json={"sql": HEAVY})
            assert answer.status_code == STOPPED, answer.text


async def measure(address: str) -> None:
    quiet: list[float] = []
    busy: list[float] = []
    await view(address, "", "")
    for _ in range(ROUNDS):
        quiet += [await view(address, "", "") for _ in range(VIEWS)]
        strangers = [asyncio.create_task(ask(address)) for _ in range(STRANGERS)]
        await asyncio.sleep(1)
        busy += [await view(address, "", "") for _ in range(VIEWS)]
        for stranger in strangers:
            if stranger.done():
                stranger.result()
            stranger.cancel()
        await asyncio.sleep(1)
    alone, beside = (statistics.quantiles(times, n=20)[-1] for times in (quiet, busy))
    for name, times, p95 in (("alone", quiet, alone), ("beside four", busy, beside)):
        print(f"Overview, {name}: median {1000 * statistics.median(times):.0f} ms, p95 {1000 * p95:.0f} ms")  # fmt: skip
    print(f"p95 beside four heavy statements: {beside / alone:.1f} times that alone (aim: at most 2)")  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "ledger.duckdb"
        build(PROJECT / "data", database, lambda step: None)
        with serving.dashboard(database) as address:
            asyncio.run(measure(address))


if __name__ == "__main__":
    main()
