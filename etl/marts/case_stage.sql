-- How many documented cases have each step on record, and how long after the step before it came.
-- A date known to the year or the month gives a shortest and a longest time; no day is made up, and
-- a time that could be negative counts from 0. Steps without a date on either side count no time.
create table case_stage as
with spaced as (
    select
        *,
        if(lag(date) over steps is null or date is null, null, greatest(date_diff('day', lag(latest) over steps, earliest), 0)) as days_shortest,
        if(lag(date) over steps is null or date is null, null, greatest(date_diff('day', lag(earliest) over steps, latest), 0)) as days_longest
    from case_timeline
    window steps as (partition by case_id order by "order")
)

select
    step,
    count(distinct case_id) as cases,
    count(distinct case_id) filter (where days_longest is not null) as cases_timed,
    median(days_shortest) as median_days_shortest,
    median(days_longest) as median_days_longest,
    list(distinct source_id order by source_id) as source_ids
from spaced
group by step
order by step;

comment on table case_stage is 'Documented cases by step: how many have it on record, and the time since the step before.';
comment on column case_stage.cases is 'Cases with this step on record; cases without it may have had it unreported.';
comment on column case_stage.cases_timed is 'Cases in which this step and the one before it are both dated.';
comment on column case_stage.median_days_shortest is 'Median of the shortest time since the step before that the dates allow, in days.';
comment on column case_stage.median_days_longest is 'Median of the longest time since the step before that the dates allow, in days.';
comment on column case_stage.source_ids is 'The sources of these steps.';
