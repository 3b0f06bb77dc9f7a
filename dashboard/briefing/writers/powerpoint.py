"""A briefing as slides: native charts and tables, sources in the speaker notes."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from math import ceil
from typing import Any

from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as OpenFile
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Cm, Length, Pt

from dashboard.briefing import charts
from dashboard.briefing.model import Block, Briefing, Chart, Figure, Section, Sentence, Table, say
from dashboard.briefing.writers.office import number_format, without_clock
from dashboard.briefing.writers.plain import note_numbers, sentence_with_marks, title_and_unit
from dashboard.charts import theme
from dashboard.wording.language import ENGLISH, said, speak, spoken, tag

KINDS = {
    "strip": XL_CHART_TYPE.COLUMN_STACKED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
}
TITLE_AND_BODY, TITLE_ONLY = 1, 5
LEFT, TOP, WIDTH, HEIGHT = Cm(1.5), Cm(2.9), Cm(30.8), Cm(14.3)
STRIP_HEIGHT, ROW_HEIGHT, LINE_HEIGHT = Cm(4.6), Cm(0.95), Cm(0.85)
LINES_PER_SLIDE, LETTERS_PER_LINE = 15, 95
# Of a title: its size, its letters in a line; the size and the letters of two lines that have room.
TITLE_SIZE, IN_A_LINE, OF_TWO_LINES, IN_TWO_LINES = 26, 62, 22, 140
# Lines of a chart with as many names as stand in a row or two below it; more stand beside it.
NAMED_BELOW = 4
# Of a table: a letter's width, about, a further line's height, and the cell's own margins.
LETTER, CELL_LINE, MARGINS = Cm(0.28), Cm(0.6), Cm(0.5)


def write(briefing: Briefing) -> bytes:
    """The .pptx: the headlines, each section on slides of its own, the sources."""
    with speak(briefing.language):
        slides = Slides(briefing)
        slides.text(briefing.title, [*briefing.headlines, say(briefing.edition)])
        for section in briefing.sections:
            slides.section(section)
        slides.text(
            said("Sources"), [say(f"[{s.number}] ", s.words) for s in briefing.sources], size=12
        )
        out = BytesIO()
        slides.file.save(out)
        return without_clock(out.getvalue())


class Slides:
    def __init__(self, briefing: Briefing):
        self.briefing = briefing
        self.citations = {source.number: source.words for source in briefing.sources}
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Cm(33.87), Cm(19.05)
        properties = self.file.core_properties
        properties.title, properties.author = briefing.title, "TIP Ledger"
        properties.language, properties.comments = tag(briefing.language), briefing.edition
        dress(self.file)

    def section(self, section: Section) -> None:
        """A strip stands under the text before it; sentences after a chart or a table stand under it."""
        blocks = list(section.blocks)
        while blocks:
            block = blocks.pop(0)
            if isinstance(block, Chart) and block.kind == "strip":
                self.strip(block)
                continue
            following: list[Sentence] = []
            while blocks and isinstance(blocks[0], Sentence):
                following.append(blocks.pop(0))  # type: ignore[arg-type]
            if isinstance(block, Sentence):
                self.text(section.heading, [block, *following])
            elif isinstance(block, Table):
                self.table(section.heading, block, following)
            else:
                self.chart(section.heading, block, following)

    def slide(self, heading: str, blocks: Sequence[Block], text: Sequence[Sentence] = ()) -> Slide:
        layout = self.file.slide_layouts[TITLE_AND_BODY if text else TITLE_ONLY]
        slide = self.file.slides.add_slide(layout)
        fill_text(slide.shapes.title.text_frame, [say(heading)])
        if len(heading) > IN_A_LINE:
            smaller = OF_TWO_LINES * min(1, IN_TWO_LINES / len(heading))
            slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(int(smaller))
        fill_text(slide.notes_slide.notes_text_frame, [say(said("Sources"))])
        self.cite(slide, [*blocks, *text])
        self.footer(slide)
        if text:
            fill_text(slide.placeholders[1].text_frame, text)
        return slide

    def cite(self, slide: Slide, blocks: Sequence[Block]) -> None:
        notes = slide.notes_slide.notes_text_frame
        assert notes is not None, "a new slide has a place for notes"
        for number in sorted({n for block in blocks for n in cited(block)}):
            fill_paragraph(notes.add_paragraph(), say(f"[{number}] ", self.citations[number]))

    def footer(self, slide: Slide) -> None:
        box = slide.shapes.add_textbox(LEFT, Cm(17.8), WIDTH, Cm(0.8))
        box.text_frame.word_wrap = True
        paragraph = box.text_frame.paragraphs[0]
        paragraph.font.size = Pt(10)
        paragraph.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
        fill_paragraph(paragraph, say(f"{self.briefing.title} · {self.briefing.edition} · "))
        paragraph._p.append(
            parse_xml(
                f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
                f'<a:rPr lang="{tag(self.briefing.language)}" sz="1000"/><a:t>‹#›</a:t></a:fld>'
            )
        )

    def text(self, heading: str, sentences: Sequence[Sentence], size: int = 18) -> None:
        for part in on_slides(sentences, size):
            slide = self.slide(heading, [], part)
            for paragraph in slide.placeholders[1].text_frame.paragraphs:
                paragraph.font.size = Pt(size)

    def strip(self, block: Chart) -> None:
        slide = self.file.slides[-1]
        self.draw(slide, block, Length(TOP + HEIGHT - STRIP_HEIGHT), STRIP_HEIGHT)
        self.cite(slide, [block])

    def chart(self, heading: str, block: Chart, following: Sequence[Sentence]) -> None:
        slide = self.slide(heading, [block], following)
        self.draw(slide, block, TOP, self.room_above(slide, following))

    def table(self, heading: str, block: Table, following: Sequence[Sentence]) -> None:
        widths = column_widths(block)
        parts = shared_out(block, widths)
        for rows in parts:
            last = rows is parts[-1]
            part = Table(block.title, block.header, rows)
            slide = self.slide(f"{heading}: {block.title}", [part], following if last else ())
            if last:
                self.room_above(slide, following)
            fill(slide, part, widths)

    def room_above(self, slide: Slide, following: Sequence[Sentence]) -> Length:
        """The height left above the text that follows, which is moved to the foot of the slide."""
        if not following:
            return HEIGHT
        lines = sum(map(lines_of, following))
        body = slide.placeholders[1]
        body.left, body.width, body.height = LEFT, WIDTH, Length(LINE_HEIGHT * lines)
        body.top = Length(TOP + HEIGHT - body.height)
        for paragraph in body.text_frame.paragraphs:
            paragraph.font.size = Pt(16)
        return Length(HEIGHT - body.height)

    def draw(self, slide: Slide, block: Chart, top: Length, height: Length) -> None:
        # The library declares for both what it does not take and give.
        data: Any = CategoryChartData()
        data.categories = block.axis
        for series in block.series:
            data.add_series(series, block.values(series))
        frame: Any = slide.shapes.add_chart(KINDS[block.kind], LEFT, top, WIDTH, height, data)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", block.alt)
        style(frame.chart, block)


def dress(file: OpenFile) -> None:
    """The palette as the theme's own colours, and one place and size for titles and text."""
    master = file.slide_master
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    for number, shade in enumerate(theme.LINES[:6], start=1):
        accent = rb"(<a:accent%d><a:srgbClr val=\")[0-9A-Fa-f]{6}" % number
        part._blob = re.sub(accent, rb"\g<1>" + shade[1:].encode(), part.blob)
    title, body = master.placeholders[0], master.placeholders[1]
    title.left, title.top, title.width, title.height = LEFT, Cm(0.7), WIDTH, Cm(1.9)
    body.left, body.top, body.width, body.height = LEFT, TOP, WIDTH, HEIGHT
    styles = master._element.find("{*}txStyles")
    heading = styles.find("{*}titleStyle/{*}lvl1pPr")
    heading.set("algn", "l")
    heading.find("{*}defRPr").set("sz", str(TITLE_SIZE * 100))
    heading.find("{*}defRPr/{*}solidFill/{*}schemeClr").set("val", "accent1")
    styles.find("{*}bodyStyle/{*}lvl1pPr/{*}defRPr").set("sz", "1800")


