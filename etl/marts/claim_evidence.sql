-- What the figures, placements, cases and stated directions say of a claim, one piece of evidence a row.
-- The macro takes claims as a list, so that a claim that a reader enters is judged by the same rules as the
-- table's. A figure that is not exact can contradict a claim but never supports it. Evidence is independent
-- unless it is the claim's own press source: nobody else is known to have read that.
create macro claim_evidence_of(claims) as table
with entered as (
    select unnest(claims::struct(
        claim_id varchar, area varchar, iso3 varchar, source_id varchar, asserts varchar, measure varchar,
        year_from integer, value_from double, year_to integer, value_to double, direction varchar,
        percent double, percent_qualifier varchar, tier varchar, case_id varchar, step varchar, date varchar
    )[], max_depth := 2)
),

counted as (
    select
        entered.claim_id, entered.asserts, figure.year, figure.source_id, figure.publisher, figure.value,
        figure.qualifier::varchar as qualifier, figure.unit,
        case when entered.asserts = 'zero' then 0 when figure.year = year_to then value_to else value_from end as claimed
    from entered
    join series_figure as figure
        on figure.area = entered.area and figure.measure = entered.measure and figure.form = 'all'
        and figure.strand = ''
        and (figure.year = year_to or (figure.year = year_from and entered.asserts = 'values'))
    where entered.asserts in ('values', 'zero')
),

evidence as (
    select
        claim_id, report_year as year, tier_ranking.source_id, null::double as value, null as qualifier, null as unit,
        null::integer as year_before, null::double as value_before,
        tier_ranking.tier::varchar as said, tier_ranking.tier::varchar = entered.tier as agrees, true as decisive
    from entered
    join tier_ranking on tier_ranking.iso3 = entered.iso3 and tier_ranking.report_year = entered.year_to
    where asserts = 'tier'

    union all
    select
        claim_id, year, source_id, value, qualifier, unit, null, null, null,
        case
            when qualifier = 'exact' then value = claimed
            when qualifier = 'less_than' and claimed >= value then false
            when qualifier = 'at_least' and claimed < value then false
        end as agrees,
        agrees is not null
    from counted
    where claimed is not null

    union all
    select
        claim_id, now.year, now.source_id, now.value, now.qualifier::varchar, now.unit, before.year, before.value, null,
        if(asserts = 'percent',
            abs(100 * (now.value - before.value) / nullif(before.value, 0) - percent)
                < if(percent_qualifier = 'exact', 1, 5),
            sign(now.value - before.value) = if(direction = 'fall', -1, 1)) as agrees,
        agrees is not null
    from entered
    join series_figure as now
        on now.area = entered.area and now.measure = entered.measure and now.form = 'all' and now.year = entered.year_to
        and now.strand = ''
    join series_figure as before
        on before.area = entered.area and before.measure = entered.measure and before.form = 'all'
        and before.year = entered.year_from and before.publisher = now.publisher and before.unit = now.unit
        and before.strand = '' and before.counted = now.counted and before.period = now.period
    where asserts in ('percent', 'change') and year_from < year_to and now.qualifier = 'exact' and before.qualifier = 'exact'
      and not exists (
        from known_break
        where known_break.area = entered.area and known_break.measure = entered.measure
          and known_break.publisher = now.publisher
          and known_break.year > entered.year_from and known_break.year <= entered.year_to
      )

    union all
    select
        claim_id, stated.year, stated.source_id, null, null, null, stated.year - 1, null, stated.direction::varchar,
        stated.direction::varchar = entered.direction, asserts = 'direction'
    from entered
    join stated_direction as stated
        on stated.area = entered.area and stated.measure = entered.measure
        and stated.year > entered.year_from and stated.year <= entered.year_to
    where asserts in ('direction', 'change', 'values')

    union all
    select
        claim_id, year, change.source_id, value, qualifier::varchar, unit, year - 1, value_before, null,
        sign(change) = if(direction = 'fall', -1, 1), true
    from entered
    join year_over_year as change
        on change.area = entered.area and change.measure = entered.measure and change.form = 'all'
        and change.strand = '' and change.voice <> 'preferred' and change.change is not null
        and change.year > entered.year_from and change.year <= entered.year_to
    where asserts = 'direction'

    union all
    select
        claim_id, left(case_step.date, 4)::integer, case_step.source_id, null, null, null, null, null,
        case_step.step::varchar || ' ' || case_step.date, starts_with(case_step.date, entered.date), true
    from entered
    join case_step
        on case_step.case_id = entered.case_id and case_step.step::varchar = entered.step
        and length(case_step.date) >= length(entered.date)
    where asserts = 'case_step'
)

select
    evidence.*,
    100 * (value - value_before) / nullif(value_before, 0) as change_percent,
    coalesce(evidence.source_id <> entered.source_id or source.reliability <> 'press', true) as independent
from evidence
join entered using (claim_id)
left join source on source.source_id = entered.source_id
order by claim_id, year, evidence.source_id;

create table claim_evidence as
from claim_evidence_of((select list(claim) from claim));

comment on table claim_evidence is 'What the ledger holds for and against each claim, one piece of evidence a row.';
comment on column claim_evidence.year_before is 'Earlier year that it is compared with.';
comment on column claim_evidence.value_before is 'Figure of that year.';
comment on column claim_evidence.change_percent is 'Change between the two, in percent of the earlier.';
comment on column claim_evidence.said is 'What the source says, where that is no figure: a tier, a direction, a step of a case.';
comment on column claim_evidence.agrees is 'Whether it agrees with the claim; empty where it can decide neither way.';
comment on column claim_evidence.decisive is 'Whether it can decide the claim, or speaks in general terms only.';
comment on column claim_evidence.independent is 'Whether it is more than the claim''s own press source.';
