"""The ledger of a running dashboard: built if absent, followed when it is replaced."""

import os
import threading
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from cachetools import LRUCache, cached

from dashboard.queries.database import Database
from etl.locations import case_record_file, data_folder, database_file, own_case_file
from etl.package import BadPackage
from etl.pipeline import build

_building = threading.Lock()


def ledger() -> Database:
    """The ledger in service now; a database published since the last call is opened anew."""
    file = database_file()
    if not file.exists():
        _build(file)
    return _present(file)


def present() -> Database | None:
    """The ledger in service now; None if none is built."""
    file = database_file()
    return _present(file) if file.exists() else None


def case_records() -> Database | None:
    """Case records that the user brought, in a file of their own; None if there are none, or if anyone but this machine
    could ask for them: their publisher's terms bind the user alone."""
    file = case_record_file()
    if not listens_on_loopback() or not file.exists():
        return None
    return _present(file)


LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# Set to "yes", it shows own cases on a dashboard that others can reach; a warning then stands above them.
SHOW_OWN_CASES = "TIP_LEDGER_SHOW_OWN_CASES"


def own_cases() -> Database | None:
    """The organisation's own cases; None if there are none, or if anyone but this machine could ask for them and they
    are not switched on by name."""
    file = own_case_file()
    if not (listens_on_loopback() or os.environ.get(SHOW_OWN_CASES) == "yes") or not file.exists():
        return None
    return _present(file)


def listens_on_loopback() -> bool:
    """Whether the server listens on the loopback address alone, and was asked under it: a proxy in front of it passes
    its own name on."""
    host = urlsplit(f"//{st.context.headers.get('Host', 'localhost')}").hostname
    return st.get_option("server.address") in LOOPBACK and host in LOOPBACK


def _present(file: Path) -> Database:
    """The file as it is now; one put in its place since the last call is opened anew."""
    version = file.stat()
    return _open(file, version.st_ino, version.st_mtime_ns)


@cached(LRUCache(maxsize=4), lock=threading.Lock())
def _open(file: Path, inode: int, modified: int) -> Database:
    return Database(file)


def _build(file: Path) -> None:
    with _building:
        if file.exists():
            return
        with st.status("Building the ledger from the data package", expanded=True) as status:
            try:
                build(data_folder(), file, status.write)
            except BadPackage as bad:
                status.update(label="The data package has problems", state="error")
                st.code(str(bad), language=None)
                st.stop()
        st.rerun()
