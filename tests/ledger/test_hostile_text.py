"""Text from data or from an address goes out as text: nothing in it is fetched, linked, drawn or run."""

import re
from collections.abc import Iterator
from graphlib import TopologicalSorter

import duckdb
import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from dashboard.ui.text import path, shown
from etl.locations import PROJECT
from etl.package import quoted
from tests.ledger.test_pages import run

AWAY = "https://away.example"
HOSTILE = (
    f'![p]({AWAY}/a.png) [sign in again]({AWAY}) <img src="{AWAY}/b"> <a href="{AWAY}">in</a> '
    ":material/home: </footer><script>x</script>"
)
PAGES = sorted(file.stem for file in (PROJECT / "dashboard" / "screens").glob("*.py"))
# A picture, a link elsewhere or by an address of its own, an icon by its name.
MARKDOWN = re.compile(r"!\[|\]\(\s*<?(?!/[^/\\]|#)|<(a|img|script)\b|:material/home:")
HTML = re.compile(r"<(img|a)[^>]*away\.example|<script>x")
PLOTLY = re.compile(r"(<|\\u003c)\s*a\b", re.IGNORECASE)
# Names of messages whose text Streamlit reads as Markdown.
READ_AS_MARKDOWN = {"Markdown", "Alert", "Heading", "PageLink", "Expandable", "Popover", "Tab", "Button", "DownloadButton"}  # fmt: skip
FREE_TEXT = {"name", "formal_name", "title", "citation", "note", "statement", "label", "definition", "rests_on", "data_version"}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(built, tmp_path_factory) -> Iterator[None]:
    """A ledger whose every name, title and note, and whose version, ends in such text."""
    copy = tmp_path_factory.mktemp("hostile") / "ledger.duckdb"
    with duckdb.connect(str(copy)) as poisoned:
        poisoned.execute(f"attach '{built[0]}' as sound (read_only)")
        tables = poisoned.execute(
            "select table_name, list(column_name) from information_schema.columns "
            "where table_catalog = 'sound' and table_schema = 'main' group by table_name"
        ).fetchall()
        for table, columns in tables:
            ended = ", ".join(f"{c} || ' ' || $end as {c}" for c in columns if c in FREE_TEXT)
            poisoned.execute(
                f"create table {table} as select * {f'replace ({ended})' if ended else ''} from sound.{table}",
                {"end": HOSTILE} if ended else {},
            )
        kinds = poisoned.execute(
            "select type_name, labels from duckdb_types() where database_name = 'sound' and labels is not null"
        ).fetchall()
        for name, labels in kinds:
            poisoned.execute(f"create type {name} as enum ({', '.join(map(quoted, labels))})")
        macros = poisoned.execute(
            "select function_name, parameters, macro_definition from duckdb_functions() "
            "where database_name = 'sound' and function_type = 'macro'"
        ).fetchall()
        made = {
            name: f"create macro {name}({', '.join(parameters)}) as {definition}"
            for name, parameters, definition in macros
        }
        reads = {
            name: [m for m in made if f"{m}(" in made[name].partition(" as ")[2]] for name in made
        }
        for name in TopologicalSorter(reads).static_order():
            poisoned.execute(made[name])
        poisoned.execute("detach sound")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIP_LEDGER_DATABASE", str(copy))
        yield


def sent(app: AppTest) -> Iterator[Message]:
    def below(block) -> Iterator[Message]:
        if getattr(block, "proto", None) is not None:
            yield block.proto
        for child in getattr(block, "children", {}).values():
            yield from below(child)

    for part in app._tree.children.values():
        yield from below(part)


def texts(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        # Never drawn, or read out as it is.
        if field.name in ("id", "element_id", "key", "alt"):
            continue
        if field.type == field.TYPE_STRING:
            yield from [value] if isinstance(value, str) else value
        elif field.type == field.TYPE_MESSAGE:
            for inner in [value] if isinstance(value, Message) else value:
                if isinstance(inner, Message):
                    yield from texts(inner)


def leaks(app: AppTest) -> set[str]:
    found = set()
    for message in sent(app):
        kind = message.DESCRIPTOR.name
        for text in texts(message):
            pattern = {"Html": HTML, "PlotlyChart": PLOTLY}.get(
                kind, MARKDOWN if kind in READ_AS_MARKDOWN else None
            )
            if pattern and "away.example" in text and (leak := pattern.search(text)):
                found.add(f"{kind}: …{text[max(0, leak.start() - 60) : leak.end() + 40]}…")
    return found


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("page", PAGES)
def test_text_of_the_ledger_goes_out_as_text(page):
    app = run(page, area="KHM")
    assert not app.exception and not app.error
    assert not leaks(app)


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("page", PAGES)
def test_text_of_the_address_goes_out_as_text(page):
    asked = dict.fromkeys(("area", "measure", "view", "year", "case", "tier", "q", "term"), HOSTILE)
    app = run(page, **asked)
    assert not app.exception and not app.error
    assert not leaks(app)


@pytest.mark.parametrize(
    "hostile",
    [
        f"![x]({AWAY})",
        f"[x]({AWAY})",
        f"[x]( {AWAY})",
        f"[x](<{AWAY}>)",
        "[x](//away.example)",
        r"[x](/\away.example)",
        "[x](javascript:alert)",
        f"[x][y]\n\n[y]: {AWAY}",
        rf"\\[x\\]({AWAY})",
        f"<{AWAY}>",
        ":material/home:",
    ],
)
def test_nothing_of_it_survives(hostile):
    assert not MARKDOWN.search(shown(hostile).replace("][", "]("))
    assert shown(shown(hostile)) == shown(hostile)


def test_own_links_keep_to_the_base_path(monkeypatch):
    assert shown("[a](/country?area=KHM) **b** 5 < 6 at 10:30") == "[a](/country?area=KHM) **b** 5 < 6 at 10:30"  # fmt: skip
    monkeypatch.setattr("dashboard.ui.text.st.get_option", lambda name: "/tip/")
    assert shown("[a](/country?area=KHM)") == "[a](/tip/country?area=KHM)"
    assert path("/sources") == "/tip/sources"
