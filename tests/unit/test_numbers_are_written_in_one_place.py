"""Thousands separators come from `dashboard/wording/figures.py` alone: other languages write them otherwise.

Charts are another matter: there the browser writes the numbers.
"""

import ast

import pytest

from etl.locations import PROJECT

DASHBOARD = PROJECT / "dashboard"
HERE_ALONE = DASHBOARD / "wording" / "figures.py"


def written_by_hand(code: str) -> list[str]:
    """The values that a text formats with separators by itself."""
    return [
        ast.unparse(value.value)
        for value in ast.walk(ast.parse(code))
        if isinstance(value, ast.FormattedValue)
        and value.format_spec is not None
        and "," in ast.unparse(value.format_spec)
    ]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("f'{rows:,} rows'", ["rows"]),
        ("f'{days:,.0f} days'", ["days"]),
        ("f'{share:.2f}'", []),
        ("f'{number(rows)} rows'", []),
        ("'%{x}: %{y:,} records'", []),
        ("f'%{{x:,}} {unit}'", []),
    ],
)
def test_such_a_text_is_found(code, found):
    assert written_by_hand(code) == found


def test_no_text_of_the_dashboard_writes_thousands_by_hand():
    found = {
        path.relative_to(PROJECT).as_posix(): values
        for path in DASHBOARD.rglob("*.py")
        if path != HERE_ALONE and (values := written_by_hand(path.read_text("utf-8")))
    }
    assert not found
