-- What the figures, placements, cases and stated directions say of a claim, one piece of evidence a row, and what weight
-- it has. The macro takes claims as a list, so that a claim that a reader enters is judged by the same rules as the table's.
--
-- A figure stands for every number that it can be: "<5" for 0 to 4, "at least 100" for 100 and more; one that is only about
-- right stands for none. It agrees where all that it can be is what the claim says, differs where none of it is, and decides
-- nothing otherwise. Numbers agree and differ only in the unit that the claim names; where it names none, an equal number
-- agrees in any unit and no other number differs: 220 cases are not contradicted by 343 defendants. A number of new ones only
-- is a limit to all: of none that is new it does not follow that there was none. An estimate agrees as it is printed.
create type weight as enum (
    'decides',           -- for the claim or against it
    'in_words',          -- for or against it, without numbers
    'bound',             -- the number can be both what is claimed and something else
    'from_zero',         -- from zero there is no percentage
    'unit_differs',      -- another unit than the claim's
    'unit_not_claimed',  -- another number, and the claim names no unit
    'not_comparable',    -- the two years are not counted alike
    'partial',           -- a part of the area
    'counts_else',       -- by a break on record it counts others than the measure's name says
    'doubted',           -- its own edition contradicts it
    'derived',           -- worked out, not read in the report
    'retired'            -- a later edition of the publisher has replaced it
);

-- The direction as a sign: -1, 0 or 1.
create macro way_of(direction) as case direction::varchar when 'fall' then -1 when 'same' then 0 when 'rise' then 1 end;

-- Two numbers that are claimed are judged as numbers, whatever they are said to show.
create macro as_judged(asserts, value_from, value_to) as
    if(asserts = 'change' and value_from is not null and value_to is not null, 'values', asserts);

create macro claim_evidence_of(claims) as table
with entered as (
    select
        claim.* exclude (publisher, qualifier) replace (as_judged(asserts, value_from, value_to) as asserts),
        coalesce(claim.publisher, source.publisher) as claimant,
        coalesce(way_of(direction), sign(coalesce(percent, value_to - value_from))) as way,
        coalesce(claim.qualifier, 'exact') as qualifier
    from (
        select unnest(claims::struct(
            claim_id varchar, area varchar, iso3 varchar, source_id varchar, publisher varchar, asserts varchar,
            measure varchar, unit varchar, counted varchar, qualifier varchar, year_from integer, value_from double,
            year_to integer, value_to double, direction varchar, percent double, percent_qualifier varchar,
            tier varchar, case_id varchar, step varchar, date varchar
        )[], max_depth := 2)
    ) as claim
    left join source on source.source_id = claim.source_id
),

-- Each number that is claimed, with the least and the most that the claim allows: "about" allows one in twenty.
number_claimed as (
    select
        *,
        if(qualifier = 'approximately', 0.95 * claimed, least_of(claimed, qualifier)) as least_claimed,
        if(qualifier = 'approximately', 1.05 * claimed, most_of(claimed, qualifier)) as most_claimed
    from (
        from (select *, year_to as year, if(asserts = 'zero', 0, value_to) as claimed from entered)
        union all
        from (select *, year_from as year, value_from as claimed from entered where asserts = 'values')
    )
    where asserts in ('values', 'zero') and claimed is not null
),

-- Each pair of years between which a change is claimed.
step_claimed as (
    select *, year_from as year_before, year_to as year
    from entered
    where asserts in ('values', 'change', 'percent') and year_from < year_to and way is not null
    union all
    select entered.*, year - 1 as year_before, year
    from entered, unnest(range(year_from + 1, year_to + 1)) as each(year)
    where asserts = 'direction' and year_from < year_to and way is not null
),

strand_of as (select distinct measure, counted, strand from current_figure),

