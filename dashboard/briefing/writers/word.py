"""A briefing as a Word document: real styles, tables, cross-references, alternative text."""

from io import BytesIO

from docx import Document
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from dashboard.briefing import charts
from dashboard.briefing.model import Briefing, Chart, Figure, Section, Sentence, Source, Table
from dashboard.briefing.writers.layout import runs, side_by_side
from dashboard.briefing.writers.office import without_clock
from dashboard.briefing.writers.plain import title_and_unit
from dashboard.wording.language import ENGLISH, in_english, said, speak, tag

MARK_STYLE = "Source Mark"
NOTE_STYLE = "Source"
CELL_STYLE = "Table Text"
# Legible when small, on every Windows and Mac; what takes its place elsewhere is hardly wider.
FONT = "Tahoma"
WIDTH = Cm(17.8)
# Characters of a source in a line, about.
LINE = 60
CHART = Cm(8)
ACCENT = RGBColor.from_string(charts.ACCENT[1:])


def write(briefing: Briefing) -> bytes:
    """The .docx. The sources are numbered at the end, and each citation is a field that refers to its source's number.

    Not endnotes: LibreOffice puts these on a page of their own, whatever stands before.
    """
    with speak(briefing.language):
        return Writer(briefing).document()


class Writer:
    def __init__(self, briefing: Briefing):
        self.briefing = briefing
        self.file = Document()
        self.place: File | Cell = self.file

    def document(self) -> bytes:
        self.properties()
        self.page()
        self.styles()
        self.file.add_heading(self.briefing.title, 0)
        self.file.add_paragraph(self.briefing.edition, style="Subtitle")
        for sentence in self.briefing.headlines:
            self.sentence(sentence)
        for row in side_by_side(self.briefing.sections):
            self.row(row)
        if self.briefing.sources:
            self.sources()
        out = BytesIO()
        self.file.save(out)
        return without_clock(out.getvalue())

    def properties(self) -> None:
        properties = self.file.core_properties
        properties.title = self.briefing.title
        properties.author = "TIP Ledger"
        properties.language = tag(self.briefing.language)
        properties.comments = self.briefing.edition

    def page(self) -> None:
        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.6)
        section.top_margin = section.bottom_margin = Cm(1.4)
        footer = section.footer.paragraphs[0]
        footer.style.paragraph_format.tab_stops.clear_all()
        footer.add_run(f"{self.briefing.title} · {self.briefing.edition}\t")
        footer.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        footer._p.append(field("PAGE"))

    def styles(self) -> None:
        styles = self.file.styles
        styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), tag(self.briefing.language))
        sizes = {
            "Normal": (8, 2), "List Bullet": (8, 1), "Title": (20, 0), "Subtitle": (7.5, 4),
            "Heading 1": (10, 2), "Caption": (8, 1), "Footer": (6.5, 0),
        }  # fmt: skip
        for name, (size, after) in sizes.items():
            style = styles[name]
            style.element.get_or_add_rPr().get_or_add_rFonts().attrib.clear()  # the theme's
            style.font.name = FONT
            style.font.size = Pt(size)
            style.paragraph_format.space_after = Pt(after)
            style.paragraph_format.line_spacing = 1
            if name in ("Title", "Subtitle", "Heading 1", "Caption"):
                style.font.color.rgb = ACCENT if name == "Heading 1" else RGBColor(0, 0, 0)
                style.font.italic = False
                style.paragraph_format.keep_with_next = True
        styles["Heading 1"].paragraph_format.space_before = Pt(5)
        bullets = styles["List Bullet"].paragraph_format
        bullets.left_indent, bullets.first_line_indent = Cm(0.35), Cm(-0.35)
        mark = styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        for name, size, after in ((NOTE_STYLE, 6.5, 1), (CELL_STYLE, 7.5, 0)):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            style.font.size = Pt(size)
            style.paragraph_format.space_after = Pt(after)

    def row(self, sections: list[Section]) -> None:
        """Sections that share a row stand side by side."""
        page = self.place
        if len(sections) == 1:
            return self.section(sections[0])
        for cell, section in zip(self.side_by_side(len(sections)), sections, strict=True):
            self.place = cell
            self.section(section)
            drop_first(cell)
        self.place = page

    def section(self, section: Section) -> None:
        self.place.add_paragraph(section.heading, style="Heading 1")
        for block in section.blocks:
            if isinstance(block, Sentence):
                self.sentence(block, NOTE_STYLE if section.small else "List Bullet")
            elif isinstance(block, Table):
                self.table(block)
            else:
                self.chart(block)

    def sentence(self, sentence: Sentence, style: str = "List Bullet") -> None:
        self.words(self.place.add_paragraph(style=style), sentence.parts)

    def words(self, paragraph: Paragraph, parts: tuple[Figure, ...]) -> None:
        for part in parts:
            for text, as_written in part.pieces():
                piece = paragraph.add_run(text)
                if as_written and not in_english():
                    in_its_language(piece)
            for i, run in enumerate(runs(part.notes)):
                if i:
                    paragraph.add_run(",").style = MARK_STYLE
                self.mark(paragraph, run[0])
                if len(run) > 1:
                    paragraph.add_run("–" if len(run) > 2 else ",").style = MARK_STYLE
                    self.mark(paragraph, run[-1])

    def mark(self, paragraph: Paragraph, number: int) -> None:
        said = paragraph.add_run(str(number))
        said.style = MARK_STYLE
        paragraph._p.append(field(rf"REF _source{number} \h \* MERGEFORMAT", said))

    def table(self, block: Table) -> None:
        self.file.add_paragraph(block.title, style="Caption")
        grid = self.file.add_table(rows=1, cols=len(block.header))
        rule(grid)
        for cell, text in zip(grid.rows[0].cells, block.header, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        head = grid.rows[0]._tr.get_or_add_trPr()
        head.append(OxmlElement("w:tblHeader"))
        for figures in block.rows:
            added = grid.add_row()
            added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, figure in zip(added.cells, figures, strict=True):
                self.words(cell.paragraphs[0], (figure,))
        widths = column_widths(block)
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
        for row in grid.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
                cell.paragraphs[0].style = CELL_STYLE

    def chart(self, block: Chart) -> None:
        caption = self.place.add_paragraph(style="Caption")
        self.words(caption, (Figure(title_and_unit(block), block.notes),))
        width = WIDTH if block.kind == "strip" else CHART
        run = self.place.add_paragraph().add_run()
        picture = run.add_picture(BytesIO(charts.png(block)), width=width)
        picture._inline.docPr.set("descr", block.alt)
        picture._inline.docPr.set("title", block.title)

    def sources(self) -> None:
        self.file.add_heading(said("Sources"), 1)
        for cell, sources in zip(self.side_by_side(2), halves(self.briefing.sources), strict=True):
            for source in sources:
                paragraph = cell.add_paragraph(style=NOTE_STYLE)
                numbered(paragraph, source.number)
                paragraph.add_run(" ")
                self.words(paragraph, (source.words,))
            drop_first(cell)

    def side_by_side(self, number: int) -> tuple[Cell, ...]:
        """The cells of a table without lines."""
        return self.file.add_table(rows=1, cols=number).rows[0].cells


def drop_first(cell: Cell) -> None:
    """Take away the empty paragraph that every new cell holds, where others follow."""
    if len(cell.paragraphs) > 1:
        cell._tc.remove(cell.paragraphs[0]._p)


def halves(sources: tuple[Source, ...]) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """The sources in two columns of about one height. Columns of a section would be balanced by some programs only."""
    lines = [-(-len(source.words.text) // LINE) for source in sources]
    middle = min(range(len(lines) + 1), key=lambda i: abs(sum(lines[:i]) - sum(lines[i:])))
    return sources[:middle], sources[middle:]


def in_its_language(run: Run) -> None:
    """Mark the words of the data, which readers that speak and check spelling take for the document's own language else."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag(ENGLISH))
    run._r.get_or_add_rPr().append(language)


def numbered(paragraph: Paragraph, number: int) -> None:
    """The number counts itself, as captions do, in a bookmark for the citations to refer to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for edge in (start, end):
        edge.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"_source{number}")
    counted = field("SEQ Source", paragraph.add_run(str(number)))
    for element in (start, counted, end):
        paragraph._p.append(element)


def field(instruction: str, shown: Run | None = None) -> BaseOxmlElement:
    """shown: what it says until it is computed anew."""
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), f" {instruction} ")
    if shown is not None:
        made.append(shown._r)
    return made


def column_widths(block: Table) -> list[Length]:
    """The width of the text, shared out by each column's longest cell."""
    columns = zip(
        block.header, *([figure.text for figure in row] for row in block.rows), strict=True
    )
    longest = [min(max(map(len, column)), 36) + 5 for column in columns]
    return [Length(WIDTH * length // sum(longest)) for length in longest]


def rule(grid: Grid) -> None:
    """Thin lines between the rows, none between the columns."""
    lines = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{shade}"/>'
        for edge, shade in (
            ("top", charts.ACCENT[1:]),
            ("bottom", charts.ACCENT[1:]),
            ("insideH", charts.GRID[1:]),
        )
    )
    grid._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
