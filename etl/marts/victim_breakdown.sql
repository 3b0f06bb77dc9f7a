-- The parts into which UNODC divides a country's detected (or repatriated) victims, as one edition prints them:
-- the latest that holds any part of that breakdown. Parts of two editions are never put together.
create table victim_breakdown as
with printed as (
    select figure.*
    from figure
    join source using (source_id)
    where publisher = 'UNODC' and measure in ('victims_detected', 'victims_repatriated') and scope = ''
      and source_id not in (select replaces from source where replaces is not null)
),

divided as (
    select 'sex' as breakdown, sex::varchar as part, *
    from printed
    where origin = '' and form = 'all' and (sex <> 'all' and age = 'all' or sex = 'unknown' and age = 'unknown')
    union all
    select 'age', age, *
    from printed
    where origin = '' and form = 'all' and (sex = 'all' and age <> 'all' or sex = 'unknown' and age = 'unknown')
    union all
    select
        'sex_age',
        case sex || ' ' || age
            when 'female adult' then 'women' when 'male adult' then 'men'
            when 'female child' then 'girls' when 'male child' then 'boys'
            when 'unknown unknown' then 'unknown' else sex || ' ' || age
        end,
        *
    from printed
    where origin = '' and form = 'all' and sex <> 'all' and age <> 'all'
    union all
    select 'form', form, *
    from printed
    where origin = '' and form <> 'all' and sex = 'all' and age = 'all'
    union all
    select if(measure = 'victims_detected', 'citizenship', 'repatriation'), origin, *
    from printed
    where origin <> '' and form = 'all' and sex = 'all' and age = 'all'
)

select area, year, measure, breakdown, part, value, qualifier, unit, source_id, vintage, note
from divided
qualify dense_rank() over (partition by area, year, measure, breakdown order by vintage desc, source_id) = 1
order by area, year, breakdown, part;

comment on table victim_breakdown is 'The parts into which UNODC divides a country''s victims, as its latest edition with that breakdown prints them.';
comment on column victim_breakdown.breakdown is 'sex, age, sex_age, form, citizenship, or repatriation (country of repatriation).';
comment on column victim_breakdown.part is 'Part: a sex, an age, women, men, girls, boys, a form, or a citizenship or country as printed.';
