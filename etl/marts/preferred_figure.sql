-- One figure per area, measure, form and year; the rule that picks it stands in series_figure.sql.
create table preferred_figure as
select * exclude (preferred)
from series_figure
where preferred
order by area, measure, form, year;

comment on table preferred_figure is 'One figure per area, measure, form and year, by the rule of series_figure.';
