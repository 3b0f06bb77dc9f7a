-- One figure per area, measure, form, strand, year and publisher, and among the publishers the preferred one.
--
-- Only whole-area totals compete (citable_figure), and only those that stand under the measure's own name: what is a
-- strand of its own (current_figure.sql) is preferred over nothing. The order of preference:
--   1. a figure that its own edition does not contradict (figure_doubt.sql);
--   2. the publisher's own text before the press (a figure known only from the press loses to any other);
--   3. UNODC before others: it asks every state the same questions and prints persons by calendar year, with revisions.
--      What states answer differs all the same: some send referrals, some one agency's count;
--   4. a count of people before a count of cases, a named unit before none;
--   5. all that the text counts before the newly opened part of it, identified victims before confirmed ones;
--   6. calendar years before fiscal years and reporting periods;
--   7. how it was read: primary, copy, secondary, press;
--   8. the latest edition.
create table series_figure as
with total as (
    select
        citable_figure.* exclude (sex, age, origin),
        coalesce(list_position(
            ['persons', 'victims', 'defendants', 'suspects', 'traffickers', 'cases', 'offences'], unit
        ), 99) as unit_order,
        coalesce(list_position(['', 'identified', 'confirmed', 'new'], counted::varchar), 99) as counted_order
    from citable_figure
),

of_publisher as (
    select *
    from total
    qualify row_number() over (
        partition by area, measure, form, strand, year, publisher
        order by
            doubt is not null, reliability = 'press', unit_order, counted_order, period, reliability, vintage desc,
            source_id
    ) = 1
)

select
    of_publisher.* exclude (unit_order, counted_order),
    strand = '' and row_number() over (
        partition by area, measure, form, strand, year
        order by
            doubt is not null, reliability in ('press', 'derived'), publisher <> 'UNODC', unit_order, counted_order,
            period, reliability, vintage desc, source_id
    ) = 1 as preferred,
    (
        select count(*) - 1
        from current_figure as rival
        where rival.area = of_publisher.area and rival.measure = of_publisher.measure
          and rival.form = of_publisher.form and rival.year = of_publisher.year
          and of_everyone(rival.sex, rival.age, rival.origin)
    ) as competing
from of_publisher
order by area, measure, form, strand, year, publisher;

comment on table series_figure is 'One figure per area, measure, form, strand, year and publisher; the preferred one is marked.';
comment on column series_figure.preferred is 'Whether this is the preferred figure of its area, measure, form and year.';
comment on column series_figure.competing is 'Other current figures of the same area, measure, form and year, in any unit or scope, whoever is counted.';
