"""What others' heavy work costs a reader: `python -m tests.benchmarks.beside`.

The overview in new sessions through the web socket, in turn without and beside a stranger who asks for all that a
statement of SQL may take, who has briefings made, or who asks the API, one after the other without a pause. Aim: p95
beside him at most twice that without. Beside four such strangers too, for comparison.
"""

import asyncio
import itertools
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx2

from dashboard.queries import catalogue
from dashboard.queries.database import Database
from etl.locations import PROJECT
from etl.pipeline import build
from tests.benchmarks.readers import view, visit
from tests.browser import serving

# Takes the whole time that a statement has, and a processor.
HEAVY = "select sum(sqrt(x * y)) from range(100_000_000) as a(x), range(100) as b(y)"
ROUNDS, VIEWS = 5, 20
LOOK_AGAIN = 0.5  # seconds
STOPPED = 422


async def measure(address: str, countries: list[str]) -> None:
    # Nobody asks what was asked before: no answer is at hand.
    areas, years = itertools.cycle(countries), itertools.count()
    await view(address, "", "")
    async with httpx2.AsyncClient(timeout=60) as client:

        async def sql() -> None:
            answer = await client.post(f"{address}/api/v1/sql", json={"sql": HEAVY})
            assert answer.status_code == STOPPED, answer.text

        async def briefing() -> None:
            asked = f"area={next(areas)}&from={2000 + next(years) % 20}"
            while (await visit(address, "briefing", asked))[1]:
                await asyncio.sleep(LOOK_AGAIN)

        async def api() -> None:
            asked = f"area={next(areas)}&from={1990 + next(years) % 30}"
            answer = await client.get(f"{address}/api/v1/changes?{asked}")
            assert answer.is_success, answer.text

        for name, ask in (("statements", sql), ("briefings", briefing), ("API calls", api)):
            for strangers in (1, 4):
                await beside(address, strangers, name, ask)


async def beside(
    address: str, strangers: int, name: str, ask: Callable[[], Awaitable[None]]
) -> None:
    async def again_and_again() -> None:
        while True:
            await ask()

    quiet: list[float] = []
    busy: list[float] = []
    for _ in range(ROUNDS):
        quiet += [await view(address, "", "") for _ in range(VIEWS)]
        asking = [asyncio.create_task(again_and_again()) for _ in range(strangers)]
        await asyncio.sleep(1)
        busy += [await view(address, "", "") for _ in range(VIEWS)]
        for stranger in asking:
            if stranger.done():
                stranger.result()
            stranger.cancel()
        await asyncio.sleep(1)
    alone, along = (statistics.quantiles(times, n=20)[-1] for times in (quiet, busy))
    middle = [1000 * statistics.median(times) for times in (quiet, busy)]
    print(f"Overview alone: median {middle[0]:.0f} ms, p95 {1000 * alone:.0f} ms; beside {strangers} asking for {name}: {middle[1]:.0f} ms and {1000 * along:.0f} ms, p95 {along / alone:.1f} times (aim: at most 2)")  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "ledger.duckdb"
        build(PROJECT / "data", database, lambda step: None)
        countries = list(catalogue.ranked_countries(Database(database)))
        with serving.dashboard(database) as address:
            asyncio.run(measure(address, countries))


if __name__ == "__main__":
    main()
