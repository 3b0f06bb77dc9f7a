"""A page's parts at an address, as who opens the address sees them: the page runs as for a new reader and draws nothing."""

import threading
from collections.abc import Mapping
from pathlib import Path
from types import CodeType
from urllib.parse import urlencode

from cachetools import LRUCache, cached
from streamlit import runtime
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
    add_script_run_ctx,
)
from streamlit.runtime.state import SafeSessionState, SessionState

from dashboard.queries.database import Database
from dashboard.views import View, taking
from dashboard.views.address import OVERVIEW

APP = Path(__file__).parents[1] / "app.py"
# Pages with parts to take along, beside that of SQL, which is no run of a page (question.py).
PAGES = (
    OVERVIEW,
    "country",
    "trends",
    "compare",
    "cases",
    "victims",
    "claims",
    "changes",
    "sources",
)
KEPT = 16  # pages
NOBODY = "taken along"
_scripts = ScriptCache()


def views(ledger: Database, page: str, query: Mapping[str, str]) -> dict[str, View]:
    """The charts and tables of a page, one of PAGES, by name, in the order in which they stand."""
    return _views(ledger, page, tuple(sorted(query.items())))


@cached(LRUCache(KEPT), lock=threading.Lock())
def _views(ledger: Database, page: str, query: tuple[tuple[str, str], ...]) -> dict[str, View]:
    taken: dict[str, View] = {}
    # A thread of its own: the context of a run stays with the thread.
    run = threading.Thread(target=_run, args=(page, urlencode(query), taken))
    run.start()
    run.join()
    return taken


def _run(page: str, query: str, taken: dict[str, View]) -> None:
    taking.set(taken)
    pages = PagesManager(str(APP), _scripts)
    pages.set_script_intent("", "" if page == OVERVIEW else page)
    requests = ScriptRequests()

    def end_where_asked(_: object) -> None:
        """What a page sends goes nowhere; by sending, a page that stops, or sends its reader on, ends."""
        if requests.on_scriptrunner_yield():
            raise StopException

    context = ScriptRunContext(
        session_id=NOBODY,
        _enqueue=end_where_asked,
        script_requests=requests,
        query_string=query,
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager(""),
        main_script_path=str(APP),
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=pages,
    )
    add_script_run_ctx(threading.current_thread(), context)
    with context.session_state.query_params() as asked:
        asked.populate_from_query_string(query)
    context.reset(query_string=query)
    code: CodeType = _scripts.get_bytecode(str(APP))
    try:
        exec(code, {"__name__": "__main__", "__file__": str(APP)})  # noqa: S102
    except ScriptControlException:  # by which Streamlit stops a page, or sends its reader on
        pass
    finally:
        if runtime.exists():
            files = runtime.get_instance().media_file_mgr
            files.clear_session_refs(NOBODY)
            files.remove_orphaned_files()
