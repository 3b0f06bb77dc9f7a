"""Whatever stands in an address gives a page and, where it cannot be followed, a sentence; never a failure."""

import random

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.briefing import press
from dashboard.ui.text import WORD_JOINER
from tests.ledger.test_pages import opened

# Addresses a page; the briefing, which is typeset each time, gets fewer.
PAGES = {
    "overview": 70,
    "country": 90,
    "trends": 110,
    "compare": 70,
    "cases": 60,
    "victims": 70,
    "claims": 50,
    "briefing": 12,
    "sources": 4,
    "glossary": 4,
}
PARAMETERS = (
    *("area", "measure", "form", "from", "to", "year", "tier", "region", "view", "sum", "chart"),
    *(
        "source",
        "record",
        "earlier",
        "later",
        "log",
        "events",
        "share",
        "columns",
        "sort",
        "case",
        "claim",
    ),
    *("kind", "direction", "by", "official", "stage", "sector", "parts", "sections", "register"),
    *("Area", "AREA", "MEASURE", "From", "nonsense", "lang", "in"),
)
VALUES = (
    *(
        "",
        " ",
        ",",
        ",,,",
        "abc",
        "0",
        "-1",
        "1",
        "2014",
        "2025",
        "1850",
        "9999",
        "2014.5",
        "２０１４",
    ),
    *(
        "9" * 5000,
        "x" * 5000,
        "KHM",
        "khm",
        "Khm,tha",
        "Burma",
        "DRC",
        "Tuvalu",
        "TUV",
        "ATA",
        "XXX",
    ),
    *("fr", "ES", "de"),
    *("ASEAN", "asean", "TIP-EAP", "WORLD", "EU27", "ILO-AFR", "KHM,KHM", "KHM,THA,XXX", "Congo"),
    *(
        "Mekong:KHM.LAO.THA",
        "Mekong:",
        ":KHM",
        "a:b:c",
        "prosecutions",
        "prosecutions,prosecutions",
    ),
    *("victims_detected", "gsi_people_in_modern_slavery", "Prosecutions", "rate", "index", "map"),
    *(
        "table",
        "tiers",
        "movements",
        "peers",
        "own",
        "made",
        "region",
        "from_region",
        "2WL",
        "2wl,3",
    ),
    *("![x](http://example.org/x.png)", "**bold** `code`", "<script>alert(1)</script>", "$x$"),
    *("' or 1=1 --", '"; drop table figure; --', "%00", "\x00", "\u202e", "😀", ":material/home:"),
    *("../../etc/passwd", "true", "None", "nan", "inf", "1e9", "KHM-2013", "KHM-", "-2013"),
    ",".join(["KHM", "THA", "VNM", "LAO", "MMR", "PHL", "IDN", "MYS"] * 4),
    "AFG,AGO,ALB,ARE,ARG,ARM,AUS,AUT,AZE,BDI,BEL,BEN,BFA,BGD,BGR,BHR",
)


def goes_wrong(app: AppTest) -> str:
    return "".join(found.value for found in (*app.exception, *app.error))


def told(app: AppTest) -> str:
    return "\n".join(e.value for kind in (app.markdown, app.info, app.caption) for e in kind)


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("page", PAGES)
def test_no_address_makes_a_page_fail(page):
    chance = random.Random(page)
    app = opened(page)
    for _ in range(PAGES[page]):
        address = {
            name: chance.choice(VALUES) for name in chance.sample(PARAMETERS, chance.randint(1, 7))
        }
        for name in list(app.query_params):
            del app.query_params[name]
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        assert not goes_wrong(app), address
        assert app.title, address
        for made in list(press._awaited.values()):
            assert made.exception() is None, address


@pytest.mark.usefixtures("built")
def test_the_boxes_of_a_briefings_sections_stand_as_the_address_says():
    app = opened("briefing").run()
    assert all(box.value for box in app.checkbox) and "sections" not in app.query_params
    app.query_params["sections"] = "tiers,nonsense"
    app.run()
    assert [box.label for box in app.checkbox if box.value] == ["Tier history"]
    app.checkbox(key="sections victims").check().run()
    assert app.query_params["sections"] == "tiers,victims"


