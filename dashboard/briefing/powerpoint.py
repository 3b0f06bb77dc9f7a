"""A briefing as slides: native charts and tables, sources in the speaker notes."""

from io import BytesIO

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.slide import Slide
from pptx.util import Cm, Pt

from dashboard.briefing import charts
from dashboard.briefing.model import Block, Briefing, Chart, Sentence, Table

KINDS = {
    "strip": XL_CHART_TYPE.COLUMN_STACKED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_STACKED,
}
LINES_PER_SLIDE, ROWS_PER_SLIDE = 7, 12
TITLE_AND_BODY, TITLE_ONLY = 1, 5
LEFT, TOP, WIDTH, HEIGHT = Cm(1.5), Cm(3.6), Cm(30.8), Cm(14.2)


def write(briefing: Briefing) -> bytes:
    """The .pptx: the headlines, then each section on slides of its own."""
    slides = Slides(briefing)
    slides.lines(briefing.title, list(briefing.headlines), briefing.edition)
    for section in briefing.sections:
        sentences: list[Sentence] = []
        for block in section.blocks:
            if isinstance(block, Sentence):
                sentences.append(block)
            elif isinstance(block, Table):
                slides.table(section.heading, block)
            else:
                slides.chart(section.heading, block)
        for start in range(0, len(sentences), LINES_PER_SLIDE):
            slides.lines(section.heading, sentences[start : start + LINES_PER_SLIDE])
    out = BytesIO()
    slides.file.save(out)
    return out.getvalue()


class Slides:
    def __init__(self, briefing: Briefing):
        self.citations = {source.number: source.citation for source in briefing.sources}
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Cm(33.87), Cm(19.05)
        self.file.core_properties.title = briefing.title
        self.file.core_properties.author = "TIP Ledger"
        self.file.core_properties.language = "en-GB"

    def slide(self, layout: int, heading: str, blocks: list[Block]) -> Slide:
        slide = self.file.slides.add_slide(self.file.slide_layouts[layout])
        slide.shapes.title.text = heading
        place = slide.shapes.title
        place.left, place.top, place.width, place.height = LEFT, Cm(0.8), WIDTH, Cm(2.4)
        place.text_frame.paragraphs[0].font.size = Pt(30)
        numbers = sorted({n for block in blocks for n in cited(block)})
        slide.notes_slide.notes_text_frame.text = "\n".join(
            ["Sources", *(f"[{n}] {self.citations[n]}" for n in numbers)]
        )
        return slide

    def lines(self, heading: str, sentences: list[Sentence], remark: str = "") -> None:
        slide = self.slide(TITLE_AND_BODY, heading, list(sentences))
        body = slide.placeholders[1]
        body.left, body.top, body.width, body.height = LEFT, TOP, WIDTH, HEIGHT
        told = [sentence_with_marks(sentence) for sentence in sentences] + (
            [remark] if remark else []
        )
        body.text_frame.text = "\n".join(told)
        for paragraph in body.text_frame.paragraphs:
            paragraph.font.size = Pt(18)

    def table(self, heading: str, block: Table) -> None:
        for start in range(0, len(block.rows), ROWS_PER_SLIDE):
            rows = block.rows[start : start + ROWS_PER_SLIDE]
            part = Table(block.title, block.header, rows)
            slide = self.slide(TITLE_ONLY, f"{heading}: {block.title}", [part])
            slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(22)
            grid = slide.shapes.add_table(
                len(rows) + 1, len(block.header), LEFT, TOP, WIDTH, Cm(1) * (len(rows) + 1)
            ).table
            for column, text in enumerate(block.header):
                grid.cell(0, column).text = text
            for row, figures in enumerate(rows, start=1):
                for column, figure in enumerate(figures):
                    grid.cell(row, column).text = figure.text + marks(figure.notes)
            for cell in grid.iter_cells():
                for paragraph in cell.text_frame.paragraphs:
                    paragraph.font.size = Pt(12)

    def chart(self, heading: str, block: Chart) -> None:
        slide = self.slide(TITLE_ONLY, heading, [block])
        data = CategoryChartData()
        data.categories = block.axis
        for series in block.series:
            data.add_series(series, block.values(series))
        frame = slide.shapes.add_chart(KINDS[block.kind], LEFT, TOP, WIDTH, HEIGHT, data)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", block.alt)
        chart = frame.chart
        chart.has_title = True
        chart.chart_title.text_frame.text = f"{block.title}, {block.unit}"
        chart.has_legend = block.kind in ("strip", "line")
        if chart.has_legend:
            chart.legend.position = XL_LEGEND_POSITION.BOTTOM
            chart.legend.include_in_layout = False
        chart.font.size = Pt(12)
        if block.kind == "strip":
            chart.plots[0].gap_width = 0
            chart.value_axis.visible = False
            chart.value_axis.has_major_gridlines = False
            chart.value_axis.maximum_scale = 1
        if block.kind == "bar":
            chart.category_axis.reverse_order = True
        for made in chart.plots[0].series:
            shade = RGBColor.from_string(charts.colour(block, made.name)[1:])
            if block.kind == "line":
                made.smooth = False
                made.format.line.color.rgb = shade
                made.marker.style = XL_MARKER_STYLE.CIRCLE
                made.marker.format.fill.solid()
                made.marker.format.fill.fore_color.rgb = shade
            else:
                made.format.fill.solid()
                made.format.fill.fore_color.rgb = shade


def cited(block: Block) -> tuple[int, ...]:
    if isinstance(block, Sentence):
        return tuple(n for part in block.parts for n in part.notes)
    if isinstance(block, Table):
        return tuple(n for row in block.rows for cell in row for n in cell.notes)
    return block.notes


def sentence_with_marks(sentence: Sentence) -> str:
    return "".join(part.text + marks(part.notes) for part in sentence.parts)


def marks(notes: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, notes))}]" if notes else ""
