"""What readers cost the server, through the web socket as a browser speaks it: `python -m tests.benchmarks.readers`.

New sessions and varied countries, against a Streamlit page with one chart served beside it; many readers once more
where nginx stands before three replicas, as `dashboard/serving/` has it. `--long` warms for a minute and opens 2,000
sessions; without it the whole takes about three minutes.
"""

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Collection
from contextlib import ExitStack
from pathlib import Path

import duckdb
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from etl.locations import PROJECT
from etl.pipeline import build
from tests.benchmarks.first_view import ONE_CHART
from tests.browser import serving

NAMES = sorted(p.stem for p in (PROJECT / "dashboard/screens").glob("*.py"))
PAGES = tuple("" if name == "overview" else name for name in NAMES)
# The end of a run is told in a short message; the long ones, tables and charts, need not be read.
SHORT = 2_000
READERS, EVERY = 100, 15
# Seconds of warming and of measuring, in short and long.
LOAD = ((10, 20), (60, 60))
# After this nobody can come back to a session, and it is let go [seconds].
OVER = 45


async def view(address: str, page: str, query: str) -> float:
    """Open a page in a session of its own; the seconds until its run has ended."""
    taken, _ = await visit(address, page, query)
    return taken


async def visit(address: str, page: str, query: str) -> tuple[float, bool]:
    """As view; and whether the page is to be looked at again, since something of it is still being made."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    started, again = time.perf_counter(), False
    async with connect(
        stream,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        compression=None,
        open_timeout=120,
    ) as socket:
        await socket.send(serving.opening(page, query, address))
        async for answer in socket:
            if len(answer) < SHORT:
                kind = ForwardMsg.FromString(answer).WhichOneof("type")
                again = again or kind == "auto_rerun"
                if kind == "script_finished":
                    return time.perf_counter() - started, again
    raise RuntimeError(f"The server closed {page} before it had ended.")


class Visits:
    """Any page of any country, as readers ask for them; the same ones in every run."""

    def __init__(self, address: str, countries: list[str]):
        self._address, self._countries = address, countries
        self._chance = random.Random(20)

    async def next(self) -> float:
        return await self.of(self._chance.choice(PAGES))

    async def of(self, page: str) -> float:
        return await view(self._address, page, f"area={self._chance.choice(self._countries)}")

    async def come(self, seconds: float) -> list[float]:
        """As many views as 100 readers ask for in this time, each on his own."""
        asked: list[asyncio.Task[float]] = []
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            await asyncio.sleep(self._chance.expovariate(READERS / EVERY))
            asked.append(asyncio.create_task(self.next()))
        return list(await asyncio.gather(*asked))


async def one_reader(
    bare: Callable[[], Awaitable[float]], visits: Visits, rounds: int, server: int
) -> float:
    """Every page for one reader; the median of all [seconds]."""
    taken: dict[str, list[float]] = {page: [] for page in PAGES}
    floor = []
    worked: dict[str, list[float]] = {page: [] for page in PAGES}
    for _ in range(rounds + 1):
        floor.append(await bare())
        for page in PAGES:
            before = processor(server)
            taken[page].append(await visits.of(page))
            worked[page].append(processor(server) - before)
    one_chart = statistics.median(floor[1:])
    medians = {page: statistics.median(times[1:]) for page, times in taken.items()}
    print(f"One reader, a new session for each page, median of {rounds}")
    print(f"  {'one chart':12} {1000 * one_chart:6.0f} ms")
    for page, median in medians.items():
        busy = statistics.median(worked[page][1:])
        print(f"  /{page:11} {1000 * median:6.0f} ms  {median / one_chart:4.1f}×, processor {1000 * busy:4.0f} ms")  # fmt: skip
    all_pages = statistics.median(medians.values())
    print(f"  median       {1000 * all_pages:6.0f} ms  {all_pages / one_chart:4.1f}× (aim: at most 1.5×)")  # fmt: skip
    return all_pages


async def many_readers(
    visits: Visits, single: float, warming: float, measured: float, servers: Collection[int]
) -> None:
    """servers: the processes among which the readers are spread."""
    await visits.come(warming)
    before = sum(map(processor, servers))
    times = await visits.come(measured)
    busy = (sum(map(processor, servers)) - before) / len(times)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{len(servers)} process{'es' * (len(servers) > 1)}, {READERS} readers, a page each {EVERY} s: {len(times)} views, median {1000 * statistics.median(times):.0f} ms, p95 {1000 * p95:.0f} ms, {p95 / single:.1f}× one reader (aim: at most 5×); processor {1000 * busy:.0f} ms a view")  # fmt: skip
    last = max(await asyncio.gather(*(visits.next() for _ in range(25))))
    print(f"25 at once: the last after {1000 * last:.0f} ms, {last / single:.1f}× one reader (aim: at most 25×)")  # fmt: skip


async def memory(visits: Visits, server: int, few: int, many: int) -> None:
    opened, sizes = 0, {}
    for goal in (few, many):
        while opened < goal:
            await asyncio.gather(*(visits.next() for _ in range(4)))
            opened += 4
        sizes[goal] = resident(server)
    print(f"Memory: {sizes[few]:.0f} MB after {few} sessions, {sizes[many]:.0f} MB after {many}: {sizes[many] / sizes[few] - 1:+.0%} (aim: at most +10 %, 500 MB)")  # fmt: skip
    await asyncio.sleep(OVER)
    print(f"{OVER} s after the last reader left: {resident(server):.0f} MB, {len(os.listdir(f'/proc/{server}/fd'))} handles open")  # fmt: skip


def processor(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> float:
    """Megabytes that a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def measure(bare: str, ours: str, server: int, countries: list[str], long: bool) -> float:
    """What one process serves; the seconds of a page for one reader."""
    visits = Visits(ours, countries)
    single = await one_reader(lambda: view(bare, "", ""), visits, 7 if long else 3, server)
    await many_readers(visits, single, *LOAD[long], [server])
    await memory(visits, server, *((200, 2_000) if long else (100, 400)))
    return single


def spread(database: Path, scratch: Path, single: float, countries: list[str], long: bool) -> None:
    """What three replicas behind nginx serve."""
    with ExitStack() as stack:
        started = [stack.enter_context(serving.process(database)) for _ in range(3)]
        hosts = [address.removeprefix("http://") for address, _ in started]
        site = stack.enter_context(serving.nginx(scratch, hosts))
        visits = Visits(site, countries)
        asyncio.run(many_readers(visits, single, *LOAD[long], [process for _, process in started]))


def main(long: bool) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        database, script = Path(scratch) / "ledger.duckdb", Path(scratch) / "one_chart.py"
        build(PROJECT / "data", database, lambda step: None)
        script.write_text(ONE_CHART, encoding="utf-8")
        with duckdb.connect(str(database), read_only=True) as ledger:
            countries = [c for (c,) in ledger.sql("select iso3 from country").fetchall()]
        with serving.app(script) as bare, serving.process(database) as (ours, server):
            single = asyncio.run(measure(bare, ours, server, countries, long))
        spread(database, Path(scratch), single, countries, long)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--long", action="store_true")
    main(options.parse_args().long)
