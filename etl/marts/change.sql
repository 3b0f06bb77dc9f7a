-- The change of each figure on the year before or why none is given, for who asks in SQL: year_over_year with names.
create view change as
select
    area, name, measure, form, strand, voice, year, publisher, value_before, qualifier_before, value, qualifier, unit,
    counted, period, change, change_ratio, withheld, withheld_before, withheld_now, jump, doubt, segment,
    earlier_changes, smaller_changes, source_id_before, source_id
from year_over_year
join area using (area);

comment on view change is 'Changes on the year before, only between like figures that nothing contradicts; withheld says why there is none. Choose one voice: preferred, or a publisher.';
comment on column change.name is 'Name of the area.';
comment on column change.value_before is 'Figure of the year before.';
comment on column change.qualifier_before is 'How that figure is to be read.';
comment on column change.source_id_before is 'Source of that figure.';
