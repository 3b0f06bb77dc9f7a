"""How a view is cited: in a sentence, short and in full, and for reference managers."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.wording.figures import number
from dashboard.wording.language import said

HOUSE = "TIP Ledger"
MOST_SOURCES = 20  # in a footnote
MARKDOWN = re.compile(r"\\([$\[~*])|\[([^\]]*)\]\([^)]*\)|\*\*?")

# What of a citation tells where it was read, after publisher and title.
WHERE_READ = re.compile(r"\. (?=Read in: |\w+://)")
IN_FULL, BY_TITLE = 3, 30  # sources that a picture has room for


def version(build: pd.Series) -> str:
    return f"{build.data_version} ({build.content_hash[:8]})"


def data_edition(build: pd.Series) -> str:
    return said("data edition {version}").format(version=version(build))


def without_markdown(markdown: str) -> str:
    """A page's words without Markdown, in one line."""
    return " ".join(MARKDOWN.sub(lambda found: found[1] or found[2] or "", markdown).split())


def verbatim(text: str) -> str:
    """Text as Markdown that `plain` gives back as it is."""
    return re.sub(r"[$\[~*]", r"\\\g<0>", text)


def tex(text: str) -> str:
    """Text as TeX prints it."""
    apart = {"\\": r"\textbackslash ", "~": r"\string~"}
    return re.sub(r"[\\&%$#_{}~]", lambda found: apart.get(found[0], f"\\{found[0]}"), text)


def footnote(cited: pd.DataFrame) -> str:
    """The sources in full, in one line; of very many the first, and how many others. cited: citation."""
    told = "; ".join(cited["citation"].head(MOST_SOURCES))
    more = len(cited) - MOST_SOURCES
    if more <= 0:
        return told
    return said("{sources}; and {more} more, in the file with all sources").format(
        sources=told, more=number(more)
    )


def sentence(finding: str, counts: str, cited: pd.DataFrame, build: pd.Series, address: str) -> str:
    """The finding, and under it what is counted, the sources, and where it was read."""
    told = " ".join(filter(None, (without_markdown(finding), without_markdown(counts))))
    sources = f"{footnote(cited)}. " if len(cited) else ""
    return f"{told}\n\n{sources}{HOUSE}, {data_edition(build)}, {address}"


def called(sources: Any, titles: Mapping[str, str]) -> str | None:
    """What a source is called, or several; nothing for none. titles: source_id → title."""
    if not isinstance(sources, Iterable):
        return None
    named = [sources] if isinstance(sources, str) else sources
    return said("; ").join(titles.get(source, source) for source in named)


def publishers(cited: pd.DataFrame, between: str) -> str:
    """The publishers of the sources, at most three by name. cited: citation."""
    named = list(dict.fromkeys(text.split(": ")[0] for text in cited["citation"]))
    told = between.join(named[:3])
    return said("{publishers} and others").format(publishers=told) if len(named) > 3 else told


def short(title: str, cited: pd.DataFrame, build: pd.Series) -> str:
    told = said("{title}, in {house}, {edition}").format(
        title=without_markdown(title), house=HOUSE, edition=data_edition(build)
    )
    if cited.empty:
        return told
    return said("{label}: {value}").format(label=publishers(cited, "; "), value=told)


def full(title: str, cited: pd.DataFrame, build: pd.Series, address: str, read: date) -> str:
    edition = data_edition(build)
    told = said("{house}: {title}. {edition}, built {built}. {address}, read {read}.").format(
        house=HOUSE,
        title=without_markdown(title),
        edition=edition[:1].upper() + edition[1:],
        built=f"{build.built_at:%Y-%m-%d}",
        address=address,
        read=f"{read:%Y-%m-%d}",
    )
    return f"{told} {sources_told(cited)}." if len(cited) else told


def sources_told(cited: pd.DataFrame) -> str:
    """'Source: …', or 'Sources: …; …'."""
    one = said("Source: {sources}") if len(cited) == 1 else said("Sources: {sources}")
    return one.format(sources=footnote(cited))


def under(cited: pd.DataFrame, build: pd.Series, view: str, data: str, read: date) -> list[str]:
    """The lines under a picture: its sources, and where it comes from. view, data: addresses of the page and of the rows."""
    came = said("{house}, {edition}, built {built}. {address}, read {read}.").format(
        house=HOUSE,
        edition=data_edition(build),
        built=f"{build.built_at:%Y-%m-%d}",
        address=view,
        read=f"{read:%Y-%m-%d}",
    )
    if cited.empty:
        return [came]
    if len(cited) <= IN_FULL:
        return [f"{sources_told(cited)}.", came]
    told = said("{number} sources, each in full at {address}: {titles}.").format(
        number=number(len(cited)), address=data, titles=titles(cited)
    )
    return [told, came]


def titles(cited: pd.DataFrame) -> str:
    """The sources by publisher and title, those that were read in several places once; of very many, the publishers."""
    by_publisher: dict[str, list[str]] = {}
    for told in dict.fromkeys(WHERE_READ.split(text)[0].rstrip(".") for text in cited["citation"]):
        publisher, _, title = told.partition(": ")
        by_publisher.setdefault(publisher, []).append(title)
    if sum(map(len, by_publisher.values())) > BY_TITLE:
        return publishers(cited, "; ")
    return "; ".join(f"{name}: {', '.join(held)}" for name, held in by_publisher.items())


def bibtex(
    name: str, title: str, cited: pd.DataFrame, build: pd.Series, address: str, read: date
) -> str:
    """One entry of the view, its sources in its note."""
    fields = {
        "author": f"{{{HOUSE}}}",
        "title": f"{{{tex(without_markdown(title))}}}",
        "year": f"{build.built_at:%Y}",
        "version": version(build),
        "url": address,
        "urldate": f"{read:%Y-%m-%d}",
    }
    if len(cited):
        fields["note"] = tex(
            said("Sources: {sources}").format(sources="; ".join(cited["citation"]))
        )
    told = "".join(f",\n  {key} = {{{value}}}" for key, value in fields.items())
    return f"@misc{{tip-ledger-{name}-{build.content_hash[:8]}{told}\n}}\n"


def ris(title: str, cited: pd.DataFrame, build: pd.Series, address: str, read: date) -> str:
    """One entry of the view, each source a note of it."""
    lines: list[tuple[str, str]] = [
        ("TY", "DATA"),
        ("AU", HOUSE),
        ("TI", without_markdown(title)),
        ("PY", f"{build.built_at:%Y}"),
        ("ET", version(build)),
        ("UR", address),
        ("Y2", f"{read:%Y/%m/%d}"),
        *(("N1", text) for text in _one_line(cited["citation"])),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {text}\r\n" for tag, text in lines)


def _one_line(texts: Iterable[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]
