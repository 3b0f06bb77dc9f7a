"""Pages in the reader's language: that of the address, or of the browser, whole."""

import re
from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.frames import each
from dashboard.wording import language, pages
from etl.locations import PROJECT
from tests.ledger import pseudo
from tests.ledger.briefing.test_languages import DATE, ENGLISH_WORDS, NUMBER, OTHERS
from tests.ledger.test_pages import run

APP = PROJECT / "dashboard" / "app.py"
# Addresses at which each page says all that it can.
ADDRESSES: dict[str, list[dict[str, str]]] = {
    "": [{}, {"area": "CIV", "year": "2010"}],
    "country": [{"area": area} for area in ("KHM", "CIV", "MEX")],
    "cases": [
        {"area": "MEX"},
        {"view": "map"},
        {"view": "years"},
        {"view": "stages", "of": "regional_court"},
        {"case": "KHM-2011-anti-trafficking-chief"},
        {"proceeding": "civil", "step": "pardon"},
    ],
    "claims": [
        {},
        *({"view": "own", "kind": kind} for kind in ("tier", "values", "percent")),
    ],
    "changes": [{}],
    "sources": [{"area": "CIV"}, {"source": "ppp_2014_06"}],
    "sql": [{"q": "select 7 as n"}, {"q": "select 1; select 2"}],
    # The briefing itself is made elsewhere, and not in a language of tests.
    "briefing": [
        {"area": "CIV", "in": "en"},
        {"view": "region", "region": "AF", "in": "en"},
        {"view": "tier", "in": "en"},
    ],
    "trends": [
        {"area": "KHM,CIV,MEX"},
        {"area": "CIV", "measure": "prosecutions", "record": "CIV-2019"},
        {"area": "GBR", "measure": "victims_detected,uk_nrm_referrals", "view": "percent"},
        {"area": "KHM,MEX", "view": "rate", "events": "1", "source": "accounts"},
        {"region": "EAP", "from": "2018", "to": "2022", "view": "index"},
        {"region": "WHA", "sum": "all"},
    ],
    "compare": [
        {"view": view, "area": "KHM,CIV,MEX" if view == "table" else "KHM"}
        for view in ("map", "matrix", "table", "movements", "clock", "peers", "tiers")
    ],
    "victims": [
        {"area": "KHM"},
        {"area": "CIV", "by": "citizenship", "view": "from"},
        {"area": "MEX", "by": "age", "share": "1", "view": "region"},
    ],
    "glossary": [{}],
    "help": [{}],
}


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("address", "browser", "spoken"),
    [
        ({}, None, "en"),
        ({}, "fr-CA", "fr"),
        ({}, "de-DE", "en"),
        ({"lang": "ES"}, "fr-CA", "es"),
        ({"lang": "en"}, "fr-CA", "en"),
        ({"lang": "xx"}, "fr-CA", "en"),
    ],
)
def test_a_page_speaks_the_language_of_the_address_else_of_the_browser(address, browser, spoken):
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.context = {"locale": browser}
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    [languages] = [part.proto.body for part in app.get("html") if "hreflang" in part.proto.body]
    assert f'hreflang="{spoken}" aria-current=true' in languages
    assert all(f">{name}</a>" in languages for name in language.LANGUAGES.values())
    assert any("`xx`" in note.value for note in app.info) == (address.get("lang") == "xx")


@pytest.mark.usefixtures("built")
def test_the_language_stands_in_links_and_stays_on_other_pages():
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["lang"] = "fr"
    app.run()
    assert any("?lang=fr" in text.value for text in app.markdown)
    del app.query_params["lang"]
    app.switch_page("screens/glossary.py").run()
    assert app.query_params["lang"] == "fr"


@pytest.mark.usefixtures("all_open")
@pytest.mark.parametrize("page", list(pages.TITLES))
def test_nothing_on_a_page_and_nothing_that_a_reader_may_open_is_left_untranslated(ledger, page):
    with pseudo.offered():
        kept = pseudo.data(ledger)
        for address in ADDRESSES[page]:
            app = run(page or "overview", lang=pseudo.CODE, **address)
            assert not app.exception and not app.error
            # A statement of SQL is told as it was asked.
            assert not pseudo.left_on(app, (address.get("q", "no statement"), *kept)), address


@pytest.mark.parametrize("page", list(pages.TITLES))
def test_a_page_gives_the_numbers_of_the_english_one_and_no_english(ledger, page):
    kept = pseudo.data(ledger)
    for address in ADDRESSES[page]:
        english = numbers(run(page or "overview", **address), kept)
        for code in OTHERS:
            app = run(page or "overview", lang=code, **address)
            assert not english - numbers(app, kept), (code, address)
            for text in pseudo.texts(app):
                assert not ENGLISH_WORDS.search(pseudo.without(text, kept)), (code, address)


def numbers(app: AppTest, kept: tuple[str, ...]) -> Counter[str]:
    """The digits of each number of a page, but for those in what stays as it was written."""
    told = "\n".join(DATE.sub(" ", pseudo.without(text, kept)) for text in pseudo.texts(app))
    return Counter(re.sub(r"\D", "", number) for number in NUMBER.findall(told))


@pytest.mark.usefixtures("all_open")
@pytest.mark.parametrize("code", OTHERS)
def test_a_table_behind_names_countries_and_writes_years_as_the_language_does(ledger, code):
    app = run("sources", lang=code)
    tables = [part.proto.body for part in app.get("html") if "on-paper" in part.proto.body]
    told = "\n".join(tables)
    names = ledger.table(
        "select c.name as english, n.name from country_name as n join country as c using (iso3) "
        "where lang = $code and iso3 in ('PRK', 'ETH', 'LBY')",
        code=code,
    )
    for row in each(names):
        assert f"<td>{row.name}</td>" in told and f"<td>{row.english}</td>" not in told
    assert "<td>2014</td>" in told and not re.search(r"<td>2\W014</td>", told)
