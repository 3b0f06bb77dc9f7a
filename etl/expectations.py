"""What must hold of the finished database before it is published; each a named check with its own message.

A check is a query for what breaks it: one text a row, or the fields of what is said of it. A note is listed in the database
and does not stop publication.
"""

from dataclasses import dataclass

import duckdb

from etl.words import message, told


@dataclass(frozen=True)
class Expectation:
    name: str
    breaches: str
    note_only: bool = False
    said: str = ""


@dataclass(frozen=True)
class Outcome:
    expectation: Expectation
    breaches: list[str]

    @property
    def passed(self) -> bool:
        return self.expectation.note_only or not self.breaches


EXPECTATIONS = (
    Expectation(
        message("every report year has the countries per tier that were published"),
        """
        select report_year as year, tier, held, countries as published, known_difference
        from (
            select tier_total.*, (
                select count(*) from tier_ranking
                where tier_ranking.report_year = tier_total.report_year
                  and (tier_total.tier = 'all' or tier_ranking.tier::varchar = tier_total.tier::varchar)
            ) as held
            from tier_total
        ) as stated
        where held <> countries + known_difference
        """,
        said=message(
            "{year}, tier {tier}: {held} countries in data/tiers.csv, {published} published, known difference "
            "{known_difference}: look for the missing placement, or state the difference in data/tier_totals.csv."
        ),
    ),
    Expectation(
        message("no figure without source, unit and vintage"),
        """
        select format('{} {} {}', area, year, measure) from figure
        where source_id = '' or unit = '' or vintage = ''
        """,
    ),
    Expectation(
        message("no negative figure"),
        "select format('{} {} {}: {}', area, year, measure, value) from figure where value < 0",
    ),
    Expectation(
        message("every figure is about a known area"),
        "select distinct area from figure where area not in (select area from area)",
    ),
    Expectation(
        message("who is counted fits what is counted"),
        """
        select format('{} {} {}: {}', area, year, measure, counted) from figure
        where counted in ('identified', 'confirmed', 'potential', 'referred', 'assisted')
                and measure not in ('victims_identified', 'victims_assisted')
            or counted in ('new', 'continued', 'suspected')
                and measure not in (
                    'investigations', 'prosecutions', 'convictions',
                    'officials_investigated', 'officials_prosecuted', 'officials_convicted'
                )
            or counted = '' and measure = 'victims_identified'
        """,
    ),
    Expectation(
        message(
            "a part of a year says which part, so that no year is made of fewer than its quarters"
        ),
        """
        select format('{} {} {}', area, year, measure) from figure
        where period in ('quarter', 'half_year') and scope = ''
        """,
    ),
    Expectation(
        message("a model's estimate is qualified as one, and a count or a score never is"),
        """
        select format('{} {} {}', area, year, measure) from figure join measure using (measure)
        where (kind = 'estimate') <> (qualifier = 'estimate')
        """,
    ),
    Expectation(
        message("what is partial, or counts others than its name says, is in no preferred series"),
        """
        select format('{} {} {}: {} {}', area, year, measure, unit, counted) from preferred_figure
        where strand <> ''
            or not exists (
                select 1 from figure
                where figure.area = preferred_figure.area and figure.year = preferred_figure.year
                  and figure.measure = preferred_figure.measure and figure.form = preferred_figure.form
                  and figure.unit = preferred_figure.unit and figure.counted = preferred_figure.counted
                  and figure.source_id = preferred_figure.source_id and figure.value = preferred_figure.value
                  and figure.scope = ''
            )
        """,
    ),
    Expectation(
        message("a row by citizenship is never a national total"),
        """
        select format('{} {} {}', area, year, measure) from figure
        where measure = 'victims_repatriated' and origin = '' and source_id <> 'unodc_glotip_2023_05'
        """,
    ),
    Expectation(
        message("one preferred figure per area, measure, form and year"),
        """
        select format('{} {} {} {}', area, measure, form, year) from preferred_figure
        group by area, measure, form, year having count(*) > 1
        """,
    ),
    Expectation(
        message("no change is computed from a figure that is not an exact count"),
        """
        select format('{} {} {}', area, year, measure) from year_over_year
        where change is not null and (qualifier <> 'exact' or qualifier_before <> 'exact')
        """,
    ),
    Expectation(
        message("every citizenship label is read or listed with a reason"),
        """
        select origin from (select distinct origin from figure where origin <> '')
        where origin not in (select label from origin_label)
        union all
        select label from origin_label where kind <> 'country' and reason is null
        """,
    ),
    Expectation(
        message("every claim evaluates"),
        """
        select claim_id from claim
        where claim_id not in (select claim_id from claim_verdict where verdict is not null)
        """,
    ),
    Expectation(
        message("only a criminal court convicts of trafficking"),
        "select case_id from case_timeline where offence = 'trafficking' and proceeding <> 'criminal'",
    ),
    Expectation(
        message("nobody who was cleared is listed as involved"),
        """
        select case_id from court_case where official_status = 'acquitted' and official_involved <> 'no'
        """,
        said=message("{case_id}: the official was acquitted, and is given as involved."),
    ),
    Expectation(
        message(
            "every conviction by a criminal court says of what, and whether an official is among the convicted"
        ),
        """
        select case_id, "order" as step from case_timeline
        where step in ('conviction', 'sentence') and proceeding in ('criminal', 'war_crimes')
          and (offence is null or official_convicted is null)
        """,
        said=message("{case_id}, step {step}"),
    ),
    Expectation(
        message("every column has a comment"),
        """
        select format('{}.{}', table_name, column_name) from duckdb_columns()
        where not internal and schema_name = 'main' and comment is null
        """,
    ),
    Expectation(
        message("convictions above prosecutions of the same source, unit and year"),
        """
        select format('{} {}: {} convicted, {} prosecuted ({})', convicted.area, convicted.year,
                      convicted.value::bigint, prosecuted.value::bigint, convicted.source_id)
        from series_figure as convicted
        join series_figure as prosecuted
            on prosecuted.area = convicted.area and prosecuted.year = convicted.year
            and prosecuted.form = convicted.form and prosecuted.source_id = convicted.source_id
            and prosecuted.unit = convicted.unit and prosecuted.counted = convicted.counted
            and prosecuted.measure = 'prosecutions'
        where convicted.measure = 'convictions' and convicted.form = 'all'
          and convicted.qualifier = 'exact' and prosecuted.qualifier = 'exact'
          and convicted.value > prosecuted.value
        order by convicted.area, convicted.year
        """,
        note_only=True,
    ),
    Expectation(
        message("sources that nothing refers to"),
        """
        select source_id from source
        where source_id not in (
            select source_id from figure union select source_id from tier_ranking union select source_id from tier_total
            union select source_id from population union select source_id from palermo_protocol
            union select source_id from event union select source_id from claim union select source_id from case_step
            union select source_id from series_break union select source_id from stated_direction
            union select source_id from set_aside union select source_id from country_group
            union select source_id from country_group_member
        )
        """,
        note_only=True,
    ),
)


def examine(connection: duckdb.DuckDBPyConnection) -> list[Outcome]:
    """Run every expectation on the finished database."""
    return [Outcome(expectation, breaches(connection, expectation)) for expectation in EXPECTATIONS]


def breaches(connection: duckdb.DuckDBPyConnection, expectation: Expectation) -> list[str]:
    found = connection.execute(expectation.breaches)
    if not expectation.said:
        return [text for (text,) in found.fetchall()]
    fields = [column[0] for column in found.description or []]
    return [
        told(expectation.said, **dict(zip(fields, row, strict=True))) for row in found.fetchall()
    ]
