"""How a view is cited: in a sentence, short and in full, and for reference managers."""

import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

from dashboard.wording.figures import plural

HOUSE = "TIP Ledger"
MOST_SOURCES = 20  # in a footnote
MARKDOWN = re.compile(r"\\([$\[~*])|\[([^\]]*)\]\([^)]*\)|\*\*?")

# What of a citation tells where it was read, after publisher and title.
WHERE_READ = re.compile(r"\. (?=Read in: |\w+://)")
IN_FULL, BY_TITLE = 3, 30  # sources that a picture has room for


def version(build: pd.Series) -> str:
    return f"{build.data_version} ({build.content_hash[:8]})"


def data_edition(build: pd.Series) -> str:
    return f"data edition {version(build)}"


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
    return f"{told}; and {more} more, in the file with all sources" if more > 0 else told


def sentence(finding: str, counts: str, cited: pd.DataFrame, build: pd.Series, address: str) -> str:
    """The finding, and under it what is counted, the sources, and where it was read."""
    told = " ".join(filter(None, (without_markdown(finding), without_markdown(counts))))
    sources = f"{footnote(cited)}. " if len(cited) else ""
    return f"{told}\n\n{sources}{HOUSE}, {data_edition(build)}, {address}"


def publishers(cited: pd.DataFrame, between: str) -> str:
    """The publishers of the sources, at most three by name. cited: citation."""
    named = list(dict.fromkeys(text.split(": ")[0] for text in cited["citation"]))
    return between.join(named[:3]) + (" and others" if len(named) > 3 else "")


def short(title: str, cited: pd.DataFrame, build: pd.Series) -> str:
    whose = f"{publishers(cited, '; ')}: " if len(cited) else ""
    return f"{whose}{without_markdown(title)}, in {HOUSE}, {data_edition(build)}"


def full(title: str, cited: pd.DataFrame, build: pd.Series, address: str, read: date) -> str:
    sources = f" {plural(len(cited), 'Source')}: {footnote(cited)}." if len(cited) else ""
    return (
        f"{HOUSE}: {without_markdown(title)}. {data_edition(build)[:1].upper()}{data_edition(build)[1:]}, built {build.built_at:%Y-%m-%d}. "
        f"{address}, read {read:%Y-%m-%d}.{sources}"
    )


def under(cited: pd.DataFrame, build: pd.Series, view: str, data: str, read: date) -> list[str]:
    """The lines under a picture: its sources, and where it comes from. view, data: addresses of the page and of the rows."""
    came = f"{HOUSE}, {data_edition(build)}, built {build.built_at:%Y-%m-%d}. {view}, read {read:%Y-%m-%d}."
    if cited.empty:
        return [came]
    if len(cited) <= IN_FULL:
        return [f"{plural(len(cited), 'Source')}: {footnote(cited)}.", came]
    return [f"{len(cited)} sources, each in full at {data}: {titles(cited)}.", came]


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
        fields["note"] = tex(f"Sources: {'; '.join(cited['citation'])}")
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
