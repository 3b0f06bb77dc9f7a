-- Each unbroken run of reports on the Tier 2 Watch List: from which tier it was entered, to which it was left.
create table watch_list_spell as
with run as (
    select
        iso3,
        report_year - reports_in_tier + 1 as first_report_year,
        max(report_year) as last_report_year,
        count(*) as reports
    from tier_history
    where tier = '2WL'
    group by iso3, report_year - reports_in_tier
)

select
    run.*,
    entered.previous_tier as entered_from,
    next.tier as left_to,
    run.last_report_year = (select max(report_year) from tier_ranking) as open
from run
join tier_history as entered
    on entered.iso3 = run.iso3 and entered.report_year = run.first_report_year
left join tier_ranking as next
    on next.iso3 = run.iso3 and next.report_year = run.last_report_year + 1
order by run.iso3, run.first_report_year;

comment on table watch_list_spell is 'Each unbroken run of reports on the Tier 2 Watch List.';
comment on column watch_list_spell.first_report_year is 'First report of the run.';
comment on column watch_list_spell.last_report_year is 'Last report of the run.';
comment on column watch_list_spell.reports is 'Reports in the run.';
comment on column watch_list_spell.entered_from is 'Tier in the report before the run; empty where there was none.';
comment on column watch_list_spell.left_to is 'Tier in the report after the run; empty where there is none.';
comment on column watch_list_spell.open is 'Whether the run reaches the latest report.';
