"""A chart as a picture: what it holds, read back from the SVG, against its rows and its sources."""

import io
import json
import re
import xml.etree.ElementTree as ET
from datetime import date

import pandas as pd
import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api.visitors import Allowance
from dashboard.charts import lines, theme, yearly_bars
from dashboard.pictures import drawing, sheet
from dashboard.queries import catalogue, trends
from dashboard.queries.database import Database
from dashboard.views import View, files, page
from dashboard.views.address import Address
from dashboard.views.drawn import Drawn
from dashboard.views.routes import Views
from tests.ledger.test_pages import run

SVG = "{http://www.w3.org/2000/svg}"
SAMPLE = [
    ("country", {"area": "KHM"}),
    ("trends", {"measure": "prosecutions", "area": "KHM,THA", "view": "change"}),
    ("trends", {"measure": "prosecutions", "area": "KHM,THA,VNM,PHL,IDN", "chart": "panels"}),
    ("victims", {"area": "THA"}),
    ("cases", {"view": "stages"}),
    ("compare", {"view": "movements"}),
    ("compare", {}),
]


def taken(
    ledger: Database, view: View, name: str = "country", query: dict[str, str] | None = None
) -> files.Taken:
    address = Address("https://example.org", name, query or {"area": "KHM"})
    return files.Taken(ledger, view, address, date(2026, 11, 26))


def drawn(part: files.Taken) -> ET.Element:
    return ET.fromstring(sheet.svg(files.sheet(part)))


def said(picture: ET.Element) -> str:
    """All that is written in the picture, in one line; lines were broken between words."""
    return " ".join(
        " ".join("".join(text.itertext()) for text in picture.iter(f"{SVG}text")).split()
    )


def marks(picture: ET.Element, kind: str, colour: str) -> int:
    """How many marks of a kind, 'symbol' or 'rect', have a colour."""
    groups = (g for g in picture.iter(f"{SVG}g") if f"mark-{kind}" in g.get("class", ""))
    return sum(
        colour in (p.get("fill"), p.get("stroke")) for g in groups for p in g.iter(f"{SVG}path")
    )


def squeezed(text: str) -> str:
    """Text without spaces: an address too long for a line is cut."""
    return "".join(text.split())


def test_a_picture_says_what_it_shows_its_unit_its_sources_the_edition_the_date_and_the_address(
    ledger,
):
    edition = catalogue.build(ledger)
    shown = 0
    for name, query in SAMPLE:
        for view in page.views(ledger, name, query).values():
            if view.figure is None:
                continue
            shown += 1
            part = taken(ledger, view, name, query)
            picture = drawn(part)
            told = squeezed(said(picture))
            assert picture.findtext(f"{SVG}title") == part.title
            assert picture.findtext(f"{SVG}desc")
            wanted = [part.title, files.sheet(part).unit, edition.content_hash[:8], "2026-11-26"]
            wanted.append(part.address.view)
            if len(part.cited) <= 30:
                wanted += part.cited["citation"].str.split(": ", n=1).str[0].tolist()
                wanted += list(catalogue.source_titles(ledger, view.source_ids).values())
            for text in wanted:
                assert squeezed(text) in told, (view.name, text)
    assert shown > 12


def test_each_placement_is_a_cell_of_the_matrix_and_derived_ones_are_underlined(ledger):
    part = taken(ledger, page.views(ledger, "compare", {"view": "matrix"})["matrix-name"])
    boxes, _, underlines, *unseen = files.sheet(part).plot["layer"]
    told = part.view.table
    assert len(boxes["data"]["values"]) == len(told) > 4000 and not unseen
    assert len(underlines["data"]["values"]) == (told["basis"] != "direct").sum()


