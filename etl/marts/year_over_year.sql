-- The change of each figure on the year before, within one publisher's series ("voice") and within the
-- preferred series. It is withheld, and the reason given, unless both figures are exact, share unit, period
-- and publisher, and no known break lies between them.
create table year_over_year as
with voiced as (
    select publisher as voice, * from series_figure
    union all
    select 'preferred' as voice, * from series_figure where preferred
),

pair as (
    select
        now.* exclude (preferred),
        before.value as value_before,
        before.qualifier as qualifier_before,
        before.unit as unit_before,
        before.source_id as source_id_before,
        case
            when before.value is null
                then format('no figure for {}', now.year - 1)
            when series_break.reason is not null
                then series_break.reason
            when measure.kind <> 'count'
                then 'estimates of different editions are not compared'
            when before.publisher <> now.publisher
                then format('{} for {}, {} for {}', before.publisher, before.year, now.publisher, now.year)
            when before.unit <> now.unit
                then format('{} in {}, {} in {}', before.unit, before.year, now.unit, now.year)
            when before.period <> now.period
                then format('{} year {}, {} year {}', before.period, before.year, now.period, now.year)
            when before.qualifier <> 'exact' or now.qualifier <> 'exact'
                then format('the figure for {} is not exact', if(now.qualifier <> 'exact', now.year, before.year))
        end as withheld
    from voiced as now
    join measure using (measure)
    left join voiced as before
        on  before.voice = now.voice
        and before.area = now.area
        and before.measure = now.measure
        and before.form = now.form
        and before.year = now.year - 1
    left join series_break
        on  series_break.area = now.area
        and series_break.measure = now.measure
        and series_break.year = now.year
)

select
    *,
    if(withheld is null, value - value_before, null) as change,
    if(withheld is null, (value - value_before) / nullif(value_before, 0), null) as change_ratio
from pair
order by area, measure, form, voice, year;

comment on table year_over_year is 'The change of each figure on the year before, or the reason why none is given.';
comment on column year_over_year.voice is 'Publisher whose series this is, or preferred.';
comment on column year_over_year.value_before is 'Figure of the year before.';
comment on column year_over_year.qualifier_before is 'How that figure is to be read.';
comment on column year_over_year.unit_before is 'Unit of that figure.';
comment on column year_over_year.source_id_before is 'Source of that figure.';
comment on column year_over_year.withheld is 'Why no change is given; empty where one is.';
comment on column year_over_year.change is 'Change on the year before, in the unit of the figure.';
comment on column year_over_year.change_ratio is 'Change over the figure of the year before; 1 is +100 %. Empty where that figure is zero.';
