"""A reader's steps: one back undoes one act."""

from playwright.sync_api import expect

from tests.browser import serving
from tests.browser.conftest import Visit


def test_one_step_back_undoes_one_choice(visit):
    page = visit.open("/compare?year=2014&view=map")
    page.get_by_role("radio", name="Side by side").click()
    page.wait_for_url("**view=table**")
    page.get_by_role("radio", name="Movements").click()
    page.wait_for_url("**view=movements**")
    page.go_back()
    page.wait_for_url("**view=table**")
    expect(page.get_by_role("radio", name="Side by side")).to_be_checked()
    page.go_back()
    page.wait_for_url("**view=map**")
    expect(page.get_by_role("radio", name="Map")).to_be_checked()


def test_the_first_click_after_a_restart_of_the_server_counts(built, profile):
    port = serving.free_port()
    with serving.process(built[0], port) as (address, _):
        page = Visit(profile, address).open("/trends?area=KHM&measure=convictions")
    with serving.process(built[0], port):
        page.get_by_role("radio", name="Per 100,000 people").click()
        page.wait_for_url("**view=rate**")
        expect(page.get_by_role("radio", name="Per 100,000 people")).to_be_checked()
        assert "area=KHM&measure=convictions" in page.url
    page.close()


def test_a_late_answer_to_a_step_back_is_no_step_of_the_reader(visit):
    """Two quick steps back: the answer to the first comes when the reader stands at the second."""
    page = visit.open("/country?area=NPL")
    rested = page.locator("[data-test-script-state=notRunning]")
    for title in ("Trends", "Cases", "Compare"):
        page.get_by_test_id("stHeader").get_by_role("link", name=title, exact=True).click()
        expect(page.locator("h1")).to_contain_text(title)
        expect(rested).to_be_attached()
    for address in ("/cases?area=NPL", "/trends?area=NPL"):
        page.go_back()
        page.wait_for_url(f"**{address}")
    expect(page.locator("h1")).to_contain_text("Trends")
    expect(rested).to_be_attached()
    for address in ("/cases?area=NPL", "/trends?area=NPL"):
        page.evaluate("address => history.pushState({}, '', address)", address)
    # By the page: a step that the browser takes may be lost while the page changes its address.
    page.evaluate("history.back()")
    page.wait_for_url("**/country?area=NPL")


def test_a_record_that_was_closed_is_not_on_the_way_back(visit):
    page = visit.open("/country?area=KHM")
    record = page.get_by_role("dialog", name="The record of a figure")

    def stands_at(address: str, opened: bool = False) -> None:
        expect(page).to_have_url(f"{visit.address}{address}")
        expect(record).to_have_count(int(opened))
        expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()

    chart = "/trends?area=KHM&measure=prosecutions"
    # Brought by a link: closed, it leaves its place to the page below.
    page.locator(".strip a").first.click()
    stands_at(f"{chart}&record=KHM-2023", opened=True)
    record.get_by_role("button", name="Close").click()
    stands_at(chart)
    # Opened and closed there: that step is gone.
    page.get_by_role("combobox", name="Open the record of a figure").click()
    page.keyboard.type("2013")
    page.get_by_role("option", name="2013").first.click()
    stands_at(f"{chart}&record=KHM-2013", opened=True)
    page.keyboard.press("Escape")
    stands_at(chart)
    page.go_forward()
    stands_at(f"{chart}&record=KHM-2013", opened=True)
    page.go_back()
    stands_at(chart)
    page.go_back()
    stands_at("/country?area=KHM")
    assert visit.complaints == []
