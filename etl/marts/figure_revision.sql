-- Every edition of a figure that later editions changed.
create table figure_revision as
select
    figure.*,
    source.publisher,
    counted_by_then(figure.area, figure.measure, source.publisher, figure.year, figure.counted) as counts
from figure
join source using (source_id)
join current_figure as latest
    on  latest.area = figure.area and latest.year = figure.year and latest.period = figure.period
    and latest.measure = figure.measure and latest.form = figure.form and latest.sex = figure.sex
    and latest.age = figure.age and latest.origin = figure.origin and latest.unit = figure.unit
    and latest.counted = figure.counted and latest.scope = figure.scope and latest.publisher = source.publisher
where latest.revised
order by area, measure, year, form, sex, age, origin, unit, counted, scope, publisher, vintage;

comment on table figure_revision is 'Every edition of a figure that later editions changed.';
comment on column figure_revision.counts is 'Who or what is counted, by the source or by a break on record.';
