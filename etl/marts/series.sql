-- The yearly figures of each area, for who asks in SQL: series_figure with names, and without what only other marts need.
create view series as
select
    area, name, measure, form, strand, year, publisher, preferred, value, qualifier, unit, counted, period, doubt,
    coincides_with, competing, revised, reliability, vintage, source_id, note
from series_figure
join area using (area);

comment on view series is 'Yearly figures to begin with: whole areas, one row per area, measure, form, strand, year and publisher. Take preferred for one figure a year.';
comment on column series.name is 'Name of the area.';
