"""A briefing as a workbook: text, tables, native charts; text is never a formula, a number stays one."""

from io import BytesIO
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.briefing import charts
from dashboard.briefing.model import Briefing, Chart, Figure, Sentence, Table
from dashboard.briefing.writers.office import number_format, without_clock
from dashboard.briefing.writers.plain import note_numbers, sentence_with_marks, title_and_unit
from dashboard.wording import figures as wording
from dashboard.wording.language import said, speak

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
    "column": {"type": "column"},
}
NO_AXIS = {"visible": False, "major_gridlines": {"visible": False}}
TEXT_WIDTH, LINE_HEIGHT = 110, 15


def write(briefing: Briefing) -> bytes:
    """The .xlsx: one sheet of text, one for each table and chart, one of sources."""
    out = BytesIO()
    with speak(briefing.language), xlsxwriter.Workbook(out, TEXT_STAYS_TEXT) as book:
        book.set_properties(
            {"title": briefing.title, "author": "TIP Ledger", "comments": briefing.edition}
        )
        Sheets(book, briefing).write()
    return without_clock(out.getvalue())


class Sheets:
    def __init__(self, book: xlsxwriter.Workbook, briefing: Briefing):
        self.book, self.briefing = book, briefing
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.heading = book.add_format({"bold": True, "font_color": charts.ACCENT})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "bottom": 2, "bottom_color": charts.ACCENT}
        )
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.bare = book.add_format({"num_format": "0", "align": "left"})
        self.numbers: dict[str, Format] = {}

    def write(self) -> None:
        self.text()
        number = 0
        for section in self.briefing.sections:
            for block in section.blocks:
                if isinstance(block, Sentence):
                    continue
                number += 1
                sheet = self.sheet(f"{number} {section.heading}")
                if isinstance(block, Table):
                    self.table(sheet, block)
                else:
                    self.chart(sheet, block)
        if self.briefing.sources:
            self.sources()

    def sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name[:31])
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def text(self) -> None:
        sheet = self.sheet(said("Briefing"))
        sheet.set_column(0, 0, TEXT_WIDTH)
        sheet.write_string(0, 0, self.briefing.title, self.title)
        lines: list[tuple[str, Format]] = [(self.briefing.edition, self.wrapped)]
        lines += [(sentence_with_marks(s), self.wrapped) for s in self.briefing.headlines]
        for section in self.briefing.sections:
            told = [b for b in section.blocks if isinstance(b, Sentence)]
            if told:
                lines.append((section.heading, self.heading))
                lines += [(sentence_with_marks(sentence), self.wrapped) for sentence in told]
        for row, (line, look) in enumerate(lines, start=1):
            self.line(sheet, row, 0, line, look)

    def line(self, sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
        """Text in a cell high enough for it: a wrapped cell does not grow by itself everywhere."""
        sheet.set_row(row, LINE_HEIGHT * ceil(len(text) / (TEXT_WIDTH - 8)))
        sheet.write_string(row, column, text, look)

    def table(self, sheet: Worksheet, block: Table) -> None:
        sheet.write_string(0, 0, block.title, self.heading)
        for column, text in enumerate(block.header):
            cells = [figure_with_marks(row[column]) for row in block.rows]
            sheet.set_column(column, column, min(max(map(len, [text, *cells])), 60) + 3)
            sheet.write_string(2, column, text, self.head)
        for row, figures in enumerate(block.rows, start=3):
            for column, figure in enumerate(figures):
                if figure.text.isdecimal():  # a year, or how many others there are
                    sheet.write_number(row, column, int(figure.text), self.bare)
                elif figure.value is None:
                    sheet.write_string(row, column, figure_with_marks(figure))
                else:
                    sheet.write_number(row, column, figure.value, self.number(figure))
        sheet.freeze_panes(3, 1)

    def number(self, figure: Figure) -> Format:
        """The cell holds the number; its unit and footnotes are its number format."""
        assert figure.value is not None
        digits = "" if figure.value == int(figure.value) else ".0##"
        rest = figure_with_marks(figure).removeprefix(wording.number(figure.value))
        form = number_format(rest, digits)
        if form not in self.numbers:
            self.numbers[form] = self.book.add_format({"num_format": form, "align": "left"})
        return self.numbers[form]

    def chart(self, sheet: Worksheet, block: Chart) -> None:
        sheet.write_string(0, 0, title_and_unit(block) + note_numbers(block.notes), self.heading)
        sheet.set_row(2, 3 * LINE_HEIGHT)
        sheet.set_column(0, 0, max(map(len, block.axis)) + 3)
        sheet.set_column(1, len(block.series), 16)
        for row, place in enumerate(block.axis, start=3):
            sheet.write_string(row, 0, place)
        for column, series in enumerate(block.series, start=1):
            sheet.write_string(2, column, series, self.head)
            for row, value in enumerate(block.values(series), start=3):
                if value is not None:
                    sheet.write_number(row, column, value)
        sheet.insert_chart(
            2, len(block.series) + 2, self.drawn(sheet, block), {"description": block.alt}
        )

    def drawn(self, sheet: Worksheet, block: Chart) -> xlsxwriter.chart.Chart:
        made = self.book.add_chart(KINDS[block.kind])
        last = len(block.axis) + 2
        for column, series in enumerate(block.series, start=1):
            made.add_series(
                {
                    "name": [sheet.name, 2, column],
                    "categories": [sheet.name, 3, 0, last, 0],
                    "values": [sheet.name, 3, column, last, column],
                    **look(block, series),
                }
            )
        made.set_title({"name": title_and_unit(block), "name_font": {"size": 12}})
        made.show_blanks_as("gap")
        made.set_legend(
            {"position": "bottom"} if block.kind in ("strip", "line") else {"none": True}
        )
        if block.kind == "line":
            grid = {"visible": True, "line": {"color": charts.GRID}}
            made.set_y_axis(
                {"major_gridlines": grid, "line": {"none": True}, "num_format": number_format()}
            )
        elif block.kind == "bar":
            made.set_x_axis(NO_AXIS)
            made.set_y_axis({"reverse": True, "interval_unit": 1})
        else:
            made.set_y_axis(NO_AXIS | ({"max": 1} if block.kind == "strip" else {}))
        height = 190 if block.kind == "strip" else max(380, 30 * len(block.axis))
        made.set_size({"width": 860, "height": height})
        return made

    def sources(self) -> None:
        sheet = self.sheet(said("Sources"))
        sheet.set_column(0, 0, 9)
        sheet.set_column(1, 1, TEXT_WIDTH)
        sheet.set_column(2, 2, 60)
        for column, text in enumerate(("Number", "Source", "Licence")):
            sheet.write_string(0, column, said(text), self.head)
        for row, source in enumerate(self.briefing.sources, start=1):
            self.line(sheet, row, 1, source.words.text, self.wrapped)
            sheet.write_number(row, 0, source.number, self.wrapped)
            sheet.write_string(row, 2, source.licence, self.wrapped)
        sheet.freeze_panes(1, 0)


def look(block: Chart, series: str) -> dict[str, object]:
    shade = charts.colour(block, series)
    if block.kind == "line":
        marker = {"type": "circle", "fill": {"color": shade}, "border": {"color": shade}}
        return {"line": {"color": shade, "width": 2.25}, "marker": marker}
    if block.kind == "strip":
        labels = {
            "value": True,
            "position": "center",
            "num_format": f'"{charts.cell_label(series)}"',
            "font": {"color": charts.cell_ink(series)},
        }
        white = {"color": "#ffffff"}
        return {"fill": {"color": shade}, "border": white, "gap": 0, "data_labels": labels}
    labels = {"value": True, "num_format": number_format(), "position": "outside_end"}
    return {"fill": {"color": shade}, "gap": 40, "overlap": 100, "data_labels": labels}


def figure_with_marks(figure: Figure) -> str:
    return figure.text + note_numbers(figure.notes)
