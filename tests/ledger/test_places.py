"""Countries in sentences of French and Spanish."""

import pytest

from dashboard.queries import catalogue
from dashboard.queries.places import in_sentences
from dashboard.wording.places import Place, named

WITHOUT_ARTICLE = set(
    "CUB MLT CYP MDG MUS SGP TWN ATG KNA LCA VCT BHR DJI OMN KIR MAC HKG ABW CUW SXM HTI ISR".split()
)
"""French names without an article; those of Haiti and Israel take en."""
ISLANDS_WITH_A_LA = {"BRB", "TTO"}
MASCULINE_IN_E = {"MEX", "KHM", "MOZ", "ZWE", "SUR", "BLZ", "TLS"}
FEMININE_NOT_IN_E = {"ZAF", "KOR", "PRK", "MKD", "GNB", "COD", "MDA"}
PLURAL = set("ANT BHS COM MDV PHL PLW SYC FJI NLD USA ARE TON MHL SLB".split())


@pytest.fixture(scope="module")
def ranked(ledger):
    return list(ledger.table("select distinct iso3 from tier_ranking order by iso3")["iso3"])


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_every_country_has_its_forms(ledger, lang):
    assert set(named(in_sentences(ledger, lang))) == set(catalogue.country_names(ledger))


def test_french_prepositions_follow_gender_and_number(ledger, ranked):
    forms = named(in_sentences(ledger, "fr"))
    wrong = {
        iso3: forms[iso3].in_place
        for iso3 in ranked
        if forms[iso3].in_place
        != f"{french_in(iso3, forms[iso3])} {forms[iso3].name}".replace("Îles", "îles")
    }
    assert wrong == {}


def french_in(iso3: str, place: Place) -> str:
    if iso3 in {"HTI", "ISR"}:
        return "en"
    if iso3 in WITHOUT_ARTICLE:
        return "à"
    if iso3 in ISLANDS_WITH_A_LA:
        return "à la"
    if iso3 in PLURAL:
        return "aux"
    vowel = place.name[0] in "AEIOUÉÎ"
    feminine = iso3 in FEMININE_NOT_IN_E or (
        place.name.endswith("e") and iso3 not in MASCULINE_IN_E
    )
    return "en" if vowel or feminine else "au"


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_articles_contract(ledger, lang):
    wrong = ("à le ", "à les ", "de le ", "de les ") if lang == "fr" else ("de el ", "a el ")
    for place in named(in_sentences(ledger, lang)).values():
        assert not place.in_place.startswith(wrong)
        assert not place.of_place.startswith(wrong)


@pytest.mark.parametrize(
    ("lang", "iso3", "forms"),
    [
        ("fr", "THA", "la Thaïlande|en Thaïlande|de la Thaïlande|de Thaïlande"),
        ("fr", "KHM", "le Cambodge|au Cambodge|du Cambodge|du Cambodge"),
        ("fr", "PHL", "les Philippines|aux Philippines|des Philippines|des Philippines"),
        ("fr", "CUB", "Cuba|à Cuba|de Cuba|de Cuba"),
        ("fr", "HTI", "Haïti|en Haïti|d'Haïti|d'Haïti"),
        ("fr", "IRN", "l'Iran|en Iran|de l'Iran|d'Iran"),
        ("fr", "HND", "le Honduras|au Honduras|du Honduras|du Honduras"),
        ("fr", "BRB", "la Barbade|à la Barbade|de la Barbade|de la Barbade"),
        ("es", "ISL", "Islandia|en Islandia|de Islandia|de Islandia"),
        ("es", "SLV", "El Salvador|en El Salvador|de El Salvador|de El Salvador"),
        ("es", "GBR", "el Reino Unido|en el Reino Unido|del Reino Unido|del Reino Unido"),
        ("es", "IND", "la India|en la India|de la India|de la India"),
    ],
)
def test_forms_in_sentences(ledger, lang, iso3, forms):
    place = named(in_sentences(ledger, lang))[iso3]
    assert "|".join([place.the, place.in_place, place.of_place, place.from_place]) == forms
