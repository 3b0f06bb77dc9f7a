"""The page of SQL: examples, links, words for what is wrong."""

import pytest

from dashboard.queries import analyst, catalogue
from dashboard.wording import analyst as wording
from dashboard.wording import language
from tests.ledger.briefing.test_languages import OTHERS
from tests.ledger.test_pages import run


@pytest.mark.parametrize("question", wording.EXAMPLES)
def test_every_example_has_rows(ledger, question):
    assert len(analyst.ask(ledger, wording.example(question)).table)


@pytest.mark.parametrize("code", OTHERS)
def test_what_there_is_to_know_of_an_example_is_said_in_the_language(code):
    for question in wording.REMARKS:
        english = wording.example(question)
        with language.speak(code):
            told = wording.example(question)
            assert told.startswith("-- ") and told.splitlines()[0] != english.splitlines()[0]
            assert wording.title(told) == wording.title(english) == language.said(question)


@pytest.mark.usefixtures("built")
def test_a_link_holds_the_statement():
    app = run("sql", q="select 40 + 2 as answer")
    assert app.dataframe[0].value["answer"].tolist() == [42]
    assert app.session_state["sql"] == "select 40 + 2 as answer"


@pytest.mark.usefixtures("built")
def test_rows_have_their_chart_and_the_bar():
    asked = (
        "select report_year, tier, basis, source_id from tier_ranking where iso3 = 'KHM' order by 1"
    )
    app = run("sql", q=asked)
    assert len(app.get("plotly_chart")) == 1
    bar = next(b for b in app.button_group if b.key == "sql-bar")
    app = bar.set_value("Link and embed").run()
    assert any("/sql?q=select+report_year" in code.value for code in app.code)
    assert any("/embed/sql/rows?q=select+report_year" in code.value for code in app.code)


@pytest.mark.usefixtures("built")
def test_figures_without_their_qualifier_are_not_drawn_and_that_is_said():
    app = run("sql", q="select year, value, unit from series where area = 'KHM' and preferred")
    assert not app.get("plotly_chart")
    assert any(told.value == wording.FOR_A_CHART for told in app.caption)


@pytest.mark.usefixtures("built")
def test_an_example_is_asked_and_stands_in_the_address():
    app = run("sql")
    question = next(iter(wording.EXAMPLES))
    app.selectbox(key="sql-example").set_value(question).run()
    assert not app.exception
    assert app.query_params["q"] == wording.example(question)
    assert "source_id" in app.dataframe[0].value


@pytest.mark.usefixtures("built")
def test_what_is_wrong_is_said():
    app = run("sql", q="select valu from figure")
    assert "Did you mean value" in app.info[0].value


def test_a_table_is_found_by_its_name_by_a_column_and_by_what_it_holds(ledger):
    described = catalogue.tables(ledger)

    def found(words: str) -> set[str]:
        return {name for name, _ in wording.holding(described, words)}

    assert "watch_list_clock" in found("watch_list CLOCK")
    assert "country_alias" in found("endonym")
    assert found("conviction") < found("") and found("no such word") == set()
    # Whole, where a single column holds the word.
    whole = described.value_counts("table_name").to_dict()
    assert all(len(rows) == whole[name] for name, rows in wording.holding(described, "endonym"))


@pytest.mark.parametrize("code", [code for code in language.LANGUAGES if code != "en"])
def test_tables_and_their_columns_are_described_in_every_language(ledger, code):
    held = catalogue.tables(ledger)
    described = {*held["about"], *held["comment"]} - {""}
    assert not described - set(language.forms(code))
    with language.speak(code):
        [(name, _)] = wording.holding(
            wording.tables_told(held), language.said(str(held["about"].iat[0]))
        )
    assert name == held["table_name"].iat[0]


@pytest.mark.usefixtures("built")
def test_the_list_of_tables_is_short_and_a_search_shortens_it():
    app = run("sql")
    labels = [part.label for part in app.expander]
    assert labels[:2] == ["citable_figure", "series"]
    assert len(labels) == len(wording.FIRST_TABLES) + 1
    app.text_input(key="table-words").set_value("watch_list_clock").run()
    assert [part.label for part in app.expander][0] == "watch_list_clock"
    app.text_input(key="table-words").set_value("`no` *such* word").run()
    assert not app.expander
    assert any("`'no' *such* word`" in told.value for told in app.info)


def test_tables_and_their_references_are_listed(ledger):
    described = catalogue.tables(ledger)
    assert {*wording.FIRST_TABLES, *wording.TRAPS} <= set(described["table_name"])
    assert wording.FIRST_TABLES[:3] == ("citable_figure", "series", "change")
    assert {("figure", "source")} <= set(
        catalogue.references(ledger)[["table_name", "referenced_table"]].itertuples(
            index=False, name=None
        )
    )


@pytest.mark.parametrize(
    ("view", "mart"), [("series", "series_figure"), ("change", "year_over_year")]
)
def test_a_view_to_begin_with_leaves_no_row_out(ledger, view, mart):
    assert ledger.value(f"select count(*) from {view}") == ledger.value(
        f"select count(*) from {mart}"
    )


def test_a_contradicted_figure_says_so_and_has_no_change(ledger):
    told = ledger.table("select change, withheld, doubt from change where doubt is not null")
    assert len(told) and told["change"].isna().all() and told["withheld"].notna().all()
