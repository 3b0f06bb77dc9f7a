-- The middle of what countries reported to UNODC for a year: per TIP region, and per tier in the report that
-- covers the year (the next year's). UNODC alone, since it counts persons in calendar years by one definition;
-- a median, since one large country would carry a mean; only exact counts, and the number of countries with it.
create table peer_median as
with counted as (
    select figure.*, country.tip_region::varchar as tip_region, tier_ranking.tier::varchar as tier
    from series_figure as figure
    join country on country.iso3 = figure.area
    left join tier_ranking on tier_ranking.iso3 = figure.area and tier_ranking.report_year = figure.year + 1
    where figure.publisher = 'UNODC' and figure.form = 'all' and figure.qualifier = 'exact'
      and figure.measure in ('prosecutions', 'convictions', 'victims_detected')
),

grouped as (
    select 'region' as peers, tip_region as peer_group, * from counted where tip_region is not null
    union all
    select 'tier', tier, * from counted where tier is not null
)

select
    peers, peer_group, measure, year, unit,
    count(*) as countries, median(value) as median_value,
    list(distinct source_id order by source_id) as source_ids
from grouped
group by peers, peer_group, measure, year, unit
having count(*) >= 3
order by peers, peer_group, measure, year;

comment on table peer_median is 'The middle of what the countries of a region or a tier reported to UNODC for a year.';
comment on column peer_median.peers is 'Whether the countries share a TIP region or a tier.';
comment on column peer_median.peer_group is 'That region or tier.';
comment on column peer_median.countries is 'Countries with an exact count; at least three.';
comment on column peer_median.median_value is 'Median of their counts.';
comment on column peer_median.source_ids is 'Sources of those counts.';
