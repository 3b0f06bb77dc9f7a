"""A briefing as a workbook: text, tables, native charts; text is never a formula."""

from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.briefing import charts
from dashboard.briefing.model import Briefing, Chart, Sentence, Table
from dashboard.briefing.powerpoint import marks, sentence_with_marks

TEXT_STAYS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
KINDS = {
    "strip": {"type": "column", "subtype": "stacked"},
    "line": {"type": "line"},
    "bar": {"type": "bar"},
    "column": {"type": "column", "subtype": "stacked"},
}


def write(briefing: Briefing) -> bytes:
    """The .xlsx: one sheet of text, one for each table and chart, one of sources."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, TEXT_STAYS_TEXT) as book:
        book.set_properties({"title": briefing.title, "author": "TIP Ledger"})
        Sheets(book, briefing).write()
    return out.getvalue()


class Sheets:
    def __init__(self, book: xlsxwriter.Workbook, briefing: Briefing):
        self.book, self.briefing = book, briefing
        self.bold = book.add_format({"bold": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self) -> None:
        text = self.book.add_worksheet("Briefing")
        text.set_column(0, 0, 110, self.wrapped)
        lines = [
            self.briefing.title,
            self.briefing.edition,
            *map(sentence_with_marks, self.briefing.headlines),
        ]
        headings = {0}
        for section in self.briefing.sections:
            told = [sentence_with_marks(b) for b in section.blocks if isinstance(b, Sentence)]
            if told:
                headings.add(len(lines))
                lines += [section.heading, *told]
        for row, line in enumerate(lines):
            text.write_string(row, 0, line, self.bold if row in headings else self.wrapped)
        number = 0
        for section in self.briefing.sections:
            for block in section.blocks:
                if isinstance(block, Sentence):
                    continue
                number += 1
                sheet = self.book.add_worksheet(f"{number} {section.heading}"[:31])
                if isinstance(block, Table):
                    self.table(sheet, block)
                else:
                    self.chart(sheet, block)
        sources = self.book.add_worksheet("Sources")
        sources.set_column(1, 1, 130, self.wrapped)
        for row, source in enumerate(self.briefing.sources):
            sources.write_number(row, 0, source.number)
            sources.write_string(row, 1, source.citation, self.wrapped)

    def table(self, sheet: Worksheet, block: Table) -> None:
        sheet.write_string(0, 0, block.title, self.bold)
        sheet.set_column(0, len(block.header), 24)
        for column, text in enumerate(block.header):
            sheet.write_string(1, column, text, self.bold)
        for row, figures in enumerate(block.rows, start=2):
            for column, figure in enumerate(figures):
                sheet.write_string(row, column, figure.text + marks(figure.notes))

    def chart(self, sheet: Worksheet, block: Chart) -> None:
        sheet.write_string(0, 0, f"{block.title}, {block.unit}{marks(block.notes)}", self.bold)
        for row, place in enumerate(block.axis, start=2):
            sheet.write_string(row, 0, place)
        made = self.book.add_chart(KINDS[block.kind])
        last = len(block.axis) + 1
        for column, series in enumerate(block.series, start=1):
            shade = charts.colour(block, series)
            sheet.write_string(1, column, series, self.bold)
            for row, value in enumerate(block.values(series), start=2):
                if value is not None:
                    sheet.write_number(row, column, value)
            look = (
                {
                    "line": {"color": shade},
                    "marker": {
                        "type": "circle",
                        "fill": {"color": shade},
                        "border": {"color": shade},
                    },
                }
                if block.kind == "line"
                else {"fill": {"color": shade}, "gap": 0 if block.kind == "strip" else 40}
            )
            made.add_series(
                {
                    "name": [sheet.name, 1, column],
                    "categories": [sheet.name, 2, 0, last, 0],
                    "values": [sheet.name, 2, column, last, column],
                    **look,
                }
            )
        made.set_title({"name": block.title, "name_font": {"size": 12}})
        made.show_blanks_as("gap")
        made.set_legend(
            {"position": "bottom"} if block.kind in ("strip", "line") else {"none": True}
        )
        if block.kind == "strip":
            made.set_y_axis({"visible": False, "max": 1, "major_gridlines": {"visible": False}})
        if block.kind == "bar":
            made.set_y_axis({"reverse": True})
        made.set_size({"width": 760, "height": 380})
        sheet.insert_chart(1, len(block.series) + 2, made, {"description": block.alt})
