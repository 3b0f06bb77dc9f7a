"""Briefings of countries in French and Spanish: the same figures with the same footnotes, and no word left in English."""

import io
import re
import string
import zipfile
from collections import Counter
from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Any

import pypdf
import pytest
from babel.messages.pofile import read_po

from dashboard.briefing import __main__ as command
from dashboard.briefing import registers
from dashboard.briefing.files import WRITERS, make
from dashboard.briefing.model import Block, Briefing, Chart, Figure, Sentence, Table
from dashboard.frames import each
from dashboard.queries import catalogue
from dashboard.queries.database import Database
from dashboard.queries.places import group_names, in_sentences
from dashboard.wording import cases, claims, comparison, figures, language, places, strands, tiers
from etl.own_cases.htcds import standard
from tests.ledger.briefing.reading import (
    drawn_text,
    left_over,
    pdf_text_in,
    slide_runs,
    without_spaces,
    word_runs_in,
)

GROUPS = ("TIP-EAP", "tier-3", "ASEAN")
COUNTRIES = ("KHM", "CIV", "MEX", "MAR", "NGA", "GBR", "PER", "BRA", "CHN", "USA")
OTHERS = [code for code in language.LANGUAGES if code != language.ENGLISH]
TABLES = (
    comparison.REASONS,
    comparison.COUNTED,
    comparison.DOUBTS,
    comparison.REMARKS,
    comparison.PARTS,
    comparison.NO_MEDIAN,
    claims.FINDINGS,
    cases.PROCEEDINGS,
    cases.OFFENCES,
    cases.CIVIL_STEPS,
    cases.REGIONAL_STEPS,
    cases.OFFICIAL,
    strands.OF_VICTIMS,
    strands.OTHERS,
    figures.QUALIFIED,
    figures.MARKED_COUNTS,
    figures.AMOUNTS,
    tiers.BASES,
    tiers.TIER_NAMES,
)
NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
# A date, as precisely as it is known, which another language tells in words.
DATE = re.compile(r"\b(\d{4})-\d\d(?:-\d\d)?\b")


# A message with a count: of one, and of another number.
Message = str | tuple[str, ...]


def messages(code: str) -> dict[Message, Message]:
    """English message → its translation."""
    return {form(m.id): form(m.string) for m in language.catalogue(code) if m.id}


def form(told) -> Message:
    return told if isinstance(told, str) else tuple(told)


def fields(message: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(message) if field is not None}


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_is_translated_with_the_same_arguments(code):
    translated = messages(code)
    tables: list[Mapping[str, Message]] = [*registers.PHRASES.values(), *TABLES]
    assert not {message for table in tables for message in table.values() if message} - set(
        translated
    )
    for english, message in translated.items():
        told = {*language.as_tuple(english), *language.as_tuple(message)}
        assert len({frozenset(fields(each)) for each in told}) == 1, english
        assert all(told)


def test_a_message_with_a_count_has_the_forms_of_each_language():
    """A count that stands in a message is called so in all of them."""
    for code in OTHERS:
        for english, message in messages(code).items():
            single = isinstance(english, str)
            assert single == isinstance(message, str)
            assert single or len(message) == language.catalogue(code).num_plurals
            assert not isinstance(english, str) or "count" not in fields(english), english


@pytest.mark.parametrize(("code", "of_one"), [("en", {1}), ("fr", {0, 1, 1.5}), ("es", {1})])
def test_plurals_are_those_of_the_language_in_every_message_with_a_count(code, of_one):
    counted = [english for english in messages("fr") if isinstance(english, tuple)]
    assert {*figures.AMOUNTS.values(), *tiers.BASES.values()} < set(counted)
    with language.speak(code):
        for english in counted:
            one, several = language.as_tuple(english if code == "en" else messages(code)[english])
            for count in (0, 1, 2, 5, 21, 1.5):
                told = language.said_of(count, *english)
                assert told == (one if count in of_one else several), (count, english)


