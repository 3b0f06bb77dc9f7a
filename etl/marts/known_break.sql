-- Known breaks, each with the publisher whose series it breaks: another publisher may have counted on as before.
create table known_break as
select series_break.*, source.publisher
from series_break
join source using (source_id)
order by area, measure, year;

comment on table known_break is 'Known breaks, each with the publisher whose series it breaks.';

-- Who or what a publisher's figure counts: where the last break up to its year says it, that, under whatever name the figure
-- is printed; else what the figure says itself.
create macro counted_by_then(of_area, of_measure, of_publisher, of_year, counted) as coalesce(
    (
        select arg_max_null(known_break.counted::varchar, known_break.year)
        from known_break
        where known_break.area = of_area and known_break.measure = of_measure
          and known_break.publisher = of_publisher and known_break.year <= of_year
    ),
    counted::varchar
);

-- A count of what its measure's name says: it may stand beside those of others, be ranked with them and added to them.
create macro counts_its_name(counts) as counts in ('', 'identified', 'confirmed');

-- What is on record of the breaks between two years of a publisher's series; nothing where none is.
create macro breaks_between(of_area, of_measure, of_publisher, year_from, year_to) as (
    select string_agg(known_break.reason, '; ' order by known_break.year)
    from known_break
    where known_break.area = of_area and known_break.measure = of_measure
      and known_break.publisher = of_publisher
      and known_break.year > least(year_from, year_to) and known_break.year <= greatest(year_from, year_to)
);
