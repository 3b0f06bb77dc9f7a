"""Each page in a real browser, offline: drawn, quiet in the console, whole at every width, usable by everyone."""

import json
from collections.abc import Sequence
from importlib import resources

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTIFACTS
from tests.browser.cut_off import CUT_OFF
from tests.browser.pages import PAGES, WATCH, drawn, nothing_moved, placed

# Colours need no more widths than these two: the layout is that of the other scheme.
WIDTHS = {"light": (1280, 1920, 768, 360), "dark": (1280, 360)}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe-core looks at: in the dark only the colours are others.
RULES = {"light": STANDARDS, "dark": ["color-contrast"]}


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, as a package of PyPI ships it."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def picture(page: Page, name: str) -> None:
    """A screenshot of the page's whole height; the one of the run before is kept beside it."""
    ARTIFACTS.mkdir(exist_ok=True)
    now = ARTIFACTS / f"{name}.png"
    if now.exists():
        now.replace(ARTIFACTS / f"{name}-before.png")
    page.screenshot(path=now)


CONTRAST = """() => {
    const pen = document.createElement('canvas').getContext('2d')
    const rgba = colour => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); return [...pen.getImageData(0, 0, 1, 1).data] }
    const light = rgb => rgb.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
    const ground = rgba(getComputedStyle(document.querySelector('.stApp')).backgroundColor).slice(0, 3)
    const box = element => element.getBoundingClientRect()
    const onGround = text => !text.matches('.bartext') || box(text).left > box(text.parentElement.querySelector('path')).right - 1
    return [...document.querySelectorAll('.js-plotly-plot :is([class$=tick] text, .bartext, .updatemenu-item-text)')].filter(onGround).map(text => {
        const ink = rgba(getComputedStyle(text).fill), share = ink[3] / 255
        const [low, high] = [ground, ground.map((g, i) => ink[i] * share + g * (1 - share))].map(light).sort((a, b) => a - b)
        return [(high + 0.05) / (low + 0.05), text.textContent]
    })
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_whole_and_usable(visit, axe, name, scheme):
    path, charts = PAGES[name]
    widths = WIDTHS[scheme]
    page = visit.open(path, widths[0], scheme, before=WATCH)
    drawn(page, charts)
    nothing_moved(page)
    assert (
        page.locator(
            "[data-testid=stException], .stAlert [data-testid=stAlertContentError]"
        ).count()
        == 0
    )
    if charts:
        every_chart_has_a_text_alternative_and_its_numbers(page, charts)
    if name in ("compare", "compare-tiers", "victims"):
        years_buttons_and_numbers_stand_out(page)
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    for width in widths:
        page.set_viewport_size({"width": width, "height": min(int(height) + 400, 6000)})
        placed(page, charts)
        picture(page, f"{name}-{width}-{scheme}")
        assert page.evaluate(CUT_OFF) == [], f"cut off at {width} px"
        if width in (widths[0], widths[-1]):
            assert findings(page, axe, RULES[scheme]) == [], f"at {width} px"
    assert visit.complaints == []
    assert visit.refused == []


def findings(page: Page, axe: str, rules: Sequence[str] = STANDARDS) -> list[str]:
    """What axe-core finds that is serious, critical or about the order of headings, Streamlit's own parts included."""
    page.evaluate(axe)
    options = json.dumps({"runOnly": rules, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run({options})")
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical") or rule["id"] == "heading-order"
        for node in rule["nodes"]
    ]


def every_chart_has_a_text_alternative_and_its_numbers(page: Page, charts: int) -> None:
    told = page.eval_on_selector_all(
        "[data-testid=stPlotlyChart]",
        "charts => charts.map(c => c.getAttribute('aria-label') || '')",
    )
    assert len(told) >= charts and all(len(text) > 20 for text in told)
    numbers = page.get_by_text("Figures and sources", exact=True)
    expect(numbers.nth(len(told) - 1)).to_be_attached()


def years_buttons_and_numbers_stand_out(page: Page) -> None:
    """The years of every panel, its buttons and the numbers beside bars, from the ground of the page."""
    texts = page.evaluate(CONTRAST)
    assert texts and [text for text in texts if text[0] < 4.5] == []


def test_the_keyboard_alone_reaches_and_works_the_page(visit):
    page = visit.open("/")
    drawn(page, PAGES["overview"][1])
    wanted = page.eval_on_selector_all(
        "[data-testid=stMain] :is(a[href], button, input, summary)",
        # A group of radio buttons is one stop; the arrow keys move within it.
        """all => new Set(
            all.filter(e => e.checkVisibility() && e.tabIndex >= 0 && !e.disabled)
                .map(e => e.closest('[role=radiogroup]') ?? e)
        ).size""",
    )
    page.evaluate("window.reached = new Set()")
    unmarked = []
    for _ in range(wanted + 60):
        page.keyboard.press("Tab")
        reached, seen, label = page.evaluate(
            """() => {
                const e = document.activeElement
                if (e.closest('[data-testid=stMain]')) window.reached.add(e.closest('[role=radiogroup]') ?? e)
                const marks = [e, e.parentElement, e.closest('[role=group]')].filter(Boolean).map(x => getComputedStyle(x))
                return [window.reached.size, marks.some(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none'),
                    e.outerHTML.slice(0, 120)]
            }"""
        )
        if not seen:
            unmarked.append(label)
        if reached >= wanted:
            break
    assert reached >= wanted
    assert unmarked == []

    country = page.get_by_role("combobox", name="Country")
    country.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Thai")
    page.get_by_role("option", name="Thailand").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**area=THA**")
    year = page.get_by_role("slider", name="Report year")
    year.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**year=2024**")


def test_a_term_leads_to_its_entry_in_the_glossary(visit):
    page = visit.open("/")
    address = page.locator("a[href^='/glossary#']").first.get_attribute("href")
    entry = visit.open(address)
    term = entry.locator(f"[id='{address.split('#')[1]}']")
    term.wait_for()
    entry.wait_for_function(
        "id => { const r = document.getElementById(id).getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight }",
        arg=address.split("#")[1],
    )
    assert term.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_print_is_clean_paper(visit, tmp_path, scheme):
    from pypdf import PdfReader

    page = visit.open("/country?area=KHM", scheme=scheme)
    drawn(page, PAGES["country"][1])
    page.pdf(path=tmp_path / "print.pdf", format="A4", print_background=True)
    sheets = [sheet.extract_text() for sheet in PdfReader(tmp_path / "print.pdf").pages]
    assert "Cambodia" in sheets[0]
    assert "Cite each figure by the source beside it" in sheets[-1]
    assert "Glossary" not in sheets[0] and "Download as CSV" not in "".join(sheets)
    page.emulate_media(media="print")
    paper = page.evaluate(
        "['.stApp', '[data-testid=stMain]'].map(s => getComputedStyle(document.querySelector(s)).backgroundColor)"
    )
    ink = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert set(paper) == {"rgb(255, 255, 255)"} and ink == "rgb(0, 0, 0)"


def test_paper_has_the_whole_table_and_the_sources_under_a_chart(visit, tmp_path):
    from pypdf import PdfReader

    def printed(path: str, charts: int) -> str:
        page = visit.open(path)
        drawn(page, charts)
        assert page.locator(".on-paper").first.is_hidden()
        page.pdf(path=tmp_path / "print.pdf", format="A4")
        return "".join(s.extract_text() for s in PdfReader(tmp_path / "print.pdf").pages)

    table = printed("/compare?view=table&year=2025&tier=2WL", 0)
    assert all(name in table for name in ("Algeria", "Nepal", "Zimbabwe"))
    assert "Read in: copy of the workbook" in printed("/country?area=NPL", 1)


def test_what_lies_over_a_page_hides_it(visit):
    page = visit.open("/country?area=NPL", scheme="dark")
    drawn(page, 5)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    contents = page.locator(".st-key-contents")
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 1500)")
    expect(contents).to_be_in_viewport()
    expect(contents).to_have_css("background-color", ground)
    page.locator("a[href*='/glossary#']:visible").first.click()
    expect(page.locator("#term-card")).to_have_css("background-color", ground)
    page.keyboard.press("Escape")
    page.get_by_placeholder("Search").fill("burma")
    expect(page.locator(".st-key-found")).to_have_css("background-color", ground)


