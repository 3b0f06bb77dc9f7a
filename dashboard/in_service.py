"""The ledger of a running dashboard: built if absent, followed when it is replaced."""

import threading
from concurrent.futures import BrokenExecutor
from functools import cache
from pathlib import Path

import duckdb
import streamlit as st

from dashboard.beside import Beside
from dashboard.command_line import Words
from dashboard.own_case_key import Key
from dashboard.queries.database import Database, Dictionary, answers, opened, present_at
from dashboard.views import taking
from dashboard.wording.language import ENGLISH, forms, said, spoken
from etl.locations import case_record_file, data_folder, database_file, own_case_file
from etl.package import BadPackage
from etl.words import words_of

key = Key()
# It ends a minute after its last work; whatever else runs comes first.
asking = Beside(idle=60, yields=19)
_building = threading.Lock()


def ledger() -> Database:
    """The ledger in service now, its names in the language spoken; a database published since the last call is opened anew."""
    file = database_file()
    if not file.exists():
        _build(file)
    return present_at(file, dictionary(spoken()))


def present() -> Database | None:
    """The ledger in service now; None if none is built."""
    file = database_file()
    return present_at(file, dictionary(spoken())) if file.exists() else None


def ask_ahead() -> bool:
    """Have answered what readers are likely to ask, in a language that readers have; whether there was anything."""
    try:
        for edition, held in opened(database_file()):
            if questions := held.ahead():
                held.keep(questions, asking.begin(answers, edition, questions).result())
                return True
    # A ledger that went or is damaged, a process that was ended: the readers ask by themselves.
    except (FileNotFoundError, duckdb.Error, BrokenExecutor):
        pass
    return False


@cache
def dictionary(language: str) -> Dictionary | None:
    """Of a language, for the ledger; None for the one in which it is written."""
    if language == ENGLISH:
        return None
    return Dictionary(language, {english: told[0] for english, told in forms(language).items()})


def case_records() -> Database | None:
    """Case records that the user brought, in a file of their own; None if there are none, or for who does not hold the
    key: their publisher's terms bind the user alone."""
    file = case_record_file()
    return present_at(file) if holds_key() and file.exists() else None


def own_cases() -> Database | None:
    """The organisation's own cases; None if there are none, or for who does not hold the key."""
    file = own_case_file()
    return present_at(file) if holds_key() and file.exists() else None


def holds_key() -> bool:
    """Whether this page's reader holds the key to what is not public; who takes a page along by its address never."""
    if taking.get() is not None:
        return False
    peer = st.context.ip_address or "localhost"  # Streamlit says None for the loopback address.
    return key.opens(peer, st.context.headers, st.context.cookies)


def _build(file: Path) -> None:
    with _building:
        if file.exists():
            return
        # Here, since what checks a package is large, and a ledger in service needs none of it.
        from etl.pipeline import build

        building = said("Building the ledger from the data package")
        with st.status(building, expanded=True) as status, words_of(Words(spoken())):
            try:
                build(data_folder(), file, status.write)
            except BadPackage as bad:
                status.update(label=said("The data package has problems"), state="error")
                st.code(str(bad), language=None)
                st.stop()
        st.rerun()
