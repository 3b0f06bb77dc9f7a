-- How many documented cases of each kind of proceeding have each step on record, and how long after the step before it
-- came. Kinds are never added up: a civil finding is no conviction, and only what a court called trafficking, or an
-- offence of the same kind, is a trafficking conviction.
-- A date known to the year or the month gives a shortest and a longest time; no day is made up, and a time that could be
-- negative counts from 0. Steps without a date on either side count no time. Terms beyond a life span are in no average.
-- Fewer than five cases have no median, as fewer than five countries have none.
create table case_stage as
with spaced as (
    select
        *,
        if(
            lag(date) over steps is null or date is null, null,
            greatest(date_diff('day', lag(latest) over steps, earliest), 0)
        ) as days_shortest,
        if(
            lag(date) over steps is null or date is null, null,
            greatest(date_diff('day', lag(earliest) over steps, latest), 0)
        ) as days_longest,
        sentence_years_max > 100 as beyond_a_life_span
    from case_timeline
    window steps as (partition by case_id order by "order")
)

select
    proceeding,
    step,
    count(distinct case_id) as cases,
    count(distinct case_id) filter (where offence = 'trafficking') as cases_of_trafficking,
    count(distinct case_id) filter (where days_longest is not null) as cases_timed,
    if(cases_timed >= 5, median(days_shortest), null) as median_days_shortest,
    if(cases_timed >= 5, median(days_longest), null) as median_days_longest,
    count(sentence_years_max) filter (where not beyond_a_life_span) as terms,
    if(terms >= 5, median(sentence_years_max) filter (where not beyond_a_life_span), null) as median_term_years,
    count(*) filter (where beyond_a_life_span) as terms_beyond_a_life_span,
    list(distinct source_id order by source_id) as source_ids
from spaced
group by proceeding, step
order by proceeding, step;

comment on table case_stage is 'Documented cases by kind of proceeding and step: how many have it on record, and the time since the step before.';
comment on column case_stage.cases is 'Cases with this step on record; cases without it may have had it unreported.';
comment on column case_stage.cases_of_trafficking is 'Those of them in which the step is a conviction of trafficking or a sentence for it.';
comment on column case_stage.cases_timed is 'Cases in which this step and the one before it are both dated.';
comment on column case_stage.median_days_shortest is 'Median of the shortest time since the step before that the dates allow, in days; empty where fewer than five cases are timed.';
comment on column case_stage.median_days_longest is 'Median of the longest time since the step before that the dates allow, in days; empty where fewer than five cases are timed.';
comment on column case_stage.terms is 'Longest terms of prison in years that the steps give, up to 100 years.';
comment on column case_stage.median_term_years is 'Median of these terms in years; life, death and terms of over 100 years are not in it. Empty where there are fewer than five.';
comment on column case_stage.terms_beyond_a_life_span is 'Terms of over 100 years, which are in no median.';
comment on column case_stage.source_ids is 'The sources of these steps.';
