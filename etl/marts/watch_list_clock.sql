-- What 22 U.S.C. 7107(b)(2)(D)-(F) requires of each country on the Tier 2 Watch List, and of those that fell from it.
--
-- One row per report that places a country on the Watch List, on Tier 3 after a used-up run, or among the
-- Special Cases where the law required a move. The law limits a stay on the list; it fixes no tier.
-- The ledger holds placements, not the waivers: a stay beyond two counted years is marked "by waiver", since (D)
-- allows it in no other way.
-- "A move" is one off the list: up to Tier 2 or Tier 1, or down to Tier 3.
--
-- (F) leaves one year to a country that comes back from Tier 3 after two counted years on the list "and any additional
-- years" of a waiver. Wide reading: "any" is also none, and it binds runs that ended before the act of 2018, too.
-- Narrow reading: it binds those alone that a waiver had kept and that fell in the report of 2019 or later.
create type watch_list_duty as enum (
    'must_move',
    'must_move_unless_waived',
    'may_stay',
    'one_year_on_return',
    'two_years_on_return'
);

create type one_year_rule as enum ('binds', 'by_wide_reading');

create type watch_list_discrepancy as enum (
    'waiver_used_up',
    'one_year_used_up',
    'one_year_used_up_by_wide_reading',
    'special_case'
);

create table watch_list_clock as
with law as (
    select
        report_year,
        -- (D)(i): two consecutive years after 23 December 2008, so the count starts with the report of 2009.
        2009 as count_starts,
        2 as years_without_waiver,
        -- (D)(ii): the waiver lasts up to two years; since the act of 2018, signed in January 2019, up to one.
        if(report_year >= 2019, 1, 2) as years_by_waiver,
        -- (F): added by the same act; the report of 2019 is the first that it binds.
        2019 as one_year_rule_starts
    from (select unnest(range(2001, max(report_year) + 2)) as report_year from tier_ranking)
),

-- A year off the list, a Special Case or a year without placement ends a run: the years are "consecutive".
on_the_list as (
    select
        placement.iso3,
        placement.report_year,
        report_year - reports_in_tier + 1 as run_from,
        reports_in_tier as years_in_a_row,
        greatest(report_year - greatest(run_from, count_starts) + 1, 0) as counted_years,
        counted_years > years_without_waiver as by_waiver,
        greatest(run_from, count_starts) + years_without_waiver as required_by_d
    from tier_history as placement
    join law using (report_year)
    where tier = '2WL'
),

-- (F) is read as binding the run that follows on Tier 3 directly, not a later fall from Tier 2.
fallen as (
    select
        placement.iso3,
        placement.report_year,
        run.report_year as run_to,
        if(
            run.by_waiver and run.report_year + 1 >= one_year_rule_starts, 'binds', 'by_wide_reading'
        )::one_year_rule as one_year_rule
    from tier_history as placement
    join law using (report_year)
    join on_the_list as run
        on  run.iso3 = placement.iso3
        and run.report_year = placement.report_year - placement.reports_in_tier
    where placement.tier = '3'
      and run.counted_years >= years_without_waiver
),

asked as (
    select
        placed.*,
        fallen.run_to as run_before_fall_to,
        if(next_law.report_year >= one_year_rule_starts, fallen.one_year_rule, null) as one_year_rule,
        -- (D)(i): fewer than two counted years behind it. (D)(ii): two, and what a waiver adds is not used up.
        case
            when counted_years < years_without_waiver then 'may_stay'
            when counted_years < years_without_waiver + years_by_waiver then 'must_move_unless_waived'
            else 'must_move'
        end::watch_list_duty as duty_by_d,
        -- (F): after the one year, in no report before that of 2019.
        least(required_by_d, greatest(run_from + 1, one_year_rule_starts)) as required_by_f
    from on_the_list as placed
    join law as next_law on next_law.report_year = placed.report_year + 1
    left join fallen on fallen.iso3 = placed.iso3 and fallen.report_year = placed.run_from - 1
),

