"""The Trends page in a browser: what a click, a link and a bad choice do."""

import re

import pytest
from playwright.sync_api import expect


def marks(page):
    return page.locator(".js-plotly-plot .scatterlayer .trace .points path")


def click_mark(page, number: int) -> None:
    mark = marks(page).nth(number)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("chart", ["lines", "panels"])
def test_a_click_on_a_countrys_point_opens_the_figures_record(visit, chart):
    page = visit.open(
        f"/trends?area=KHM&measure=prosecutions&source=The%20Phnom%20Penh%20Post&chart={chart}"
    )
    click_mark(page, 1)
    expect(page).to_have_url(re.compile("record=KHM-2013"))
    record = page.get_by_role("dialog", name="The record of a figure")
    expect(record.get_by_text("The Phnom Penh Post: Trafficking efforts lamented")).to_be_visible()
    table = record.locator("table[role=grid]")
    for told in (
        "The Phnom Penh Post",
        "2014",
        "50",
        "exact",
        "cases",
        "not found in the report itself",
        "https://www.phnompenhpost.com/national/trafficking-efforts-lamented",
    ):
        expect(table).to_contain_text(told)
    assert visit.complaints == []


def test_the_record_of_a_revised_figure_shows_each_edition(visit):
    page = visit.open("/trends?area=AUS&measure=victims_detected&record=AUS-2019")
    record = page.get_by_role("dialog", name="The record of a figure")
    table = record.locator("table[role=grid]")
    for told in ("2023-05", "189", "2025-04", "84"):
        expect(table).to_contain_text(told)


def test_a_link_reopens_the_comparison_and_the_view(visit):
    link = (
        "/trends?area=GBR,FRA&measure=victims_detected&earlier=2016&later=2018&view=rate&chart=bars"
    )
    first = visit.open(link)
    answer = first.get_by_text("from 2017 on the figures are NRM referrals").first
    expect(answer).to_be_visible()
    expect(
        first.get_by_text(re.compile("^France: No break is on record between them: 1,538"))
    ).to_be_visible()
    again = visit.open(first.url.removeprefix(visit.address))
    expect(
        again.get_by_text(re.compile("^France: No break is on record between them: 1,538"))
    ).to_be_visible()
    expect(again.get_by_role("radio", name="Per 100,000 people")).to_be_checked()
    assert first.url == again.url
    assert visit.complaints == []


def test_the_map_of_silence_opens_with_who_stopped_and_when(visit):
    page = visit.open("/trends?area=&region=SCA&measure=victims_detected")
    page.get_by_text(re.compile("^Who reported, who did not")).click()
    expect(
        page.get_by_text(re.compile("^Of the years of [0-9]+ areas together: .* not reported"))
    ).to_be_visible()
    expect(
        page.locator(".js-plotly-plot .heatmaplayer image, .js-plotly-plot .hm")
    ).not_to_have_count(0)
    assert visit.complaints == []


def test_a_bad_choice_gets_an_explanation_on_a_telephone(visit):
    page = visit.open("/trends?area=TWN,VAT&measure=victims_identified&view=rate", width=360)
    expect(page.get_by_text("No rate can be given").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert visit.complaints == []
