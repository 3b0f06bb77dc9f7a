-- Where publishers give another number of the same: each figure that cannot be the number which another publisher gives
-- of the area, measure, form and year. Only like figures differ: 210 cases do not speak against 337 persons, a count of new
-- cases not against one of all, and "fewer than 5" not against 3.
create table publishers_differ as
select *
from series_figure
where strand = '' and exists (
    from series_figure as other
    where other.area = series_figure.area and other.measure = series_figure.measure and other.form = series_figure.form
      and other.strand = '' and other.year = series_figure.year and other.publisher <> series_figure.publisher
      and count_alike(other.unit, series_figure.unit) and (other.counted = 'new') = (series_figure.counted = 'new')
      and (
          least_of(series_figure.value, series_figure.qualifier) > most_of(other.value, other.qualifier)
          or most_of(series_figure.value, series_figure.qualifier) < least_of(other.value, other.qualifier)
      )
)
order by area, measure, form, year, publisher;

comment on table publishers_differ is 'The figures of an area, measure, form and year that differ from what another publisher gives of the same.';
