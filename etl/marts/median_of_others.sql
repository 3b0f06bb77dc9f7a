-- What the other countries of its tier, or of its TIP region, report for the year of a country's figure: a country is no
-- peer of itself, and in a small group it would carry the median. The rule of the median stands in peer.sql.
create table median_of_others as
with bounds as (
    select
        own.iso3, own.peers, own.peer_group, own.measure, own.publisher, own.year,
        count(*) as countries,
        count(*) filter (where own.peers = 'tier' and other.tier_basis = 'derived') as derived,
        count(*) filter (where own.peers = 'tier' and other.tier_basis = 'press') as press,
        median(other.lowest) as least,
        median(other.highest) as most,
        median(other.lowest_rate) as least_rate,
        median(other.highest_rate) as most_rate,
        count(other.lowest_rate) as with_people,
        list(distinct other.source_id order by other.source_id) as source_ids,
        list(distinct other.population_source_id order by other.population_source_id) as population_source_ids
    from peer as own
    join peer as other using (peers, peer_group, measure, publisher, year)
    where other.iso3 <> own.iso3
    group by own.iso3, own.peers, own.peer_group, own.measure, own.publisher, own.year
)

select
    iso3, peers, peer_group, measure, publisher, unit, year, countries, derived, press,
    median_where_known(countries, least, most) as median,
    median_where_known(with_people, least_rate, most_rate) as median_per_100_000,
    why_no_median(countries, least, most) as withheld,
    source_ids, population_source_ids
from bounds
join measure using (measure)
order by iso3, peers, measure, publisher, year;

comment on table median_of_others is 'The middle of what the other countries of a country''s tier or TIP region report for the year of its figure.';
comment on column median_of_others.peers is 'Whether the others share its tier or its TIP region.';
comment on column median_of_others.peer_group is 'That tier or region.';
comment on column median_of_others.publisher is 'Whose figures they are, the country''s as the others''.';
comment on column median_of_others.countries is 'The others that have an exact or a suppressed figure for the year.';
comment on column median_of_others.derived is 'Those of them whose tier is derived; 0 in a region.';
comment on column median_of_others.press is 'Those of them whose tier is known from the press alone; 0 in a region.';
comment on column median_of_others.median is 'Median over them, in the unit; empty where withheld.';
comment on column median_of_others.median_per_100_000 is 'Median of their figures per 100,000 people, over those whose population is known; empty where withheld.';
comment on column median_of_others.withheld is 'Why no median is given: few_countries (fewer than five) or suppressed; empty where one is.';
comment on column median_of_others.source_ids is 'Sources of those figures.';
comment on column median_of_others.population_source_ids is 'Sources of the populations.';
