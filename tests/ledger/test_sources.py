"""The list of sources is found by words, publisher, country, what a source gives, and reliability."""

import re

import pytest

from dashboard.frames import each
from dashboard.queries import figures, method
from dashboard.wording import sources as wording
from tests.ledger.test_pages import run


def test_each_filter_narrows_to_what_it_names(ledger):
    found = method.found_sources(ledger, publishers=["UNODC"], kinds=["figures"])
    assert not found.empty and set(found["publisher"]) == {"UNODC"} and (found["figures"] > 0).all()
    press = method.found_sources(ledger, countries=["KHM"], reliabilities=["press"])
    assert "khm_interior_2013" in set(press["source_id"]) and set(press["reliability"]) == {"press"}
    assert "khm_interior_2013" not in set(
        method.found_sources(ledger, countries=["THA"], reliabilities=["press"])["source_id"]
    )


def test_words_are_found_without_accents_and_in_any_order(ledger):
    found = method.found_sources(ledger, "congo benínois")
    assert "Des Béninois devant la justice au Congo" in set(found["title"])


@pytest.mark.usefixtures("built")
def test_a_link_to_a_source_opens_it():
    page = run("sources", source="ppp_2014_06")
    assert "The source asked for" in [heading.value for heading in page.header]
    assert any("Trafficking efforts lamented" in text.value for text in page.markdown)
    page = run("sources", source="nothing-like-it")
    assert any("no source of that code" in told.value for told in page.info)


@pytest.mark.usefixtures("built")
def test_the_list_shows_each_address_as_a_link_and_no_marks_of_markdown(ledger):
    listed = run("sources", area="KHM").markdown
    entries = next(text.value for text in listed if text.value.startswith("- ")).split("\n")
    urls = method.found_sources(ledger, countries=["KHM"])["url"].head(len(entries))
    assert [entry.rpartition(" ")[2] for entry in entries] == urls.tolist()
    assert not any("](" in entry or "]\u2060(" in entry for entry in entries)


def test_each_rule_counts_what_it_touches(ledger):
    counts = ledger.table("select kind, count(*) as n from figure_doubt group by kind")
    said = wording.doubts(figures.doubts_by_kind(ledger))
    for row in counts.itertuples():
        assert wording.DOUBTS[row.kind].partition(", in {")[0].format(figures=f"{row.n:,}") in said
    series = """
        select count(*) from year_over_year join measure using (measure)
        where voice = publisher and kind = 'count' and {}
    """
    given = ledger.value(series.format("change is not null"))
    doubted = ledger.value(series.format("withheld = 'doubted'"))
    told = wording.changes_given(method.changes_by_reason(ledger))
    assert f"{given:,} have a change" in told and f"a doubted figure ({doubted:,})" in told


def test_what_a_bound_includes_is_told_edition_by_edition(ledger):
    told = method.bounds_by_edition(ledger)
    said = wording.small_cells(told)
    for row in each(told):
        assert 0 <= row.zero <= row.reprinted <= row.figures, row
        became = f"in place of {row.reprinted} of them, and 0 in {row.zero} of these"
        assert (became in said) == (row.reprinted > 0), row
    assert told["zero"].sum() > 0
    assert (told.loc[~told["note"].str.contains("includes zero"), "zero"] == 0).all()
    assert re.search(
        r"2023-05 .*includes zero .*2025-04 .*includes zero .*2025-11 .*means 1 to 4", said
    )
