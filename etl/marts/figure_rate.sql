-- Each preferred figure per 100,000 people of its area and year; exact counts of whole countries only.
create table figure_rate as
select
    figure.area,
    figure.measure,
    figure.form,
    figure.year,
    figure.unit,
    figure.source_id,
    100000 * figure.value / population.population as per_100_000,
    population.population,
    population.source_id as population_source_id
from preferred_figure as figure
join measure on measure.measure = figure.measure and measure.kind = 'count'
join population on population.iso3 = figure.area and population.year = figure.year
where figure.qualifier = 'exact'
order by area, measure, form, year;

comment on table figure_rate is 'Each preferred figure per 100,000 people of its area and year.';
comment on column figure_rate.per_100_000 is 'Figure per 100,000 people.';
comment on column figure_rate.population_source_id is 'Source of the population.';
