"""The words of the bar under a chart or table."""

TAKE_ALONG = "Take along"
FIGURES, SOURCES, SENTENCE, CITE, DATA, PICTURE, LINK = (
    "Figures and sources",
    "Sources",
    "Sentence",
    "Cite",
    "Data",
    "Picture",
    "Link and embed",
)
DATA_RULE = (
    "The same rows as on the page. Their address follows from the page's own: Help says how."
)
PICTURE_SAYS = "For print and slides: title, unit, sources, edition, date and address stand in the picture. SVG can be edited."
NO_PICTURE = "Flows from left to right have no picture yet that would do them justice: see the part alone under *Link and embed*."
EMBED = "This address is of the page as you see it. To show this part alone on another site:"
ALONE = "See it alone"


def snippet(address: str, title: str) -> str:
    """HTML that shows a part on another site. address, title: escaped."""
    return f'<iframe src="{address}" title="{title}" width="100%" height="520" style="border:0"></iframe>'


def no_picture(name: str) -> str:
    return f"The part {name!r} has no picture: it is a table, or a chart of a kind that is not drawn as one. Its rows come as csv, xlsx or json."


def no_part(name: str, parts: list[str]) -> str:
    held = f"It has: {', '.join(parts)}." if parts else "It has none."
    return f"The page at this address has no part {name!r}. {held}"
