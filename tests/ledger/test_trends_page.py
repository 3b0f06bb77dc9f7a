"""The Trends page, run without a browser: every choice gets figures or an explanation."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.ledger.test_pages import run


@pytest.fixture(scope="module")
def trends_page(built):
    def opened(**address: str) -> AppTest:
        app = run("trends", **address)
        assert not app.exception
        return app

    return opened


def told(app: AppTest) -> str:
    return "\n".join(e.value for kind in (app.markdown, app.info, app.caption) for e in kind)


@pytest.mark.parametrize(
    ("address", "explanation"),
    [
        ({"area": "KHM", "measure": "uk_nrm_referrals"}, "No source in the ledger reports this"),
        ({"area": "KHM", "from": "2017", "to": "2020"}, "That is not zero"),
        (
            {"area": "THA,KHM", "measure": "victims_identified"},
            "No whole figure in these years: Cambodia.",
        ),
        ({"area": "KHM", "from": "2007", "to": "2007"}, "There is a figure for one year only"),
        ({"area": "KHM", "from": "2007", "to": "2007", "view": "change"}, "No change can be given"),
        (
            {"area": "TWN,VAT", "measure": "victims_identified", "view": "rate"},
            "No rate can be given: the ledger holds no population",
        ),
        (
            {"area": "TWN,THA", "measure": "victims_identified", "view": "rate"},
            "No rate can be given, since the ledger holds no population or no exact count: Taiwan.",
        ),
        (
            {"area": "KHM,THA", "measure": "gsi_people_in_modern_slavery", "sum": "same"},
            "This measure is not added up over countries",
        ),
        (
            {"area": "WORLD", "measure": "prosecutions", "sum": "same"},
            "Choose countries or a group",
        ),
        ({"area": "KHM,BTN", "view": "index"}, "no index. Choose fewer areas"),
        ({"area": ""}, "Choose at least one area"),
        ({"area": "XXX"}, "No place called `XXX` is known here"),
    ],
)
def test_a_bad_choice_gets_an_explanation(trends_page, address, explanation):
    assert explanation in told(trends_page(**address))


def test_a_sum_of_all_countries_is_of_the_same_countries_unless_asked_otherwise(trends_page):
    address = {
        "area": "",
        "region": "ALL",
        "measure": "victims_detected",
        "from": "2018",
        "to": "2020",
    }
    usual = told(trends_page(**address))
    assert "countries in every year from 2018 to 2020, by UNODC" in usual
    assert (
        "Pakistan, 2019: Pakistan enters the series in 2019 with 32,022 victims detected (left out"
        in usual
    )
    asked = trends_page(**address, sum="all")
    assert "Different countries stand behind each bar" in asked.warning[0].value
    assert "entered: Pakistan (32,022)" in told(asked)


def test_the_years_compared_stand_in_the_address_and_fit_the_years_chosen(trends_page):
    app = trends_page(area="GBR", measure="victims_detected", earlier="2016", later="2018")
    assert "United Kingdom: No: from 2017 on the figures are NRM referrals." in told(app)
    assert app.query_params["earlier"] == "2016"
    app.selectbox(key="earlier").select("2019").run()
    assert not app.exception
    assert app.query_params["earlier"] == "2019"
    assert int(app.selectbox(key="later").value) > 2019
    # The page's own choice of a later year stays out of the address.
    assert "later" not in app.query_params


def test_the_map_of_silence_counts_every_state_and_names_who_stopped(trends_page):
    app = trends_page(area="BHR,IND,GBR,KHM", measure="victims_detected")
    assert "areas together: " not in told(app)
    app.session_state["silent-victims_detected"] = True
    app.run()
    assert not app.exception
    assert "Of the years of 4 areas together: " in told(app)
    assert "not comparable with the figure before" in told(app)
    assert "2 areas reported once and not in 2023; 0 gave no whole figure in any year." in told(app)


def test_of_one_country_the_two_accounts_are_drawn_a_line_each_and_what_they_differ_by_is_told(
    trends_page,
):
    app = trends_page(area="NPL", measure="convictions")
    assert app.selectbox(key="source").value == "accounts"
    assert "which differ by 187" in told(app)
    accounts: set[str] = set()
    others: set[str] = set()
    for trace in json.loads(app.get("plotly_chart")[0].proto.spec)["data"]:
        for area, hover in zip(trace.get("meta", []), trace.get("customdata", []), strict=False):
            (accounts if ":" in area else others).add(hover.partition(", ")[2])
    assert len(accounts) > 15 and not accounts & others  # no figure is drawn again as another's


@pytest.mark.parametrize(
    ("areas", "usual"), [("KHM,THA", "accounts"), ("KHM,THA,VNM", "preferred")]
)
def test_of_two_countries_both_accounts_are_drawn_and_of_more_where_asked(
    trends_page, areas, usual
):
    app = trends_page(area=areas, measure="prosecutions")
    assert app.selectbox(key="source").value == usual
    app.selectbox(key="source").set_value("accounts").run()
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    drawn = {place for trace in spec["data"] for place in trace.get("meta", [])}
    assert {
        f"{a}:{account}" for a in areas.split(",") for account in ("TIP Report", "UNODC")
    } <= drawn


def test_what_is_counted_apart_can_be_drawn_under_its_own_name(trends_page):
    app = trends_page(
        area="BFA", measure="victims_identified", source="US Department of State:potential"
    )
    said = told(app)
    assert "Burkina Faso, potential victims" in said
    assert "identified victims" not in said.split("Who reported")[0].replace(
        "Victims identified", ""
    )


def test_a_tier_is_that_of_the_report_on_the_first_year_shown(trends_page, ledger):
    def on_tier_3(report_year: int) -> set[str]:
        placed = "select iso3 from tier_ranking where tier = '3' and report_year = $year"
        return set(ledger.table(placed, year=report_year)["iso3"])

    assert "THA" in on_tier_3(2014) - on_tier_3(2025)
    app = trends_page(area="", tier="3", **{"from": "2013"}, view="count", chart="lines")
    assert "Tiers (in the 2014 report" in str([box.label for box in app.multiselect])
    assert "Thailand" in told(app)
