-- The middle of what countries of one tier, or of one TIP region, report for a year; never a mean, since one large
-- country would carry it. Fewer than five countries have no median. A suppressed figure ("<5") is ranked at both
-- ends of what it can be, 0 and 4: where the two medians differ, none is given.
create type no_median as enum ('few_countries', 'suppressed');

create table peer_median as
with grouped as (
    select 'tier' as peers, tier::varchar as peer_group, * from peer_figure where tier is not null
    union all
    select 'region', tip_region::varchar, * from peer_figure where tip_region is not null
),

bounds as (
    select
        peers, peer_group, measure, unit, report_year, year,
        count(*) as countries,
        count(*) filter (where qualifier = 'less_than') as suppressed,
        count(*) filter (where peers = 'tier' and tier_basis = 'derived') as derived,
        count(*) filter (where peers = 'tier' and tier_basis = 'press') as press,
        median(if(qualifier = 'less_than', 0, value)) as lowest,
        median(if(qualifier = 'less_than', value - 1, value)) as highest,
        list(distinct source_id order by source_id) as source_ids
    from grouped
    where qualifier in ('exact', 'less_than')
    group by peers, peer_group, measure, unit, report_year, year
)

select
    peers, peer_group, measure, unit, report_year, year, countries, suppressed, derived, press,
    if(countries >= 5 and lowest = highest, lowest, null) as median,
    case
        when countries < 5 then 'few_countries'::no_median
        when lowest <> highest then 'suppressed'::no_median
    end as withheld,
    source_ids
from bounds
order by peers, peer_group, measure, year;

comment on table peer_median is 'The middle of what the countries of a tier or a TIP region report for a year.';
comment on column peer_median.peers is 'Whether the countries share a tier or a TIP region.';
comment on column peer_median.peer_group is 'That tier or region.';
comment on column peer_median.report_year is 'Report that covers the year: the next year''s.';
comment on column peer_median.countries is 'Countries of the group with an exact or a suppressed figure for the year.';
comment on column peer_median.suppressed is 'Those of them whose figure is suppressed ("<5").';
comment on column peer_median.derived is 'Those of them whose tier is derived; 0 in a region.';
comment on column peer_median.press is 'Those of them whose tier is known from the press alone; 0 in a region.';
comment on column peer_median.median is 'Median over those countries, in the unit; empty where withheld.';
comment on column peer_median.withheld is 'Why no median is given, few_countries (fewer than five) or suppressed (it depends on suppressed figures); empty where one is.';
comment on column peer_median.source_ids is 'Sources of those figures.';
