"""What surrounds every page: links, terms, the menu, the search box, and an address that is no page's."""

from playwright.sync_api import expect


def test_a_link_stays_in_the_tab_and_one_step_back_returns(visit):
    page = visit.open("/country?area=KHM")
    page.locator("[data-testid=stMain] a[href^='/cases?case']").first.click()
    expect(page.locator("h1")).to_have_text("Cases")
    assert len(page.context.pages) == 1
    page.go_back()
    expect(page.locator("h1")).to_have_text("Cambodia")
    assert visit.complaints == []


def test_a_term_opens_in_its_place_and_gives_the_focus_back(visit):
    page = visit.open("/country?area=KHM")
    term = page.locator("[data-testid=stMain] a[href='/glossary#tier-3']").first
    term.click()
    card = page.get_by_role("dialog", name="Tier 3")
    expect(card).to_contain_text("does not make significant efforts")
    expect(card).to_contain_text("22 U.S.C. 7107(b)(1)(C)")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(term).to_be_focused()
    assert "/country" in page.url


def test_a_term_that_is_followed_as_soon_as_it_stands_there_opens_in_its_place(visit):
    page = visit.open(
        "/",
        before="""
            new MutationObserver((_, watch) => {
                const term = document.querySelector("[data-testid=stMain] a[href$='/glossary#prosecutions']");
                if (!term) return;
                watch.disconnect();
                term.click();
            }).observe(document, { childList: true, subtree: true });
        """,
    )
    expect(page.get_by_role("dialog", name="Prosecutions")).to_contain_text("All terms")
    assert len(page.context.pages) == 1


def test_the_search_box_finds_a_country_by_another_name(visit):
    page = visit.open("/country?area=KHM")
    page.get_by_role("searchbox").fill("Burma")
    page.get_by_role("link", name="Myanmar (Burma)").click()
    expect(page.locator("h1")).to_have_text("Myanmar")
    assert page.url.endswith("area=MMR")


def test_a_country_box_takes_what_is_typed(visit):
    page = visit.open("/country?area=KHM")
    box = page.get_by_role("combobox", name="Country")
    for typed, name in (
        ("Ivory Coast", "Côte d'Ivoire"),
        ("Sudan", "Sudan"),
        ("DRC", "Democratic"),
    ):
        box.click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text(name)


def test_fast_typing_chooses_the_one_area_of_that_name(visit):
    page = visit.open("/trends?area=KHM")
    page.get_by_role("combobox", name="Areas").click()
    page.keyboard.type("Sudan")
    page.keyboard.press("Enter")
    page.wait_for_url("**area=KHM%2CSDN**")


def test_on_a_telephone_the_menu_is_called_so_and_closes_after_a_choice(visit):
    page = visit.open("/country?area=KHM", width=360)
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("link", name="Glossary").first.click()
    expect(page.locator("h1")).to_have_text("Glossary")
    expect(page.get_by_test_id("stSidebarNav")).not_to_be_in_viewport()


def test_an_address_without_a_page_says_so_and_one_in_other_letters_is_followed(visit):
    page = visit.open("/nowhere")
    expect(page.locator("h1")).to_have_text("There is no such page")
    page = visit.open("/Country?AREA=tha")
    expect(page.locator("h1")).to_have_text("Thailand")


def test_another_language_is_the_same_page_in_it_and_stays_on_the_way(visit):
    page = visit.open("/country?area=KHM")
    page.get_by_role("link", name="Français").click()
    expect(page.locator("h1")).to_have_text("Cambodge")
    assert page.url.endswith("?area=KHM&lang=fr")
    assert page.evaluate("document.documentElement.lang") == "fr"
    page.locator("[data-testid=stMain] a[href='/glossary?lang=fr#tier-3']").first.click()
    expect(page.get_by_role("dialog", name="Catégorie 3")).to_contain_text("Tous les termes")
    page.keyboard.press("Escape")
    # What a click opens is made by a run of its own.
    page.get_by_text("Données", exact=True).first.click()
    expect(page.get_by_text("Les mêmes lignes que sur la page.")).to_be_visible()
    page.get_by_role("link", name="Vue d'ensemble", exact=True).click()
    expect(page.get_by_role("link", name="Vérifier une affirmation")).to_be_visible()
    assert "lang=fr" in page.url
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="Check a claim")).to_be_visible()
    assert visit.complaints == []
