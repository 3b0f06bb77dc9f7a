-- What the evidence amounts to. What the claim's own publisher says never supports it, and can contradict it; what the
-- press alone says is told as that; a text without numbers supports in words, whatever is claimed.
create type verdict as enum (
    'supported',           -- others than the claimant give what is claimed, for every year of it, and none differs
    'supported_in_words',  -- others say so, for every year, but not all of them in numbers
    'supported_in_part',   -- some agree and some differ
    'press_only',          -- nobody but the press says so
    'press_differs',       -- nobody but the press speaks of it, and not all say so
    'superseded',          -- an edition said so that a later one has replaced: right when it was made
    'contradicted',        -- those that can decide differ
    'own_only',            -- nobody but the claimant says so
    'undecided'            -- nothing in the ledger decides it
);

create macro claim_verdict_of(claims) as table
with stated as (
    select
        claim_id,
        as_judged(asserts, value_from, value_to) as asserts,
        case as_judged(asserts, value_from, value_to)
            when 'values' then if(value_from is null, 0, 1) + if(value_to is null, 0, 1)
            when 'direction' then year_to - year_from
            else 1
        end as years_claimed
    from (
        select unnest(claims::struct(
            claim_id varchar, asserts varchar, year_from integer, value_from double, year_to integer, value_to double
        )[], max_depth := 2)
    )
),

weighed as (
    select
        evidence.*,
        asserts,
        weight in ('decides', 'in_words') as counts,
        reliability = 'press' as press,
        agrees and not own and counts as for_it,
        -- A text that tells the way from one number to the other speaks of both.
        weight = 'in_words' and asserts = 'values' as of_all_years
    from claim_evidence_of(claims) as evidence
    join stated using (claim_id)
),

tally as (
    select
        claim_id,
        count(*) filter (where for_it and not press) as for_it,
        count(*) filter (where for_it and weight = 'in_words') as in_words,
        -- Words that tell a way are for no number where other numbers are printed.
        count(*) filter (
            where for_it and not press and not (weight = 'in_words' and asserts in ('values', 'percent'))
        ) as for_it_as_claimed,
        count(*) filter (where for_it and press) as for_it_in_press,
        count(*) filter (where not agrees and counts and not press) as against_it,
        count(*) filter (where not agrees and counts and press) as against_it_in_press,
        count(*) filter (where agrees and own and counts) as own,
        count(*) filter (where agrees and weight = 'retired' and not press) as retired,
        count(distinct year) filter (where agrees and not press and (weight = 'retired' or for_it)) as years_retired,
        count(distinct year) filter (where for_it and not press and weight = 'decides') as years_in_numbers,
        count(distinct year) filter (where for_it and not press) as years,
        count(distinct year) filter (where for_it) as years_with_press,
        count(*) filter (where for_it and of_all_years and not press) > 0 as all_years,
        count(*) filter (where for_it and of_all_years) > 0 as all_years_with_press
    from weighed
    group by claim_id
)

select
    claim_id,
    (case
        when against_it > 0 and for_it_as_claimed > 0 then 'supported_in_part'
        when against_it > 0 and retired > 0 and years_retired >= years_claimed then 'superseded'
        when against_it > 0 then 'contradicted'
        when years >= years_claimed or all_years then case
            when against_it_in_press > 0 then 'supported_in_part'
            when years_in_numbers >= years_claimed then 'supported'
            else 'supported_in_words'
        end
        when retired > 0 and years_retired >= years_claimed then 'superseded'
        when against_it_in_press > 0 then 'press_differs'
        when years_with_press >= years_claimed or all_years_with_press then 'press_only'
        when own > 0 then 'own_only'
        else 'undecided'
    end)::verdict as verdict,
    coalesce(for_it, 0) as for_it,
    coalesce(for_it_in_press, 0) as for_it_in_press,
    coalesce(in_words, 0) as in_words,
    coalesce(against_it, 0) as against_it,
    coalesce(against_it_in_press, 0) as against_it_in_press
from stated
left join tally using (claim_id)
order by claim_id;

create table claim_verdict as
from claim_verdict_of((select list(claim) from claim));

comment on table claim_verdict is 'What the ledger says of each claim.';
comment on column claim_verdict.verdict is 'What the evidence amounts to, as a code.';
comment on column claim_verdict.for_it is 'Pieces of evidence for the claim, of others than the claimant and the press.';
comment on column claim_verdict.for_it_in_press is 'Pieces of evidence for the claim in the press, the claimant left out.';
comment on column claim_verdict.in_words is 'Those of both that say so in words, without numbers.';
comment on column claim_verdict.against_it is 'Pieces of evidence against the claim, the press left out.';
comment on column claim_verdict.against_it_in_press is 'Pieces of evidence against the claim in the press.';