answered as (
    select
        *,
        if(one_year_rule is null, duty_by_d, 'must_move') as next_report,
        if(one_year_rule = 'binds', 'must_move', duty_by_d) as next_report_narrow,
        case
            when lag(duty_by_d) over run = 'must_move' then 'waiver_used_up'
            when lag(one_year_rule) over run = 'binds' then 'one_year_used_up'
            when lag(one_year_rule) over run = 'by_wide_reading' then 'one_year_used_up_by_wide_reading'
        end::watch_list_discrepancy as discrepancy
    from asked
    window run as (partition by iso3, run_from order by report_year)
)

select
    iso3,
    report_year,
    '2WL' as tier,
    run_from,
    years_in_a_row,
    counted_years,
    if(run_before_fall_to is null, required_by_d, required_by_f) as first_required_move,
    if(coalesce(one_year_rule = 'binds', false), required_by_f, required_by_d) as first_required_move_narrow,
    by_waiver,
    run_before_fall_to,
    one_year_rule,
    next_report,
    next_report_narrow,
    discrepancy
from answered

union all

-- (D)(i) knows no way off the list but up or to Tier 3.
select
    asked.iso3, placement.report_year, 'SC', run_from, null, counted_years, null, null, false, null, null, null, null,
    'special_case'
from answered as asked
join tier_ranking as placement
    on placement.iso3 = asked.iso3 and placement.report_year = asked.report_year + 1 and placement.tier = 'SC'
where asked.next_report_narrow <> 'may_stay'

union all

-- (F): still on Tier 3; the limit that a return to the list would meet.
select
    iso3, report_year, '3', null, null, null, null, null, false, run_to,
    if(report_year + 1 >= one_year_rule_starts, one_year_rule, null),
    if(report_year + 1 >= one_year_rule_starts, 'one_year_on_return', 'two_years_on_return'),
    if(
        report_year + 1 >= one_year_rule_starts and one_year_rule = 'binds', 'one_year_on_return', 'two_years_on_return'
    ),
    null
from fallen
join law using (report_year)
order by iso3, report_year;

comment on table watch_list_clock is 'What 22 U.S.C. 7107(b)(2)(D)-(F) requires of each country on the Watch List, and of those that fell from it, by the wide and by the narrow reading of (F).';
comment on column watch_list_clock.run_from is 'First report of the unbroken run on the Watch List; for a Special Case, of the run before it; empty on Tier 3.';
comment on column watch_list_clock.years_in_a_row is 'Reports in a row on the Watch List, this one included; empty off the list.';
comment on column watch_list_clock.counted_years is 'Those of them that the law counts: from the report of 2009 on; for a Special Case, of the run before it.';
comment on column watch_list_clock.first_required_move is 'First report in which the law required a move unless waived, had the run gone on, by the wide reading of (F); empty off the list.';
comment on column watch_list_clock.first_required_move_narrow is 'The same by the narrow reading.';
comment on column watch_list_clock.by_waiver is 'Whether the law allowed this stay by a waiver only. Inferred; the waiver itself is not in the ledger.';
comment on column watch_list_clock.run_before_fall_to is 'Last report of the run on the Watch List before the fall to Tier 3; empty where no used-up run came before.';
comment on column watch_list_clock.one_year_rule is 'Whether the one-year rule of (F) touches the next report: binds (by either reading), by_wide_reading; empty where it does not.';
comment on column watch_list_clock.next_report is 'What the law requires of the next report by the wide reading of (F): must_move, must_move_unless_waived, may_stay; on Tier 3 the limit of a return: one_year_on_return, two_years_on_return; empty for a Special Case.';
comment on column watch_list_clock.next_report_narrow is 'The same by the narrow reading.';
comment on column watch_list_clock.discrepancy is 'How this placement contradicts the rule: waiver_used_up (on the list beyond what a waiver adds), one_year_used_up, one_year_used_up_by_wide_reading (not by the narrow one), special_case (where the law required a move); empty where it does not.';
