"""No page sends text past `dashboard/ui/`, which shows what comes from data or an address as text."""

import ast

import pytest

from etl.locations import PROJECT

DASHBOARD = PROJECT / "dashboard"
# What reads its first argument as Markdown or HTML, of a page or a part of one.
READERS = {"markdown", "html", "caption", "title", "header", "subheader", "info", "warning", "error", "success", "badge", "toast", "dialog"}  # fmt: skip
OURS = {"show", "logging"}


def past_the_house(code: str) -> list[str]:
    """The calls that hand text to Streamlit other than the code's own words, or what `shown` returns."""
    tree = ast.parse(code)
    words = {
        node.targets[0].id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }

    def sound(text: ast.expr) -> bool:
        if isinstance(text, ast.Name):
            text = words.get(text.id, text)
        return isinstance(text, ast.Constant) or (
            isinstance(text, ast.Call) and getattr(text.func, "id", "") == "shown"
        )

    return [
        ast.unparse(call)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and (call.func.attr in READERS or ast.unparse(call.func) == "st.write")
        and getattr(call.func.value, "id", "") not in OURS
        and not all(sound(text) for text in call.args[:1])
    ]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("st.markdown('**own**' ' words')", False),
        ("st.markdown(shown(name))", False),
        ("title = shown(name)\nst.dialog(title)", False),
        ("show.warning(name)", False),
        ("st.markdown(name)", True),
        ("st.html(f'<b>{name}</b>')", True),
        ("told.caption(wording.waiting(ahead))", True),
        ("st.write(name)", True),
    ],
)
def test_such_a_call_is_found(code, found):
    assert bool(past_the_house(code)) is found


def test_no_page_sends_text_past_the_house():
    found = {
        f"{file.relative_to(DASHBOARD)}: {call}"
        for file in DASHBOARD.rglob("*.py")
        if "import streamlit" in (code := file.read_text("utf-8"))
        and file.parent != DASHBOARD / "ui"
        for call in past_the_house(code)
    }
    assert not found
