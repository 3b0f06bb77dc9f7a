"""A reader whose page an earlier server drew: his next act is the first that this one hears of him."""

from collections.abc import Sequence

import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData, RerunException, get_script_run_ctx


def acts() -> Sequence[WidgetState]:
    """What the widgets of such a page say, in the first run of its new session; nothing for everybody else.

    To be asked before anything is remembered of the session.
    """
    run = get_script_run_ctx()
    return run.session_state.get_widget_states() if run and not st.session_state else ()


def follow(acted: Sequence[WidgetState]) -> None:
    """Run the page again, now that it stands as its address says, with what the reader did to it."""
    run = get_script_run_ctx()
    if acted and run:
        states = WidgetStates(widgets=acted)
        raise RerunException(RerunData(run.query_string, states, run.page_script_hash))
