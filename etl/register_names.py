"""No person's name in the register of court cases: patterns of names in its texts and in the addresses of its sources.

A pattern finds the forms in which names come (a party after "v.", initials, a title), not every name; what looks like one
and is not stands in register_names.csv.
"""

import re
from collections.abc import Iterator

from etl.package import Package, Problem, records
from etl.words import message, told

SURNAME = r"[A-ZÀ-Þ][\w’'-]+"
PARTY = message("{found} looks like a party to a case.")
TITLED = message("{found} looks like a person with a title.")
AND_OTHERS = message("{found} looks like a party and others.")
# What is said of a text → what it is seen by.
TEXT_PATTERNS = {
    PARTY: re.compile(
        rf"(?:\b(?:v\.|vs\.?|versus)|(?<=\bR) v|(?<=\bPeople) v) (?:the )?({SURNAME}(?: {SURNAME})*)"
    ),
    message("{found} looks like initials."): re.compile(r"\b(?:[A-ZÀ-Þ]\. ?){2,}(?:[A-ZÀ-Þ]\b)?"),
    message("{found} looks like an initial and a surname."): re.compile(rf"\b[A-ZÀ-Þ]\. {SURNAME}"),
    TITLED: re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Mme|Mlle|Sra?|Herr|Frau)\.? {SURNAME}"),
    AND_OTHERS: re.compile(rf"\b{SURNAME},? (?:et al|y otr[oa]s|et autres|and [Oo]thers)\b"),
    message("{found} looks like a person by another name."): re.compile(
        rf"\b(?:alias|a\.k\.a\.|née?|known as) {SURNAME}"
    ),
}
ADDRESS_PATTERNS = {
    PARTY: re.compile(r"(?<=[/_-])v(?:s|ersus)?[_-](?:the[_-])?([a-z]+(?:[_-][a-z]+)?)"),
    TITLED: re.compile(r"(?<=[/_-])(?:mr|mrs|ms|dr|prof|mme|sra?)[_-][a-z]+"),
    AND_OTHERS: re.compile(r"[a-z]+[_-]et[_-]al\b"),
}
MEND = message(
    "Name offices, companies and places, never persons: word it anew, or leave an address out and say so in the note. "
    "What is no person's name stands in data/register_names.csv."
)


def names_in_register(package: Package) -> Iterator[Problem]:
    """What looks like a person's name in cases, steps, and the sources that they cite."""
    terms = sorted((row["term"] for _, _, row in records(package, "register_name")), reverse=True)
    # No term at all matches nothing.
    allowed = re.compile("|".join(map(re.escape, terms)) or "(?!)")
    states = {
        name_key(row[column])
        for name, columns in (("country", ["name", "formal_name"]), ("country_alias", ["alias"]))
        for _, _, row in records(package, name)
        for column in columns
    }
    cited = {row["source_id"] for _, _, row in records(package, "case_step")}
    for name, texts, addresses in (
        ("court_case", ["title", "note"], ["case_id"]),
        ("case_step", ["court", "outcome"], []),
        ("source", ["title", "note", "via"], ["url"]),
    ):
        for table, number, row in records(package, name):
            if name == "source" and row["source_id"] not in cited:
                continue
            for columns, patterns in ((texts, TEXT_PATTERNS), (addresses, ADDRESS_PATTERNS)):
                for column in columns:
                    for said, found in suspects(row[column], patterns, allowed, states):
                        problem = told(said, found=repr(found))
                        yield Problem(table.path, problem, told(MEND), number, column)


def suspects(
    text: str, patterns: dict[str, re.Pattern[str]], allowed: re.Pattern[str], states: set[str]
) -> Iterator[tuple[str, str]]:
    for said, pattern in patterns.items():
        for match in pattern.finditer(allowed.sub("…", text)):
            found = match[0].strip()
            # A State is a party that may be named; a longer name may begin with its name.
            party = name_key(match[1]) if match.groups() else ""
            if party and any(party.startswith(state) for state in states if len(state) > 3):
                continue
            yield said, found


def name_key(name: str) -> str:
    return re.sub(r"\W|_", "", name).casefold()