def test_no_words_reach_beyond_the_picture(ledger):
    view = page.views(ledger, "country", {"area": "KHM"})["convictions"]
    long = View(view.name, "W" * 300 + " & Co", view.finding, "%@— " * 200, view.table, view.figure)
    picture = drawn(taken(ledger, long, query={"area": "KHM" * 200}))
    wide = float(picture.attrib["width"])
    texts = [text for text in picture.iter(f"{SVG}text") if text.get("x")]
    assert len(texts) > 20
    for text in texts:
        bold = text.get("font-weight") == "bold"
        length = sheet.length(text.text or "", int(text.attrib["font-size"]), bold)
        assert float(text.attrib["x"]) + length <= wide - sheet.MARGIN, text.text


def test_words_keep_their_room_where_the_font_is_another(ledger):
    picture = drawn(taken(ledger, page.views(ledger, "country", {"area": "KHM"})["convictions"]))
    texts = [text for text in picture.iter(f"{SVG}text") if text.get("font-weight") != "bold"]
    assert len(texts) > 20
    for text in texts:
        size = int(text.attrib["font-size"].removesuffix("px"))
        assert float(text.attrib["textLength"]) == pytest.approx(
            sheet.length(text.text or "", size), abs=1
        )


def test_the_measure_of_words_is_that_of_the_letters_that_are_drawn():
    for text in (
        "Prosecutions, by the year counted",
        "https://example.org/x?area=KHM,THA",
        "WM@%—é",
    ):
        spec = {
            "data": {"values": [{"t": text}]},
            "mark": {"type": "text", "fontSize": 20},
            "encoding": {"text": {"field": "t"}},
            "width": 1,
        }
        assert sheet.Drawn(sheet.vegalite(spec)).width == pytest.approx(
            sheet.length(text, 20), abs=2
        )


@pytest.mark.parametrize("draw", [lines.line_with_gaps, yearly_bars.bars])
def test_there_are_as_many_marks_as_figures_and_a_bound_is_no_number(ledger, draw):
    rows = given((2001, 5, "exact"), (2002, 0, "exact"), (2004, 3, "exact"), (2005, 5, "less_than"))
    view = View("x", "X", "X.", "", rows, Drawn(draw(rows, "persons", "X")))
    picture = drawn(taken(ledger, view))
    blue = "#0072b2"
    kind = "symbol" if draw is lines.line_with_gaps else "rect"
    extra = 1 if kind == "symbol" else 0  # the open ring of the bound
    assert marks(picture, kind, blue) == 3 + extra
    if kind == "symbol":
        line = next(g for g in picture.iter(f"{SVG}g") if "mark-line" in g.get("class", ""))
        stretches = [p.attrib["d"] for p in line.iter(f"{SVG}path") if p.get("stroke") == blue]
        # 2001 to 2002 are joined; 2004 stands alone, and nothing leads to the bound.
        assert [d.count("L") for d in stretches if "L" in d] == [1]


@pytest.mark.parametrize("area", ["KHM", "DZA"])
def test_each_row_of_the_csv_is_one_mark_of_the_chart(ledger, area):
    found = page.views(ledger, "country", {"area": area})
    for name in ("tiers", "convictions", "victims_detected"):
        part = taken(ledger, found[name])
        rows = files.as_csv(part).count(b"\r\n") - 1
        plot = list(drawn(part).iter(f"{SVG}svg"))[-1]
        colours = theme.ON_LIGHT.colours.values() if name == "tiers" else theme.LINES
        kind = "rect" if name == "tiers" else "symbol"
        assert rows == sum(marks(plot, kind, colour) for colour in colours), name


