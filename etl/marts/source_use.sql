-- What each source gives, and what it is found by.
create table source_use as
with area_named as (
    select source_id, area from figure
    union
    select source_id, iso3 from tier_ranking
    union
    select source_id, iso3 from event
    union
    select source_id, iso3 from case_timeline
)

select
    source_id,
    (select count(*) from figure where figure.source_id = source.source_id) as figures,
    (select count(*) from tier_ranking where tier_ranking.source_id = source.source_id) as placements,
    (select count(distinct case_id) from case_timeline where case_timeline.source_id = source.source_id) as cases,
    coalesce((select list(area order by area) from area_named where area_named.source_id = source.source_id), [])
        as areas,
    plain_name(concat_ws(' ', title, publisher, edition, via)) as plain
from source
order by source_id;

comment on table source_use is 'What each source gives: figures, placements, court cases; and for which areas.';
comment on column source_use.figures is 'Number of figures that it gives.';
comment on column source_use.placements is 'Number of tier placements that it gives.';
comment on column source_use.cases is 'Number of documented court cases of which it tells a step.';
comment on column source_use.areas is 'Areas that it gives anything about.';
comment on column source_use.plain is 'Title, publisher, edition and where it was read, as words are looked for.';
