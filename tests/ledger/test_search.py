"""The search box finds whatever bears the words."""

import pytest

from dashboard.queries import search


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("Burma", "country", "Myanmar"),
        ("KHM", "country", "Cambodia"),
        ("cote d ivoire", "country", "Côte d'Ivoire"),
        ("asean", "area", "ASEAN"),
        ("convict", "measure", "Convictions"),
        ("watch list", "term", "Tier 2 Watch List"),
        ("Phnom Penh Post", "source", "Trafficking efforts lamented"),
        ("tucuman", "case", "Young woman who disappeared in Tucumán in 2002; thirteen accused"),
    ],
)
def test_a_thing_is_found_by_words_of_its_name(ledger, words, kind, name):
    found = search.anything(ledger, words)
    assert name in set(found.loc[found["kind"] == kind, "name"])


def test_the_name_itself_comes_before_names_that_hold_it(ledger):
    found = search.anything(ledger, "Sudan")
    assert found["name"].head(2).tolist() == ["Sudan", "South Sudan"]
    assert (found.groupby("kind").size() <= search.MOST_OF_A_KIND).all()


@pytest.mark.parametrize("words", ["", "  ", "'; drop table source; --", "%", "x" * 5000])
def test_odd_words_find_nothing(ledger, words):
    assert search.anything(ledger, words).empty
