-- Known breaks, each with the publisher whose series it breaks: another publisher may have counted on as before.
create table known_break as
select series_break.*, source.publisher
from series_break
join source using (source_id)
order by area, measure, year;

comment on table known_break is 'Known breaks, each with the publisher whose series it breaks.';
