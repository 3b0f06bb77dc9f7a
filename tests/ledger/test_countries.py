"""Names of countries and groups of countries: as documents print them, and found by what people type."""

import csv
import shutil

import pytest

from etl.locations import PROJECT
from etl.own_cases.places import names, place_key
from etl.package import read_package
from etl.package_checks import check_package

TYPED = [
    ("Ivory Coast", "CIV"),
    ("cote divoire", "CIV"),
    ("Burma", "MMR"),
    ("Holland", "NLD"),
    ("Swaziland", "SWZ"),
    ("Britain", "GBR"),
    ("U.K.", "GBR"),
    ("USA", "USA"),
    ("America", "USA"),
    ("DRC", "COD"),
    ("Congo-Kinshasa", "COD"),
    ("Congo, Democratic Republic of the", "COD"),
    ("Congo-Brazzaville", "COG"),
    ("Turkey", "TUR"),
    ("TURKIYE", "TUR"),
    ("Viet Nam", "VNM"),
    ("East Timor", "TLS"),
    ("Czech Republic", "CZE"),
    ("Cape Verde", "CPV"),
    ("Macedonia", "MKD"),
    ("Persia", "IRN"),
    ("Siam", "THA"),
    ("Korea, South", "KOR"),
    ("DPRK", "PRK"),
    ("the gambia", "GMB"),
    ("St Lucia", "LCA"),
    ("Trinidad & Tobago", "TTO"),
    ("khm", "KHM"),
    ("NA", "NAM"),
    ("日本", "JPN"),
    ("Deutschland", "DEU"),
    ("Camboya", "KHM"),
    ("Cambodge", "KHM"),
    ("Costa de Marfil", "CIV"),
    ("República Democrática del Congo", "COD"),
    ("Suède", "SWE"),
    ("Birmanie", "MMR"),
    ("UA", "UKR"),
]


def places(ledger, typed):
    found = ledger.table(
        "select distinct place from place_name where plain = plain_name($typed)", typed=typed
    )
    return found["place"].tolist()


@pytest.mark.parametrize(("typed", "iso3"), TYPED)
def test_a_country_is_known_by_the_name_that_people_type(ledger, typed, iso3):
    assert places(ledger, typed) == [iso3]


@pytest.mark.parametrize("typed", ["Congo", "Korea", "Virgin Islands"])
def test_a_name_that_two_countries_share_is_neither(ledger, typed):
    assert places(ledger, typed) == []


def test_only_these_names_stand_for_two_places(ledger):
    shared = ledger.table(
        "select plain from place_name group by plain having count(distinct place) > 1 order by plain"
    )
    # ISO's code of Australia; the states monitored by GRETA; the Union as a party to the Protocol.
    assert shared["plain"].tolist() == ["au", "coe", "europeanunion"]


@pytest.mark.parametrize(
    ("iso3", "in_a_sentence", "formal"),
    [
        ("COD", "the Democratic Republic of the Congo", "Democratic Republic of the Congo"),
        ("USA", "the United States", "United States of America"),
        ("GMB", "the Gambia", "Republic of the Gambia"),
        ("CIV", "Côte d'Ivoire", "Republic of Côte d'Ivoire"),
        ("KHM", "Cambodia", "Kingdom of Cambodia"),
    ],
)
def test_names_stand_as_documents_print_them(ledger, iso3, in_a_sentence, formal):
    named = ledger.table(
        "select concat_ws(' ', article, name) as name, formal_name from country where iso3 = $iso3",
        iso3=iso3,
    )
    assert named.iloc[0].tolist() == [in_a_sentence, formal]


def test_no_name_is_inverted_or_shortened_by_signs(ledger):
    odd = ledger.table("select name from country where regexp_matches(name, '[&,’]|St[.]|until')")
    assert odd.empty


def test_an_alias_of_two_countries_is_refused_with_its_row(tmp_path):
    folder = shutil.copytree(PROJECT / "data", tmp_path / "data")
    with (folder / "country_aliases.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(["the Congo", "COD", "short"])
        csv.writer(file, lineterminator="\n").writerow(["CONGO", "COG", "short"])
    said = "\n".join(map(str, check_package(read_package(folder))))
    assert "CONGO stands for COG and for COD" in said


def test_groups_are_as_they_were_read(ledger):
    assert ledger.value("select count(*) from country_group") == 27
    assert ledger.value("select count(*) from country_group_member") == 650


@pytest.mark.parametrize(
    ("group_id", "belong"), [("asean", 11), ("ecowas", 12), ("eu", 27), ("g7", 7), ("osce", 57)]
)
def test_members_that_left_are_no_members(ledger, group_id, belong):
    """Suspended countries belong to the group still; Guinea-Bissau is one of ECOWAS's twelve."""
    held = ledger.value(
        "select count(*) from country_group_member where group_id = $group_id and until is null"
        " and status in ('member', 'suspended')",
        group_id=group_id,
    )
    assert held == belong


def test_those_that_left_stay_with_their_year(ledger):
    left = ledger.table(
        "select iso3, until from country_group_member where group_id = 'ecowas' and until is not null order by iso3"
    )
    assert dict(left.itertuples(index=False)) == {
        "BFA": 2025,
        "MLI": 2025,
        "MRT": 2000,
        "NER": 2025,
    }


def test_every_country_is_known_with_its_article(ledger):
    """Les Pays-Bas, l’Égypte, los Países Bajos: as sentences print them; "le Congo" may be either."""
    strange = ledger.table("""
        select the from country_name
        where plain_name(the) <> 'congo' and iso3 not in (select place from place_name where plain = plain_name(the))
    """)
    assert strange["the"].tolist() == []
    known = names(PROJECT / "data")
    told = ledger.table("select the, iso3 from country_name where plain_name(the) <> 'congo'")
    assert [the for the, iso3 in told.itertuples(index=False) if known.get(place_key(the)) != iso3] == []  # fmt: skip


def test_own_cases_and_tiers_may_name_countries_in_french_and_spanish():
    known = names(PROJECT / "data")
    assert [known[place_key(typed)] for typed in ("Camboya", "Suède", "UA")] == [
        "KHM",
        "SWE",
        "UKR",
    ]
    assert "congo" not in known
