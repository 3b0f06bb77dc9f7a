-- Every name by which a country, an area or a group of countries can be looked for, in each language, with the code that
-- stands for it in an address, plain as names are compared.
create table place_name as
with named as (
    select iso3 as place, 'country' as place_kind, name, 'name' as name_kind from country
    union all
    select iso3, 'country', formal_name, 'formal' from country where formal_name <> name
    union all
    select iso3, 'country', alias, kind::varchar from country_alias
    union all
    select area, kind::varchar, unnest([area, name]), unnest(['code', 'name']) from aggregate
    union all
    select upper(group_id), 'group', unnest([group_id, short_name, name]), unnest(['code', 'short', 'name'])
    from country_group
),

translated as (
    select iso3 as place, 'country' as place_kind, name, 'name' as name_kind from country_name
    union
    select area, kind::varchar, aggregate_name.name, 'name' from aggregate_name join aggregate using (area)
    union
    select upper(group_id), 'group', short_name, 'short' from country_group_name
)

select place, place_kind, name, name_kind, plain_name(name) as plain
from named
union
-- A name of another language is nobody's where it is another's code in English ("UA"), or where two countries share it.
select translated.*, plain_name(name)
from translated
where
    plain_name(name) <> 'congo'
    and not exists (
        select 1 from named
        where plain_name(named.name) = plain_name(translated.name) and named.place <> translated.place
    )
order by place, place_kind, name_kind, name;

comment on table place_name is 'Every name by which a country, an area or a group of countries can be looked for.';
comment on column place_name.place is 'Code that stands for the place in an address.';
comment on column place_name.place_kind is 'country, group, or the kind of aggregate.';
comment on column place_name.name is 'A name, spelling or code of it.';
comment on column place_name.name_kind is 'name: as it is shown; formal: its formal name; else the kind of alias.';
comment on column place_name.plain is 'The name as it is compared: without accents, case, article, spaces and punctuation.';
