-- The figures that may stand for a whole area: current, of all sexes, ages and origins, of no scope; each with what the
-- ledger holds against it. A table, since pages ask for it area by area and a view would weigh all figures each time.
create table citable_figure as
with contradicted as (
    select
        area, year, measure, form, unit, counted, source_id, vintage,
        kind as doubt, other_measure, other_form, other_sex, other_age, other_origin, other_value, other_qualifier
    from figure_doubt
    where contradiction and of_whole_area(sex, age, origin, scope)
    qualify row_number() over (
        partition by area, year, measure, form, unit, counted, source_id, vintage order by kind
    ) = 1
),

coinciding as (
    select
        area, year, measure, form, unit, counted, source_id, vintage,
        min(other_measure) as coincides_with
    from figure_doubt
    where kind = 'coincidence' and scope = ''
    group by all
)

select *, counted_by_then(area, measure, publisher, year, counted) as counts
from current_figure
left join contradicted using (area, year, measure, form, unit, counted, source_id, vintage)
left join coinciding using (area, year, measure, form, unit, counted, source_id, vintage)
where of_whole_area(sex, age, origin, scope);

comment on table citable_figure is 'The figures that may stand for a whole area, each with what the ledger holds against it.';
comment on column citable_figure.counts is 'Who or what is counted, by the source or by a break on record.';
comment on column citable_figure.doubt is 'How the ledger contradicts the figure (figure_doubt.kind): nothing is computed from it. Empty where it does not.';
comment on column citable_figure.coincides_with is 'Measure under which the same edition prints the same number; empty where it does not.';
