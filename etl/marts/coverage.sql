-- How much the ledger holds: countries and country-years with a yearly figure of the whole country, of all forms, by
-- measure, publisher and TIP region. A year that two publishers give counts once where publisher is empty.
-- The countries are those that the latest TIP Report ranks or names a Special Case.
create table coverage as
with ranked as (
    select iso3, tip_region
    from country
    where iso3 in (
        select iso3 from tier_ranking where report_year = (select max(report_year) from tier_ranking)
    )
),

region as (
    select tip_region, count(*) as of_countries
    from ranked
    group by grouping sets ((tip_region), ())
),

spanned as (
    select
        figure.measure, figure.strand, figure.publisher, ranked.tip_region,
        count(distinct ranked.iso3) as countries,
        count(distinct (ranked.iso3, figure.year)) as country_years,
        min(figure.year) as first_year,
        max(figure.year) as last_year
    from series_figure as figure
    join ranked on ranked.iso3 = figure.area
    where figure.form = 'all'
    group by grouping sets (
        (measure, strand, publisher, tip_region), (measure, strand, publisher),
        (measure, strand, tip_region), (measure, strand)
    )
)

select
    measure, strand, publisher, spanned.tip_region, countries, of_countries, country_years, first_year, last_year
from spanned
join region on region.tip_region is not distinct from spanned.tip_region
order by measure, strand, publisher nulls first, spanned.tip_region nulls first;

comment on table coverage is 'Countries and country-years with a yearly figure, by measure, publisher and TIP region.';
comment on column coverage.publisher is 'Who publishes the figures; empty: anyone, each country-year once.';
comment on column coverage.tip_region is 'Region of the TIP Report; empty: all of them.';
comment on column coverage.countries is 'Countries with a figure.';
comment on column coverage.of_countries is 'Countries of the region in the latest TIP Report.';
comment on column coverage.country_years is 'Country and year pairs with a figure.';
comment on column coverage.first_year is 'First year with a figure.';
comment on column coverage.last_year is 'Last year with a figure.';
