-- Every area that a figure can be about: countries, and aggregates such as the world or a TIP region.
create table area as
select iso3 as area, name, 'country' as kind, tip_region::varchar as tip_region
from country
union all
select area, name, kind::varchar, if(kind = 'tip_region', area[5:], null)
from aggregate
order by area;

comment on table area is 'Every area that a figure can be about.';