def test_the_map_draws_the_outlines_that_the_dashboard_serves(visit):
    page = visit.open("/?year=2014")
    outline = page.locator(".choroplethlayer path")
    outline.first.wait_for(state="attached")
    assert outline.count() >= 180


def test_a_link_opens_the_same_view(visit):
    page = visit.open("/country?area=THA")
    assert page.locator("h1").inner_text() == "Thailand"
    assert page.url.endswith("/country?area=THA")
    assert page.title() == "Thailand · TIP Ledger"


def test_on_a_telephone_the_filters_of_cases_are_folded_away_and_their_number_is_told(visit):
    page = visit.open("/cases?official=convicted", width=360)
    officials = page.get_by_role("combobox", name="Officials")
    expect(page.get_by_role("heading", name="documented cases")).to_be_in_viewport()
    expect(officials).to_be_hidden()
    page.get_by_text("Filter (1 chosen)").click()
    expect(officials).to_be_visible()


OVERLAPS = """selector => {
    const boxes = [...document.querySelectorAll(selector)].filter(e => e.textContent.trim()).map(e => [e.textContent, e.getBoundingClientRect()])
    return boxes.flatMap(([told, a], i) => boxes.slice(i + 1)
        .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2)
        .map(([other]) => [told, other]))
}"""


def test_labels_of_charts_have_room_on_a_telephone(visit):
    page = visit.open("/compare?view=movements&lang=es", width=360)
    page.locator(".sankey .node-label").first.wait_for()
    assert not page.evaluate(OVERLAPS, ".node-label tspan.line, .node-label:not(:has(tspan.line))")
    foot = page.locator(".js-plotly-plot").first.bounding_box()
    boxes = [label.bounding_box() for label in page.locator(".node-label").all()]
    assert all(box["y"] + box["height"] <= foot["y"] + foot["height"] + 1 for box in boxes)
    page = visit.open("/country?area=CIV&lang=es", width=360)
    strip = page.locator(".js-plotly-plot").first
    strip.locator(".legend .traces").first.wait_for()
    legend = strip.locator(".legend .bg").bounding_box()
    blocks = strip.locator(".barlayer").bounding_box()
    assert legend["y"] + legend["height"] <= blocks["y"] + 1
