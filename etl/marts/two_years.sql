-- Any two figures of one series compared, in either direction: the rule of comparison.sql, applied once. year_over_year
-- tells more of consecutive years.
create table two_years as
with pair as (
    select
        now.area, now.measure, now.form, now.strand, now.voice, before.year as base, now.year,
        why_withheld(
            kind, breaks_between(now.area, now.measure, now.publisher, before.year, now.year), before, now
        ) as why
    from year_over_year as now
    join measure using (measure)
    join year_over_year as before using (area, measure, form, strand, voice)
)

select
    pair.* exclude (why),
    why.code::reason as withheld,
    why.before as withheld_before,
    why.now as withheld_now
from pair
order by area, measure, form, strand, voice, base, year;

comment on table two_years is 'Whether any two figures of one series may be compared, or why not.';
comment on column two_years.voice is 'Publisher whose series this is, or preferred.';
comment on column two_years.base is 'Year of the figure that the other is compared with; it may be the later one, or the same.';
comment on column two_years.withheld is 'Why the two are not compared; empty where they may be.';
comment on column two_years.withheld_before is 'What the reason says of the figure of the base year: its unit, publisher, doubt …';
comment on column two_years.withheld_now is 'What the reason says of the other figure; of a break, what is on record of it.';
