-- By what a documented case can be found: one row for each facet and code that it has. A case has every step that occurred.
create table case_facet as
select case_id, 'area' as facet, iso3 as code from court_case
union all
select case_id, 'proceeding', proceeding::varchar from court_case
union all
select case_id, 'form', form::varchar from court_case
union all
select case_id, 'sector', sector::varchar from court_case
union all
-- How far it has come with an official; where a court found public bodies at fault and charged nobody, it is said so.
select
    case_id,
    'official',
    case
        when official_status <> 'none' or official_involved = 'no' then official_status::varchar
        when official_involved = 'yes' then 'public_body_at_fault'
        else official_involved::varchar
    end
from court_case
union all
select case_id, 'stage', standing from case_summary
union all
select distinct case_id, 'step', step::varchar from case_step
union all
select case_id, 'step', 'trafficking_conviction' from case_summary where trafficking_conviction
union all
select case_id, 'step', 'official_found_guilty' from case_summary where official_found_guilty
order by facet, code, case_id;

comment on table case_facet is 'By what a documented case can be found: one row for each facet and code that it has.';
comment on column case_facet.facet is 'area, proceeding, form, sector, official (how far it has come with an official), stage (last step) or step (that occurred).';
comment on column case_facet.code is 'Code of the facet; a step is also trafficking_conviction or official_found_guilty.';
