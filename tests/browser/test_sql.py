"""The editor of SQL by keyboard alone: what is offered, asked, answered and left."""

import pytest
from playwright.sync_api import expect

from dashboard.wording import analyst as wording
from tests.browser.test_pages import axe, findings  # noqa: F401


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tables_and_columns_are_offered_and_the_keyboard_asks(visit, axe, scheme):  # noqa: F811
    page = visit.open("/sql?q=from%20measure", scheme=scheme)
    editor = page.get_by_role("textbox", name=wording.EDITOR)
    editor.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("select series.valu")
    expect(page.get_by_role("option", name="value").first).to_have_attribute(
        "aria-selected", "true"
    )
    assert findings(page, axe) == []
    page.keyboard.press("Enter")
    page.keyboard.type(" from seri")
    expect(page.get_by_role("option", name="series", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.get_by_text("Did you mean series")).to_be_visible()
    assert page.url.endswith("q=select+series.value+from+seri")
    page.keyboard.type("es limit 7")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ask")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("7 rows.")).to_be_visible()
    assert visit.complaints == []
    assert visit.refused == []


def test_an_example_stands_in_the_editor(visit):
    page = visit.open("/sql")
    question = list(wording.EXAMPLES)[1]
    page.get_by_role("combobox", name="Example").click()
    page.get_by_role("option", name=question).click()
    editor = page.get_by_role("textbox", name=wording.EDITOR)
    expect(editor).to_contain_text("from tier_ranking")