def on_slides(sentences: Sequence[Sentence], size: int) -> Iterator[list[Sentence]]:
    """The sentences shared out evenly to as few slides as hold them."""
    total = sum(lines_of(sentence, size) for sentence in sentences)
    room = ceil(total / ceil(total / (LINES_PER_SLIDE * 18 / size))) if total else 0
    taken, part = 0, list[Sentence]()
    for sentence in sentences:
        lines = lines_of(sentence, size)
        if part and taken >= room:
            yield part
            part, taken = [], 0
        part.append(sentence)
        taken += lines
    if part:
        yield part


def lines_of(sentence: Sentence, size: int = 18) -> int:
    return ceil(len(sentence_with_marks(sentence)) * size / 18 / LETTERS_PER_LINE)


def fill_text(frame: TextFrame, sentences: Sequence[Sentence]) -> None:
    """A paragraph for each sentence."""
    for i, sentence in enumerate(sentences):
        fill_paragraph(frame.add_paragraph() if i else frame.paragraphs[0], sentence)


def fill_paragraph(paragraph: _Paragraph, sentence: Sentence) -> None:
    """Each stretch says its language: slides have none of their own."""
    for part in sentence.parts:
        for text, as_written in [*part.pieces(), (note_numbers(part.notes), False)]:
            if text:
                run = paragraph.add_run()
                run.text = text
                run._r.get_or_add_rPr().set("lang", tag(ENGLISH if as_written else spoken()))