@pytest.mark.parametrize("code", OTHERS)
def test_a_message_stands_in_one_file_only(code):
    files = (language.LOCALE / code / "LC_MESSAGES").glob("*.po")
    held = Counter(
        (message.context, language.as_tuple(message.id)[0])
        for file in files
        for message in read_po(io.BytesIO(file.read_bytes()))
        if message.id
    )
    assert not [message for message, files in held.items() if files > 1]


@pytest.mark.parametrize("code", OTHERS)
def test_the_fields_of_a_record_are_called_in_every_language(code):
    """Those of the standard that identify nobody: no others are kept."""
    labels = {k: label for k, label in standard().labels.items() if k not in standard().identifying}
    assert labels and not set(labels.values()) - set(language.forms(code))


def test_all_languages_have_the_same_messages():
    held = [set(messages(code)) for code in OTHERS]
    assert all(messages == held[0] for messages in held)


@pytest.fixture(scope="module")
def made(ledger: Database) -> dict[tuple[str, str, str], Briefing]:
    """Briefings by area, register and language."""
    return {
        (area, register, code): make(ledger, area, register, code)
        for areas, styles in ((COUNTRIES, registers.REGISTERS), (GROUPS, ["policy"]))
        for area in areas
        for register in styles
        for code in language.LANGUAGES
    }


def parts(block: Block) -> list[Figure]:
    if isinstance(block, Sentence):
        return list(block.parts)
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    return [Figure(block.title, block.notes)]


def blocks(briefing: Briefing, without: str) -> list[Block]:
    """Those of all sections but one: what the words mean is chosen by the words of each language."""
    kept = [section for section in briefing.sections if section.heading != without]
    return [*briefing.headlines, *(block for section in kept for block in section.blocks)]


def all_parts(briefing: Briefing) -> list[Figure]:
    return [part for block in blocks(briefing, "") for part in parts(block)]


def heading_of_words(register: str, code: str) -> str:
    with language.speak(code):
        return registers.Words(register).text("heading words")


def plain(number: str, code: str) -> str:
    """A number without its separators of thousands, with a point."""
    thousands, point = {"en": (",", "."), "fr": ("\u202f", ","), "es": (".", ",")}[code]
    return number.replace("\u00a0", thousands).replace(thousands, "").replace(point, ".")


def without_data(text: str, data: list[str]) -> str:
    for held in data:
        bare = held.rstrip(".")
        if bare in text:
            text = text.replace(held, "").replace(bare, "")
    return text


@pytest.fixture(scope="module")
def data(ledger: Database) -> list[str]:
    """What stays as it was written, the longest first: reasons of breaks, events, claims, cases, publishers."""
    asked = """
        select reason as text from series_break union select title from event union select note from claim
        union select statement from claim union select title from court_case union select note from court_case
        union select outcome from case_step union select publisher from source union select scope::varchar from figure
    """
    texts = ledger.table(asked)["text"].dropna().tolist()
    return sorted(filter(None, texts), key=len, reverse=True)


@pytest.mark.parametrize("code", OTHERS)
def test_the_figures_and_their_footnotes_are_those_of_the_english_briefing(made, data, code):
    for (iso3, register, told), briefing in made.items():
        if told != code or iso3 in GROUPS:
            continue
        english = made[iso3, register, language.ENGLISH]
        ours = blocks(briefing, heading_of_words(register, code))
        theirs = blocks(english, heading_of_words(register, language.ENGLISH))
        assert [type(block) for block in ours] == [type(block) for block in theirs]
        for block, other in zip(ours, theirs, strict=True):
            if isinstance(block, Chart):
                assert isinstance(other, Chart)
                assert [(p.x, p.y) for p in block.points] == [(p.x, p.y) for p in other.points]
                continue
            if isinstance(block, Sentence) and not any(part.notes for part in block.parts):
                continue
            notes = [part.notes for part in parts(block) if part.notes]
            assert notes == [part.notes for part in parts(other) if part.notes], (iso3, block)
            for part, same in zip(
                [p for p in parts(block) if p.notes],
                [p for p in parts(other) if p.notes],
                strict=True,
            ):
                assert part.value == same.value
                numbers = Counter(
                    plain(n, code) for n in NUMBER.findall(without_data(part.text, data))
                )
                bare = DATE.sub(r"\1", without_data(same.text, data))
                in_english = (plain(n, "en") for n in NUMBER.findall(bare))
                assert not Counter(in_english) - numbers, (iso3, part.text, same.text)


