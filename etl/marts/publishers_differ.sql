-- Where publishers give another number of the same: each figure that cannot be the number which another publisher gives
-- of the area, measure, form and year. Only like figures differ: 210 cases do not speak against 337 persons, a count of new
-- cases not against one of all, and "fewer than 5" not against 3.
create table publishers_differ as
select *
from series_figure as figure
where strand = '' and exists (
    from series_figure as other
    where other.area = figure.area and other.measure = figure.measure and other.form = figure.form
      and other.strand = '' and other.year = figure.year and other.publisher <> figure.publisher
      and count_alike(other.unit, figure.unit) and (other.counted = 'new') = (figure.counted = 'new')
      and (
          least_of(figure.value, figure.qualifier) > most_of(other.value, other.qualifier)
          or most_of(figure.value, figure.qualifier) < least_of(other.value, other.qualifier)
      )
)
order by area, measure, form, year, publisher;

comment on table publishers_differ is 'The figures of an area, measure, form and year that differ from what another publisher gives of the same.';
