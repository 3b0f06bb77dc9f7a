-- How often a country of one tier stands in each tier in the next report: all pairs of consecutive reports.
-- Special Cases, unranked years and gaps have no order and are no transitions. Serbia and Montenegro was placed
-- once, as a state union, in 2003-2006: it is counted once, with Serbia.
create table tier_transition as
with transition as (
    select previous_tier as from_tier, tier as to_tier, movement,
        basis = 'derived' or previous_basis = 'derived' as derived,
        basis = 'press' or previous_basis = 'press' as press
    from tier_history
    where movement is not null
      and not (iso3 = 'MNE' and report_year <= 2006)
)

select
    from_tier,
    to_tier,
    movement,
    count(*) as transitions,
    count(*) filter (where derived) as derived,
    count(*) filter (where press and not derived) as press,
    sum(count(*)) over (partition by from_tier)::bigint as of_transitions,
    count(*) / sum(count(*)) over (partition by from_tier) as share
from transition
group by from_tier, to_tier, movement
order by from_tier, to_tier;

comment on table tier_transition is 'How often a country of one tier stands in each tier in the next report.';
comment on column tier_transition.from_tier is 'Tier in the report before.';
comment on column tier_transition.to_tier is 'Tier in the report after.';
comment on column tier_transition.movement is 'up, down or same.';
comment on column tier_transition.transitions is 'Pairs of consecutive reports with this transition.';
comment on column tier_transition.derived is 'Those of them in which one of the two placements, or both, is derived.';
comment on column tier_transition.press is 'Of the others, those in which one of the two, or both, is known from the press alone.';
comment on column tier_transition.of_transitions is 'Pairs of consecutive reports that start from this tier.';
comment on column tier_transition.share is 'The first over the second; 1 is 100 %.';
