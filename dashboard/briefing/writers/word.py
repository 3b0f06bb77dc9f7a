"""A briefing as a Word document: real styles, tables, endnotes, alternative text."""

from io import BytesIO

from docx import Document
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from dashboard.briefing import charts
from dashboard.briefing.model import Briefing, Chart, Figure, Section, Sentence, Source, Table
from dashboard.briefing.writers.layout import side_by_side
from dashboard.briefing.writers.office import without_clock
from dashboard.briefing.writers.plain import title_and_unit

ENDNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
MARK_STYLE = "Endnote Reference"
# Word keeps the first two notes for the lines that separate notes from text.
FIRST_ID = 1
WIDTH = Cm(17.4)
CHART = Cm(8)
ACCENT = RGBColor.from_string(charts.ACCENT[1:])


def write(briefing: Briefing) -> bytes:
    """The .docx. A source's first citation is an endnote; later ones refer to it by a field."""
    return Writer(briefing).document()


class Writer:
    def __init__(self, briefing: Briefing):
        self.briefing = briefing
        self.file = Document()
        self.place: File | Cell = self.file
        self.cited: set[int] = set()

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
            self.file.add_heading("Sources", 1)
            self.endnotes()
        out = BytesIO()
        self.file.save(out)
        return without_clock(out.getvalue())

    def properties(self) -> None:
        properties = self.file.core_properties
        properties.title = self.briefing.title
        properties.author = "TIP Ledger"
        properties.language = "en-GB"
        properties.comments = self.briefing.edition

    def page(self) -> None:
        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.8)
        section.top_margin = section.bottom_margin = Cm(1.6)
        section._sectPr.insert(
            0, parse_xml(f'<w:endnotePr {nsdecls("w")}><w:numFmt w:val="decimal"/></w:endnotePr>')
        )
        footer = section.footer.paragraphs[0]
        footer.style.paragraph_format.tab_stops.clear_all()
        footer.add_run(f"{self.briefing.title} · {self.briefing.edition}\t")
        footer.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), " PAGE ")
        footer._p.append(field)

    def styles(self) -> None:
        styles = self.file.styles
        styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "en-GB")
        sizes = {
            "Normal": (9, 2), "List Bullet": (9.5, 1), "Title": (22, 0), "Subtitle": (8.5, 4),
            "Heading 1": (12, 2), "Caption": (9, 1), "Footer": (7.5, 0),
        }  # fmt: skip
        for name, (size, after) in sizes.items():
            style = styles[name]
            style.font.size = Pt(size)
            style.paragraph_format.space_after = Pt(after)
            style.paragraph_format.line_spacing = 1
            if name in ("Title", "Subtitle", "Heading 1", "Caption"):
                style.font.color.rgb = ACCENT if name == "Heading 1" else RGBColor(0, 0, 0)
                style.font.italic = False
                style.paragraph_format.keep_with_next = True
        styles["Heading 1"].paragraph_format.space_before = Pt(6)
        mark = styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        note = styles.add_style("Endnote Text", WD_STYLE_TYPE.PARAGRAPH)
        note.font.size = Pt(7)
        note.paragraph_format.space_after = Pt(0)

    def row(self, sections: list[Section]) -> None:
        """Sections that share a row stand in the cells of a table without lines."""
        page = self.place
        if len(sections) == 1:
            return self.section(sections[0])
        cells = self.file.add_table(rows=1, cols=len(sections)).rows[0].cells
        for cell, section in zip(cells, sections, strict=True):
            self.place = cell
            self.section(section)
            cell._tc.remove(cell.paragraphs[0]._p)  # the empty one that every new cell holds
        self.place = page

    def section(self, section: Section) -> None:
        self.place.add_paragraph(section.heading, style="Heading 1")
        for block in section.blocks:
            if isinstance(block, Sentence):
                self.sentence(block, "Endnote Text" if section.small else "List Bullet")
            elif isinstance(block, Table):
                self.table(block)
            else:
                self.chart(block)

    def sentence(self, sentence: Sentence, style: str = "List Bullet") -> None:
        self.words(self.place.add_paragraph(style=style), sentence.parts)

    def words(self, paragraph: Paragraph, parts: tuple[Figure, ...]) -> None:
        for part in parts:
            paragraph.add_run(part.text)
            for i, number in enumerate(part.notes):
                if i:
                    paragraph.add_run(", ").style = MARK_STYLE
                self.mark(paragraph, number)

    def mark(self, paragraph: Paragraph, number: int) -> None:
        if number in self.cited:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), f" NOTEREF _source{number} \\f \\h ")
            run = paragraph.add_run(str(number))
            run.style = MARK_STYLE
            field.append(run._r)
            paragraph._p.append(field)
            return
        self.cited.add(number)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for edge in (start, end):
            edge.set(qn("w:id"), str(number))
        start.set(qn("w:name"), f"_source{number}")
        paragraph._p.append(start)
        run = paragraph.add_run()
        run.style = MARK_STYLE
        reference = OxmlElement("w:endnoteReference")
        reference.set(qn("w:id"), str(number + FIRST_ID))
        run._r.append(reference)
        paragraph._p.append(end)

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
                cell.paragraphs[0].paragraph_format.space_after = Pt(0)

    def chart(self, block: Chart) -> None:
        caption = self.place.add_paragraph(style="Caption")
        self.words(caption, (Figure(title_and_unit(block), block.notes),))
        width = WIDTH if block.kind == "strip" else CHART
        run = self.place.add_paragraph().add_run()
        picture = run.add_picture(BytesIO(charts.png(block)), width=width)
        picture._inline.docPr.set("descr", block.alt)
        picture._inline.docPr.set("title", block.title)

    def endnotes(self) -> None:
        root = etree.fromstring(f"<w:endnotes {nsdecls('w')}/>")
        for place, kind in enumerate(("separator", "continuationSeparator")):
            root.append(
                etree.fromstring(
                    f'<w:endnote {nsdecls("w")} w:type="{kind}" w:id="{place}">'
                    f"<w:p><w:r><w:{kind}/></w:r></w:p></w:endnote>"
                )
            )
        for source in self.briefing.sources:
            root.append(endnote(source))
        part = Part(
            PackURI("/word/endnotes.xml"),
            ENDNOTES_TYPE,
            etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
            self.file.part.package,
        )
        self.file.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)


def column_widths(block: Table) -> list[Length]:
    """The width of the text, shared out by each column's longest cell."""
    columns = zip(
        block.header, *([figure.text for figure in row] for row in block.rows), strict=True
    )
    longest = [min(max(map(len, column)), 28) + 12 for column in columns]
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


def endnote(source: Source) -> etree._Element:
    note = etree.fromstring(
        f'<w:endnote {nsdecls("w")} w:id="{source.number + FIRST_ID}"><w:p>'
        '<w:pPr><w:pStyle w:val="EndnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr><w:endnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"/></w:r></w:p></w:endnote>'
    )
    note.find(f".//{qn('w:t')}").text = f" {source.citation}"
    return note
