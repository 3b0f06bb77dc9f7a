-- Each figure in each group of peers, with the least and the most that it can be, as a count and per 100,000 people, and
-- the rule of the median, which peer_median asks of a group and median_of_others of the others beside one country.
create type no_median as enum ('few_countries', 'suppressed');

create macro why_no_median(countries, lowest, highest) as case
    when countries < 5 then 'few_countries'::no_median
    when lowest <> highest then 'suppressed'::no_median
end;

create macro median_where_known(countries, lowest, highest) as
    if(countries >= 5 and lowest = highest, lowest, null);

create view peer as
with grouped as (
    select 'tier' as peers, tier::varchar as peer_group, * from peer_figure where tier is not null
    union all
    select 'region', tip_region::varchar, * from peer_figure where tip_region is not null
)

select
    grouped.*,
    least_of(value, qualifier) as lowest,
    most_of(value, qualifier) as highest,
    100000.0 * lowest / nullif(population, 0) as lowest_rate,
    100000.0 * highest / nullif(population, 0) as highest_rate,
    population.source_id as population_source_id
from grouped
left join population using (iso3, year)
where qualifier in ('exact', 'less_than');

comment on view peer is 'Each figure in each group of peers, its country''s tier and TIP region, as a count and per 100,000 people.';
comment on column peer.peers is 'Whether the group is a tier or a TIP region.';
comment on column peer.peer_group is 'That tier or region.';
comment on column peer.lowest is 'The least that the figure can be.';
comment on column peer.highest is 'The most that it can be.';
comment on column peer.lowest_rate is 'That least per 100,000 people; empty without population.';
comment on column peer.highest_rate is 'That most per 100,000 people.';
comment on column peer.population_source_id is 'Source of the population.';
