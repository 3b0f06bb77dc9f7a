-- The figure that each publisher stands by today: the latest edition in which it printed it, read in its own text rather
-- than in the press.
-- A figure that an edition no longer holds, though it replaces the earlier one as a whole, is withdrawn
-- and left out; so are figures that the replacing edition contradicts itself about (see set_aside).
-- Who or what is counted is part of a figure, like its unit. Potential, referred or assisted victims, and cases that are
-- carried on or suspected, are strands of their own: they never stand under the measure's bare name.
create table current_figure as
with edition as (
    select
        figure.*,
        source.publisher,
        source.reliability,
        count(*) over same as editions,
        min(value) over same <> max(value) over same or count(distinct qualifier) over same > 1 as revised,
        row_number() over (
            same order by source.reliability = 'press', vintage desc, source.reliability, source_id
        ) as recency
    from figure
    join source using (source_id)
    window same as (partition by area, year, period, measure, form, sex, age, origin, unit, counted, scope, publisher)
)

select
    edition.* exclude (recency),
    if(
        counted in ('', 'identified', 'confirmed', 'new') or measure = 'victims_assisted', '', counted::varchar
    ) as strand
from edition
where recency = 1
  and source_id not in (select replaces from source where replaces is not null)
order by area, measure, year, form, sex, age, origin, publisher, unit, counted, scope, period;

comment on table current_figure is 'The figure that each publisher stands by today: the latest edition in which it printed it.';
comment on column current_figure.editions is 'Times this publisher''s figure was read, in all editions and copies.';
comment on column current_figure.revised is 'Whether those editions differ.';
comment on column current_figure.strand is 'Empty for what stands under the measure''s own name; otherwise who or what is counted (potential, referred, assisted, mixed, continued, suspected): a series of its own.';
