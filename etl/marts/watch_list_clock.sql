-- What 22 U.S.C. 7107(b)(2)(D)-(F) asks of each country on the Tier 2 Watch List, and of those that fell from it.
--
-- One row per report that places a country on the Watch List, on Tier 3 after a used-up run, or among the
-- Special Cases where the law required a move.
-- The ledger holds placements, not the waivers themselves: a stay is marked "by waiver" where the law allows
-- a stay in no other way. Where even a waiver does not allow it, the row carries a discrepancy, to be looked into.
-- "A move" is one off the list: up to Tier 2 or Tier 1, or down to Tier 3.
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
        report_year >= 2019 as one_year_rule
    from (select unnest(range(2001, max(report_year) + 2)) as report_year from tier_ranking)
),

-- A year off the list, a Special Case or a year without placement ends a run: the years are "consecutive".
on_the_list as (
    select
        placement.iso3,
        placement.report_year,
        report_year - reports_in_tier + 1 as run_from,
        reports_in_tier as years_in_a_row,
        greatest(report_year - greatest(report_year - reports_in_tier + 1, count_starts) + 1, 0) as counted_years,
        greatest(run_from, count_starts) + years_without_waiver as first_required_move
    from tier_history as placement
    join law using (report_year)
    where tier = '2WL'
),

-- (F)(i)-(ii): on the list for two counted years, with whatever years a waiver added ("any": also none), then on
-- Tier 3. Read so, (F) binds countries whose run ended before the act too; read as binding only runs that a waiver
-- prolonged after January 2019, it would clear the discrepancies of 2019-2022 that this table lists.
fallen as (
    select placement.iso3, placement.report_year, run.report_year as run_to
    from tier_history as placement
    join on_the_list as run
        on  run.iso3 = placement.iso3
        and run.report_year = placement.report_year - placement.reports_in_tier
    where placement.tier = '3' and run.counted_years >= 2
),

asked as (
    select
        placed.* exclude (first_required_move),
        least(
            first_required_move,
            -- (F): after the one year, in no report before that of 2019.
            if(fallen.iso3 is not null, greatest(run_from + 1, 2019), null)
        ) as first_required_move,
        fallen.run_to as run_before_fall_to,
        -- (F) is read as binding the run that follows on Tier 3 directly, not a later fall from Tier 2.
        next_law.one_year_rule and fallen.iso3 is not null as one_year_rule,
        case
            -- (F): one year only, notwithstanding the waiver.
            when next_law.one_year_rule and fallen.iso3 is not null then 'must move'
            -- (D)(i): fewer than two counted years behind it.
            when counted_years < years_without_waiver then 'may stay'
            -- (D)(ii): two counted years, and what a waiver adds is not used up.
            when counted_years < years_without_waiver + years_by_waiver then 'must move unless waived'
            -- (D)(i)-(ii): two counted years and the waiver behind it.
            else 'must move'
        end as next_report,
        -- Without (F), (D) would let the country stay, or stay by waiver.
        next_law.one_year_rule and fallen.iso3 is not null
            and counted_years < years_without_waiver + years_by_waiver as by_reading_of_f
    from on_the_list as placed
    join law as next_law on next_law.report_year = placed.report_year + 1
    left join fallen on fallen.iso3 = placed.iso3 and fallen.report_year = placed.run_from - 1
),

answered as (
    select
        asked.*,
        lag(next_report) over run as was_asked
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
    first_required_move,
    coalesce(was_asked = 'must move unless waived', false) as by_waiver,
    one_year_rule,
    next_report,
    by_reading_of_f,
    if(
        was_asked = 'must move',
        format(
            'on the Watch List in {}, although {}', report_year,
            case
                when lag(one_year_rule) over (partition by iso3, run_from order by report_year)
                    then format('it came back from Tier 3 in {} for one year only (the run before its fall ended in {})',
                                run_from, run_before_fall_to)
                else format('the {} counted years before it were all that the law allows', counted_years - 1)
            end
        ),
        null
    ) as discrepancy
from answered

union all

-- (D)(i) knows no way off the list but up or to Tier 3.
select
    asked.iso3, placement.report_year, 'SC', null, null, null, null, false, false, null, false,
    format('a Special Case in {}, although the report of {} required a move', placement.report_year, asked.report_year)
from asked
join tier_ranking as placement
    on placement.iso3 = asked.iso3 and placement.report_year = asked.report_year + 1 and placement.tier = 'SC'
where asked.next_report <> 'may stay'

union all

-- (F): still on Tier 3; if it returns to the list, for one year.
select
    fallen.iso3, fallen.report_year, '3', null, null, null, null, false, next_law.one_year_rule,
    if(next_law.one_year_rule, 'one year only if it returns', 'no limit of its own'), false, null
from fallen
join law as next_law on next_law.report_year = fallen.report_year + 1
order by iso3, report_year;

comment on table watch_list_clock is 'What 22 U.S.C. 7107(b)(2)(D)-(F) asks of each country on the Watch List, and of those that fell from it.';
comment on column watch_list_clock.run_from is 'First report of the unbroken run on the Watch List; empty off the list.';
comment on column watch_list_clock.years_in_a_row is 'Reports in a row on the Watch List, this one included; empty off the list.';
comment on column watch_list_clock.counted_years is 'Those of them that the law counts: from the report of 2009 on. Empty off the list.';
comment on column watch_list_clock.first_required_move is 'First report in which the law required a move unless waived, had the run gone on; empty off the list.';
comment on column watch_list_clock.by_waiver is 'Whether only a waiver allowed this stay. Inferred from the law; the waiver itself is not in the ledger.';
comment on column watch_list_clock.one_year_rule is 'Whether the one-year rule after a fall to Tier 3 binds the next report.';
comment on column watch_list_clock.next_report is 'What the law asks of the next report: may stay, must move unless waived, must move; on Tier 3, one year only if it returns, or no limit of its own; empty for a Special Case.';
comment on column watch_list_clock.by_reading_of_f is 'Whether the move is required only by the strict reading of (F); by (D) alone the country might stay, or stay by waiver.';
comment on column watch_list_clock.discrepancy is 'How this placement contradicts the rule; empty where it does not.';