@pytest.mark.parametrize("draw", [lines.line_with_gaps, yearly_bars.bars])
def test_what_a_logarithmic_axis_has_no_place_for_is_said(ledger, draw):
    rows = given(
        (2001, 5, "exact"), (2002, 0, "exact"), (2003, 40, "exact"), (2005, 5, "less_than")
    )
    picture = drawn(
        taken(ledger, View("x", "X", "X.", "", rows, Drawn(draw(rows, "persons", "X", log=True))))
    )
    told = said(picture)
    zero = given((2001, 5, "exact"), (2002, 0, "exact"))
    figure = Drawn(draw(zero, "persons", "X", log=True))
    assert "no place for 0" in said(drawn(taken(ledger, View("x", "X", "X.", "", zero, figure))))
    assert "no place for 0" in told and "Open ring" not in told
    kind = "symbol" if draw is lines.line_with_gaps else "rect"
    assert marks(picture, kind, "#0072b2") == 2
    assert "NaN" not in ET.tostring(picture, "unicode")


def test_a_mark_above_the_bars_stands_within_the_plot(ledger):
    rows, rivals = given((2001, 5, "exact"), (2002, 4, "exact")), given((2001, 50, "exact"))
    figure = Drawn(yearly_bars.bars(rows, "persons", "X", rivals=rivals))
    plot = list(drawn(taken(ledger, View("x", "X", "X.", "", rows, figure))).iter(f"{SVG}svg"))[-1]
    placed = [
        float(re.findall(r"translate\([\d.]+,(-?[\d.]+)\)", mark.attrib["transform"])[0])
        for group in plot.iter(f"{SVG}g")
        if "mark-symbol" in group.get("class", "")
        for mark in group.iter(f"{SVG}path")
    ]
    assert placed and all(0 <= down <= figure.restored().layout.height for down in placed)


def test_a_kept_chart_is_sent_and_taken_along_as_it_was_drawn_but_for_links():
    rows = given((2001, 5, "exact"), (2003, 4, "exact")).assign(name='A <a href="x">country</a>')
    figure = lines.line_with_gaps(rows, "persons", "X<br>Y")
    kept = Drawn(figure)
    sent = json.dumps(kept.to_dict())
    assert "<a" not in sent and "</a" not in sent and "A &lt;a href" in sent
    assert json.loads(sent.replace("&lt;", "<")) == json.loads(figure.to_json())
    assert json.loads(kept.restored().to_json()) == kept.to_dict()
    assert kept.title == "X Y"


def given(*years: tuple[int, float, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area": "KHM",
            "name": "Cambodia",
            "year": [year for year, _, _ in years],
            "value": [float(value) for _, value, _ in years],
            "qualifier": [qualifier for *_, qualifier in years],
            "unit": "persons",
            "source": "S",
            "source_id": "tip_2014",
            "segment": 0,
            "withheld": None,
            "withheld_before": None,
            "withheld_now": None,
            "doubt": None,
        }
    )


def test_derived_and_doubted_are_told_from_the_others(ledger):
    strip = drawn(taken(ledger, page.views(ledger, "country", {"area": "KHM"})["tiers"]))
    history = page.views(ledger, "country", {"area": "KHM"})["tiers"].table
    for basis, pattern in (("derived", "hatched"), ("press", "dotted")):
        wanted = history["basis"].eq(basis).sum()
        assert wanted and marks(strip, "rect", f"url(#{pattern})") == wanted


def test_a_picture_explains_its_marks_and_numbers_where_no_legend_does(ledger):
    detected = page.views(ledger, "victims", {"area": "DEU"})["victims_detected-UNODC"]
    told = said(drawn(taken(ledger, detected)))
    assert detected.table["doubt"].notna().any() and "Crossed ring: doubted" in told
    trend = {"measure": "prosecutions", "area": "KHM,THA", "events": "1"}
    told = said(
        drawn(taken(ledger, page.views(ledger, "trends", trend)["trend-prosecutions-count"]))
    )
    events = trends.events(ledger, ["KHM", "THA"], 0, 9999)
    assert len(events) > 3
    for event in events.itertuples():
        assert f"{event.number}. {event.date}, {event.name}: {event.title}" in told
    assert "Crossed ring" not in told
    panels = page.views(
        ledger, "trends", trend | {"area": "KHM,THA,VNM,PHL,IDN", "chart": "panels"}
    )
    told = said(drawn(taken(ledger, panels["trend-prosecutions-count"])))
    assert "Cross: a figure of another source." in told and "Crossed bar" not in told
    bars = page.views(
        ledger, "trends", {"measure": "victims_detected", "area": "DEU", "chart": "bars"}
    )
    told = said(drawn(taken(ledger, bars["trend-victims_detected-count"])))
    assert "Crossed bar: doubted" in told and "Crossed ring: doubted" in told
    medians = page.views(ledger, "compare", {"view": "tiers"})["medians-prosecutions"]
    told = said(drawn(taken(ledger, medians)))
    assert "Open ring on the axis" in told and "Arrow: beyond the axis." in told


