-- The middle of what countries of one tier, or of one TIP region, report for a year; never a mean, since one large
-- country would carry it. Fewer than five countries have no median. A suppressed figure ("<5") is ranked at both
-- ends of what it can be, 0 and 4: where the two medians differ, none is given.
create table peer_median as
with bounds as (
    select
        peers, peer_group, measure, publisher, report_year, year,
        count(*) as countries,
        count(*) filter (where qualifier = 'less_than') as suppressed,
        count(*) filter (where peers = 'tier' and tier_basis = 'derived') as derived,
        count(*) filter (where peers = 'tier' and tier_basis = 'press') as press,
        median(lowest) as least,
        median(highest) as most,
        median(lowest_rate) as least_rate,
        median(highest_rate) as most_rate,
        count(lowest_rate) as with_people,
        list(distinct source_id order by source_id) as source_ids
    from peer
    group by peers, peer_group, measure, publisher, report_year, year
)

select
    peers, peer_group, measure, publisher, unit, report_year, year, countries, suppressed, derived, press,
    median_where_known(countries, least, most) as median,
    median_where_known(with_people, least_rate, most_rate) as median_per_100_000,
    why_no_median(countries, least, most) as withheld,
    source_ids
from bounds
join measure using (measure)
order by peers, peer_group, measure, publisher, year;

comment on table peer_median is 'The middle of what the countries of a tier or a TIP region report for a year.';
comment on column peer_median.peers is 'Whether the countries share a tier or a TIP region.';
comment on column peer_median.peer_group is 'That tier or region.';
comment on column peer_median.publisher is 'Whose figures they are: the two accounts stand apart.';
comment on column peer_median.report_year is 'Report that covers the year: the next year''s.';
comment on column peer_median.countries is 'Countries of the group with an exact or a suppressed figure for the year.';
comment on column peer_median.suppressed is 'Those of them whose figure is suppressed ("<5").';
comment on column peer_median.derived is 'Those of them whose tier is derived; 0 in a region.';
comment on column peer_median.press is 'Those of them whose tier is known from the press alone; 0 in a region.';
comment on column peer_median.median is 'Median over those countries, in the unit; empty where withheld.';
comment on column peer_median.median_per_100_000 is 'Median of the figures per 100,000 people, over those countries whose population is known; empty where withheld.';
comment on column peer_median.withheld is 'Why no median is given, few_countries (fewer than five) or suppressed (it depends on suppressed figures); empty where one is.';
comment on column peer_median.source_ids is 'Sources of those figures.';
