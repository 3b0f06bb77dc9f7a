"""The ledger in another language: the same figures under the names that the language has, in the order of its letters."""

import pytest

from dashboard import in_service
from dashboard.queries import catalogue, yearly
from dashboard.queries.database import Database
from dashboard.wording import language
from dashboard.wording.places import in_order

OTHERS = [code for code in language.LANGUAGES if code != language.ENGLISH]


@pytest.fixture(scope="module", params=OTHERS)
def told(ledger: Database, request: pytest.FixtureRequest) -> tuple[str, Database]:
    return request.param, Database(ledger.file, in_service.dictionary(request.param))


def test_countries_stand_by_their_names_in_the_order_of_its_letters(ledger, told):
    code, theirs = told
    named = catalogue.country_names(theirs)
    held = ledger.table("select iso3, name from country_name where lang = $code", code=code)
    assert named == dict(zip(held["iso3"], held["name"], strict=True))
    assert set(named) == set(catalogue.country_names(ledger))
    assert list(named.values()) == sorted(named.values(), key=in_order)


def test_what_is_no_country_has_a_name_too(ledger, told):
    _, theirs = told
    aggregates = "select area, name from area where kind <> 'country'"
    ours = ledger.table(aggregates).set_index("area")["name"]
    named = theirs.table(aggregates).set_index("area")["name"]
    assert set(named.index) == set(ours.index)
    assert not [area for area in ours.index if ours[area] == named[area]]


def test_the_figures_are_the_same(ledger, told):
    _, theirs = told
    asked = (["KHM", "CIV", "MEX", "WORLD"], "prosecutions", "all", "preferred", 2000, 2030)
    ours = yearly.series(ledger, *asked).drop(columns=["name", "counted_as"])
    key = ["area", "year", "source_id"]
    named = yearly.series(theirs, *asked).drop(columns=["name", "counted_as"])
    assert named.sort_values(key, ignore_index=True).equals(
        ours.sort_values(key, ignore_index=True)
    )
