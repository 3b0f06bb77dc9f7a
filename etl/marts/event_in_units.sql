-- One event told in several units ("3 investigations of 12 suspects"): whole-area figures of the same area, year, period,
-- measure, form and who is counted, from the same edition of the same source, that differ in their unit.
-- They are one event: shown together, never added, and compared only with figures of their own unit.
create table event_in_units as
select
    area, year, period, measure, form, counted, strand, publisher, source_id, vintage, reliability,
    min(doubt)::varchar as doubt,
    list({'value': value, 'qualifier': qualifier::varchar, 'unit': unit} order by value, unit) as told
from citable_figure
group by area, year, period, measure, form, counted, strand, publisher, source_id, vintage, reliability
having count(distinct unit) > 1
order by area, measure, year, form, counted, source_id;

comment on table event_in_units is 'One event told in several units, by area, year, measure and source.';
comment on column event_in_units.doubt is 'How the ledger contradicts one of them; empty where it does not.';
comment on column event_in_units.told is 'The figures of the event, the smallest first: value, qualifier, unit.';