-- The numbers that are held for what is claimed: of each publisher and unit what it stands by today, what it has retired
-- since, and its numbers for a part of the area.
held as (
    select
        entered.claim_id, figure.year, figure.value, figure.qualifier::varchar as qualifier, figure.unit,
        figure.counted, figure.period, figure.scope, figure.source_id, figure.vintage, source.publisher,
        source.reliability,
        measure.kind, figure.area, figure.measure,
        current.area is null as retired,
        held_against.kind as doubt,
        least_of(figure.value, figure.qualifier) as least,
        most_of(figure.value, figure.qualifier) as most,
        who.counts,
        entered.counted is null and who.counts = 'new' as new_only,
        case
            when doubt is not null then 'doubted'
            when entered.counted is null and not new_only and not counts_its_name(who.counts)
                and figure.measure <> 'victims_assisted' then 'counts_else'
            when retired then 'retired'
            when figure.scope <> '' then 'partial'
            when source.reliability = 'derived' then 'derived'
            when entered.unit <> figure.unit and entered.asserts <> 'zero' then 'unit_differs'
        end as set_aside
    from entered
    join figure on figure.area = entered.area and figure.measure = entered.measure
    join strand_of on strand_of.measure = figure.measure and strand_of.counted = figure.counted
    join measure on measure.measure = figure.measure
    join source on source.source_id = figure.source_id
    left join current_figure as current
        on  current.area = figure.area and current.year = figure.year and current.period = figure.period
        and current.measure = figure.measure and current.form = figure.form and current.sex = figure.sex
        and current.age = figure.age and current.origin = figure.origin and current.unit = figure.unit
        and current.counted = figure.counted and current.scope = figure.scope and current.source_id = figure.source_id
    left join figure_doubt as held_against
        on  held_against.contradiction and held_against.area = figure.area and held_against.year = figure.year
        and held_against.measure = figure.measure and held_against.form = figure.form
        and held_against.sex = figure.sex and held_against.age = figure.age and held_against.origin = figure.origin
        and held_against.unit = figure.unit and held_against.counted = figure.counted
        and held_against.scope = figure.scope and held_against.source_id = figure.source_id
        and held_against.vintage = figure.vintage
    cross join lateral (
        select counted_by_then(figure.area, figure.measure, source.publisher, figure.year, figure.counted) as counts
    ) as who
    where figure.form = 'all' and of_everyone(figure.sex, figure.age, figure.origin)
      and if(entered.counted is null, strand_of.strand = '', who.counts = entered.counted)
    qualify row_number() over (
        partition by
            entered.claim_id, figure.year, source.publisher, figure.unit, figure.scope, retired,
            if(retired, figure.source_id, '')
        order by
            source.reliability = 'press',
            list_position(['', 'identified', 'confirmed', 'new'], figure.counted::varchar),
            figure.period, source.reliability, figure.vintage desc, figure.source_id
    ) = 1
),

counted as (
    select
        claim_id, held.year, held.period, held.source_id, held.vintage, held.value, held.qualifier, held.unit,
        held.counts as counted, null::integer as year_before, null::double as value_before,
        null::varchar as qualifier_before,
        null::varchar as said,
        case
            when new_only and asserts = 'zero' then if(least > 0, false, null)
            when held.value = claimed and held.qualifier in (claim.qualifier, 'estimate') then true
            when least >= least_claimed and if(new_only, 'infinity'::double, most) <= most_claimed then true
            when if(new_only, 'infinity'::double, most) < least_claimed or least > most_claimed then false
        end as agrees,
        coalesce(set_aside, case
            when agrees is null then 'bound'
            when not agrees and claim.unit is null and asserts <> 'zero' then 'unit_not_claimed'
            else 'decides'
        end) as weight,
        false as compared
    from number_claimed as claim
    join held using (claim_id, year)
    -- An earlier edition is told only where it differs from what stands today.
    where not retired or not exists (
        from held as today
        where today.claim_id = held.claim_id and today.year = held.year and today.publisher = held.publisher
          and today.unit = held.unit and today.value = held.value and today.qualifier = held.qualifier
          and not today.retired
    )
),

-- The same publisher's numbers for both years; why two numbers are not compared is told in comparison.sql, but bounds are
-- weighed here.
changed as (
    select
        claim.claim_id, claim.asserts, claim.way, claim.percent, claim.percent_qualifier,
        now.year, now.period, now.source_id, now.vintage, now.value, now.qualifier, now.unit, now.counts, now.least,
        now.most, coalesce(now.set_aside, before.set_aside) as set_aside,
        before.year as year_before, before.value as value_before, before.qualifier as qualifier_before,
        before.least as least_before, before.most as most_before,
        why_withheld(
            now.kind, breaks_between(now.area, now.measure, now.publisher, before.year, now.year), before, now
        ).code as withheld,
        case
            when now.least > before.most then 1
            when now.most < before.least then -1
            when now.least = now.most and before.least = before.most then 0
        end as way_found
    from step_claimed as claim
    join held as now on now.claim_id = claim.claim_id and now.year = claim.year
    join held as before
        on  before.claim_id = claim.claim_id and before.year = claim.year_before and before.publisher = now.publisher
        and before.unit = now.unit and before.scope = now.scope and before.retired = now.retired
        and (not now.retired or before.source_id = now.source_id)
    where claim.asserts <> 'values'
),

