"""A briefing to take along: a button for each format."""

import re
from collections.abc import Iterable
from functools import partial

import streamlit as st

from dashboard import in_service
from dashboard.briefing import press
from dashboard.briefing.formats import FORMATS
from dashboard.queries import catalogue
from dashboard.ui import show
from dashboard.ui.text import shown
from dashboard.wording.language import said


def menu(area: str, name: str, making: press.Making) -> None:
    """The briefing on a country behind one button: to look at, and as a file of each kind."""
    with st.popover(
        shown(said("Briefing on {name}").format(name=name)), icon=":material/description:"
    ):
        show.page_link(
            "briefing",
            said("Look at it and choose its parts"),
            ":material/visibility:",
            area=area,
        )
        buttons(file_name(name), making)


def file_name(title: str) -> str:
    """'Nepal-trafficking-briefing-2026-11': whom a briefing is about, and of which month the data are."""
    year, month = catalogue.build(in_service.ledger()).data_version.split(".")[:2]
    whom = re.sub(r"\W+", "-", title).strip("-")
    return said("{whom}-trafficking-briefing-{edition}").format(
        whom=whom, edition=f"{year}-{month}"
    )


def buttons(name: str, making: press.Making, kinds: Iterable[str] = FORMATS) -> None:
    """One button a format; `name` is the file's, and the briefing is made when one is pressed."""
    ledger = in_service.ledger().file
    with st.container(horizontal=True):
        for kind in kinds:
            form = FORMATS[kind]
            st.download_button(
                form.label,
                partial(press.file, kind, ledger, making),
                file_name=f"{name}.{kind}",
                mime=form.mime,
                key=f"briefing-{kind}",
                on_click="ignore",
                icon=":material/download:",
            )
