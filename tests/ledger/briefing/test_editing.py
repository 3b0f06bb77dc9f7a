"""What an editor of the trade would strike out in French and Spanish: calques, two terms for one thing, loose signs."""

import re
from collections.abc import Iterator

import pytest

from dashboard.briefing.files import make
from dashboard.briefing.model import Section, Sentence
from dashboard.wording import language
from dashboard.wording.figures import dated, percent
from tests.ledger.briefing.test_languages import DATE, OTHERS

# Code, addresses of links and arguments are no words.
NO_WORDS = re.compile(r"`[^`]*`|\]\([^)]*\)|\{[^}]*\}")
# Pattern → why, and what stands instead.
STRUCK_OUT = {
    "fr": {
        r"\btrafic (?:d'êtres|sexuel|humain)": "traite is the crime; trafic illicite is that of migrants",
        r"\bvictimes? potentielle": "présumées: whether they are victims is not decided",
        r"\b(?:les|des) convictions\b": "beliefs; condamnations",
        r"\bannées? fiscale": "the tax year; exercice budgétaire",
        r"\b[Ss]upprimée?s?\b": "deleted; masqué",
        r"\bpréliminaire": "a calque; provisoire",
        r"\brepérée?s?\b": "détectées, identifiées: two measures and no third",
        r"\b[Aa]nnées? comptées?\b": "année des faits comptés",
        r"\bdouteu(?:x|ses?)\b": "shady; mis en doute",
        r"\bimprim(?:e|ée?s?|ent)\b": "a figure is publié",
        r"(?<!ne )\b[Mm]esures?\b": "what a government does; indicateur",
        r"\b(?:de|les|pays) pairs\b": "pays semblables",
        r"\b(?:affaires?|fiches?|cas) propres?\b": "de l'organisation",
        r"\bchiffres? du pays entier": "pour l'ensemble du pays",
        r"\ben mots\b": "sans chiffres",
        r"\bcombien de (?:cas de )?traite": "l'ampleur de la traite",
        r"\b[Ii]ntitulé": "libellé",
        r"\b[Rr]apport de (?=\d)": "rapport 2025",
        r"\blectures? (?:large|étroite)": "interprétation large, stricte",
        r"\bniveaux? [123]\b|liste noire|standards minim": "catégorie, liste de surveillance, normes minimales",
        r"\b(?:un|des|les) officiels?\b": "dignitaries; fonctionnaire, agent public",
        r"\brépression": "action pénale",
    },
    "es": {
        r"\btráfico (?:humano|sexual|de personas)": "trata is the crime",
        r"\bvíctimas? potencial": "posible víctima",
        r"\b[Ee]tapas?\b": "a dated step is an actuación",
        r"\b[Aa]ños? contados?\b": "año de los hechos contados",
        r"\baños? civil|presupuestario": "año calendario, ejercicio fiscal",
        r"\b[Cc]asilla": "celda",
        r"\bpublicador": "editor",
        r"\b[Cc]erca de (?=\{)": "nearly; alrededor de",
        r"\bseñal(?:es)?\b": "avisos",
        r"(?<!en la )(?<!en esa )\b[Mm]edidas?\b": "what a government does; indicador",
        r"\bimprim(?:e|ió|en)\b|\b[Ii]mpres[ao]s?\b": "a figure is publicada",
        r"\b[Pp]ersecución": "what refugees flee; acción penal",
        r"\bsuprimid": "deleted; protegida",
        r"Lista de Vigilancia(?! del)": "a name only as Lista de Vigilancia del Nivel 2",
        r"\bvisado": "visa, as the Americas say",
        r"\bpaíses pares|grupos? de pares|no tiene pares": "semejantes",
        r"\ben palabras\b": "sin cifras",
        r"\bdel país entero": "de todo el país",
        r"\bcaída|\bcayeron": "descenso, bajaron",
        r"\besfuerzos considerables": "esfuerzos significativos",
        r"\bcuánta (?:trata )?hay": "la magnitud de la trata",
        r"\bsospechad": "sospechosas, or sospechas de trata",
        r"\b100[ \u00a0\u202f]000\b": "100.000, as CLDR writes it",
        r"\by (?=h?[ií](?![aeou]))": "e, before that sound",
        r"\bo (?=h?[oó])": "u, before that sound",
    },
}
# What the English says → what each language then says, whatever stands around it.
ONE_TERM = {
    r"\bwaivers?\b": {"fr": "dérogation", "es": "exención|exenciones"},
    r"\bprosecutions?\b": {"fr": "poursuite", "es": "enjuiciamiento"},
    r"\bconvictions?\b": {"fr": "condamn", "es": "conden"},
    r"(?<!no )(?<!from )\bmeasures?\b(?!\.csv)": {"fr": "indicateur", "es": "indicador"},
    r"(?<!by )\bsteps?\b(?! by| stand)": {"fr": "étape", "es": "actuaci"},
    r"\bfiscal years?\b": {"fr": "exercice", "es": "ejercicios? fiscal"},
    r"\bcalendar years?\b": {"fr": "année civile", "es": "año calendario"},
    r"\byears? counted\b": {"fr": "faits comptés", "es": "hechos contados"},
    r"\bsuppressed\b": {"fr": "masqué", "es": "protegid"},
    r"\bpotential victims?\b": {"fr": "victimes? présumée", "es": "posibles? víctima"},
    r"(?<!nor )\bderived\b": {"fr": "dédu[ic]", "es": "deduc"},
    r"\bdoubted\b|\bin doubt\b": {"fr": "mis en doute", "es": "en duda"},
    r"\bpreferred figures?\b": {"fr": "chiffres? retenu", "es": "cifras? preferente"},
    r"\bWatch List\b": {"fr": "liste", "es": "lista"},
    r"\blabels?\b": {"fr": "libellé", "es": "etiqueta|denominación"},
    r"\bofficials\b": {"fr": "fonctionnaire|agents? public", "es": "funcionario"},
}


