"""The words of the bar under a chart or table."""

from collections.abc import Collection, Iterable

from dashboard.wording.language import said

FIGURES, SOURCES, SENTENCE, CITE, DATA, PICTURE, LINK = (
    "Figures and sources",
    "Sources",
    "Sentence",
    "Cite",
    "Data",
    "Picture",
    "Link and embed",
)
# What a panel is called: the words that are shown, since a court's sentence is another word in other languages.
ABOUT = {SENTENCE: "words: "}
DATA_RULE = (
    "The same rows as on the page. Their address follows from the page's own: Help says how."
)
PICTURE_SAYS = "For print and slides: title, unit, sources, edition, date and address stand in the picture. SVG can be edited."
UNDRAWN = "This picture could not be drawn now. Its rows come as csv, xlsx or json."
# What a picture says of its marks where no legend does; see pictures.plots.unnamed_marks.
MARKS = {
    "circle-x-open": "Crossed ring: doubted, since another figure contradicts it.",
    "x": "Cross: a figure of another source.",
    "circle-x": "Crossed white ring on the axis: another source's bound, fewer than the limit printed.",
    "bar x": "Crossed bar: doubted, since another figure contradicts it.",
    "triangle-up": "Triangle: at least so many.",
    "diamond": "Diamond: about so many, or an estimate.",
    "circle-open": "Open ring on the axis: fewer than the limit printed, neither that number nor 0.",
    "arrow-up": "Arrow: beyond the axis.",
    "upright": "Dashed upright rule: what is before and behind it may not be compared.",
    "nowhere": "A logarithmic axis has no place for 0, nor for fewer than a limit: see the rows.",
    "along": "Dashes along the axis: no figure.",
}
EMBED = "This address is of the page as you see it. To show this part alone on another site:"
ALONE = "See it alone"


def panel(name: str) -> str:
    """What one of the bar's panels is called."""
    return said(name, ABOUT.get(name, ""))


def called(title: str) -> str:
    return said("Take along: {title}").format(title=title)


def snippet(address: str, title: str) -> str:
    """HTML that shows a part on another site. address, title: escaped."""
    return f'<iframe src="{address}" title="{title}" width="100%" height="520" style="border:0"></iframe>'


def no_picture(name: str) -> str:
    return said(
        "The part {name} is a table: it has no picture. Its rows come as csv, xlsx or json."
    ).format(name=repr(name))


def formats(held: Iterable[str]) -> str:
    return said("The formats are {formats}.").format(formats=", ".join(held))


def pages(held: Iterable[str]) -> str:
    return said("The pages are {pages}.").format(pages=", ".join(held))


def legend_of_marks(found: Collection[str]) -> str:
    return " ".join(said(told) for mark, told in MARKS.items() if mark in found)


def no_part(name: str, parts: list[str]) -> str:
    if not parts:
        return said("The page at this address has no part {name}. It has none.").format(
            name=repr(name)
        )
    return said("The page at this address has no part {name}. It has: {parts}.").format(
        name=repr(name), parts=", ".join(parts)
    )
