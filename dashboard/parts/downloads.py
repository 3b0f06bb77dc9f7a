"""A briefing to take along: a button for each format."""

import re
from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from dashboard import in_service
from dashboard.briefing.files import FORMATS
from dashboard.briefing.model import Briefing
from dashboard.queries import catalogue
from dashboard.ui.text import shown


def menu(area: str, name: str, make: Callable[[], Briefing]) -> None:
    """The briefing on a country behind one button: to look at, and as a file of each kind."""
    with st.popover(shown(f"Briefing on {name}"), icon=":material/description:"):
        st.page_link(
            "screens/briefing.py",
            label="Look at it and choose its parts",
            icon=":material/visibility:",
            query_params={"area": area},
        )
        buttons(file_name(name), make)


def file_name(title: str) -> str:
    """'Nepal-trafficking-briefing-2026-11': whom a briefing is about, and of which month the data are."""
    year, month = catalogue.build(in_service.ledger()).data_version.split(".")[:2]
    whom = re.sub(r"\W+", "-", title).strip("-")
    return f"{whom}-trafficking-briefing-{year}-{month}"


def written(kind: str, make: Callable[[], Briefing]) -> bytes:
    return FORMATS[kind].write(make())


def buttons(name: str, make: Callable[[], Briefing], kinds: Iterable[str] = FORMATS) -> None:
    """One button a format; `name` is the file's, and the briefing is made when one is pressed."""
    with st.container(horizontal=True):
        for kind in kinds:
            form = FORMATS[kind]
            st.download_button(
                form.label,
                partial(written, kind, make),
                file_name=f"{name}.{kind}",
                mime=form.mime,
                key=f"briefing-{kind}",
                on_click="ignore",
                icon=":material/download:",
            )