@pytest.mark.parametrize(
    ("page", "address", "sentence"),
    [
        ("country", {"area": "TUV"}, "Tuvalu is not ranked in any report"),
        ("country", {"area": "QQQ"}, "No place called `QQQ` is known here"),
        ("country", {"area": "Camboida"}, "Did you mean Cambodia?"),
        ("country", {"area": "Mekong delta"}, "No place called `Mekong delta` is known here"),
        ("country", {"area": "ASEAN"}, "ASEAN is no single country. Choose one of its countries:"),
        ("country", {"area": "KHM,THA"}, "shows one: `KHM`"),
        ("compare", {"view": "peers", "area": "KHM,THA"}, "shows one: `KHM`"),
        ("victims", {"area": "TKL"}, "This page has nothing on Tokelau"),
        ("trends", {"from": "abc"}, "`abc` under from, which is no year: 2000 is used"),
        ("trends", {"to": ""}, "The address gives nothing under to, which is no year"),
        ("trends", {"from": "1850"}, "There is nothing here for `1850`"),
        ("trends", {"from": "2020", "to": "2010"}, "the wrong way round: 2010 to 2020"),
        ("trends", {"year": "9" * 5000, "view": "rated"}, "view `rated`, which this page"),
        ("trends", {"area": VALUES[-1]}, "asks for 16 areas; the first 12 are shown"),
        ("overview", {"year": "9" * 5000}, f"`{'9' * 60}…` under year, which is no year"),
        ("trends", {"area": "![x](http://a.org/x.png)"}, "called `![x](http://a.org/x.png)` is"),
    ],
)
@pytest.mark.usefixtures("built")
def test_what_cannot_be_followed_is_said(page, address, sentence):
    app = opened(page)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not goes_wrong(app)
    # What is not read as Markdown has a character in it that nobody sees.
    assert sentence in told(app).replace(WORD_JOINER, "")


@pytest.mark.parametrize("area", ["QQQ", "ASEAN", "TUV", ""])
@pytest.mark.parametrize("page", ["country", "overview", "victims"])
@pytest.mark.usefixtures("built")
def test_no_other_country_takes_the_place_of_the_one_asked_for(page, area):
    app = opened(page)
    app.query_params["area"] = area
    app.run()
    shown = [app.title[0].value, *(chart.proto.id for chart in app.get("plotly_chart"))]
    assert not any("Cambodia" in text or "KHM" in text or "THA" in text for text in shown)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ({"area": "khm"}, "Cambodia"),
        ({"AREA": "KHM"}, "Cambodia"),
        ({"area": "Ivory Coast"}, "Côte d'Ivoire"),
        ({"area": "DRC"}, "Democratic Republic of the Congo"),
        ({"area": "Burma"}, "Myanmar"),
        ({"area": "tha,THA"}, "Thailand"),
    ],
)
@pytest.mark.usefixtures("built")
def test_a_country_is_found_by_any_of_its_names(address, name):
    app = opened("country")
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert app.title[0].value == name
    # What a page shows unasked stays out of its address.
    assert len(app.query_params.get("area", "KHM")) == 3


@pytest.mark.usefixtures("built")
def test_a_name_typed_into_the_box_is_found_or_explained():
    app = opened("trends")
    app.run()
    app.multiselect(key="area").set_value(["KHM", "Holland", "Korea"]).run()
    assert app.multiselect(key="area").value == ["KHM", "NLD"]
    assert "`Korea` may mean North Korea or South Korea" in told(app)


@pytest.mark.usefixtures("built")
def test_a_group_is_one_chip_and_an_own_one_stays_in_the_address():
    app = opened("trends")
    app.query_params["area"] = "ASEAN"
    app.run()
    assert app.multiselect(key="area").value == ["ASEAN"]
    assert "countries in every year" in told(app)
    app.multiselect(key="area").set_value(["Mekong: Cambodia, Laos, thailand"]).run()
    assert app.query_params["area"] == "Mekong:KHM.LAO.THA"
    assert app.multiselect(key="area").options[-1] == "Mekong (3 countries)"


@pytest.mark.usefixtures("built")
def test_no_address_chooses_more_than_the_areas_that_a_chart_can_hold():
    app = opened("trends")
    app.run()
    assert app.multiselect(key="area").proto.max_selections == 12
    assert not any(box.proto.select_all for box in app.multiselect)


@pytest.mark.usefixtures("built")
def test_an_address_without_the_choice_of_before_undoes_it_and_another_page_keeps_it():
    app = opened("country").run()
    app.selectbox[0].set_value("VNM").run()
    app.switch_page("screens/victims.py").run()
    assert app.query_params["area"] == "VNM"
    # One step back: the browser gives the address of before, which says nothing.
    del app.query_params["area"]
    app.run()
    assert app.selectbox(key="area").value == "THA"
    assert "area" not in app.query_params


@pytest.mark.usefixtures("built")
def test_what_one_page_shows_unasked_is_no_filter_of_another():
    app = opened("country").run()
    assert app.title[0].value == "Cambodia"
    app.switch_page("screens/cases.py").run()
    assert app.multiselect(key="area").value == []
