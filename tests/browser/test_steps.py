"""A reader's steps: one back undoes one act."""

from playwright.sync_api import expect


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
