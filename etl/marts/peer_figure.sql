-- Each country's figure beside its peers' marks: its TIP region, and its tier in the report that covers the year.
-- Report year N covers about April N-1 to March N, so figures of year N-1 stand beside the tier of report N.
-- The TIP Report's and UNODC's accounts stand apart, by publisher: like beside like. Both count persons here, whatever a
-- text calls them (comparison.sql); cases are left out, and so are figures that count something else (new ones only, the
-- referrals that UNODC prints for the United Kingdom) or that their own edition contradicts.
create table peer_figure as
select
    figure.year + 1 as report_year,
    tier_history.tier,
    tier_history.basis as tier_basis,
    country.tip_region,
    figure.area as iso3,
    figure.year,
    figure.measure,
    figure.value,
    figure.qualifier,
    figure.unit,
    figure.publisher,
    figure.counted,
    figure.source_id
from series_figure as figure
join measure using (measure)
join country on country.iso3 = figure.area
left join tier_history
    on  tier_history.iso3 = figure.area
    and tier_history.report_year = figure.year + 1
    and tier_history.rank is not null
where figure.form = 'all' and figure.strand = '' and figure.doubt is null
  and measure.peers_from is not null and figure.publisher in ('UNODC', 'US Department of State')
  and of_persons(figure.unit) and counts_its_name(figure.counts)
order by figure.measure, figure.publisher, report_year, tier, iso3;

comment on table peer_figure is 'Each country''s figure beside its TIP region and the tier of the report that covers its year.';
comment on column peer_figure.report_year is 'Report that covers the year of the figure: the next year''s.';
comment on column peer_figure.tier is 'Tier in that report; empty where it ranks the country not at all or as a Special Case.';
comment on column peer_figure.tier_basis is 'How the tier is known.';
