"""A briefing as a Word document: real styles, tables, endnotes, alternative text."""

from io import BytesIO

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from dashboard.briefing import charts
from dashboard.briefing.content import Briefing, Chart, Figure, Sentence, Source, Table

ENDNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
MARK_STYLE = "Endnote Reference"
# Word keeps the first two notes for the lines that separate notes from text.
FIRST_ID = 1


def write(briefing: Briefing) -> bytes:
    """The .docx. A source's first citation is an endnote; later ones refer to it by a field."""
    return Writer(briefing).document()


class Writer:
    def __init__(self, briefing: Briefing):
        self.briefing = briefing
        self.file = Document()
        self.cited: set[int] = set()

    def document(self) -> bytes:
        briefing, file = self.briefing, self.file
        self.set_up()
        file.add_heading(briefing.title, 0)
        file.add_paragraph(briefing.edition)
        for sentence in briefing.headlines:
            self.sentence(sentence)
        for section in briefing.sections:
            file.add_heading(section.heading, 1)
            for block in section.blocks:
                if isinstance(block, Sentence):
                    self.sentence(block)
                elif isinstance(block, Table):
                    self.table(block)
                else:
                    self.chart(block)
        if briefing.sources:
            file.add_heading("Sources", 1)
        self.endnotes()
        out = BytesIO()
        file.save(out)
        return out.getvalue()

    def set_up(self) -> None:
        file = self.file
        file.core_properties.title = self.briefing.title
        file.core_properties.author = "TIP Ledger"
        file.core_properties.language = "en-GB"
        section = file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.8)
        section.top_margin = section.bottom_margin = Cm(1.6)
        file.styles["Normal"].font.size = Pt(9.5)
        file.styles["Normal"].paragraph_format.space_after = Pt(3)
        mark = file.styles.add_style(MARK_STYLE, 2)
        mark.font.superscript = True
        note = file.styles.add_style("Endnote Text", 1)
        note.font.size = Pt(7.5)
        note.paragraph_format.space_after = Pt(0)
        numbering = OxmlElement("w:endnotePr")
        form = OxmlElement("w:numFmt")
        form.set(qn("w:val"), "decimal")
        numbering.append(form)
        section._sectPr.insert(0, numbering)

    def sentence(self, sentence: Sentence) -> None:
        self.words(self.file.add_paragraph(style="List Bullet"), sentence.parts)

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
        for tag, name in (("w:bookmarkStart", f"_source{number}"), ("w:bookmarkEnd", None)):
            edge = OxmlElement(tag)
            edge.set(qn("w:id"), str(number))
            if name:
                edge.set(qn("w:name"), name)
            paragraph._p.append(edge)
            if name:
                run = paragraph.add_run()
                run.style = MARK_STYLE
                reference = OxmlElement("w:endnoteReference")
                reference.set(qn("w:id"), str(number + FIRST_ID))
                run._r.append(reference)

    def table(self, block: Table) -> None:
        self.file.add_paragraph(block.title, style="Caption")
        table = self.file.add_table(rows=1, cols=len(block.header), style="Light List Accent 1")
        for cell, text in zip(table.rows[0].cells, block.header, strict=True):
            cell.text = text
        repeated = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeated)
        for row in block.rows:
            for cell, figure in zip(table.add_row().cells, row, strict=True):
                self.words(cell.paragraphs[0], (figure,))
        self.file.add_paragraph()

    def chart(self, block: Chart) -> None:
        caption = self.file.add_paragraph(style="Caption")
        self.words(caption, (Figure(f"{block.title}, {block.unit}", block.notes),))
        width = Cm(17.4) if block.kind == "strip" else Cm(12)
        picture = self.file.add_picture(BytesIO(charts.png(block)), width=width)
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


def endnote(source: Source) -> etree._Element:
    note = etree.fromstring(
        f'<w:endnote {nsdecls("w")} w:id="{source.number + FIRST_ID}"><w:p>'
        '<w:pPr><w:pStyle w:val="EndnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr><w:endnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"/></w:r></w:p></w:endnote>'
    )
    note.find(f".//{qn('w:t')}").text = f" {source.citation}"
    return note
