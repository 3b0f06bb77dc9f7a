-- What the evidence amounts to. Figures that only the claim's own press source gives do not support it.
--   supported                     by a source other than the claim's own, or by the publisher's own figures, and
--                                 for every year that the claim is about
--   supported by some sources only  some sources agree, others differ or only speak in general terms
--   contradicted                  every other source that can decide differs
--   cannot be checked             no other source holds what would decide it, or not for every year
create macro claim_verdict_of(claims) as table
with stated as (
    select
        claim_id,
        case
            when asserts = 'values' then if(value_from is null, 0, 1) + if(value_to is null, 0, 1)
            when asserts = 'direction' then year_to - year_from
            else 1
        end as years_claimed
    from (
        select unnest(claims::struct(
            claim_id varchar, asserts varchar, year_from integer, value_from double, year_to integer, value_to double
        )[], max_depth := 2)
    )
),

tally as (
    select
        claim_id,
        count(*) filter (where agrees and decisive) as for_it,
        count(*) filter (where not agrees and decisive) as against_it,
        count(*) filter (where agrees and not decisive) as in_general,
        count(distinct year) filter (where agrees and decisive) as years_supported
    from claim_evidence_of(claims)
    where independent
    group by claim_id
)

select
    claim_id,
    case
        when for_it > 0 and against_it = 0 and years_supported >= years_claimed then 'supported'
        when against_it > 0 and (for_it > 0 or in_general > 0) then 'supported by some sources only'
        when against_it > 0 then 'contradicted'
        else 'cannot be checked'
    end as verdict,
    coalesce(for_it, 0) as for_it,
    coalesce(against_it, 0) as against_it,
    coalesce(in_general, 0) as in_general
from stated
left join tally using (claim_id)
order by claim_id;

create table claim_verdict as
from claim_verdict_of((select list(claim) from claim));

comment on table claim_verdict is 'What the ledger says of each claim.';
comment on column claim_verdict.verdict is 'supported, supported by some sources only, contradicted, or cannot be checked.';
comment on column claim_verdict.for_it is 'Pieces of evidence that decide for the claim.';
comment on column claim_verdict.against_it is 'Pieces of evidence that decide against it.';
comment on column claim_verdict.in_general is 'Texts that support it in general terms, without numbers.';