def told(code: str) -> list[tuple[str, str]]:
    """Each form of each message, with the English that it is told for."""
    return [
        (" ".join(language.as_tuple(message.id)), form)
        for message in language.catalogue(code)
        if message.id and message.string
        for form in language.as_tuple(message.string)
    ]


@pytest.mark.parametrize("code", OTHERS)
def test_what_the_trade_does_not_say_is_not_said(code):
    for pattern, why in STRUCK_OUT[code].items():
        found = [form for _, form in told(code) if re.search(pattern, form)]
        assert not found, (pattern, why)


@pytest.mark.parametrize("code", OTHERS)
def test_one_thing_has_one_term(code):
    for pattern, terms in ONE_TERM.items():
        for english, form in told(code):
            if re.search(pattern, NO_WORDS.sub("", english), re.IGNORECASE):
                assert re.search(terms[code], form, re.IGNORECASE), (pattern, form)


def test_a_space_that_may_not_break_stands_before_french_signs():
    """Before what closes and before a sign of two parts; after what opens. What a reader types has none."""
    for english, form in told("fr"):
        if english.startswith("Type a group of your own"):
            continue
        bare = NO_WORDS.sub("x", form.replace("%{", "x{"))
        assert not re.search(r" [:;?!»%]|« ", bare), form
        assert not re.search(r"[\w)*][;?!»%]|\w:(?!//)|«\w", bare), form


@pytest.mark.parametrize("code", OTHERS)
def test_a_number_does_not_part_from_its_percent_sign(code):
    assert not [form for _, form in told(code) if re.search(r"[\d}] ?%(?!\{)", form)]


@pytest.mark.parametrize(
    ("parts", "style", "list_of"),
    [
        (["Siria", "Irán"], "standard", "Siria e Irán"),
        (["Siria", "Haití", "Irlanda"], "standard", "Siria, Haití e Irlanda"),
        (["agua", "hielo"], "standard", "agua y hielo"),
        (["mujeres", "otros"], "or", "mujeres u otros"),
        (["7", "8"], "or", "7 u 8"),
        (["2010", "2011"], "or", "2010 o 2011"),
    ],
)
def test_a_spanish_list_heeds_the_sound_that_follows(parts, style, list_of):
    with language.speak("es"):
        assert language.listed(parts, style) == list_of


@pytest.mark.parametrize("code", OTHERS)
def test_a_share_does_not_part_from_its_percent_sign(code):
    with language.speak(code):
        told = [percent(0.23), percent(0.001), percent(0.9999)]
    assert all("\u00a0%" in share and " %" not in share for share in told)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", ["2024-03-01", "2024-12-02", "2011-12", "2014"]),
        ("fr", ["1er mars 2024", "2 décembre 2024", "décembre 2011", "2014"]),
        ("es", ["1 de marzo de 2024", "2 de diciembre de 2024", "diciembre de 2011", "2014"]),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(code, told):
    with language.speak(code):
        assert [dated(day) for day in ("2024-03-01", "2024-12-02", "2011-12", "2014")] == told


def test_a_briefing_tells_its_dates_in_words(ledger):
    for code in OTHERS:
        briefing = make(ledger, "KHM", "policy", code)
        told = [briefing.edition, *(text for s in briefing.sections for text in sentences(s))]
        assert not [text for text in told if DATE.search(text)]


def sentences(section: Section) -> Iterator[str]:
    """What a section says in our words."""
    for block in section.blocks:
        for part in block.parts if isinstance(block, Sentence) else ():
            yield "".join(text for text, as_written in part.pieces() if not as_written)
