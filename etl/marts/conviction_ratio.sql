-- Convictions per 100 prosecutions, where the preferred figures of both share a stated unit, who is counted, period, year
-- and source, and are exact and undoubted; where fewer than ten were prosecuted there is none. Not a conviction rate:
-- those convicted in a year need not be those prosecuted in it.
create table conviction_ratio as
select
    convicted.area,
    convicted.year,
    convicted.value as convictions,
    prosecuted.value as prosecutions,
    convicted.unit,
    if(gives_percent(prosecuted.value), 100 * convicted.value / prosecuted.value, null) as per_100_prosecutions,
    convicted.source_id
from preferred_figure as convicted
join preferred_figure as prosecuted
    on  prosecuted.area = convicted.area
    and prosecuted.year = convicted.year
    and prosecuted.form = convicted.form
    and prosecuted.unit = convicted.unit and convicted.unit <> 'as_reported'
    and prosecuted.counted = convicted.counted
    and prosecuted.period = convicted.period
    and prosecuted.source_id = convicted.source_id
where convicted.measure = 'convictions' and prosecuted.measure = 'prosecutions' and convicted.form = 'all'
  and convicted.qualifier = 'exact' and prosecuted.qualifier = 'exact'
  and convicted.doubt is null and prosecuted.doubt is null
order by area, year;

comment on table conviction_ratio is 'Convictions per 100 prosecutions, where both share unit, who is counted, period, year and source.';
comment on column conviction_ratio.convictions is 'Convictions in the year.';
comment on column conviction_ratio.prosecutions is 'Prosecutions in the year.';
comment on column conviction_ratio.per_100_prosecutions is 'The first per 100 of the second; empty where the second is below ten.';