change_weighed as (
    select
        claim_id, year, period, source_id, vintage, value, qualifier, unit, counts, year_before, value_before,
        qualifier_before, null,
        case
            when way_found <> way then false
            when way = 1 and most <= least_before or way = -1 and least >= most_before then false
            when asserts <> 'percent' then way_found = way
            when least = most and least_before = most_before and (value_before > 0 or value = 0)
                then abs(100 * coalesce((value - value_before) / nullif(value_before, 0), 0) - way * abs(percent))
                    < if(percent_qualifier = 'approximately', 5, 1)
        end as agrees,
        coalesce(set_aside, case
            when withheld <> 'not_exact' then 'not_comparable'
            when agrees is not null then 'decides'
            when asserts = 'percent' and value_before = 0 then 'from_zero'
            else 'bound'
        end) as weight,
        withheld is null as compared
    from changed
),

evidence as (
    from counted
    union all
    from change_weighed
    union all
    select
        claim.claim_id, stated.year, null, stated.source_id, null, null, null, null, null, claim.year_before, null,
        null, stated.direction::varchar, way_of(stated.direction) = claim.way, 'in_words', false
    from step_claimed as claim
    join stated_direction as stated
        on stated.area = claim.area and stated.measure = claim.measure
        and stated.year = claim.year and claim.year_before = claim.year - 1
    union all
    select
        claim_id, report_year, null, tier_ranking.source_id, null, null, null, null, null, null, null, null,
        tier_ranking.tier::varchar, tier_ranking.tier::varchar = entered.tier,
        if(basis = 'derived', 'derived', 'decides'), false
    from entered
    join tier_ranking on tier_ranking.iso3 = entered.iso3 and tier_ranking.report_year = entered.year_to
    where asserts = 'tier'
    union all
    select
        claim_id, left(case_step.date, 4)::integer, null, case_step.source_id, null, null, null, null, null, null, null,
        null,
        case_step.step::varchar || ' ' || case_step.date, starts_with(case_step.date, entered.date), 'decides',
        false
    from entered
    join case_step
        on case_step.case_id = entered.case_id and case_step.step::varchar = entered.step
        and length(case_step.date) >= length(entered.date)
    where asserts = 'case_step'
)

select
    evidence.* exclude (compared) replace (weight::weight as weight),
    100 * if(compared, ratio_of_change(value_before, value), null) as change_percent,
    source.publisher,
    source.reliability,
    coalesce(lower(entered.claimant) in (lower(source.publisher), lower(source.via)), false) as own
from evidence
join entered using (claim_id)
join source on source.source_id = evidence.source_id
order by claim_id, year, publisher, evidence.source_id;

create table claim_evidence as
from claim_evidence_of((select list(claim) from claim));

comment on table claim_evidence is 'What the ledger holds for and against each claim, one piece of evidence a row.';
comment on column claim_evidence.year_before is 'Earlier year that it is compared with.';
comment on column claim_evidence.value_before is 'Figure of that year.';
comment on column claim_evidence.qualifier_before is 'How that figure is to be read.';
comment on column claim_evidence.change_percent is 'Change between the two, in percent of the earlier; of exact and comparable figures of ten and more only.';
comment on column claim_evidence.said is 'What the source says, where that is no figure: a tier, a direction, a step of a case.';
comment on column claim_evidence.agrees is 'Whether it agrees with the claim; empty where it can do neither.';
comment on column claim_evidence.weight is 'Whether that decides the claim, supports it in words, or why it decides nothing.';
comment on column claim_evidence.counted is 'Who or what the figure counts, by the source or by a break on record.';
comment on column claim_evidence.own is 'Whether it is of the publisher that makes the claim, or was read there: that never supports it.';
