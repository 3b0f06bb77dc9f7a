-- Each country's figure beside the tier of the report that covers its year: report year N covers about April N-1
-- to March N, so figures of year N-1 stand beside the tier of report N.
-- Only the measure's own unit and whole-country totals, so that like stands beside like.
create table tier_figure as
select
    tier_history.report_year,
    tier_history.tier,
    tier_history.basis as tier_basis,
    figure.area as iso3,
    figure.year,
    figure.measure,
    figure.value,
    figure.qualifier,
    figure.unit,
    figure.source_id
from preferred_figure as figure
join measure on measure.measure = figure.measure and measure.unit = figure.unit and measure.kind = 'count'
join tier_history on tier_history.iso3 = figure.area and tier_history.report_year = figure.year + 1
where figure.form = 'all' and tier_history.rank is not null
order by figure.measure, report_year, tier, iso3;

comment on table tier_figure is 'Each country''s figure beside the tier of the report that covers its year.';
comment on column tier_figure.tier_basis is 'How the tier is known.';