def test_a_chart_has_one_axis_a_side_whatever_stands_on_it(ledger):
    case = page.views(ledger, "cases", {"case": "GRC-2019-consulate-visas"})
    trend = {"measure": "prosecutions", "area": "KHM,THA", "events": "1"}
    for view in (*case.values(), page.views(ledger, "trends", trend)["trend-prosecutions-count"]):
        picture = drawn(taken(ledger, view))
        labelled = [g for g in picture.iter(f"{SVG}g") if "role-axis-label" in g.get("class", "")]
        assert view.figure is not None and len(labelled) == 2


def test_hostile_text_stays_text(ledger):
    view = page.views(ledger, "country", {"area": "KHM"})["convictions"]
    hostile = '</text><script>alert(1)</script><image href="//away.example"/> & "quoted"'
    picture = drawn(taken(ledger, View("x", hostile, hostile, hostile, view.table, view.figure)))
    assert hostile in picture.findtext(f"{SVG}title", "")
    assert squeezed(hostile) in squeezed(said(picture))
    assert not {e.tag for e in picture.iter()} & {f"{SVG}script", f"{SVG}image"}


@pytest.mark.usefixtures("built")
def test_pictures_answer_where_the_rows_do_and_a_table_says_that_it_has_none(ledger):
    site = TestClient(Starlette(routes=Views("", lambda: ledger, Allowance()).routes()))
    as_svg = site.get("/data/country/tiers.svg?area=KHM")
    assert as_svg.status_code == 200 and as_svg.headers["content-type"] == "image/svg+xml"
    root = ET.fromstring(as_svg.content)
    as_png = site.get("/data/country/tiers.png?area=KHM")
    assert as_png.headers["content-type"] == "image/png" and as_png.headers["etag"]
    with Image.open(io.BytesIO(as_png.content)) as image:
        image.load()
        for side, name in zip(image.size, ("width", "height"), strict=True):
            assert side == pytest.approx(2 * float(root.attrib[name]), abs=2)
    refused = site.get("/data/country/accounts.png?area=KHM")
    assert refused.status_code == 404 and "it has no picture" in refused.json()["detail"]


@pytest.mark.usefixtures("built")
def test_a_picture_that_takes_too_long_is_said_to(ledger, monkeypatch):
    site = TestClient(Starlette(routes=Views("", lambda: ledger, Allowance()).routes()))
    monkeypatch.setattr(drawing, "SECONDS", 0)
    late = site.get("/data/country/tiers.svg?area=KHM")
    assert late.status_code == 503 and "could not be drawn" in late.json()["detail"]


@pytest.mark.usefixtures("built")
def test_the_bar_leads_to_the_pictures_of_a_chart_and_names_none_for_a_table():
    def bar(app, key):
        return next(b for b in app.button_group if b.key == key)

    assert "Picture" not in bar(run("claims"), "claims-bar").options
    app = bar(run("country", area="KHM"), "KHM-tiers-bar").set_value("Picture").run()
    links = " ".join(part.proto.body for part in app.get("html"))
    assert "/data/country/tiers.svg?area=KHM" in links and "tiers.png?area=KHM" in links
