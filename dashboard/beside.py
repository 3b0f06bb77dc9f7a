"""A process beside the server's, for work that takes long and would hinder the pages.

It starts with the first work, ends when there was none in a while, and does not outlive the server.
"""

import gc
import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from functools import cached_property
from threading import RLock, Thread
from time import sleep
from typing import Any, TypeVar

from loky import ProcessPoolExecutor

T = TypeVar("T")

LOOK_EVERY = 2  # seconds


class Beside:
    """idle: how long it waits for more work [seconds]. yields: how far it gives way to others, as of nice(2)."""

    def __init__(self, idle: int, yields: int = 0):
        self._idle, self._yields = idle, yields
        self._lock = RLock()

    def begin(self, work: Callable[..., T], *given: Any) -> Future[T]:
        """work: a function of a module, which is handed over with what it is to be told."""
        with self._lock:
            try:
                return self._process.submit(work, *given)
            except BrokenExecutor:  # It was ended from outside: another one starts.
                del self._process
                return self._process.submit(work, *given)

    def end(self) -> None:
        """End the process, whatever it is at."""
        with self._lock:
            if "_process" in vars(self):
                self._process.shutdown(kill_workers=True)
                del self._process
                # What was shared with it is given back when it is collected: a server that a signal ends does not wait
                # for that.
                gc.collect()

    # One for all threads: get_reusable_executor would start one for each.
    @cached_property
    def _process(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=1,
            timeout=self._idle,
            initializer=_at_start,
            initargs=(os.getpid(), self._yields),
        )


def _at_start(server: int, yields: int) -> None:
    """A server that is killed cannot end the process: it looks by itself whether it is an orphan."""

    def watch() -> None:
        while os.getppid() == server:
            sleep(LOOK_EVERY)
        os._exit(1)

    os.nice(yields)
    Thread(target=watch, daemon=True).start()
