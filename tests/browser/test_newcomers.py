"""Twenty errands of people who see the ledger for the first time, from the front page on, in so many clicks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import PAGES, drawn

COUNTRY = "Country"


class Newcomer:
    """Somebody at the front page; what is clicked is counted, what is typed is not."""

    def __init__(self, page: Page):
        self.page, self.clicks = page, 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def menu(self, name: str) -> None:
        self.click(self.page.get_by_test_id("stHeader").get_by_role("link", name=name, exact=True))

    def more(self, name: str) -> None:
        """An entry of the menu under More."""
        self.click(self.page.get_by_test_id("stHeader").get_by_role("button", name="More"))
        self.click(self.page.get_by_test_id("stTopNavDropdownLink").filter(has_text=name))

    def search(self, words: str, found: str) -> None:
        self.page.get_by_role("searchbox").fill(words)
        self.click(self.page.locator(".st-key-found").get_by_role("link", name=found).first)

    def view(self, name: str) -> None:
        self.click(self.page.get_by_role("radiogroup").get_by_text(name, exact=True))

    def choose(self, box: str, *words: str) -> None:
        self.click(self.page.get_by_role("combobox", name=box, exact=True))
        for number, word in enumerate(words, start=1):
            before = self.page.url
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(word)
            self.page.keyboard.press("Enter")
            if number < len(words):  # what is typed while the page follows a choice is lost
                expect(self.page).not_to_have_url(before)
                expect(self.page.locator("[data-test-script-state=notRunning]")).to_be_attached()

    def title(self, name: str) -> None:
        expect(self.page.locator("h1")).to_contain_text(name)

    def reads(self, *texts: str | re.Pattern[str]) -> None:
        for text in texts:
            expect(self.page.get_by_test_id("stMain").get_by_text(text).first).to_be_visible()


@pytest.fixture
def newcomer(visit):
    def arrives(path: str = "/", width: int = 1280) -> Newcomer:
        return Newcomer(visit.open(path, width))

    return arrives


def test_an_officer_looks_up_the_tier_of_a_neighbour(newcomer):
    officer = newcomer()
    officer.search("Viet Nam", "Vietnam")
    officer.title("Vietnam")
    officer.reads(re.compile("^Vietnam: Tier .* in the 2025 report"))
    assert officer.clicks == 1


def test_an_officer_finds_where_a_number_was_printed(newcomer):
    officer = newcomer()
    officer.menu("Countries")
    officer.title("Cambodia")
    officer.click(officer.page.locator(".strip a", has_text="46 in 2023"))
    record = officer.page.get_by_role("dialog", name="The record of a figure")
    expect(record).to_be_in_viewport()
    expect(record.locator("table[role=grid]")).to_contain_text("UNODC")
    assert officer.clicks == 2


def test_an_officer_takes_a_briefing_along(newcomer):
    officer = newcomer()
    officer.menu("Countries")
    officer.click(officer.page.get_by_role("button", name="Briefing on Cambodia"))
    with officer.page.expect_download() as taken:
        officer.click(officer.page.get_by_role("button", name=re.compile("Word")))
    assert re.fullmatch(
        r"Cambodia-trafficking-briefing-\d{4}-\d\d\.docx", taken.value.suggested_filename
    )
    assert Path(taken.value.path()).stat().st_size > 10_000
    assert officer.clicks == 3


def test_a_reporter_checks_what_a_newspaper_printed(newcomer):
    reporter = newcomer()
    reporter.click(reporter.page.get_by_role("link", name="Check a claim"))
    reporter.title("Claims")
    reporter.choose("Claim", "63")
    reporter.reads(re.compile("said by"))
    expect(reporter.page.locator("h2").first).to_be_in_viewport()
    assert reporter.clicks == 2


def test_a_reporter_asks_who_moved_down(newcomer):
    reporter = newcomer()
    reporter.menu("Compare")
    reporter.view("Movements")
    reporter.reads(re.compile("Between the reports of 2024 and 2025"), re.compile("^Moved down"))
    assert reporter.clicks == 2


def test_a_reporter_asks_how_to_cite(newcomer):
    reporter = newcomer()
    reporter.more("Help")
    reporter.reads("How to cite", re.compile("Cite the source beside the figure"))
    assert reporter.clicks == 2


def test_a_reporter_types_a_name_of_the_street(newcomer):
    reporter = newcomer()
    reporter.menu("Countries")
    reporter.choose(COUNTRY, "Ivory Coast")
    reporter.title("Côte d'Ivoire")
    assert reporter.clicks == 2


def test_a_reporter_asks_whether_prosecutions_rise(newcomer):
    reporter = newcomer()
    reporter.menu("Trends")
    reporter.choose("Areas", "Thailand")
    reporter.reads(re.compile("^Thailand, prosecutions: "))
    assert reporter.clicks == 2


def test_an_embassy_adds_up_a_group(newcomer):
    desk = newcomer()
    desk.search("ASEAN", "ASEAN")
    desk.title("Trends")
    desk.reads(re.compile(r"^The same \d+ of \d+ countries in every year"))
    assert desk.clicks == 1


def test_an_embassy_sets_countries_side_by_side(newcomer):
    desk = newcomer()
    desk.menu("Compare")
    desk.view("Side by side")
    desk.choose("Or pick countries", "Cambodia", "Laos")
    expect(desk.page).to_have_url(re.compile("area=KHM(,|%2C)LAO"))
    grid = desk.page.locator(".cells table")
    expect(grid).to_contain_text("Victims detected")
    expect(grid).to_contain_text("Laos")
    assert desk.clicks == 3


def test_an_embassy_asks_who_must_fall_next(newcomer):
    desk = newcomer()
    desk.menu("Compare")
    desk.view("Watch-list clock")
    desk.reads(re.compile("Watch List"))
    assert desk.clicks == 2


def test_an_embassy_looks_for_officials_who_were_convicted(newcomer):
    desk = newcomer()
    desk.menu("Cases")
    desk.title("Cases")
    counted = desk.page.locator("h2").first
    expect(counted).to_contain_text("cases")
    every = counted.inner_text()
    desk.choose("Officials", "convicted")
    expect(counted).not_to_have_text(every)
    expect(counted).not_to_contain_text(re.compile("^(No|0) "))
    assert desk.clicks == 2


def test_a_donor_on_a_telephone_opens_a_country(newcomer):
    donor = newcomer(width=360)
    donor.click(donor.page.get_by_role("button", name="Menu", exact=True))
    donor.click(donor.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Countries"))
    donor.title("Cambodia")
    expect(donor.page.get_by_test_id("stSidebarNav")).not_to_be_in_viewport()
    assert donor.page.get_by_test_id("stMain").evaluate("main => main.scrollWidth") <= 360
    assert donor.clicks == 2


def test_a_donor_on_a_telephone_asks_what_a_tier_is(newcomer):
    donor = newcomer(width=360)
    donor.click(donor.page.locator("[data-testid=stMain] a[href='/glossary#tier-3']").first)
    expect(donor.page.get_by_role("dialog", name="Tier 3")).to_contain_text("efforts")
    assert donor.clicks == 1


def test_a_donor_asks_how_many_of_the_detected_are_girls(newcomer):
    donor = newcomer("/victims?area=THA", width=360)
    donor.click(donor.page.get_by_text("As shares of the total"))
    donor.reads(re.compile(r"girls \d+ %"))
    assert donor.clicks == 1


def test_a_reader_without_a_mouse_finds_a_country(newcomer):
    page = newcomer().page
    page.get_by_role("searchbox").focus()
    page.keyboard.type("Swaziland")
    found = page.locator(".st-key-found").get_by_role("link").first
    expect(found).to_contain_text("Eswatini")
    for _ in range(4):
        page.keyboard.press("Tab")
        if found.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Eswatini")


def test_a_reader_without_a_mouse_opens_and_closes_a_record(newcomer):
    page = newcomer("/country?area=KHM").page
    page.locator(".strip a", has_text="46 in 2023").focus()
    page.keyboard.press("Enter")
    record = page.get_by_role("dialog", name="The record of a figure")
    expect(record).to_be_visible()
    page.keyboard.press("Escape")
    expect(record).to_be_hidden()
    expect(page).not_to_have_url(re.compile("record="))


def test_a_reader_goes_back_one_step_at_a_time(newcomer):
    reader = newcomer()
    heading = reader.page.locator("h1")
    stays: list[tuple[str, str]] = []

    def stands_at(address: str, title: str = "") -> None:
        """The page has come to rest there: only then is the next step the reader's."""
        expect(reader.page).to_have_url(re.compile(re.escape(address) + "$"))
        expect(heading).to_contain_text(title)
        expect(reader.page.locator("[data-test-script-state=notRunning]")).to_be_attached()
        stays.append((address, heading.inner_text()))

    stands_at("/", "TIP Ledger")
    reader.menu("Countries")
    stands_at("/country")
    reader.choose(COUNTRY, "Nepal")
    stands_at("/country?area=NPL", "Nepal")
    reader.menu("Trends")
    stands_at("/trends?area=NPL", "Trends")
    reader.view("Per 100,000 people")
    expect(reader.page).to_have_url(re.compile("view=rate"))
    for address, title in stays[::-1]:
        expect(reader.page.locator("[data-test-script-state=notRunning]")).to_be_attached()
        reader.page.go_back()
        stands_at(address, title)


def test_a_reader_asks_for_a_country_without_a_rank(newcomer):
    reader = newcomer("/country?area=Tuvalu")
    reader.title("Tuvalu")
    reader.reads(re.compile("Tuvalu is not ranked in any report"))
    assert reader.clicks == 0


def test_a_reader_with_larger_text_sees_larger_charts(newcomer):
    page = newcomer("/country?area=KHM").page
    drawn(page, PAGES["country"][1])
    size = "parseFloat(getComputedStyle(document.querySelector('.js-plotly-plot .xtick text')).fontSize)"
    usual = page.evaluate(size)
    page.add_style_tag(content="html { font-size: 150% }")
    assert page.evaluate(size) == pytest.approx(1.5 * usual)
