"""What no single row shows: rules across rows and tables."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from etl.package import quoted
from etl.words import message, told


@dataclass(frozen=True)
class Check:
    """The column that a rule is about, what is said of a breach, its mend, and a query for `file` and `row` of every breach;
    its other columns fill the fields of both messages."""

    column: str
    said: str
    mend: str
    query: str

    def breaches(
        self, connection: duckdb.DuckDBPyConnection
    ) -> Iterator[tuple[str, str, str, int, str]]:
        """File, message, mend, row and column of each."""
        found = connection.execute(self.query)
        names = [column[0] for column in found.description or []]
        for cells in found.fetchall():
            fields = dict(zip(names, cells, strict=True))
            said, mend = told(self.said, **fields), told(self.mend, **fields)
            yield fields["file"], said, mend, fields["row"], self.column


# The article before a name, in each language; \x27 is an apostrophe.
ARTICLE = r"^(the|les?|las?|los|el)\s+|^l[\x27’]\s*"
# A name as it is compared: without accents, case, article, spaces and punctuation.
PLAIN_NAME = rf"""
    create macro plain_name(name) as regexp_replace(
        lower(strip_accents(regexp_replace(replace(trim(name), '&', ' and '), '{ARTICLE}', '', 'i'))),
        '[^\p{{L}}\p{{N}}]', '', 'g'
    )
