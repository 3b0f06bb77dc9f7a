"""Places by any of their names: countries, other areas, and groups of countries."""

import pandas as pd

from dashboard.queries.database import Database


def find(ledger: Database, name: str) -> pd.DataFrame:
    """The places that a name, a spelling or a code stands for: place (code), kind (country, group, or the kind of
    aggregate), name (as it is shown). No row where it is unknown; several where it may mean several; a code of the
    ledger's own before any other reading."""
    return ledger.table(
        """
        select place, place_kind as kind, coalesce(area.name, country_group.short_name) as name
        from (
            select distinct place, place_kind from place_name
            where plain = plain_name($name) or place = upper(trim($name))
        ) as found
        left join area on area.area = place and place_kind <> 'group'
        left join country_group on upper(group_id) = place and place_kind = 'group'
        order by place <> upper(trim($name)), place
        """,
        name=name,
    )


def nearest(ledger: Database, name: str, most: int = 3) -> pd.DataFrame:
    """The countries whose names are written most like this one, the nearest first: place, name. None if all are far."""
    return ledger.table(
        """
        select place, country.name
        from place_name join country on country.iso3 = place and place_kind = 'country'
        group by place, country.name
        having max(jaro_winkler_similarity(plain, plain_name($name))) > 0.87
        order by max(jaro_winkler_similarity(plain, plain_name($name))) desc, country.name
        limit $most
        """,
        name=name,
        most=most,
    )


def groups(ledger: Database) -> pd.DataFrame:
    """Groups of countries, by name: code as in an address, short name, number of members now (countries)."""
    return ledger.table("""
        select upper(group_id) as code, short_name as name, count(*) as countries
        from country_group join country_group_member using (group_id)
        where until is null and status in ('member', 'suspended')
        group by group_id, short_name order by short_name
    """)


def members(ledger: Database, place: str) -> list[str]:
    """The countries of a group now, or of a TIP region, by name; none for any other place."""
    return ledger.table(
        """
        select iso3 from country
        where iso3 in (
            select iso3 from country_group_member
            where upper(group_id) = $place and until is null and status in ('member', 'suspended')
        ) or 'TIP-' || tip_region = $place
        order by name
        """,
        place=place,
    )["iso3"].tolist()


def countries(ledger: Database, areas: list[str]) -> pd.DataFrame:
    """Countries by name, of some areas or all where none is given: area, name, formal_name, iso2, tip_region,
    un_region, un_subregion, aliases (a list of texts), groups (a list of codes as in an address; those of which it is a member now), reports (of
    the TIP Report that rank it), figures (that the ledger holds of it)."""
    return ledger.table(
        """
        with spelled as (
            select iso3, list(alias order by alias) as aliases from country_alias group by iso3
        ),

        joined as (
            select iso3, list(distinct upper(group_id) order by upper(group_id)) as groups
            from country_group_member
            where status in ('member', 'suspended') and until is null
            group by iso3
        ),

        ranked as (select iso3, count(*) as reports from tier_ranking group by iso3),

        counted as (select area, count(*) as figures from figure group by area)

        select
            iso3 as area, name, formal_name, iso2, tip_region, un_region, un_subregion,
            coalesce(aliases, []) as aliases, coalesce(groups, []) as groups,
            coalesce(reports, 0) as reports, coalesce(figures, 0) as figures
        from country
        left join spelled using (iso3)
        left join joined using (iso3)
        left join ranked using (iso3)
        left join counted on counted.area = iso3
        where len($areas) = 0 or list_contains($areas, iso3)
        order by name
        """,
        areas=areas,
    )


def region_names(ledger: Database, lang: str) -> dict[str, str]:
    """The regions of the TIP Report: code (TIP-EAP) → name in a language, in English where it has none."""
    return _names(
        ledger,
        """
        select area.area as code, coalesce(told.name, area.name) as name
        from area left join aggregate_name as told on told.area = area.area and lang = $lang
        where kind = 'tip_region'
        """,
        lang,
    )


def group_names(ledger: Database, lang: str) -> dict[str, str]:
    """The groups of countries: code as in an address → short name in a language, in English where it has none."""
    return _names(
        ledger,
        """
        select upper(held.group_id) as code, coalesce(told.short_name, held.short_name) as name
        from country_group as held
        left join country_group_name as told on told.group_id = held.group_id and lang = $lang
        """,
        lang,
    )


def _names(ledger: Database, sql: str, lang: str) -> dict[str, str]:
    frame = ledger.table(sql, lang=lang)
    return dict(zip(frame["code"], frame["name"], strict=True))


def in_sentences(ledger: Database, lang: str) -> pd.DataFrame:
    """Every country as it stands in sentences of a language (fr, es): iso3, name, the, in_place, of_place, from_place.
    No row in a language without names."""
    return ledger.table(
        """
        select iso3, name, the, in_place, of_place, from_place
        from country_name where lang = $lang order by iso3
        """,
        lang=lang,
    )
