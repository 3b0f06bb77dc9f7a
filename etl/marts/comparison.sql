-- May two figures of one area, measure and form be compared? The rule stands here alone: year_over_year applies it to
-- consecutive years, the queries to any two years, the charts to every two points that a line would join.

create type reason as enum (
    'no_figure_before', 'no_whole_figure_before', 'no_figure_now', 'break', 'estimate', 'no_count', 'partial',
    'doubted', 'publisher_differs', 'unit_differs', 'counted_differs', 'period_differs', 'not_exact'
);

-- Nothing to compare with: whether nothing is held of the year, or no figure of the whole alone.
create macro nothing_before(any_held) as if(any_held, 'no_whole_figure_before', 'no_figure_before');

-- Why two figures are not compared, or nothing where they may be: the reason with what it says of the earlier and of
-- the later figure (their units, publishers, doubts …; of a break, what is on record of it). before and now are rows
-- with value, qualifier, unit, counted, period, publisher, scope and doubt; breaks tells the breaks between them.
create macro why_withheld(kind, breaks, before, now) as case
    when before.value is null then {code: 'no_figure_before', before: null::varchar, now: null::varchar}
    when now.value is null then {code: 'no_figure_now', before: null, now: null}
    when breaks is not null then {code: 'break', before: null, now: breaks}
    when kind = 'estimate' then {code: 'estimate', before: null, now: null}
    when kind <> 'count' then {code: 'no_count', before: kind::varchar, now: kind::varchar}
    when before.scope <> '' or now.scope <> '' then {code: 'partial', before: before.scope, now: now.scope}
    when before.doubt is not null or now.doubt is not null
        then {code: 'doubted', before: before.doubt::varchar, now: now.doubt::varchar}
    when before.publisher <> now.publisher
        then {code: 'publisher_differs', before: before.publisher, now: now.publisher}
    when before.unit <> now.unit then {code: 'unit_differs', before: before.unit, now: now.unit}
    when before.counted <> now.counted
        then {code: 'counted_differs', before: before.counted::varchar, now: now.counted::varchar}
    when before.period <> now.period
        then {code: 'period_differs', before: before.period::varchar, now: now.period::varchar}
    when before.qualifier <> 'exact' or now.qualifier <> 'exact'
        then {code: 'not_exact', before: before.qualifier::varchar, now: now.qualifier::varchar}
end;

-- Five times as many or a fifth, with a figure of 100 or more: such a change is told with a remark.
create macro is_jump(value_before, value_now) as
    greatest(value_before, value_now) >= 100
    and greatest(value_before, value_now) >= 5 * least(value_before, value_now);

-- Of numbers below ten no percentage is made: one more or fewer would be a tenth of it and more.
create macro gives_percent(value) as value >= 10;

-- Change over the earlier value; 1 is +100 %.
create macro ratio_of_change(value_before, value_now) as
    if(gives_percent(least(value_before, value_now)), (value_now - value_before) / value_before::double, null);

-- Per 100,000 people, of undoubted exact counts only: a bound divided by people is no rate.
create macro rate_per_100000(kind, value, qualifier, doubt, people) as
    if(kind = 'count' and qualifier = 'exact' and doubt is null, 100000.0 * value / nullif(people, 0), null);

-- The base value as 100.
create macro index_of(value_base, value_now) as if(gives_percent(value_base), 100.0 * value_now / value_base, null);

-- Everyone in the area: what is divided by sex, age or origin is a part.
create macro of_everyone(sex, age, origin) as sex = 'all' and age = 'all' and origin = '';

-- A figure that may stand for the whole area: of everyone, and of no part of it.
create macro of_whole_area(sex, age, origin, scope) as of_everyone(sex, age, origin) and scope = '';

-- The least and the most that a printed number can stand for; empty where it is only about right.
create macro least_of(value, qualifier) as case qualifier::varchar
    when 'exact' then value when 'at_least' then value when 'less_than' then 0
end;
create macro most_of(value, qualifier) as case qualifier::varchar
    when 'exact' then value when 'at_least' then 'infinity'::double when 'less_than' then greatest(value - 1, 0)
end;

-- A defendant, a suspect and a trafficker are persons, a case is not: which units count the same thing.
create macro of_persons(unit) as unit in ('persons', 'victims', 'defendants', 'suspects', 'traffickers');
create macro count_alike(one, other) as one = other or of_persons(one) and of_persons(other);