def cited(briefing: Briefing, part: Figure) -> frozenset[str]:
    return frozenset(briefing.sources[note - 1].citation for note in part.notes)


def numbers(text: str, code: str) -> Counter[str]:
    return Counter(plain(number, code) for number in NUMBER.findall(text))


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("area", GROUPS)
def test_a_groups_figures_and_their_sources_are_those_of_the_english_briefing(
    ledger, made, area, code
):
    """Countries stand in the order of their names, which another language orders otherwise."""
    briefing, english = made[area, "policy", code], made[area, "policy", "en"]
    ours, theirs = blocks(briefing, ""), blocks(english, "")
    assert [type(block) for block in ours] == [type(block) for block in theirs]
    moved = [part for part in all_parts(briefing) if part.notes]
    assert Counter(cited(briefing, part) for part in moved) == Counter(
        cited(english, part) for part in all_parts(english) if part.notes
    )
    english_names = catalogue.ranked_countries(ledger)
    names = {row.name: english_names.get(row.iso3) for row in each(in_sentences(ledger, code))}
    for block, other in zip(ours, theirs, strict=True):
        if isinstance(block, Chart):
            assert isinstance(other, Chart)
            assert sorted(p.y for p in block.points) == sorted(p.y for p in other.points)
            assert not numbers(other.alt, "en") - numbers(block.alt, code)
        elif isinstance(block, Table):
            assert isinstance(other, Table)
            rows = {names[row[0].text]: row for row in block.rows}
            assert [row[0].text for row in block.rows] == sorted(
                (row[0].text for row in block.rows), key=places.in_order
            )
            for row in other.rows:
                for cell, same in zip(rows[row[0].text][1:], row[1:], strict=True):
                    assert (cell.value, cited(briefing, cell)) == (same.value, cited(english, same))
                    assert numbers(cell.text, code) == numbers(same.text, "en")
        elif block in briefing.headlines:
            assert isinstance(block, Sentence) and isinstance(other, Sentence)
            assert numbers(block.text, code) == numbers(other.text, "en")


@pytest.mark.parametrize("code", OTHERS)
def test_the_same_words_are_explained_as_in_english(ledger, made, code):
    terms = list(each(catalogue.terms(ledger)))

    def explained(iso3: str, told: str) -> list[str]:
        heading = heading_of_words("plain", told)
        [words] = [s for s in made[iso3, "plain", told].sections if s.heading == heading]
        with language.speak(told):
            meanings = {language.said(term.definition): term.term_id for term in terms}
        return [
            term_id
            for block in words.blocks
            for meaning, term_id in meanings.items()
            if isinstance(block, Sentence) and block.text.endswith(meaning)
        ]

    for iso3 in COUNTRIES:
        assert explained(iso3, code) == explained(iso3, language.ENGLISH), iso3


@pytest.mark.parametrize(
    ("code", "shown", "form"),
    [("fr", ["1\u202f194"], "#,##0"), ("es", ["1194"], "[<10000]0;#,##0")],
)
def test_charts_group_digits_as_the_text_does(made, code, shown, form):
    briefing = made["tier-3", "policy", code]
    chart = next(chart for chart in briefing.charts if 1194 in {point.y for point in chart.points})
    with language.speak(code):
        assert [text for text in drawn_text(chart) if "194" in text] == shown
        line = next(
            c for c in made["CIV", "policy", code].charts if max(p.y for p in c.points) > 1000
        )
        thousand = language.number(1000)
        assert thousand in drawn_text(line)
    for kind, inside in (("pptx", "ppt/charts/"), ("xlsx", "xl/charts/")):
        with zipfile.ZipFile(BytesIO(WRITERS[kind](briefing))) as file:
            drawn = "".join(
                file.read(name).decode() for name in file.namelist() if name.startswith(inside)
            )
        assert f'formatCode="{escape(form)}"' in drawn


