"""Pages are made one at a time: threads of one interpreter hinder one another, and every page would be late."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

turn = threading.Lock()


@contextmanager
def others_first() -> Iterator[None]:
    """Within a turn, for what is waited for but does not keep the interpreter: other pages are made meanwhile."""
    turn.release()
    try:
        yield
    finally:
        turn.acquire()