def column_widths(block: Table) -> list[Length]:
    """The width of the slide, shared out by each column's longest cell."""
    columns = zip(block.header, *([f.text for f in row] for row in block.rows), strict=True)
    longest = [min(max(map(len, column)), 40) + 6 for column in columns]
    return [Length(WIDTH * length // sum(longest)) for length in longest]


def row_height(row: Sequence[Figure], widths: Sequence[Length]) -> Length:
    lines = max(
        ceil(len(cell.text + note_numbers(cell.notes)) * LETTER / (width - MARGINS))
        for cell, width in zip(row, widths, strict=True)
    )
    return Length(ROW_HEIGHT + CELL_LINE * (max(lines, 1) - 1))


def shared_out(block: Table, widths: Sequence[Length]) -> list[tuple[tuple[Figure, ...], ...]]:
    """The rows, as many to a slide as it holds beside the header."""
    room = HEIGHT - row_height([*map(Figure, block.header)], widths)
    parts: list[list[tuple[Figure, ...]]] = []
    taken = room
    for row in block.rows:
        height = row_height(row, widths)
        if taken + height > room:
            parts.append([])
            taken = 0
        parts[-1].append(row)
        taken += height
    return [tuple(part) for part in parts]


def fill(slide: Slide, block: Table, widths: Sequence[Length]) -> None:
    frame = slide.shapes.add_table(
        len(block.rows) + 1,
        len(block.header),
        LEFT,
        TOP,
        WIDTH,
        Length(ROW_HEIGHT * (len(block.rows) + 1)),
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", block.title)
    grid = frame.table
    for place, width in enumerate(widths):
        grid.columns[place].width = width
    cells = [tuple(map(Figure, block.header)), *block.rows]
    for row, figures in enumerate(cells):
        for column, figure in enumerate(figures):
            cell = grid.cell(row, column)
            fill_text(cell.text_frame, [say(figure)])
            cell.text_frame.paragraphs[0].font.size = Pt(14)


def style(chart: NativeChart, block: Chart) -> None:
    chart.font.size = Pt(12)
    chart.has_title = True
    fill_text(chart.chart_title.text_frame, [say(title_and_unit(block))])
    chart.chart_title.text_frame.paragraphs[0].font.size = Pt(14)
    chart.has_legend = block.kind in ("strip", "line")
    if chart.has_legend:
        beside = block.kind == "line" and len(block.series) > NAMED_BELOW
        place = XL_LEGEND_POSITION.RIGHT if beside else XL_LEGEND_POSITION.BOTTOM
        chart.legend.position = place
        chart.legend.include_in_layout = False
    axis, plot = chart.value_axis, chart.plots[0]
    axis.format.line.fill.background()
    axis.major_gridlines.format.line.color.rgb = rgb(charts.GRID)
    axis.tick_labels.number_format = number_format()
    axis.tick_labels.number_format_is_linked = False
    if block.kind != "line":
        axis.visible, axis.has_major_gridlines = False, False
        plot.overlap, plot.gap_width = 100, 40
    if block.kind == "strip":
        axis.maximum_scale, plot.gap_width = 1, 0
    elif block.kind != "line":
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
        labels.number_format, labels.number_format_is_linked = number_format(), False
    if block.kind == "bar":
        chart.category_axis.reverse_order = True
        chart.font.size = Pt(10)
        label_every_place(chart)
    for series in plot.series:
        shade = rgb(charts.colour(block, series.name))
        if block.kind == "line":
            series.smooth = False
            series.format.line.color.rgb = shade
            series.format.line.width = Pt(2.25)
            series.marker.style = XL_MARKER_STYLE.CIRCLE
            fill_of = series.marker.format.fill
            series.marker.format.line.color.rgb = shade
        else:
            fill_of = series.format.fill
        fill_of.solid()
        fill_of.fore_color.rgb = shade
        if block.kind == "strip":
            series.format.line.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
            labels = series.data_labels
            labels.show_value, labels.position = True, XL_LABEL_POSITION.CENTER
            labels.number_format = f'"{charts.cell_label(series.name)}"'
            labels.number_format_is_linked = False
            labels.font.size, labels.font.color.rgb = Pt(12), rgb(charts.cell_ink(series.name))


def label_every_place(chart: NativeChart) -> None:
    element = chart.category_axis._element
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    element.find("{*}noMultiLvlLbl").addprevious(skip)


def rgb(shade: str) -> RGBColor:
    return RGBColor.from_string(shade[1:].upper())


def cited(block: Block) -> tuple[int, ...]:
    if isinstance(block, Sentence):
        return tuple(n for part in block.parts for n in part.notes)
    if isinstance(block, Table):
        return tuple(n for row in block.rows for cell in row for n in cell.notes)
    return block.notes
