-- What the figures, placements, cases and stated directions say of each claim. Figures that only the claim's
-- own press source gives do not support it: nobody else is known to have read them.
--   supported                     by a source other than the claim's own, or by the publisher's own figures
--   supported by some sources only  some sources agree, others differ or only speak in general terms
--   contradicted                  every other source that can decide differs
--   cannot be checked             no other source holds what would decide it
create table claim_verdict as
with evidence as (
    select claim_id, tier_ranking.source_id, tier_ranking.tier = claim.tier as agrees, true as decisive
    from claim
    join tier_ranking on tier_ranking.iso3 = claim.iso3 and tier_ranking.report_year = claim.year_to
    where asserts = 'tier'

    union all
    select claim_id, figure.source_id, figure.value = 0, true
    from claim
    join current_figure as figure on figure.area = claim.area and figure.measure = claim.measure and figure.year = claim.year_to
    where asserts = 'zero'

    union all
    select claim_id, figure.source_id, figure.value = if(figure.year = year_to, value_to, value_from), true
    from claim
    join series_figure as figure
        on figure.area = claim.area and figure.measure = claim.measure and figure.form = 'all'
        and figure.year in (claim.year_from, claim.year_to)
    where asserts = 'values'

    union all
    select
        claim_id, now.source_id,
        abs(100 * (now.value - before.value) / before.value - percent) < if(percent_qualifier = 'exact', 1, 5), true
    from claim
    join series_figure as now
        on now.area = claim.area and now.measure = claim.measure and now.form = 'all' and now.year = claim.year_to
    join series_figure as before
        on before.area = claim.area and before.measure = claim.measure and before.form = 'all'
        and before.year = claim.year_from and before.publisher = now.publisher and before.unit = now.unit
    where asserts = 'percent' and before.value > 0

    union all
    select claim_id, stated.source_id, stated.direction::varchar = claim.direction::varchar, asserts = 'direction'
    from claim
    join stated_direction as stated
        on stated.area = claim.area and stated.measure = claim.measure
        and stated.year > claim.year_from and stated.year <= claim.year_to
    where asserts in ('direction', 'values')

    union all
    select claim_id, change.source_id, sign(change) = if(direction = 'fall', -1, 1), true
    from claim
    join year_over_year as change
        on change.area = claim.area and change.measure = claim.measure and change.form = 'all'
        and change.voice <> 'preferred' and change.change is not null
        and change.year > claim.year_from and change.year <= claim.year_to
    where asserts = 'direction'

    union all
    select claim_id, case_step.source_id, starts_with(case_step.date, claim.date), true
    from claim
    join case_step
        on case_step.case_id = claim.case_id and case_step.step::varchar = claim.step
        and length(case_step.date) >= length(claim.date)
    where asserts = 'case_step'
),

independent as (
    select evidence.*
    from evidence
    join claim using (claim_id)
    join source on source.source_id = claim.source_id
    where evidence.source_id <> claim.source_id or source.reliability <> 'press'
),

tally as (
    select
        claim_id,
        count(*) filter (where agrees and decisive) as for_it,
        count(*) filter (where not agrees and decisive) as against_it,
        count(*) filter (where agrees and not decisive) as in_general
    from independent
    group by claim_id
)

select
    claim_id,
    case
        when for_it > 0 and against_it = 0 then 'supported'
        when for_it > 0 or (in_general > 0 and against_it > 0) then 'supported by some sources only'
        when against_it > 0 then 'contradicted'
        else 'cannot be checked'
    end as verdict,
    coalesce(for_it, 0) as for_it,
    coalesce(against_it, 0) as against_it,
    coalesce(in_general, 0) as in_general
from claim
left join tally using (claim_id)
order by claim_id;

comment on table claim_verdict is 'What the ledger says of each claim.';
comment on column claim_verdict.verdict is 'supported, supported by some sources only, contradicted, or cannot be checked.';
comment on column claim_verdict.for_it is 'Pieces of evidence that decide for the claim.';
comment on column claim_verdict.against_it is 'Pieces of evidence that decide against it.';
comment on column claim_verdict.in_general is 'Texts that support it in general terms, without numbers.';