"""

# Who or what a count may count; other units are those of a measure.
COUNTED_UNITS = ("persons", "cases", "victims", "suspects", "defendants", "traffickers", "offences", "as_reported")  # fmt: skip
AGES = ("all", "adult", "child", "unknown")

UNKNOWN_AREA = Check(
    "area",
    message("{area} is not a known area."),
    message("Use a code of countries.csv or areas.csv."),
    """
    select file, row, area
    from (
        select file, row, area from staged_figure
        union all select file, row, area from staged_palermo_protocol
        union all select file, row, area from staged_claim
        union all select file, row, area from staged_series_break
        union all select file, row, area from staged_stated_direction
    )
    where area not in (select iso3 from staged_country union all select area from staged_aggregate)
    """,
)

FRACTIONAL_COUNT = Check(
    "value",
    message("{value} is not a whole number, but {measure} is a count."),
    message(
        "Write the count as the source prints it; if it is an estimate or a rate, use its own measure."
    ),
    """
    select file, row, value, measure from staged_figure
    where try_cast(value as double) % 1 <> 0
      and measure in (select measure from staged_measure where kind = 'count')
    """,
)

REPEATED_FIGURE = Check(
    "value",
    message(
        "{area} {year} {measure} ({form}, {unit}, {source_id}) stands already in data/{first_file}, row {first_row}."
    ),
    message("Keep one, or tell them apart in scope."),
    """
    with placed as (
        select *, first(file) over same as first_file, first(row) over same as first_row
        from staged_figure
        window same as (
            partition by area, year, measure, form, sex, age, origin, unit, counted, scope, source_id, vintage
            order by file, row
        )
    )
    select * from placed where file <> first_file
    """,
)

UNKNOWN_CASE = Check(
    "case_id",
    message("{case_id} is not a court case."),
    message("Use a case_id of court_cases.csv."),
    """
    select file, row, case_id from staged_claim
    where case_id is not null and case_id not in (select case_id from staged_court_case)
    """,
)

UNKNOWN_MEASURE = Check(
    "measure",
    message("{measure} is not a measure."),
    message("Use a key of measures.csv."),
    """
    select file, row, measure from staged_claim
    where measure is not null and measure not in (select measure from staged_measure)
    """,
)

UNKNOWN_COUNTRY = Check(
    "iso3",
    message("{iso3} is not a country."),
    message("Use a code of countries.csv."),
    """
    select file, row, iso3 from staged_origin_label
    where kind = 'country' and (iso3 is null or iso3 not in (select iso3 from staged_country))
    """,
)

AMBIGUOUS_ALIAS = Check(
    "alias",
    message("{alias} stands for {iso3} and for {other}."),
    message("A name that two countries share finds neither: take it out, or write it in full."),
    """
    with known as (
        select plain_name(unnest([name, formal_name])) as plain, iso3 from staged_country
        union
        select plain_name(alias), iso3 from staged_country_alias
    )
    select file, row, alias, alias.iso3, known.iso3 as other
    from staged_country_alias as alias
    join known on known.plain = plain_name(alias) and known.iso3 <> alias.iso3
    order by row
    """,
)

VERDICT_BEFORE_CHARGE = Check(
    "date",
    message("{case_id}: a verdict of {verdict} stands before the charge of {charge}."),
    message(
        'Put the steps in the order in which they happened; if the verdict did come first, say "before the charge" and '
        "why in its outcome."
    ),
    """
    select verdict.file, verdict.row, case_id, verdict.date as verdict, charge.date as charge
    from staged_case_step as verdict
    join staged_case_step as charge using (case_id)
    where verdict.step in ('conviction', 'acquittal') and charge.step = 'charge'
      and left(verdict.date, length(charge.date)) < left(charge.date, length(verdict.date))
      and not exists (
          select 1 from staged_case_step as earlier
          where earlier.case_id = verdict.case_id and earlier.step = 'charge' and earlier.date <= verdict.date
      )
      and not coalesce(verdict.outcome ilike '%before the charge%', false)
    """,
)

# Editions are put in order by their name: year, month or day, or the two years of a fiscal one (2023-24).
UNORDERED_VINTAGE = Check(
    "vintage",
    message("{vintage} is not the date of an edition."),
    message(
        "Write YYYY, YYYY-MM, YYYY-MM-DD, or 2023-24 for two years; what else the source says of it belongs in note."
    ),
    r"""
    select file, row, vintage
    from (
        select file, row, vintage from staged_figure union all select file, row, vintage from staged_set_aside
    )
    where not regexp_full_match(vintage, '(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?')
      and not (
          regexp_full_match(vintage, '(19|20)[0-9]{2}-[0-9]{2}')
          and try_cast(right(vintage, 2) as int) = (try_cast(left(vintage, 4) as int) + 1) % 100
      )
    """,
)

IMPOSSIBLE_VINTAGE = Check(
    "vintage",
    message("the edition {vintage} cannot hold a figure of {year}."),
    message(
        "An edition appears in the year counted or later, and not in the future: correct one of the two."
    ),
    """
    select file, row, vintage, year
    from staged_figure
    where try_cast(left(vintage, 4) as int)
              + (length(vintage) = 7 and try_cast(right(vintage, 2) as int) = (try_cast(left(vintage, 4) as int) + 1) % 100)::int
          < try_cast(year as int)
       or try_cast(left(vintage, 4) as int) > year(current_date)
    """,
)

UNKNOWN_UNIT = Check(
    "unit",
    message("{unit} is not a unit."),
    message("Use {units}, or the unit of a measure in measures.csv."),
    f"""
    select file, row, unit, '{", ".join(COUNTED_UNITS)}' as units
    from staged_figure
    where unit not in {COUNTED_UNITS} and unit not in (select unit from staged_measure)
    """,
)

UNKNOWN_AGE = Check(
    "age",
    message("{age} is not an age."),
    message("Use one of {ages}; what else the source says belongs in note."),
    f"""
    select file, row, age, '{", ".join(AGES)}' as ages
    from staged_figure where age not in {AGES}
    """,
)

UNKNOWN_ORIGIN = Check(
    "origin",
    message("{origin} is not a label of origin_labels.csv."),
    message("Add the label there, with the country that it means or the reason why it means none."),
    """
    select file, row, origin
    from staged_figure where origin not in (select label from staged_origin_label)
    """,
)

NAMED = (
    ("country", "name"), ("country", "formal_name"), ("country", "iso2"), ("aggregate", "name"), ("measure", "label"),
    ("country_group", "name"), ("country_group", "short_name"), ("term", "term"),
)  # fmt: skip
REPEATED_NAMES = tuple(
    Check(
        column,
        message("{name} stands already in row {first}."),
        message("Two that are called alike cannot be told apart: give each a name of its own."),
        f"""
        select file, row, {column} as name, first
        from (select *, min(row) over (partition by {column}) as first from staged_{table})
        where {column} is not null and row > first
        """,
    )
    for table, column in NAMED
)

LOST_SUCCESSION = Check(
    "replaces",
    message("{source_id} replaces {replaces}, which is no source."),
    message("Use a source_id of this file."),
    """
    select file, row, source_id, replaces
    from staged_source where replaces not in (select source_id from staged_source)
    """,
)

CIRCLE_OF_EDITIONS = Check(
    "replaces",
    message("{source_id} replaces itself, by way of {replaces}."),
    message("An edition replaces an earlier one: break the circle."),
    """
    with recursive chain as (
        select source_id, replaces, [source_id] as passed from staged_source where replaces is not null
        union all
        select chain.source_id, next.replaces, list_append(passed, next.source_id)
        from chain join staged_source as next on next.source_id = chain.replaces
        where next.replaces is not null and not list_contains(passed, next.source_id)
    )
    select distinct file, row, source_id, replaces
    from staged_source
    where source_id in (select source_id from chain where replaces = source_id)
    """,
)

UNQUALIFIED_VICTIMS = Check(
    "victims_qualifier",
    message("the number of victims has no qualifier."),
    message("Say whether it is exact, less_than, at_least or approximately."),
    "select file, row from staged_court_case where victims is not null and victims_qualifier is null",
)

UNQUALIFIED_PERCENTAGE = Check(
    "percent_qualifier",
    message("the percentage has no qualifier."),
    message("Say whether it is exact or approximately."),
    "select file, row from staged_claim where percent is not null and percent_qualifier is null",
)

# Words by which those who compile the data speak to each other; a reader has neither their files nor their questions.
COMPILERS_WORDS = "|".join((
    r"\breadme\b", r"\b(check|confirm|verify|read again) (before|whether)\b", r": check$", r"\bto be checked\b",
    r"\bour (own )?(sum|count|guess|file)\b", r"\bwe count\b", r"\bexcerpts?\b", r"\bsnippet\b", r"\bthe product\b",
    r"\b(not|where) stored\b", r"\bstored (copy|text|archive|pages?)\b", r"\bresearch (data set|file)\b",
    r"\bsee above\b", r"\bsee \w+/\w", r"\bcompilers\b", r"\btodo\b",
))  # fmt: skip
READ_BY_ALL = {
    "figure": ("scope", "note"),
    "source": ("title", "via", "note"),
    "tier_ranking": ("note",),
    "tier_total": ("note",),
    "palermo_protocol": ("note",),
    "series_break": ("reason",),
    "stated_direction": ("note",),
    "court_case": ("title", "note"),
    "case_step": ("outcome",),
    "claim": ("note",),
}
SPOKEN_AMONG_COMPILERS = tuple(
    Check(
        column,
        message("{cell} is a remark among those who compile the data."),
        message("Say what a reader needs to know of the row, or leave it out."),
        f"""
        select file, row, {column} as cell
        from staged_{table} where regexp_matches({column}, {quoted(COMPILERS_WORDS)}, 'i')
        """,
    )
    for table, columns in READ_BY_ALL.items()
    for column in columns
)

CROSS_CHECKS = (
    UNKNOWN_AREA,
    FRACTIONAL_COUNT,
    REPEATED_FIGURE,
    UNKNOWN_CASE,
    UNKNOWN_MEASURE,
    UNKNOWN_COUNTRY,
    AMBIGUOUS_ALIAS,
    VERDICT_BEFORE_CHARGE,
    *SPOKEN_AMONG_COMPILERS,
    UNORDERED_VINTAGE,
    IMPOSSIBLE_VINTAGE,
    UNKNOWN_UNIT,
    UNKNOWN_AGE,
    UNKNOWN_ORIGIN,
    *REPEATED_NAMES,
    LOST_SUCCESSION,
    CIRCLE_OF_EDITIONS,
    UNQUALIFIED_VICTIMS,
    UNQUALIFIED_PERCENTAGE,
)
