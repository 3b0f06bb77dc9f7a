-- How many of a country's placements stand alone: for the year before the report, which it mostly covers, nobody gives a
-- figure of investigations, prosecutions, convictions or victims, whoever is counted.
create table ranking_without_figure as
with accompanied as (
    select distinct area as iso3, year + 1 as report_year
    from series_figure join measure using (measure)
    where form = 'all' and (subject = 'law_enforcement' or headline is not null)
)

select
    iso3,
    country.name,
    country.tip_region,
    count(*) as reports,
    count(*) filter (where accompanied.iso3 is null) as without_figure
from tier_ranking
join country using (iso3)
left join accompanied using (iso3, report_year)
group by all
order by without_figure desc, reports desc, iso3;

comment on table ranking_without_figure is 'How many placements of each country stand without a figure for the year before the report.';
comment on column ranking_without_figure.reports is 'TIP Reports that place the country.';
comment on column ranking_without_figure.without_figure is 'Those of them for whose year before no investigation, prosecution, conviction or victim figure is held.';
