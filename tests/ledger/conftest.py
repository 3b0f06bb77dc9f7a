"""One Hypothesis profile for the room that uses it, and pages with all opened that a reader may open."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import hypothesis
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from dashboard import in_service
from dashboard.ui import bar, show
from dashboard.views import View
from dashboard.views.files import Taken
from dashboard.wording import bar as bar_wording

# As it is served: after every page Streamlit would look through all that the tests before it left.
st.config.set_option("runner.postScriptGC", False)
# Once, and not before every page, each installed package is asked whether it brings a component.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
# A busy machine is no fault of the code: no example has a time limit.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture
def all_open(monkeypatch) -> None:
    """Every fold is open, and of every bar all that it offers."""
    folded = st.expander

    def unfolded(label: str, **options: Any) -> Any:
        return folded(label, **options | {"expanded": True})

    def unrolled(
        view: View, key: str, behind: tuple[str, Callable[[], None]] | None = None
    ) -> None:
        taken = Taken(in_service.ledger(), view, bar.here(), date.today())
        for name, panel in bar.PANELS.items():
            if name != bar_wording.PICTURE or view.figure is not None:
                panel(taken)
        if behind:
            behind[1]()

    monkeypatch.setattr(st, "expander", unfolded)
    monkeypatch.setattr(show, "bar", unrolled)
