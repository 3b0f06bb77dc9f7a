"""A view as files: its rows for spreadsheets and programs, with what they mean and where they come from."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
from pydantic_core import to_json

from dashboard import frames, preview
from dashboard.api import answers
from dashboard.pictures import drawing, plots
from dashboard.pictures.sheet import Sheet
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.ui import workbook
from dashboard.views import View
from dashboard.views.address import OVERVIEW, Address
from dashboard.wording import bar, citing, columns, pages
from dashboard.wording.figures import figure
from dashboard.wording.language import said

MARK = "\ufeff"  # without it, Excel reads UTF-8 as something else
EPOCH = (1980, 1, 1, 0, 0, 0)  # of files in an archive: the same rows give the same bytes


@dataclass(frozen=True)
class Taken:
    """A view with what a file of it says: from which ledger, at which address, read when."""

    ledger: Database
    view: View
    address: Address
    read: date

    @property
    def cited(self) -> pd.DataFrame:
        return catalogue.sources(self.ledger, self.view.source_ids)

    @property
    def build(self) -> pd.Series:
        return catalogue.build(self.ledger)

    @property
    def title(self) -> str:
        """What the view shows, and of what its page is, where that is not said already: of a chart, of which places."""
        page = "" if self.address.page == OVERVIEW else self.address.page
        about = preview.of_address(self.ledger, page, self.address.query).title
        about, shown = (
            about.removesuffix(pages.in_tab("")),
            citing.without_markdown(self.view.title),
        )
        if self.view.figure is not None:
            lead, _, places = about.partition(": ")
            about = places or ("" if lead == said(pages.TITLES[page]) else lead)
        return shown if about in shown else f"{about}: {shown}"

    def rows(self) -> pd.DataFrame:
        """The rows as on screen: codes in words and sources by title, or as they were asked for."""
        if self.view.as_asked:
            return self.view.table
        told, same = columns.readable(self.view.table, catalogue.names(self.ledger))
        told = told.assign(**same)
        titles = catalogue.source_titles(self.ledger, self.view.source_ids)
        if {"value", "qualifier"} <= set(told.columns):
            # A bound is no number: who adds up the column must not count it.
            bound = self.view.table["qualifier"] == "less_than"
            told["value"] = told["value"].astype(object)
            told.loc[bound, "value"] = [
                figure(value, "less_than") for value in self.view.table.loc[bound, "value"]
            ]
        for name in told.columns:
            if "source_id" in name:
                told[name] = told[name].map(partial(citing.called, titles=titles))
            told[name] = pd.Series(answers.json_values(told[name]), told.index, dtype=object)
        return told

    def named(self, rows: pd.DataFrame) -> list[str]:
        """What the columns of such rows are called."""
        return [*map(str, rows)] if self.view.as_asked else columns.named(rows, self.view.names)

    def sentence(self) -> str:
        view = self.view
        return citing.sentence(view.finding, view.counts, self.cited, self.build, self.address.view)

    def short(self) -> str:
        return citing.short(self.title, self.cited, self.build)

    def full(self) -> str:
        return citing.full(self.title, self.cited, self.build, self.address.view, self.read)

    def bibtex(self) -> str:
        view = self.view
        return citing.bibtex(
            view.name, self.title, self.cited, self.build, self.address.view, self.read
        )

    def ris(self) -> str:
        return citing.ris(self.title, self.cited, self.build, self.address.view, self.read)


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, their columns by name, and how each source is known in words."""
    told = rows.rename(columns=dict(zip(rows, columns.named(rows), strict=True)))
    if "reliability" in rows:
        told[columns.name("reliability")] = rows["reliability"].map(said)
    return told


def table_csv(rows: pd.DataFrame, *heads: list[str]) -> bytes:
    """Rows as CSV that Excel reads too; text stays text. heads: the lines above the rows."""
    return (MARK + answers.csv_of(rows, *heads)).encode()


def headed_csv(rows: pd.DataFrame) -> bytes:
    told = named(rows)
    return table_csv(told, frames.column_names(told))


def as_csv(taken: Taken) -> bytes:
    rows = taken.rows()
    return table_csv(rows, taken.named(rows))


def as_hxl(taken: Taken) -> bytes:
    """As as_csv, with a line of HXL hashtags under the names."""
    rows = taken.rows()
    return table_csv(
        rows, taken.named(rows), [columns.hashtag(name) for name in frames.column_names(rows)]
    )


