-- The parts into which UNODC divides a country's detected (or repatriated) victims, as one edition prints them:
-- the latest that holds any part of that breakdown. Parts of two editions are never put together. Citizenships and
-- countries of repatriation are read by the reviewed table of labels. Two kinds of row are shown but enter no sum: a
-- label that is a total over all origins, and a figure that repeats another of the same country under a second label
-- (Solomon Islands 2019: 8 "Nationals" and 8 "Solomon islanders"). Each with who is counted and what its edition holds
-- against it, as the figures of whole areas (citable_figure).
create table victim_breakdown as
with printed as (
    select figure.*, publisher, reliability
    from figure
    join source using (source_id)
    where publisher = 'UNODC' and measure in ('victims_detected', 'victims_repatriated')
      and figure.counted = '' and scope = ''
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
        case concat_ws(' ', sex, age)
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
),

contradicted as (
    select
        area, year, period, measure, form, sex, age, origin, unit, source_id, vintage,
        kind as doubt, other_measure, other_form, other_sex, other_age, other_origin, other_value, other_qualifier
    from figure_doubt
    where contradiction and counted = '' and scope = ''
    qualify row_number() over (
        partition by area, year, period, measure, form, sex, age, origin, unit, source_id, vintage order by kind
    ) = 1
)

select
    area, year, period, measure, breakdown, part, value, qualifier, unit,
    counted_by_then(area, measure, publisher, year, divided.counted) as counts,
    source_id, reliability, vintage, note, doubt,
    other_measure, other_form, other_sex, other_age, other_origin, other_value, other_qualifier,
    if(origin = '', null, origin_label.kind)::varchar as origin_kind,
    if(origin_label.kind = 'nationals', area, origin_label.iso3) as origin_iso3,
    coalesce(origin_label.kind <> 'total', true) and (
        origin_iso3 is null
        or row_number() over (
            partition by area, year, breakdown, source_id, origin_iso3, value, qualifier order by part
        ) = 1
    ) as counted
from divided
left join contradicted using (area, year, period, measure, form, sex, age, origin, unit, source_id, vintage)
left join origin_label on origin_label.label = divided.origin
qualify dense_rank() over (partition by area, year, measure, breakdown order by vintage desc, source_id) = 1
order by area, year, breakdown, part;

comment on table victim_breakdown is 'The parts into which UNODC divides a country''s victims, as its latest edition with that breakdown prints them.';
comment on column victim_breakdown.breakdown is 'sex, age, sex_age, form, citizenship, or repatriation (country of repatriation).';
comment on column victim_breakdown.part is 'Part: a sex, an age, women, men, girls, boys, a form, or a citizenship or country as printed.';
comment on column victim_breakdown.counts is 'Who or what is counted, by the source or by a break on record.';
comment on column victim_breakdown.doubt is 'How its edition contradicts the part (figure_doubt.kind): nothing is computed from it. Empty where it does not.';
comment on column victim_breakdown.origin_kind is 'How the label of a citizenship or country of repatriation is read: country, nationals, abroad, unknown, group, stateless, total, or unmappable.';
comment on column victim_breakdown.origin_iso3 is 'Country that the label names; the country of detection for its own nationals.';
comment on column victim_breakdown.counted is 'Whether the row may enter a sum: not a total, and no repetition under a second label.';
