"""Each view of Compare runs on the real ledger and opens on what is asked first."""

import pytest

from tests.ledger.test_pages import run

pytestmark = pytest.mark.usefixtures("built")


@pytest.mark.parametrize("view", ["map", "matrix", "table", "movements", "clock", "peers", "tiers"])
def test_every_view_runs(view):
    app = run("compare", view=view)
    assert not app.exception
    assert app.query_params["view"] == view
    assert len([s for s in app.slider if s.label == "Report year"]) == (
        view in ("table", "clock", "peers")
    )


def test_movements_open_on_the_last_two_reports(ledger):
    last = ledger.value("select max(report_year) from tier_ranking")
    app = run("compare", view="movements")
    assert app.slider[0].value == (last - 1, last)
    assert any(f"Between the reports of {last - 1} and {last}" in m.value for m in app.markdown)


def test_movements_follow_the_address():
    app = run("compare", view="movements", **{"from": "2013", "to": "2014"})
    assert any("Between the reports of 2013 and 2014" in m.value for m in app.markdown)


def test_countries_side_by_side_are_found_by_any_name_and_by_group():
    app = run("compare", view="table", area="asean,Holland")
    assert not app.exception
    assert app.multiselect(key="area").value == ["ASEAN", "NLD"]
    [table] = [element.proto.body for element in app.get("html") if "<table" in element.proto.body]
    assert "area=NLD" in table and table.count('<th scope="row">') > 9


def headings(app) -> str:
    [table] = [element.proto.body for element in app.get("html") if "<table" in element.proto.body]
    return table[: table.index("<tbody>")]


def test_a_heading_leads_to_its_order_and_back_from_it():
    said = {"view": "table", "tier": "3"}
    unasked = headings(run("compare", **said))
    assert (
        'aria-sort="ascending"><a href="/compare?view=table&amp;tier=3&amp;sort=tier.desc">'
        in unasked
    )
    assert 'href="/compare?view=table&amp;tier=3&amp;sort=convictions"' in unasked
    once = headings(run("compare", **said, sort="convictions"))
    assert once.count("aria-sort") == 1
    assert 'aria-sort="descending"' in once and "sort=convictions.asc" in once
    assert 'href="/compare?view=table&amp;tier=3">Tier 2025' in once
    twice = headings(run("compare", **said, sort="convictions.asc"))
    assert 'aria-sort="ascending"' in twice and 'sort=convictions"' in twice


def test_an_order_that_there_is_not_is_said():
    app = run("compare", view="table", sort="palermo")
    assert not app.exception
    assert any("palermo" in message.value for message in app.info)
