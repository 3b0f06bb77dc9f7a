-- The steps of every documented case, each date as precise as its source, with the span of days that it may mean.
create table case_timeline as
select
    case_step.case_id,
    court_case.iso3,
    proceeding,
    "order",
    date,
    case length(date) when 4 then 'year' when 7 then 'month' when 10 then 'day' end as date_precision,
    case length(date) when 4 then date || '-01-01' when 7 then date || '-01' else date end::date as earliest,
    case length(date)
        when 4 then (date || '-12-31')::date
        when 7 then last_day((date || '-01')::date)
        else date::date
    end as latest,
    step,
    court,
    defendants,
    sentence_years_max,
    offence,
    official_convicted,
    outcome,
    source_id,
    "order" = max("order") over (partition by case_step.case_id) as present_stage
from case_step
join court_case using (case_id)
order by case_step.case_id, "order";

comment on table case_timeline is 'The steps of every documented case with the precision of each date.';
comment on column case_timeline.date_precision is 'Whether the source gives the year, the month or the day; empty where it gives no date.';
comment on column case_timeline.earliest is 'First day that the date may mean; for reckoning, never shown as the date.';
comment on column case_timeline.latest is 'Last day that the date may mean; for reckoning, never shown as the date.';
comment on column case_timeline.present_stage is 'Whether this is the last step that the sources report.';
