-- The change of each figure on the year before, within one publisher's series ("voice") and within the
-- preferred series. It is withheld, and the reason given, where the rule of comparison.sql says so. A segment is a
-- stretch of years in which each may be compared with the one before: what a line may join. Where the year before has no
-- figure of the whole, but one of a part or of others who are counted apart, that is the reason; of other parts (one form,
-- adults, one origin) it is said that they are no whole.
create table year_over_year as
with voiced as (
    select publisher as voice, * from series_figure
    union all
    select 'preferred' as voice, * from series_figure where preferred
),

-- One figure a year of a part of the area, or counted apart, by those whose series may lack that year.
part as (
    select publisher as voice, * from current_figure
    where of_everyone(sex, age, origin) and (scope <> '' or strand <> '')
    union all
    select 'preferred' as voice, * from current_figure
    where of_everyone(sex, age, origin) and (scope <> '' or strand <> '')
),

one_part as (
    select *, null::varchar as doubt
    from part
    qualify row_number() over (
        partition by voice, area, measure, form, year
        order by scope = '', strand <> '', unit, publisher, scope, source_id
    ) = 1
),

pair as (
    select
        now.* exclude (preferred),
        before.value as value_before,
        before.qualifier as qualifier_before,
        before.unit as unit_before,
        before.counted as counted_before,
        before.source_id as source_id_before,
        if(
            before.value is null and one_part.value is not null,
            why_withheld(measure.kind, known_break.reason, one_part, now),
            why_withheld(measure.kind, known_break.reason, before, now)
        ) as why,
        year_held.year is not null as held_before
    from voiced as now
    join measure using (measure)
    left join voiced as before
        on  before.voice = now.voice
        and before.area = now.area
        and before.measure = now.measure
        and before.form = now.form
        and before.strand = now.strand
        and before.year = now.year - 1
    left join one_part
        on  one_part.voice = now.voice
        and one_part.area = now.area
        and one_part.measure = now.measure
        and one_part.form = now.form
        and one_part.year = now.year - 1
        and now.strand = ''
    left join year_held
        on  year_held.voice = now.voice
        and year_held.area = now.area
        and year_held.measure = now.measure
        and year_held.form = now.form
        and year_held.year = now.year - 1
        and now.strand = ''
    left join known_break
        on  known_break.area = now.area
        and known_break.measure = now.measure
        and known_break.publisher = now.publisher
        and known_break.year = now.year
),

compared as (
    select
        pair.* exclude (why, held_before),
        if(why.code = 'no_figure_before', nothing_before(held_before), why.code)::reason as withheld,
        why.before as withheld_before,
        why.now as withheld_now,
        withheld is null and is_jump(value_before, value) as jump,
        count(why.code) over (partition by voice, area, measure, form, strand order by year) as segment,
        if(withheld is null, value - value_before, null) as change,
        if(withheld is null, ratio_of_change(value_before, value), null) as change_ratio
    from pair
),

-- The sizes of the changes given before it in the same series of like figures: a series is measured by itself.
ranked as (
    select
        *,
        if(
            change is null, null,
            list(abs(change)) filter (change is not null) over (
                partition by voice, area, measure, form, strand, publisher, unit, counted, period
                order by year rows between unbounded preceding and 1 preceding
            )
        ) as sizes_before
    from compared
)

select
    * exclude (sizes_before),
    if(change is null, null, coalesce(len(sizes_before), 0)) as earlier_changes,
    if(
        change is null, null, coalesce(len(list_filter(sizes_before, lambda size: size < abs(change))), 0)
    ) as smaller_changes
from ranked
order by area, measure, form, strand, voice, year;

comment on table year_over_year is 'The change of each figure on the year before, or the reason why none is given.';
comment on column year_over_year.voice is 'Publisher whose series this is, or preferred.';
comment on column year_over_year.value_before is 'Figure of the year before.';
comment on column year_over_year.qualifier_before is 'How that figure is to be read.';
comment on column year_over_year.unit_before is 'Unit of that figure.';
comment on column year_over_year.counted_before is 'Who or what that figure counts.';
comment on column year_over_year.source_id_before is 'Source of that figure.';
comment on column year_over_year.withheld is 'Why no change is given; empty where one is.';
comment on column year_over_year.withheld_before is 'What the reason says of the figure before: its unit, publisher, doubt …';
comment on column year_over_year.withheld_now is 'What the reason says of this figure: its unit, publisher, doubt …; of a break, what is on record of it.';
comment on column year_over_year.jump is 'Whether a change is given and is a jump: five times or more, with a figure of 100 or more.';
comment on column year_over_year.segment is 'Number of the stretch of comparable years, from 1: only figures of one segment may be joined by a line.';
comment on column year_over_year.change is 'Change on the year before, in the unit of the figure.';
comment on column year_over_year.change_ratio is 'Change over the figure of the year before; 1 is +100 %. Empty where one of the two is below ten.';
comment on column year_over_year.earlier_changes is 'How many changes are given before it in the same series of like figures; empty where no change is given.';
comment on column year_over_year.smaller_changes is 'How many of those are smaller, up or down.';