def as_excel(taken: Taken) -> bytes:
    rows = taken.rows()
    cells = rows.map(workbook.cell).set_axis(taken.named(rows), axis=1)
    if not taken.view.as_asked:
        cells = cells.apply(workbook.of_one_kind)
    told = {said(label): text for label, text in about(taken).items()}
    return workbook.with_sources(cells, named(taken.cited), said("Data"), told)


def about(taken: Taken) -> dict[str, str]:
    """What a file says of itself; its keys, which JSON keeps, are messages."""
    view = taken.view
    return {
        "What it shows": taken.title,
        "What it says": citing.without_markdown(view.finding),
        "What is counted": citing.without_markdown(view.counts),
        "Edition": citing.data_edition(taken.build),
        "Address": taken.address.view,
        "Read": f"{taken.read:%Y-%m-%d}",
        "Cite as": taken.full(),
    }


def as_json(taken: Taken) -> bytes:
    """Rows with their codes, the names of the columns, and the sources once."""
    table = taken.view.table
    told = {
        "about": about(taken),
        "edition": answers.build_facts(taken.ledger),
        "columns": dict(zip(table, taken.named(table), strict=True)),
        "data": list(answers.rows_of(table)),
        "sources": {row.pop("source_id"): row for row in answers.rows_of(taken.cited)},
    }
    return to_json(told, inf_nan_mode="null", bytes_mode="hex", fallback=str)


def dictionary(taken: Taken) -> pd.DataFrame:
    """Each column of the data: column, code, hashtag, and meaning as the ledger states it."""
    meant = catalogue.meanings(taken.ledger)
    rows = taken.rows()
    return pd.DataFrame(
        {
            "column": taken.named(rows),
            "code": list(rows),
            "hashtag": [columns.hashtag(name) for name in frames.column_names(rows)],
            "meaning": [said(meant.get(name, "")) for name in frames.column_names(rows)],
        }
    )


def as_zip(taken: Taken) -> bytes:
    """Data, data dictionary, sources, terms, how to read it, and the citation, in one file."""
    cited = taken.cited
    held = {
        "README.txt": readme(taken).encode(),
        "data.csv": as_csv(taken),
        "data-hxl.csv": as_hxl(taken),
        "data-dictionary.csv": headed_csv(dictionary(taken)),
        "sources.csv": headed_csv(cited),
        "terms.csv": headed_csv(cited[["citation", "licence"]]),
        "CITATION.bib": taken.bibtex().encode(),
        "CITATION.ris": taken.ris().encode(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def sheet(taken: Taken) -> Sheet:
    """The chart of a view that has one, with what it is read by away from its page."""
    view, address = taken.view, taken.address
    assert view.figure is not None
    figure = view.figure.restored()
    data = address.file(view.name, "xlsx")
    return Sheet(
        title=taken.title,
        unit=(figure.layout.title.subtitle.text or "").replace("<br>", " "),
        description=citing.without_markdown(view.finding),
        legend=plots.legend(figure),
        plot=plots.plot(figure),
        notes=[
            citing.without_markdown(view.counts),
            "; ".join(plots.told_on_hovering(figure)),
            bar.legend_of_marks(plots.unnamed_marks(figure)),
            *citing.under(taken.cited, taken.build, address.view, data, taken.read),
        ],
    )


def readme(taken: Taken) -> str:
    line = said("{label}: {value}")
    told = "".join(
        f"{line.format(label=said(label), value=text)}\n"
        for label, text in about(taken).items()
        if text
    )
    return f"{told}\n{said(columns.HOW_TO_READ)}"


@dataclass(frozen=True)
class Format:
    label: str
    media_type: str
    write: Callable[[Taken], bytes]


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", as_csv),
    "hxl.csv": Format("CSV with HXL hashtags", "text/csv; charset=utf-8", as_hxl),
    "xlsx": Format(
        "Excel, with sources",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        as_excel,
    ),
    "json": Format("JSON", "application/json", as_json),
    "zip": Format("All, with data dictionary and terms (zip)", "application/zip", as_zip),
    "bib": Format("BibTeX", "application/x-bibtex", lambda taken: taken.bibtex().encode()),
    "ris": Format("RIS", "application/x-research-info-systems", lambda taken: taken.ris().encode()),
    "svg": Format("SVG", "image/svg+xml", lambda taken: drawing.svg(sheet(taken))),
    "png": Format("PNG", "image/png", lambda taken: drawing.png(sheet(taken))),
}
DATA = ("csv", "hxl.csv", "xlsx", "json", "zip")
CITATIONS = ("bib", "ris")
PICTURES = ("svg", "png")
