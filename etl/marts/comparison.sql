-- May two figures of one area, measure and form be compared? The rule stands here alone: year_over_year
-- applies it to consecutive years, the queries to any two years, the rates and indices to one.
create macro why_withheld(
    kind, break_reason,
    year_before, value_before, qualifier_before, unit_before, counted_before, period_before, publisher_before,
    year_now, value_now, qualifier_now, unit_now, counted_now, period_now, publisher_now
) as case
    when value_before is null then format('no figure for {}', year_before)
    when value_now is null then format('no figure for {}', year_now)
    when break_reason is not null then break_reason
    when kind = 'estimate' then 'estimates of different editions are not compared'
    when kind <> 'count' then format('a {} is no count', kind)
    when publisher_before <> publisher_now
        then format('{} for {}, {} for {}', publisher_before, year_before, publisher_now, year_now)
    when unit_before <> unit_now
        then format('{} in {}, {} in {}', unit_before, year_before, unit_now, year_now)
    when counted_before <> counted_now
        then format(
            '{} in {}, {} in {}',
            coalesce(nullif(counted_before::varchar, ''), 'all that were counted'), year_before,
            coalesce(nullif(counted_now::varchar, ''), 'all that were counted'), year_now
        )
    when period_before <> period_now
        then format('{} year {}, {} year {}', period_before, year_before, period_now, year_now)
    when qualifier_before <> 'exact' then format('the figure for {} is not exact', year_before)
    when qualifier_now <> 'exact' then format('the figure for {} is not exact', year_now)
end;

-- Change over the earlier value; 1 is +100 %. From zero there is no percentage.
create macro ratio_of_change(value_before, value_now) as
    (value_now - value_before) / nullif(value_before, 0)::double;

-- Per 100,000 people, of exact counts only: a bound divided by people is no rate.
create macro rate_per_100000(kind, value, qualifier, people) as
    if(kind = 'count' and qualifier = 'exact', 100000.0 * value / nullif(people, 0), null);

-- The base value as 100.
create macro index_of(value_base, value_now) as 100.0 * value_now / nullif(value_base, 0);
