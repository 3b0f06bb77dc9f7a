"""Every message of a catalogue has somebody who says it: the code as it stands there, or made of a code, or the ledger."""

import ast
import csv
import re

from dashboard.queries import catalogue
from dashboard.wording import language
from etl.locations import PROJECT
from etl.own_cases.htcds import standard

# The data that the catalogues have in words.
WORDED = ("measures", "glossary")
# Where codes stand of which labels are made: 'organ_removal' is told as 'Organ removal'.
CODES = (
    "dashboard/**/*.py",
    "etl/**/*.py",
    "etl/**/*.sql",
    "data/datapackage.json",
    "data/court_cases.csv",
    "data/claims.csv",
    "data/sources.csv",
)


def texts_of(code: ast.AST) -> set[str]:
    nodes = ast.walk(code)
    texts = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    # What describes a function, in lines, describes an address of the API too.
    return {*texts, *(" ".join(text.split()) for text in texts)}


def shapes_of(code: ast.AST) -> list[str]:
    """The patterns of the messages that hold a code or a constant: f"{period} year {{}}"; not of what has few words of its
    own, which would be anything."""
    made = [node.values for node in ast.walk(code) if isinstance(node, ast.JoinedStr)]
    return [
        "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in parts)
        for parts in made
        if sum(len(str(p.value)) for p in parts if isinstance(p, ast.Constant)) > 4
    ]


def test_a_shape_is_found():
    assert shapes_of(ast.parse('f"{way} from {{before}}"')) == [r".+\ from\ \{before\}"]


def test_every_message_has_somebody_who_says_it(ledger):
    code = (file for room in ("dashboard", "etl") for file in (PROJECT / room).rglob("*.py"))
    trees = [ast.parse(file.read_text("utf-8")) for file in code]
    held = set().union(*map(texts_of, trees))
    for name in WORDED:
        with (PROJECT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
            held |= {cell for row in csv.reader(rows) for cell in row}
    described = catalogue.tables(ledger)
    held |= {*described["about"], *described["comment"]}
    held |= set(standard().labels.values())
    shapes = re.compile("|".join(shape for tree in trees for shape in shapes_of(tree)))
    files = [file for pattern in CODES for file in PROJECT.glob(pattern)]
    codes = {word for file in files for word in re.findall(r"\w+", file.read_text("utf-8"))}

    def is_said(message: str) -> bool:
        code = re.sub(r"\W+", "_", message).lower()
        return (
            bool({message, message.strip()} & held)
            or code in codes
            or shapes.fullmatch(message) is not None
        )

    messages = [language.as_tuple(m.id)[0] for m in language.catalogue("fr") if m.id]
    assert not [message for message in messages if not is_said(message)]
