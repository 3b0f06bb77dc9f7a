"""Every page runs on the real ledger, follows its address, and shows sources."""

import json
import os
import shutil

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import document, in_service, preview
from etl.locations import PROJECT

PAGES = [
    "overview",
    "country",
    "trends",
    "compare",
    "victims",
    "cases",
    "sources",
    "claims",
    "glossary",
    "sql",
]


def run(page: str, **address: str) -> AppTest:
    return opened(page, **address).run()


def opened(page: str, **address: str) -> AppTest:
    """A page as it is asked for by its address, not yet run."""
    app = AppTest.from_file(str(PROJECT / "dashboard" / "app.py"), default_timeout=60)
    if page != "overview":
        app.switch_page(f"screens/{page}.py")
    for name, value in address.items():
        app.query_params[name] = value
    return app


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_without_an_error(page):
    app = run(page)
    # A page that fails says so in a box.
    assert not app.exception and not app.error
    assert app.title[0].value
    # Tables are folded away beside charts: one that is sent unasked costs the browser more than the first chart does.
    assert page.replace("overview", "") not in document.CHARTED or not app.dataframe


@pytest.mark.usefixtures("built")
def test_a_link_opens_the_same_view():
    app = run("country", area="THA")
    assert app.title[0].value == "Thailand"
    assert app.query_params["area"] == "THA"


@pytest.mark.usefixtures("built")
def test_a_choice_is_written_into_the_address():
    app = run("country")
    assert app.title[0].value == "Cambodia"
    app.selectbox[0].set_value("VNM").run()
    assert app.title[0].value == "Vietnam"
    assert app.query_params["area"] == "VNM"


@pytest.mark.usefixtures("built")
def test_an_unknown_code_is_said_and_not_an_error():
    app = run("trends", area="KHM,QQQ", measure="prosecutions")
    assert not app.exception
    assert any("QQQ" in message.value for message in app.info)
    assert app.multiselect[0].value == ["KHM"]


@pytest.mark.usefixtures("built")
def test_no_figures_is_an_explanation():
    app = run("trends", area="AND", measure="suspects_arrested")
    assert not app.exception
    assert any("not zero" in message.value for message in app.info)


def test_a_republished_database_is_followed(built, tmp_path, monkeypatch):
    import duckdb

    served = tmp_path / "served.duckdb"
    shutil.copy(built[0], served)
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(served))
    app = run("country", area="KHM")
    assert app.title[0].value == "Cambodia"
    changed = tmp_path / "changed.duckdb"
    shutil.copy(built[0], changed)
    with duckdb.connect(str(changed)) as other:
        other.execute(
            "create or replace table tier_history as select * from tier_history where report_year < 2025"
        )
    os.replace(changed, served)
    app.run()
    assert "2024 report" in app.markdown[0].value


def test_a_page_that_fails_says_so_in_its_own_words(tmp_path, monkeypatch):
    broken = tmp_path / "broken.duckdb"
    broken.write_text("no database")
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(broken))
    app = run("overview")
    assert not app.exception
    assert "could not be shown" in app.error[0].value
    assert "broken" not in app.error[0].value


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("page", "address", "title"),
    [
        ("country", {"area": "Nepal"}, "Nepal"),
        ("country", {"area": "QQQ"}, "Countries"),
        ("trends", {"area": "KHM", "measure": "convictions"}, "Convictions: Cambodia"),
        ("glossary", {"area": "NPL"}, "Glossary"),
    ],
)
def test_the_tab_is_called_what_a_preview_of_its_address_is(page, address, title, monkeypatch):
    titles = []
    monkeypatch.setattr(st, "set_page_config", lambda **told: titles.append(told["page_title"]))
    app = run(page, **address)
    asked = dict(app.query_params)
    assert titles[-1] == f"{title} · TIP Ledger"
    assert preview.of_address(in_service.ledger(), page, asked).title == titles[-1]


@pytest.mark.usefixtures("built")
def test_no_year_in_a_table_is_written_with_separators():
    pages = [
        run("sources"),
        run("changes"),
        run("compare", view="clock", year="2014"),
        run("trends", area="NGA,PER,DEU", measure="convictions"),
    ]
    pages[-1].session_state["silent-convictions"] = True
    pages[-1].run()
    years = 0
    for page in pages:
        for table in page.dataframe:
            shown = json.loads(table.proto.columns)
            for name, column in table.value.select_dtypes("number").items():
                if column.between(1990, 2030).all():
                    assert shown[name]["type_config"]["format"] == "%d", name
                    years += 1
    assert years > 3