def test_a_group_is_named_as_the_language_names_it(made):
    assert made["TIP-EAP", "policy", "fr"].title == "Asie de l'Est et Pacifique (région TIP)"
    assert made["tier-3", "policy", "es"].title == "Nivel 3"
    assert made["ASEAN", "policy", "en"].title == "ASEAN"


def test_every_region_and_group_has_its_name_in_each_language(ledger):
    held = ledger.table("select lang, count(*) as names from aggregate_name group by lang")
    areas = ledger.value("select count(*) from aggregate")
    assert dict(each(held)) == dict.fromkeys(OTHERS, areas)
    held = ledger.table("select lang, count(*) as names from country_group_name group by lang")
    assert dict(each(held)) == {code: len(group_names(ledger, code)) for code in OTHERS}


ENGLISH_WORDS = re.compile(
    r"\b(?:the|of|and|for|from|with|is|are|was|were|than|year|tier|report|prosecutions?|convictions?)\b"
)


@pytest.mark.parametrize("code", OTHERS)
def test_no_english_is_left_but_in_what_is_data(made, data, code):
    for (iso3, register, told), briefing in made.items():
        if told != code:
            continue
        lines = [section.heading for section in briefing.sections]
        for block in blocks(briefing, ""):
            lines += [
                "".join(text for text, as_written in part.pieces() if not as_written)
                for part in parts(block)
            ]
            lines += block.header if isinstance(block, Table) else ()
            if isinstance(block, Chart):
                lines += [without_data(series, data) for series in block.series]
        lines += [source.remark for source in briefing.sources]
        for line in lines:
            ours = re.sub(r"Trafficking in Persons Report|National Referral Mechanism", "", line)
            assert not ENGLISH_WORDS.search(ours), (iso3, register, line)


def test_the_country_is_named_as_the_language_names_it(made):
    assert made["CIV", "policy", "fr"].title == "Côte d'Ivoire"
    assert made["KHM", "policy", "es"].title == "Camboya"
    opening = made["MAR", "plain", "fr"].headlines[0].text
    assert "classe le Maroc" in opening


def test_files_say_in_which_language_they_are(made):
    briefing = made["CIV", "policy", "fr"]
    pdf = pypdf.PdfReader(BytesIO(WRITERS["pdf"](briefing)))
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "fr-FR"
    assert "Catégorie" in pdf.pages[0].extract_text()
    for kind, inside, tag in (
        ("docx", "word/styles.xml", 'w:val="fr-FR"'),
        ("pptx", "ppt/slides/slide1.xml", 'lang="fr-FR"'),
    ):
        with zipfile.ZipFile(BytesIO(WRITERS[kind](briefing))) as file:
            assert tag in file.read(inside).decode()
    with zipfile.ZipFile(BytesIO(WRITERS["xlsx"](briefing))) as file:
        assert "Poursuites" in file.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize(
    ("iso3", "register", "code"), [("CIV", "policy", "fr"), ("MEX", "plain", "es")]
)
def test_what_stays_as_it_was_written_is_marked_as_english_inside_the_files(
    made, iso3, register, code
):
    briefing = made[iso3, register, code]
    kept = [
        text
        for part in (*all_parts(briefing), *(source.words for source in briefing.sources))
        for text, as_written in part.pieces()
        if as_written
    ]
    assert {briefing.sources[0].citation, "US Department of State"} <= set(kept)
    ours, english = language.tag(code), language.tag(language.ENGLISH)

    pdf = WRITERS["pdf"](briefing)
    marked = without_spaces(pdf_text_in(pdf, english))
    assert set(left_over(marked, kept)) == {"|"}
    ours_in_pdf = " ".join(pdf_text_in(pdf, ours).split())
    assert not [text for text in kept if len(text) > 40 and text in ours_in_pdf]

    assert Counter(word_runs_in(WRITERS["docx"](briefing), english)) == Counter(kept)

    runs = slide_runs(WRITERS["pptx"](briefing))
    assert {text for marked_as, text in runs if marked_as == english} == set(kept)
    assert {marked_as for marked_as, _ in runs} == {ours, english}


