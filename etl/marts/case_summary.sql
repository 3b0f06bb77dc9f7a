-- One row a documented case: where it stands by the last step on record, the years it spans, and what can be searched in.
-- A report, an investigation or an arrest is no finding: a case that ends with one has no later step on record.
create table case_summary as
with spelled as (
    select iso3, string_agg(alias, ' ') as aliases from country_alias
    where kind in ('former', 'short', 'spelling')
    group by iso3
),

stepped as (
    select
        case_id,
        if(
            arg_max(step, "order") in ('reported', 'investigation', 'arrest'),
            'no_later_step', arg_max(step, "order")::varchar
        ) as standing,
        year(min(earliest)) as first_year,
        year(max(latest)) as last_year,
        max(latest) as last_day,
        coalesce(bool_or(official_convicted = 'yes'), false) as official_found_guilty,
        coalesce(bool_or(offence = 'trafficking'), false) as trafficking_conviction,
        string_agg(concat_ws(' ', court, outcome), ' ') as told
    from case_timeline
    group by case_id
)

select
    case_id,
    standing,
    first_year,
    last_year,
    last_day,
    official_found_guilty and official_status not in ('acquitted', 'annulled') as official_found_guilty,
    trafficking_conviction,
    lower(strip_accents(concat_ws(' ', title, court_case.note, told, name, formal_name, aliases, case_id))) as searched
from court_case
join country using (iso3)
left join spelled using (iso3)
join stepped using (case_id)
order by case_id;

comment on table case_summary is 'One row a documented case: where it stands, the years it spans, and the words it is found by.';
comment on column case_summary.standing is 'The last step on record; no_later_step where that is a report, an investigation or an arrest.';
comment on column case_summary.first_year is 'Year of the first dated step.';
comment on column case_summary.last_year is 'Year of the last dated step.';
comment on column case_summary.last_day is 'Last day that the latest dated step may mean; for sorting, never shown as the date.';
comment on column case_summary.official_found_guilty is 'Whether a step found an official guilty, of whatever offence, and no later one cleared the person or annulled the judgment.';
comment on column case_summary.trafficking_conviction is 'Whether a criminal court convicted someone of trafficking or sentenced for it; a later step may have set it aside.';
comment on column case_summary.searched is 'Title, note, courts, outcomes and the names of the country, without accents and capitals.';
