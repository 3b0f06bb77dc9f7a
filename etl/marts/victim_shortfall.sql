-- By how much the parts of each breakdown fall short of the total that the same edition prints, or exceed it.
-- A part printed as "<5" is no number and stays out of the sum. Where such parts (at most 4 each) could account for
-- the whole difference, the difference would give away what the publisher withheld: it is withheld here too, and so
-- is the sum. Where they cannot, only what they cannot hold is stated, as "at least". Of a total that its edition
-- contradicts nothing is stated but that its parts exceed it, which contradicts it once more.
create table victim_shortfall as
with tally as (
    select
        area, year, measure, breakdown, source_id, vintage, unit,
        count(*) as parts,
        count(*) filter (where qualifier <> 'exact') as suppressed_parts,
        coalesce(sum(value) filter (where qualifier = 'exact'), 0) as parts_sum
    from victim_breakdown
    where counted
    group by all
),

compared as (
    select
        tally.*,
        total.value as total,
        total.qualifier as total_qualifier,
        exists (
            from figure_doubt as doubted
            where doubted.contradiction and doubted.area = total.area and doubted.year = total.year
              and doubted.measure = total.measure and doubted.source_id = total.source_id
              and doubted.unit = total.unit and doubted.counted = '' and doubted.form = 'all'
              and of_whole_area(doubted.sex, doubted.age, doubted.origin, doubted.scope)
        ) as doubted,
        total.value - parts_sum as gap,
        coalesce(set_aside.rows, 0) as set_aside_rows
    from tally
    left join figure as total
        on  total.area = tally.area and total.year = tally.year and total.measure = tally.measure
        and total.source_id = tally.source_id and total.unit = tally.unit and total.counted = '' and total.form = 'all'
        and of_whole_area(total.sex, total.age, total.origin, total.scope)
    left join set_aside
        on  set_aside.area = tally.area and set_aside.year = tally.year and set_aside.measure = tally.measure
        and set_aside.source_id = tally.source_id
),

judged as (
    select
        *,
        case
            when total is null then 'no_total'
            when total_qualifier <> 'exact' then 'total_not_exact'
            when gap < 0 then 'exceeds'
            when doubted then 'total_doubted'
            when gap = 0 and suppressed_parts = 0 then 'adds_up'
            when gap > 4 * suppressed_parts then 'falls_short'
            else 'withheld'
        end as outcome
    from compared
)

select
    area, year, measure, breakdown, outcome, parts, suppressed_parts, total, total_qualifier,
    if(outcome = 'falls_short', gap - 4 * suppressed_parts, null) as shortfall,
    if(outcome = 'exceeds', -gap, null) as excess,
    if(outcome in ('exceeds', 'falls_short') and suppressed_parts > 0, 'at_least', 'exact') as difference_qualifier,
    set_aside_rows, unit, source_id, vintage
from judged
order by area, year, breakdown;

comment on table victim_shortfall is 'By how much the parts of each breakdown fall short of the total of the same edition, or exceed it.';
comment on column victim_shortfall.breakdown is 'sex, age, sex_age, form, citizenship, or repatriation (country of repatriation).';
comment on column victim_shortfall.outcome is 'adds_up, falls_short, exceeds, withheld (suppressed parts could account for it), no_total, total_not_exact, or total_doubted (its edition contradicts it).';
comment on column victim_shortfall.parts is 'Parts printed.';
comment on column victim_shortfall.suppressed_parts is 'Parts printed as "<5": no numbers.';
comment on column victim_shortfall.total is 'Total that the same edition prints.';
comment on column victim_shortfall.total_qualifier is 'How that total is to be read.';
comment on column victim_shortfall.shortfall is 'Victims of the total that no part can hold.';
comment on column victim_shortfall.excess is 'Victims by which the parts exceed the total.';
comment on column victim_shortfall.difference_qualifier is 'Whether the difference is exact or a lower bound.';
comment on column victim_shortfall.set_aside_rows is 'Rows of this country, year and edition left out because they contradict each other; some may be parts.';