def test_an_english_briefing_marks_no_language_within(made):
    briefing = made["CIV", "policy", "en"]
    assert not word_runs_in(WRITERS["docx"](briefing), "en-GB")
    assert {marked_as for marked_as, _ in slide_runs(WRITERS["pptx"](briefing))} == {"en-GB"}


def test_the_command_writes_in_the_language_asked_for(ledger, tmp_path):
    asked = [
        "--database",
        str(ledger.file),
        "--lang",
        "es",
        "--format",
        "xlsx",
        "--out",
        str(tmp_path),
    ]
    assert command.main(["Morocco", "ASEAN", "TIP-EAP", "tier-3", *asked]) == 0
    written = {file.name for file in tmp_path.iterdir()}
    assert written == {f"{area}-es.xlsx" for area in ("MAR", "ASEAN", "TIP-EAP", "tier-3")}


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_FR", "LC_ALL": "es_MX@euro"}, "es"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_a_command_speaks_the_language_of_the_system(
    monkeypatch, ledger, tmp_path, environment, code
):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    options = ["--database", str(ledger.file), "--format", "xlsx", "--out", str(tmp_path)]
    assert command.main(["Morocco", *options]) == 0
    ending = "" if code == "en" else f"-{code}"
    assert [file.name for file in tmp_path.iterdir()] == [f"MAR{ending}.xlsx"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", ["0 cases", "1 case", "2 cases", "fewer than 5 persons", "1,185 victims"]),
        (
            "fr",
            ["0 affaire", "1 affaire", "2 affaires", "moins de 5 personnes", "1\u202f185 victimes"],
        ),
        ("es", ["0 casos", "1 caso", "2 casos", "menos de 5 personas", "1185 víctimas"]),
    ],
)
def test_amounts_agree_with_their_number(code, told):
    class Row:
        def __init__(self, value: float, unit: str, qualifier: str = "exact"):
            self.value, self.unit, self.qualifier = value, unit, qualifier

    rows = [Row(0, "cases"), Row(1, "cases"), Row(2, "cases")]
    rows += [Row(5, "persons", "less_than"), Row(1185, "victims")]
    with language.speak(code):
        assert [figures.amount(row) for row in rows] == told


@pytest.mark.parametrize(
    ("code", "report_year"), [("fr", "année du rapport"), ("es", "año del informe")]
)
def test_the_year_that_a_report_covers_is_never_told_as_the_year_of_the_report(
    made, code, report_year
):
    with language.speak(code):
        assert report_year not in figures.year_of_period(2020, "reporting")
    for (iso3, register, told), briefing in made.items():
        if told == code:
            for block in blocks(briefing, ""):
                of_figures = (
                    block.series
                    if isinstance(block, Chart)
                    else [part.text for part in parts(block)]
                )
                assert not [line for line in of_figures if report_year in line], (iso3, register)


def test_a_language_is_spoken_by_its_thread_alone_until_it_ends():
    with language.speak("fr"), language.speak("es"):
        assert figures.listed(["a", "b"]) == "a y b"
    assert figures.listed(["a", "b"]) == "a and b"


def test_a_break_in_series_names_its_measure_in_the_language(ledger):
    told = repr(make(ledger, "SEN", language="fr"))
    assert "Poursuites, rupture de série" in told
    assert "Prosecutions, rupture" not in told


def test_a_label_within_a_sentence_keeps_its_capitals(ledger):
    told = repr(make(ledger, "NER", language="fr"))
    assert "(cour régionale, contre un État)" in told
