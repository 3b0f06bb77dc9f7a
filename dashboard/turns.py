"""Pages are made a few at a time: threads of one interpreter hinder one another, and every page would be late."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 1
_free = threading.Semaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Waits until few enough pages are being made; first come first served."""
    with _free:
        yield


@contextmanager
def others_first() -> Iterator[None]:
    """Within a turn, for what is waited for but does not keep the interpreter: other pages are made meanwhile."""
    _free.release()
    try:
        yield
    finally:
        _free.acquire()
