-- Each placement with the one of the report before, and the way it moved.
-- Movement is by order (1 > 2 > 2WL > 3) between consecutive reports; Special Case and gaps have no order.
--
-- Not every placement was read in the report: some are derived (by elimination, or from a later waiver), some known
-- from the press alone. Both are marked wherever the tier is shown.
create type placement_basis as enum ('direct', 'press', 'derived');

create table tier_history as
with placed as (
    select
        tier_ranking.* exclude (basis),
        if(basis = 'direct' and reliability = 'press', 'press', basis::varchar)::placement_basis as basis,
        case tier when '1' then 1 when '2' then 2 when '2WL' then 3 when '3' then 4 end as rank
    from tier_ranking
    join source using (source_id)
),

paired as (
    select
        now.*,
        before.tier as previous_tier,
        before.basis as previous_basis,
        before.rank as previous_rank
    from placed as now
    left join placed as before
        on before.iso3 = now.iso3 and before.report_year = now.report_year - 1
),

runs as (
    select
        *,
        sum(if(previous_tier is distinct from tier, 1, 0)) over (partition by iso3 order by report_year) as run
    from paired
)

select
    iso3,
    report_year,
    tier,
    basis,
    rank,
    previous_tier,
    previous_basis,
    case
        when rank < previous_rank then 'up'
        when rank > previous_rank then 'down'
        when rank = previous_rank then 'same'
    end as movement,
    row_number() over up_to_now as reports_in_tier,
    count(*) filter (where basis = 'derived') over up_to_now as derived_in_run,
    count(*) filter (where basis = 'press') over up_to_now as press_in_run,
    source_id,
    url,
    note
from runs
window up_to_now as (partition by iso3, run order by report_year)
order by iso3, report_year;

comment on table tier_history is 'Each placement with the one of the report before, and the way it moved.';
comment on column tier_history.basis is 'How the placement is known: direct (read in the report or a copy of it), press (from the press alone), derived (by elimination or from a later waiver).';
comment on column tier_history.rank is 'Place in the order 1 > 2 > 2WL > 3, from 1; empty for a Special Case. For ordering only.';
comment on column tier_history.previous_tier is 'Tier in the report of the year before; empty where there was none.';
comment on column tier_history.previous_basis is 'How that tier is known.';
comment on column tier_history.movement is 'up, down or same against the report before; empty where there is no order between the two.';
comment on column tier_history.reports_in_tier is 'Reports in a row in this tier, this one included.';
comment on column tier_history.derived_in_run is 'Of these reports, those whose placement is derived.';
comment on column tier_history.press_in_run is 'Of these reports, those whose placement is known from the press alone.';
