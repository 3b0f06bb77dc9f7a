-- The figure that each publisher stands by today: the latest edition in which it printed it.
-- A figure that an edition no longer holds, though it replaces the earlier one as a whole, is withdrawn
-- and left out; so are figures that the replacing edition contradicts itself about (see set_aside).
create table current_figure as
with edition as (
    select
        figure.*,
        source.publisher,
        source.reliability,
        count(*) over same as editions,
        min(value) over same <> max(value) over same or count(distinct qualifier) over same > 1 as revised,
        row_number() over (same order by vintage desc, source.reliability, source_id) as recency
    from figure
    join source using (source_id)
    window same as (partition by area, year, period, measure, form, sex, age, origin, unit, scope, publisher)
)

select edition.* exclude (recency)
from edition
where recency = 1
  and source_id not in (select replaces from source where replaces is not null)
order by area, measure, year, form, sex, age, origin, publisher, unit, scope, period;

comment on table current_figure is 'The figure that each publisher stands by today: the latest edition in which it printed it.';
comment on column current_figure.editions is 'Times this publisher''s figure was read, in all editions and copies.';
comment on column current_figure.revised is 'Whether those editions differ.';
