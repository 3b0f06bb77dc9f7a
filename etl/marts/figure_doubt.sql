-- What the ledger itself holds against a figure, one row a figure and kind, with the figure that it stands against.
--
-- Contradictions, of which one figure must be wrong; nothing is computed from a figure so contradicted:
--   total_below_part              the same edition prints a part larger than this total
--   part_above_total              and this is that part. Not told of a part of a total printed as "<5": there the total is wrong
--   same_number_as_other_measure  one number under two measures: offenders convicted of a form of exploitation, as many as
--                                 victims of it; offences, as many as victims, in two years or more with 100 or more
--   questionnaire_code            a code of the questionnaire in place of a count: no figure at all, and set aside
-- Remarks, told beside what is computed:
--   coincidence                   ten or more under two measures, which may be true
--   jump                          five times the year before or a fifth, with a figure of 100 or more and no break on record
create type doubt as enum (
    'total_below_part', 'part_above_total', 'same_number_as_other_measure', 'questionnaire_code', 'coincidence', 'jump'
);

create table figure_doubt as
with counted as (
    select figure.*, of_everyone(sex, age, origin) as everyone
    from figure
    join measure using (measure)
    where kind = 'count'
),

-- A number under two measures of one edition: of whom the one cannot be the other's, and who only happens to be as many.
same_number as (
    select
        figure.* exclude (everyone),
        if(
            figure.measure = 'convictions' and other.measure = 'victims_detected' and figure.form <> 'all'
            or 'offences' in (figure.measure, other.measure) and figure.form = 'all'
                and count(*) filter (figure.value >= 100) over (
                    partition by figure.area, figure.measure, other.measure, figure.form, figure.source_id
                ) >= 2,
            'same_number_as_other_measure', 'coincidence'
        ) as kind,
        other
    from counted as figure
    join counted as other
        on  other.area = figure.area and other.year = figure.year and other.period = figure.period
        and other.form = figure.form and other.source_id = figure.source_id and other.scope = figure.scope
        and other.value = figure.value and other.qualifier = figure.qualifier
        and (other.measure, figure.measure) in (
            ('victims_detected', 'offences'), ('offences', 'victims_detected'),
            ('victims_detected', 'convictions'), ('victims_detected', 'prosecutions'),
            ('victims_detected', 'suspects'), ('prosecutions', 'convictions')
        )
    where figure.everyone and other.everyone and figure.qualifier = 'exact' and figure.value >= 5
),

divided as (
    select total, part
    from counted as total
    join counted as part
        on  part.area = total.area and part.year = total.year and part.period = total.period
        and part.measure = total.measure and part.unit = total.unit and part.counted = total.counted
        and part.scope = total.scope and part.source_id = total.source_id
        and total.form in ('all', part.form) and total.sex in ('all', part.sex)
        and total.age in ('all', part.age) and total.origin in ('', part.origin)
        and (part.form, part.sex, part.age, part.origin) <> (total.form, total.sex, total.age, total.origin)
    where part.qualifier in ('exact', 'at_least')
      and (total.qualifier = 'exact' and part.value > total.value
        or total.qualifier = 'less_than' and part.value >= total.value)
      -- A part that is another measure's number says nothing of its total.
      and not exists (
          from same_number
          where same_number.kind = 'same_number_as_other_measure'
            and (same_number.area, same_number.year, same_number.measure, same_number.form, same_number.source_id)
              = (part.area, part.year, part.measure, part.form, part.source_id)
      )
),

moved as (
    select now, before
    from current_figure as now
    join current_figure as before
        on  before.area = now.area and before.measure = now.measure and before.form = now.form
        and before.unit = now.unit and before.counted = now.counted and before.scope = now.scope
        and before.period = now.period and before.publisher = now.publisher and before.year = now.year - 1
    left join known_break
        on  known_break.area = now.area and known_break.measure = now.measure
        and known_break.publisher = now.publisher and known_break.year = now.year
    where of_everyone(now.sex, now.age, now.origin) and of_everyone(before.sex, before.age, before.origin)
      and now.period in ('calendar', 'fiscal', 'reporting')
      and now.qualifier = 'exact' and before.qualifier = 'exact' and is_jump(before.value, now.value)
      and known_break.area is null
),

told as (
    select total as figure, 'total_below_part' as kind, part as other from divided
    union all by name
    select part as figure, 'part_above_total' as kind, total as other from divided where total.qualifier = 'exact'
),

doubted as (
    select
        figure.area, figure.year, figure.period, figure.measure, figure.form, figure.sex, figure.age, figure.origin,
        figure.unit, figure.counted, figure.scope, figure.source_id, figure.vintage, kind, other.year as other_year,
        other.measure as other_measure, other.form as other_form, other.sex as other_sex, other.age as other_age,
        other.origin as other_origin, other.value as other_value, other.qualifier as other_qualifier,
        other.unit as other_unit, other.source_id as other_source_id
    from told
    union all
    select
        area, year, period, measure, form, sex, age, origin, unit, counted, scope, source_id, vintage, kind, other.year,
        other.measure, other.form, other.sex, other.age, other.origin, other.value, other.qualifier, other.unit,
        other.source_id
    from same_number
    where kind <> 'coincidence' or value >= 10
    union all
    select
        now.area, now.year, now.period, now.measure, now.form, now.sex, now.age, now.origin, now.unit, now.counted,
        now.scope, now.source_id, now.vintage, 'jump', before.year, before.measure, before.form, before.sex, before.age,
        before.origin, before.value, before.qualifier, before.unit, before.source_id
    from moved
    union all
    select
        area, year, period, measure, form, sex, age, origin, unit, counted, scope, source_id, vintage,
        'questionnaire_code', null, null, null, null, null, null, null, null, null, null
    from questionnaire_code
)

select
    * replace (kind::doubt as kind),
    kind in (
        'total_below_part', 'part_above_total', 'same_number_as_other_measure', 'questionnaire_code'
    ) as contradiction
from doubted
-- Of several that one figure stands against, the largest is named.
qualify row_number() over (
    partition by area, year, period, measure, form, sex, age, origin, unit, counted, scope, source_id, vintage, kind
    order by other_value desc, other_form, other_sex, other_age, other_origin, other_measure
) = 1
order by area, measure, year, kind, form, sex, age, origin, source_id;

comment on table figure_doubt is 'What the ledger itself holds against a figure, one row a figure and kind, with the figure that it stands against.';
comment on column figure_doubt.kind is 'total_below_part, part_above_total, same_number_as_other_measure, questionnaire_code; coincidence and jump are remarks only.';
comment on column figure_doubt.contradiction is 'Whether one of the two figures must be wrong: then nothing is computed from the figure.';
comment on column figure_doubt.other_year is 'Year of the figure that it stands against; of a jump the year before.';
comment on column figure_doubt.other_measure is 'Measure of that figure.';
comment on column figure_doubt.other_form is 'Form of exploitation of that figure.';
comment on column figure_doubt.other_sex is 'Sex of that figure.';
comment on column figure_doubt.other_age is 'Age of that figure.';
comment on column figure_doubt.other_origin is 'Citizenship or country of repatriation of that figure.';
comment on column figure_doubt.other_value is 'Value of that figure.';
comment on column figure_doubt.other_qualifier is 'How that value is to be read.';
comment on column figure_doubt.other_unit is 'Unit of that figure.';
comment on column figure_doubt.other_source_id is 'Source of that figure.';
