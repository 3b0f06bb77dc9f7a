-- The median of each measure in each tier, with the number of countries behind it; never a mean.
-- Fewer than five countries have no median. A suppressed figure ("<5") is ranked at both ends of what it can be,
-- 0 and 4: where the two medians differ, none is given.
create table tier_measure as
with bounds as (
    select
        measure, unit, report_year, tier,
        count(*) as countries,
        count(*) filter (where qualifier = 'less_than') as suppressed,
        median(if(qualifier = 'less_than', 0, value)) as lowest,
        median(if(qualifier = 'less_than', value - 1, value)) as highest
    from tier_figure
    where qualifier in ('exact', 'less_than')
    group by measure, unit, report_year, tier
)

select
    measure, unit, report_year, report_year - 1 as year, tier, countries, suppressed,
    if(countries >= 5 and lowest = highest, lowest, null) as median,
    case
        when countries < 5 then 'fewer than five countries'
        when lowest <> highest then 'depends on suppressed figures'
    end as withheld
from bounds
order by measure, report_year, tier;

comment on table tier_measure is 'The median of each measure in each tier, with the number of countries behind it.';
comment on column tier_measure.countries is 'Countries of the tier with an exact or a suppressed figure for the year.';
comment on column tier_measure.suppressed is 'Those of them whose figure is suppressed ("<5").';
comment on column tier_measure.median is 'Median over those countries, in the unit; empty where withheld.';
comment on column tier_measure.withheld is 'Why no median is given; empty where one is.';
