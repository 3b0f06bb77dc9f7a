"""The editions of the ledger as an Atom feed (RFC 4287)."""

from datetime import UTC
from xml.etree import ElementTree as xml

from dashboard.frames import each
from dashboard.queries import changes
from dashboard.queries.database import Database
from dashboard.wording import changes as wording
from dashboard.wording.language import said

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"


def atom(ledger: Database, page: str) -> bytes:
    """One entry an edition, the latest first, with what it brought; `page` is the address of the page of changes."""
    xml.register_namespace("", ATOM)
    feed = xml.Element(f"{{{ATOM}}}feed")

    def put(parent: xml.Element, name: str, text: str = "", **attributes: str) -> xml.Element:
        element = xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        element.text = text or None
        return element

    editions = changes.editions(ledger)
    when = [built.tz_convert(UTC).isoformat(timespec="seconds") for built in editions["built_at"]]
    put(feed, "id", page)
    put(feed, "title", said("TIP Ledger: what changed"))
    put(feed, "updated", when[0])
    put(feed, "link", rel="self", href=f"{page}.atom")
    put(put(feed, "author"), "name", "TIP Ledger")
    before = [*editions["content_hash"].iloc[1:], None]
    for row, updated, earlier in zip(each(editions), when, before, strict=True):
        entry = put(feed, "entry")
        put(entry, "id", f"urn:tip-ledger:edition:{row.content_hash}")
        put(
            entry, "title", wording.build_in_words(row.data_version, row.content_hash, row.built_at)
        )
        put(entry, "updated", updated)
        put(entry, "link", href=f"{page}?since={earlier[:8]}" if earlier else page)
        told = wording.brought(row.new, row.altered, row.withdrawn, row.doubted)
        put(entry, "summary", told if earlier else said(wording.FIRST))
    return xml.tostring(feed, encoding="utf-8", xml_declaration=True)
