"""What one visitor may ask for, so that nobody else waits for it."""

import ipaddress
import time

from cachetools import LRUCache
from starlette.types import Scope

from dashboard.wording.figures import number
from dashboard.wording.language import said

# Rows that one visitor may take within the time; the whole ledger is a file to download.
ROWS = 500_000
WITHIN = 600  # seconds
VISITORS = 10_000


class Allowance:
    """Rows that each visitor took in this stretch of time; the least recent visitors are forgotten."""

    def __init__(self, rows: int = ROWS, within: int = WITHIN):
        self.rows, self.within = rows, within
        self._taken: LRUCache[tuple[str, int], int] = LRUCache(maxsize=VISITORS)

    def wait(self, visitor: str) -> int:
        """Seconds until the visitor may ask again; 0 while there are rows left."""
        now = int(time.time())
        used_up = self._taken.get((visitor, now // self.within), 0) >= self.rows
        return self.within - now % self.within if used_up else 0

    def refusal(self, wait: int) -> str:
        """The limit, to a visitor who met it."""
        return said(
            "One visitor may take {rows} rows in {minutes} minutes. Ask again in {seconds} seconds."
        ).format(rows=number(self.rows), minutes=self.within // 60, seconds=wait)

    def take(self, visitor: str, rows: int) -> None:
        key = (visitor, int(time.time()) // self.within)
        self._taken[key] = self._taken.get(key, 0) + rows


def visitor(scope: Scope) -> str:
    """Who asks, as far as the network tells: an address; of IPv6 the network, which is one household's."""
    host = (scope.get("client") or ("unknown", 0))[0]
    if ":" not in host:
        return host
    try:
        return str(ipaddress.ip_network(f"{host}/64", strict=False))
    except ValueError:
        return host
