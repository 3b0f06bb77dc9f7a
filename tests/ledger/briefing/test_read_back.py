"""Every number that a briefing prints is in the database in its place: the same country, measure, year and unit.

The Word file is read line by line, each line by the form of its sentence; a line with a number that no form explains
fails. The PDF must print the same words and, beside them, no number of its own. No figures, and taken out by rule, are
footnote marks, page numbers, the ticks of an axis and the citation of the statute.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.briefing.country import country_briefing
from dashboard.briefing.sections.checked import CLAIMS_TOLD, LATEST
from dashboard.briefing.writers import pdf, word
from dashboard.frames import each
from dashboard.queries import claims
from dashboard.queries.database import Database
from dashboard.queries.strands import strands
from dashboard.wording import claims as claims_wording
from dashboard.wording import comparison
from dashboard.wording import figures as figures_wording
from dashboard.wording import strands as strands_wording
from dashboard.wording import tiers as tiers_wording
from tests.ledger.briefing.reading import WordText, drawn_text, left_over, pdf_text, without_spaces

SAMPLE = [
    "KHM",
    "THA",
    "GBR",
    "DEU",
    "BRA",
    "PER",
    "CIV",
    "TUR",
    "CUW",
    "SOM",
    "USA",
    "IND",
    "YEM",
    "MYS",
    "GAB",
    "MAC",
]
IN_PLAIN = ["KHM", "THA", "GBR", "PER", "SOM", "USA", "IND", "MYS", "MAC"]
STATUTE = re.compile(r"22 U\.S\.C\. 7107(\(\w\))+")
AMOUNT = (
    r"(?P<qualifier>fewer than |at least |about |)(?P<value>[\d,.]*\d) (?P<unit>[a-z][a-z ,]*?)"
)
QUALIFIERS = {
    "": "exact",
    "fewer than ": "less_than",
    "at least ": "at_least",
    "about ": "approximately",
}
APART = r"(?:; the TIP Report and UNODC lie (?P<apart>[\d,.]+)(?: \((?P<percent>\d+) % of the larger\))? apart)?"
MEASURE = r"(?P<measure>[A-Za-z][a-z ]+?)"
RATE = r"(?: \((?:less than )?(?P<rate>[\d,.]+)\))?"
# What is marked of a figure in a table or a list.
MARK_OF_FIGURE = "|".join(
    [*figures_wording.MARKED_COUNTS.values(), "press", "doubted", "fiscal year", "reporting year"]
)
NUMBER_APART = rf"(?P<value>[\d,.]*\d) \((?P<unit>[a-z ,]+?)(?:, (?:{MARK_OF_FIGURE}))*\)"
# How the plain register says what was counted, and the measure's label.
DONE = {
    rf"{AMOUNT} were prosecuted": "prosecutions",
    rf"the number prosecuted was {NUMBER_APART}": "prosecutions",
    rf"{AMOUNT} (?:were convicted|ended with a conviction)": "convictions",
    rf"the number convicted was {NUMBER_APART}": "convictions",
    rf"{AMOUNT} were identified(?: as (?:victims|a victim))?": "victims identified",
    rf"the number of victims identified was {NUMBER_APART}": "victims identified",
    rf"{AMOUNT} were (?:detected as (?:victims|a victim)|referred as (?:potential victims|a potential victim))": "victims detected",
}
WITHHELD = r" \(no change on (\d+) is given: (.*)\)| That cannot be compared with (\d+): (?:there is )?(.*)\."
MARKED = rf"(?P<marks>(?:{MARK_OF_FIGURE})(?:, (?:{MARK_OF_FIGURE}))*)"
MARKS = rf"(?: \({MARKED}\))?"
NO_MEDIAN = {
    "none given: fewer than five countries": "few_countries",
    "none given: depends on suppressed figures": "suppressed",
    "none: fewer than five countries": "few_countries",
    "none: small numbers are withheld": "suppressed",
}
TIER = "|".join(sorted(tiers_wording.TIER_NAMES.values(), key=len, reverse=True))
TIER_CODES = {name: code for code, name in tiers_wording.TIER_NAMES.items()}
ORDINALS = {figures_wording.ordinal(n): n for n in range(2, 40)}


MARK = r"(?P<mark>(?: \((?:derived|press)\))?)"
IN_RUN = r"(?: \(of these (?P<of>\d+): (?:(?P<derived>\d+) derived)?(?:, )?(?:(?P<press>\d+) from the press)?\))?"


def beside(line: str, told: str) -> str:
    """The line without what the pattern tells beside a figure: all that stands in the brackets, or a part of it."""
    line = re.sub(rf"(?<=\(){told}; |; {told}(?=[;)])", "", line)
    return re.sub(rf" \({told}\)", "", line)


class Reader:
    """Looks up in the database what a line about one country says."""

    def __init__(self, ledger: Database, iso3: str):
        self.ledger, self.iso3 = ledger, iso3
        self.name = str(ledger.value("select name from country where iso3 = $iso3", iso3=iso3))

    def holds(self, sql: str, **parameters: object) -> bool:
        return bool(self.ledger.value(f"select count(*) from {sql}", iso3=self.iso3, **parameters))

    def figure(self, said: dict[str, str], table: str = "series_figure", **more: object) -> bool:
        """Whether the table has the measure, year, value, qualifier and unit that a line gives."""
        conditions = "".join(f" and {column} = ${column}" for column in more)
        return self.holds(
            f"{table} as f join measure using (measure) where area = $iso3 and form = 'all'"
            " and lower(label) = lower($measure) and year = $year and value = $value and f.unit = $unit"
            f" and qualifier = $qualifier{conditions}",
            measure=said["measure"],
            year=int(said["year"]),
            value=number(said["value"]),
            unit=unit(said["unit"]),
            qualifier=QUALIFIERS[said.get("qualifier", "")],
            **more,
        )

    # The forms of a line.

    def edition(self, said: re.Match[str]) -> bool:
        newest = self.ledger.value("select max(published) from source")
        build = self.ledger.table(
            "select data_version, left(content_hash, 8) as hash from build"
        ).iloc[0]
        return said.groups() == (newest, build.data_version, build.hash)

    def standing(self, said: re.Match[str]) -> bool:
        in_a_row = ORDINALS.get(said["nth"], 1) if said["nth"] else 1
        year = int(said["year"])
        start = int(said["since"] or year)
        return (
            self.holds(
                "tier_history where iso3 = $iso3 and report_year = $year and tier = $tier and reports_in_tier = $n",
                year=year,
                tier=TIER_CODES[said["tier"]],
                n=in_a_row,
            )
            and self.run_is_marked(year - in_a_row + 1, year, said)
            and (
                said["before"] is None
                or self.holds(
                    "tier_history where iso3 = $iso3 and report_year = $start and previous_tier = $before",
                    start=start,
                    before=TIER_CODES[said["before"]],
                )
            )
        )

    def standing_and_meaning(self, said: re.Match[str]) -> bool:
        return self.standing(said) and f"{said['tier']}: {said['meaning']}" in self.meanings()

    def latest(self, said: re.Match[str]) -> bool:
        form = rf"{MEASURE}: {AMOUNT} in (?P<year>\d{{4}})(?P<change>.*?){MARKS}"
        parts = [
            re.fullmatch(form, re.sub(rf" \({MARKED}; (no change.*)\)$", r" (\2) (\1)", part))
            for part in re.split(r"; (?=[a-z ]+: )", said[0].rstrip("."))
        ]
        return all(part is not None and self.latest_of(part.groupdict()) for part in parts)

    def latest_in_plain(self, said: re.Match[str]) -> bool:
        return all(map(self.plain_part, re.split(r" (?=In \d{4}, )", said[0])))

    def plain_part(self, part: str) -> bool:
        for form, measure in DONE.items():
            if said := re.fullmatch(rf"In (?P<year>\d{{4}}), {form}{MARKS}\.(?P<change>.*)", part):
                return self.latest_of({**said.groupdict(), "measure": measure})
        return False

    def latest_of(self, said: dict[str, str]) -> bool:
        year, change = int(said["year"]), said["change"]
        if not self.figure(said, "preferred_figure"):
            return False
        if none := re.fullmatch(WITHHELD, change):
            before, reason = [text for text in none.groups() if text][:2]
            [row] = self.ledger.table(
                "select y.* from year_over_year as y join measure using (measure) where area = $iso3"
                " and lower(label) = lower($measure) and year = $year and voice = 'preferred' and form = 'all'"
                " and strand = '' and withheld is not null",
                iso3=self.iso3, measure=said["measure"], year=year,
            ).itertuples()  # fmt: skip
            return int(before) == year - 1 and reason == comparison.why_withheld(row)
        moved = re.fullmatch(
            r"(?:,| That is) (?:(up|down)(?: (.*) %)?|the same as) ?(?:from )?([\d,.]+) in (\d+)\.?",
            change,
        )
        if moved is None:
            return False
        way, percent, before = moved[1], moved[2], number(moved[3])
        now = number(said["value"])
        earlier = {**said, "year": moved[4], "value": moved[3], "qualifier": ""}
        return (
            int(moved[4]) == year - 1
            and way == ("up" if now > before else "down" if now < before else None)
            and self.figure(earlier)
            and (
                percent is None
                or percent == figures_wording.percent((now - before) / before).removesuffix(" %")
            )
        )

    def not_drawn(self, said: re.Match[str]) -> bool:
        return all(
            self.figure({**match.groupdict(), "year": str(year)})
            for part in said["parts"].rstrip(".").split("; ")
            if (match := re.fullmatch(rf"{MEASURE}, {AMOUNT}{MARKS} in (?P<years>.*)", part))
            or pytest.fail(part)
            for year in years(match["years"])
        )

    def counted_apart(self, said: re.Match[str]) -> bool:
        """Whether the latest figure of a strand is given under the strand's own name."""
        for part in said["parts"].split("; "):
            told = re.fullmatch(rf"(?P<name>.*), {AMOUNT}{MARKS} in (?P<year>\d+)", part)
            assert told, part
            found = strands(self.ledger, [self.iso3], [], int(told["year"]), int(told["year"]))
            rows = [
                row
                for row in each(found)
                if strands_wording.name(row.measure, row.label, row.strand).lower() == told["name"]
            ]
            if (number(told["value"]), unit(told["unit"])) not in [(r.value, r.unit) for r in rows]:
                return False
        return True

    def told_in_units(self, said: re.Match[str]) -> bool:
        """Whether each amount of an event is a figure of that measure and year."""
        for part in said["parts"].split("; "):
            told = re.fullmatch(rf"{MEASURE}, (?P<amounts>.*?){MARKS} in (?P<year>\d+)", part)
            assert told, part
            amounts = [
                re.fullmatch(AMOUNT, amount)
                for amount in re.split(r", (?=\d|fewer|at least|about)", told["amounts"])
            ]
            assert len(amounts) > 1, part
            for amount in amounts:
                assert amount, part
                figure = {**told.groupdict(), **amount.groupdict()}
                if not self.figure(figure, "citable_figure"):
                    return False
        return True

    def no_figure(self, said: re.Match[str]) -> bool:
        return not self.holds(
            "preferred_figure where area = $iso3 and form = 'all' and list_contains($years, year)"
            " and measure in ('prosecutions', 'convictions', 'victims_identified', 'victims_detected')",
            years=years(said["years"]),
        )

    def on_watch_list(self, said: re.Match[str]) -> bool:
        last = int(said["year"] or said["only"])
        start = int(said["start"] or last)
        return (
            self.holds(
                "watch_list_clock where iso3 = $iso3 and report_year = $year and run_from = $start and tier = '2WL'",
                year=last,
                start=start,
            )
            and (last > start or said["only"] is not None)
            and self.run_is_marked(start, last, said)
            and int(said["next"]) == last + 1
        )

    def run_is_marked(self, start: int, last: int, said: re.Match[str]) -> bool:
        """Whether a line counts the placements of a run that were not read in the reports, or marks a single one."""
        run = range(start, last + 1)
        derived, press = (
            len([year for year in self.known_by(condition) if year in run])
            for condition in ("basis = 'derived'", "basis = 'direct' and reliability = 'press'")
        )
        if last == start:
            return said["mark"] == (" (derived)" if derived else " (press)" if press else "")
        told = tuple(int(said[name] or 0) for name in ("of", "derived", "press"))
        return told == ((len(run), derived, press) if derived or press else (0, 0, 0))

    def on_tier_3(self, said: re.Match[str]) -> bool:
        return (
            self.holds(
                "watch_list_clock where iso3 = $iso3 and report_year = $year and tier = '3' and next_report is not null",
                year=int(said["year"]),
            )
            and self.run_is_marked(int(said["year"]), int(said["year"]), said)
            and int(said["next"]) == int(said["year"]) + 1
        )

    def event(self, said: re.Match[str]) -> bool:
        return self.holds(
            "event where iso3 = $iso3 and date = $date and title = $title",
            date=said[1],
            title=said[2],
        )

    def not_read(self, said: re.Match[str]) -> bool:
        return [years(said[basis]) if said[basis] else [] for basis in ("derived", "press")] == [
            self.known_by(condition)
            for condition in ("basis = 'derived'", "basis = 'direct' and reliability = 'press'")
        ]

    def known_by(self, condition: str) -> list[int]:
        return self.ledger.table(
            "select report_year from tier_ranking join source using (source_id)"
            f" where iso3 = $iso3 and {condition} order by 1",
            iso3=self.iso3,
        )["report_year"].tolist()

    def series_break(self, said: re.Match[str]) -> bool:
        return self.holds(
            "series_break join measure using (measure) where area = $iso3 and label = $label and year = $year"
            " and reason = $reason",
            label=said[1],
            year=int(said[2]),
            reason=said[3],
        )

    def publishers(self, said: re.Match[str]) -> bool:
        return self.versions(said, "publishers_differ", "publisher") and self.holds(
            "two_accounts join measure using (measure) where area = $iso3 and form = 'all' and label = $measure"
            " and year = $year and differ and abs(tip_value - unodc_value) = $apart"
            " and if(least(tip_value, unodc_value) < 10, -1, round(100 * apart)) = $percent",
            measure=said["measure"],
            year=int(said["year"]),
            apart=number(said["apart"] or "-1"),
            percent=int(said["percent"] or -1),
        ) == bool(said["apart"])

    def editions(self, said: re.Match[str]) -> bool:
        return self.versions(said, "figure_revision", "vintage", publisher=said["publisher"])

    def versions(self, said: re.Match[str], table: str, told_apart_by: str, **more: object) -> bool:
        """Whether each version is a figure of the table, and marked as doubted where its edition contradicts it."""
        parts = [
            re.fullmatch(rf"{AMOUNT} \((?P<who>.*?)(?:, {MARKED})?\)", part)
            for part in said["parts"].split("; ")
        ]
        return all(
            part is not None
            and self.figure(
                {**said.groupdict(), **part.groupdict()},
                table,
                **{told_apart_by: part["who"]},
                **more,
            )
            and ("doubted" in (part["marks"] or ""))
            == self.figure(
                {**said.groupdict(), **part.groupdict()},
                "(from figure semi join (from figure_doubt where contradiction) using (area, year, measure, form, sex,"
                " age, origin, unit, counted, scope, source_id, vintage) join source using (source_id)"
                " where of_whole_area(sex, age, origin, scope))",
                **{told_apart_by: part["who"]},
                **more,
            )
            for part in parts
        )

    def not_printed(self, said: re.Match[str]) -> bool:
        return int(said[1]) > 0

    # Lines that repeat a text of the database.

    def claims(self) -> list[str]:
        found = self.ledger.table(
            "select claim_id, statement, verdict, note from claim join claim_verdict using (claim_id) where area = $iso3",
            iso3=self.iso3,
        ).fillna("")
        found["verdict"] = [
            claims_wording.finding(row.verdict, claims.evidence(self.ledger, row.claim_id))
            for row in each(found)
        ]
        forms = (
            "{0.statement}: {0.verdict}. {0.note}",
            "“{0.statement}.” Our finding: {0.verdict}. {0.note}",
        )
        return [
            form.format(claim).rstrip(". ") + "." for claim in found.itertuples() for form in forms
        ]

    def more_claims(self, line: str) -> bool:
        more = re.fullmatch(r"(?:Checked besides, on the page Claims: |We checked )(\d+)\D*", line)
        held = self.ledger.value("select count(*) from claim where area = $iso3", iso3=self.iso3)
        return more is not None and int(more[1]) == held - CLAIMS_TOLD

    def meanings(self) -> list[str]:
        terms = self.ledger.table("select term, definition from term")
        return [f"{t.term}: {t.definition}" for t in terms.itertuples()]

    def case(self, line: str) -> bool:
        """Whether a line gives only dates, outcomes and the note of the case that it names first, or how many more there
        are."""
        if more := re.fullmatch(
            r"(?:Documented in the register besides: |The list of court cases has )(\d+)\D*", line
        ):
            held = self.ledger.value(
                "select count(*) from court_case where iso3 = $iso3", iso3=self.iso3
            )
            return int(more[1]) == held - LATEST
        steps = self.ledger.table(
            "select title, note, date, step, outcome from court_case join case_step using (case_id) where iso3 = $iso3",
            iso3=self.iso3,
        )
        steps = steps[[line.startswith(title) for title in steps["title"]]]
        dates = sorted(steps["date"].dropna(), key=len, reverse=True)
        for text in [*steps["title"], *steps["note"].dropna(), *steps["outcome"].dropna(), *dates]:
            line = line.replace(text, "", 1)
        return not steps.empty and not re.search(r"\d", line)

    def bare(self, line: str) -> str:
        """The line without what is remarked of a figure, as far as that is true: doubted, old, of a year of another kind."""
        doubted = self.ledger.table(
            "select * from year_over_year where area = $iso3 and voice = 'preferred' and form = 'all' and doubt is not null",
            iso3=self.iso3,
        )
        for row in doubted.itertuples():
            told = comparison.doubt(row)
            line = beside(line, re.escape(f"doubted: {told}"))
            line = line.replace(f" This figure is doubted: {told}.", "")
        for remark in comparison.REMARKS.values():
            told = re.escape(remark.rstrip(".")).replace(r"\{measure\}", "[a-z ]+")
            line = re.sub(rf" {told}\.", "", beside(line, told[0].lower() + told[1:]))
        for year in re.findall(
            r"[Tt]he last figure (?:is|of the whole country is) of (\d{4})", line
        ):
            if self.holds(
                "preferred_figure where area = $iso3 and form = 'all' and year = $year",
                year=int(year),
            ):
                line = beside(line, rf"the last figure [a-z ]+ {year}; [a-z ]+")
                line = re.sub(rf" The last figure is of {year}; nothing since\.", "", line)
                line = re.sub(
                    rf" The last figure of the whole country is of {year}\. [A-Z][a-z ,]+\.",
                    "",
                    line,
                )
        breaks = self.ledger.table(
            "select year, reason from known_break where area = $iso3", iso3=self.iso3
        )
        for row in breaks.itertuples():
            line = beside(line, re.escape(f"break at {row.year}: {row.reason}"))
            line = line.replace(
                f" Figures before {row.year} cannot be set beside it: {row.reason}.", ""
            )
        for told in re.findall(r"the edition [\d-]+ has [^;()]+(?: \([^()]*\))?", line):
            if self.other_edition(told):
                line = beside(line, re.escape(told))
        for told in re.findall(r" Other editions differ: (.*?)\.", line):
            if all(map(self.other_edition, told.split("; "))):
                line = line.replace(f" Other editions differ: {told}.", "")
        for marked in re.finditer(r"\b(?:[Ii]n|on) ((fiscal|reporting) year (\d{4}))", line):
            if self.holds(
                "preferred_figure where area = $iso3 and form = 'all' and year in ($year, $year + 1) and period = $period",
                year=int(marked[3]), period=marked[2],
            ):  # fmt: skip
                line = line.replace(f"n {marked[1]}", f"n {marked[3]}")
        return several(line)

    def other_edition(self, told: str) -> bool:
        said = re.fullmatch(
            rf"(?:the edition )?(?P<vintage>[\d-]+) has {AMOUNT}{MARKS}", several(told)
        )
        return said is not None and self.holds(
            "figure where area = $iso3 and form = 'all' and vintage = $vintage and value = $value and unit = $unit",
            vintage=said["vintage"],
            value=number(said["value"]),
            unit=unit(said["unit"]),
        )

    def marks(self, measure: str, year: int) -> set[str]:
        """What a table must mark of the figure that it shows."""
        [row] = self.ledger.table(
            "select reliability, period, doubt, counts from preferred_figure join measure using (measure)"
            " where area = $iso3 and form = 'all' and label = $measure and year = $year",
            iso3=self.iso3, measure=measure, year=year,
        ).itertuples()  # fmt: skip
        told = {"press": row.reliability == "press", "doubted": isinstance(row.doubt, str)}
        told |= {f"{kind} year": row.period == kind for kind in ("fiscal", "reporting")}
        told |= {mark: row.counts == code for code, mark in figures_wording.MARKED_COUNTS.items()}
        return {mark for mark, holds in told.items() if holds}

    def doubted_years(self, said: re.Match[str]) -> bool:
        return all(
            self.holds(
                "series_figure join measure using (measure) where area = $iso3 and form = 'all' and doubt is not null"
                " and lower(label) = $label and year = $year",
                label=label,
                year=year,
            )
            for label, counted in (part.split(" of ") for part in said["parts"].split("; "))
            for year in years(counted)
        )

    def explains(self, line: str) -> bool:
        line = self.bare(STATUTE.sub("", line.replace("(per 100,000 people)", "")).strip())
        if not re.search(r"\d", line.replace(self.name, "")):
            return True
        for form, check in FORMS.items():
            if said := re.fullmatch(form, line):
                return check(self, said)
        return (
            line in [*self.claims(), *self.meanings()] or self.more_claims(line) or self.case(line)
        )


FORMS: dict[str, Callable[[Reader, re.Match[str]], bool]] = {
    r"Sources up to (.*)\. TIP Ledger, data edition (.*) \((.*)\)": Reader.edition,
    rf".*: (?P<tier>{TIER}){MARK} in the (?P<year>\d+) report(?:, the (?P<nth>[\w-]+) in a row{IN_RUN})?"
    rf"(?:; (?:up|down) from (?P<before>{TIER})(?P<before_mark>(?: \((?:derived|press)\))?)(?: in (?P<since>\d+))?)?\.":
        Reader.standing,
    r"Not drawn, as (?:not exact|one year alone shows no change): (?P<parts>.*)": Reader.not_drawn,
    r"Not (?:drawn|in the charts), (?:as the edition that prints them|because the same edition) contradicts them: (?P<parts>.*)\.":
        Reader.doubted_years,
    r"Counted (?:apart, never joined with|separately, and never added to) these: (?P<parts>.*)\.": Reader.counted_apart,
    r"(?:One event in several units, each compared with its like only|The same event counted in more than one way, never to be added):"
    r" (?P<parts>.*)\.": Reader.told_in_units,
    r"No source in the ledger gives a figure for .* for (?P<years>[\d to,and]+)\.": Reader.no_figure,
    r"The ledger holds only partial figures, or figures counted apart, for .* for (?P<years>[\d to,and]+)\.": Reader.no_figure,
    rf"On the Watch List in (?:every report from (?P<start>\d+) to (?P<year>\d+){IN_RUN}|the (?P<only>\d+) report{MARK}).*"
    r" By , in the report of (?P<next>\d+): (?:[^\d]|Tier [123])*": Reader.on_watch_list,
    rf"On Tier 3 in the (?P<year>\d+) report{MARK} .* By , in the report of (?P<next>\d+): (?:[^\d]|Tier [123])*":
        Reader.on_tier_3,
    r"(.*), break at (\d+): (.*); the years before .*": Reader.series_break,
    r"(.*): the figures from (\d+) on cannot be set beside those before: (.*)\. We do not compare .*": Reader.series_break,
    rf"{MEASURE}, (?P<year>\d+), editions of (?P<publisher>.*?): (?P<parts>.*)\.": Reader.editions,
    rf"{MEASURE}, (?P<year>\d{{4}}): (?P<parts>.*?){APART}\.": Reader.publishers,
    r"(\d{4}[\d-]*): (.*)\.": Reader.event,
    r"(\d+) more disagreements? not printed here\.": Reader.not_printed,
    r"(?:Prosecutions|Convictions|Victims \w+): .* in \d{4}.*\.": Reader.latest,
    # The plain register.
    rf"In its (?P<year>\d+) report the US Department of State (?:puts|lists) .*? (?:on|as a) (?P<tier>{TIER}){MARK}"
    rf"(?:, for the (?P<nth>[\w-]+) report in a row{IN_RUN})?\."
    rf"(?: It moved (?:up|down) from (?P<before>{TIER})(?P<before_mark>(?: \((?:derived|press)\))?)(?: in (?P<since>\d+))?\.)?"
    r" (?P=tier) means: (?P<meaning>.*)": Reader.standing_and_meaning,
    r"In \d{4}, .*\.": Reader.latest_in_plain,
    r"(?:Not in the chart, because the number is not exact|Not drawn as a chart, because one year alone shows no change):"
    r" (?P<parts>.*)": Reader.not_drawn,
    r"No source gives a figure for .* for (?P<years>[\d to,and]+)\.": Reader.no_figure,
    r"For .* we have only figures of a part, or figures counted separately, for (?P<years>[\d to,and]+)\.": Reader.no_figure,
    rf".* was on the Watch List in (?:every report from (?P<start>\d+) to (?P<year>\d+){IN_RUN}|the (?P<only>\d+) report{MARK})"
    r"[.,].* For the report of (?P<next>\d+), (?:[^\d]|Tier [123])*": Reader.on_watch_list,
    rf".* is on Tier 3 in the (?P<year>\d+) report{MARK}\. .* For the report of (?P<next>\d+), (?:[^\d]|Tier [123])*":
        Reader.on_tier_3,
    r"(?:Placements derived or known from|These placements were worked out, or found only in) the press(?: alone)?: (?:(?:(?P<press>[^(;]*) \(press\)"
    r"|(?P<derived>[^(;]*) \(derived\))(?:; )?)+\.": Reader.not_read,
    rf"{MEASURE} in (?P<year>\d+), as editions of (?P<publisher>.*?) give it: (?P<parts>.*)\.": Reader.editions,
    rf"{MEASURE} in (?P<year>\d{{4}}): (?P<parts>.*?){APART}\.": Reader.publishers,
    r"(\d+) more differences? (?:is|are) not printed here\.": Reader.not_printed,
}  # fmt: skip


def several(text: str) -> str:
    """One alone as it is said of several: '1 persons were' of '1 person was'."""
    return re.sub(
        r"\b1 (person|case|victim|trafficker|suspect)( was)?\b",
        lambda said: f"1 {said[1]}s{' were' if said[2] else ''}",
        text,
    )


def number(text: str) -> float:
    return float(text.replace(",", ""))


def unit(text: str) -> str:
    return {name: code for code, name in figures_wording.UNIT_NAMES.items()}.get(text, text)


def years(text: str) -> list[int]:
    """2001, 2002, 2003 and 2005 of '2001 to 2003 and 2005'."""
    spans = [[int(year) for year in part.split(" to ")] for part in re.split(r", | and ", text)]
    return [year for span in spans for year in range(span[0], span[-1] + 1)]


def check_years(reader: Reader, table: list[list[str]]) -> None:
    header, *rows = table
    for row in rows:
        for measure, cell in zip(header[1:], row[1:], strict=True):
            said = re.fullmatch(rf"{AMOUNT}{MARKS}", several(cell))
            if said:
                assert set((said["marks"] or "").split(", ")) - {""} == reader.marks(
                    measure, int(row[0])
                ), (measure, row)
                assert reader.figure(
                    {**said.groupdict(), "measure": measure, "year": row[0]}, "preferred_figure"
                ), (measure, row)
            else:
                in_part = reader.holds(
                    "current_figure join measure using (measure) where area = $iso3 and label = $measure and year = $year",
                    measure=measure,
                    year=int(row[0]),
                )
                assert cell == (
                    figures_wording.PART_ONLY if in_part else figures_wording.NO_FIGURE
                ), (measure, row)
                assert not reader.holds(
                    "preferred_figure join measure using (measure) where area = $iso3 and form = 'all'"
                    " and label = $measure and year = $year",
                    measure=measure,
                    year=int(row[0]),
                ), (measure, row)


def check_peers(reader: Reader, table: list[list[str]]) -> None:
    for measured, own, group, median, countries in table[1:]:
        measure, year = measured.rsplit(", ", 1)
        said = re.fullmatch(AMOUNT + RATE, several(own))
        assert said and reader.figure({**said.groupdict(), "measure": measure, "year": year}), (
            measured
        )
        counted = re.fullmatch(
            r"(\d+)(?: \((?:(\d+) derived)?(?:, )?(?:(\d+) from the press)?\))?", countries
        )
        assert counted, countries
        middle = re.fullmatch(rf"([\d,.]+){RATE}", median)
        tier = TIER_CODES.get(group.removesuffix(" (derived)").removesuffix(" (press)"))
        assert reader.holds(
            "median_of_others as others join measure using (measure) join country using (iso3)"
            " where iso3 = $iso3 and label = $measure and year = $year and others.unit = 'persons'"
            " and peer_group = coalesce($tier, tip_region::varchar) and peers = if($tier is null, 'region', 'tier')"
            " and countries = $countries and derived = $derived and press = $press"
            " and withheld is not distinct from $reason"
            " and median is not distinct from $median and (median_per_100_000 is null) = ($rate is null)"
            " and abs(coalesce(median_per_100_000 - $rate, 0)) < 0.01",
            measure=measure,
            year=int(year),
            tier=tier,
            countries=int(counted[1]),
            derived=int(counted[2] or 0),
            press=int(counted[3] or 0),
            reason=NO_MEDIAN.get(median),
            median=number(middle[1]) if middle else None,
            rate=number(middle["rate"]) if middle and middle["rate"] else None,
        ), (measured, group, median, countries)


CHECKS = {"Year": check_years, "Measure": check_peers, "What is counted": check_peers}


def check_alternative(reader: Reader, text: str) -> None:
    """Every point of a chart, as its alternative text gives it."""
    if text.startswith("Tier of"):
        placed = re.findall(rf"(\d{{4}}): ({TIER})(?: \((derived|press)\))?", text)
        assert text.count(": ") == len(placed) > 0
        for year, tier, basis in placed:
            assert reader.holds(
                "tier_history where iso3 = $iso3 and report_year = $year and tier = $tier and basis = $basis",
                year=int(year), tier=TIER_CODES[tier], basis=basis or "direct",
            ), (year, tier)  # fmt: skip
        return
    for point in text.split(". ", 1)[1].rstrip(".").split("; "):
        said = re.fullmatch(
            rf"{MEASURE}, (?P<unit>[a-z ,]+)(?: \((?P<publisher>[^(),]*)(?:, {MARKED})?\))?(?:, \d{{4}}(?: to \d{{4}})?)?, (?P<year>\d{{4}}): (?P<value>[\d,.]+)",
            point,
        )
        assert said, point
        more = {"publisher": said["publisher"]} if said["publisher"] else {}
        assert reader.figure(said.groupdict(), **more), point


@pytest.mark.parametrize(
    ("iso3", "register"),
    [*((iso3, "policy") for iso3 in SAMPLE), *((iso3, "plain") for iso3 in IN_PLAIN)],
)
def test_every_number_is_in_the_database_in_its_place(
    ledger: Database, iso3: str, register: str, tmp_path: Path
) -> None:
    made = country_briefing(ledger, iso3, register=register)
    reader = Reader(ledger, iso3)
    in_word = WordText(word.write(made))
    for line in in_word.lines:
        assert reader.explains(line), line
    for table in in_word.tables:
        CHECKS[table[0][0]](reader, table)
    for text in in_word.alternatives:
        check_alternative(reader, text)

    printed = (
        without_spaces(pdf_text(pdf.write(made), tmp_path)).partition("Sources1.")[0] + "Sources"
    )
    printed = re.sub(r"\[\d{1,3}(?:[,–]\d{1,3})*\]", "", printed)  # not the year of a judgment
    footer = re.escape(without_spaces(f"{made.title} · {made.edition}"))
    printed = re.sub(footer + r"\d+/\d+", "", printed)
    cells = [cell for table in in_word.tables for row in table for cell in row]
    drawn = [text for chart in made.charts for text in drawn_text(chart)]
    rest = left_over(printed, [*in_word.lines, *cells, *drawn])
    assert not re.search(r"\d", rest), rest


@pytest.mark.parametrize(
    "line",
    [
        "Prosecutions: 47 persons in 2023 (no change on 2022 is given: no figure for 2022).",
        "Prosecutions: 46 persons in 2022 (no change on 2021 is given: no figure for 2021).",
        "Convictions: 46 persons in 2023 (no change on 2022 is given: no figure for 2022).",
        "Prosecutions: 46 cases in 2023 (no change on 2022 is given: no figure for 2022).",
        "Cambodia: Tier 3 in the 2025 report, the fifth in a row; down from Tier 2 Watch List in 2022.",
        "Not drawn, as not exact: convictions, at least 100 persons in 2015.",
        "2012-12: A former chief of the Phnom Penh anti-trafficking police sentenced.",
        "Cambodia prosecuted 51 trafficking cases, down from 102 in 2012: found in the press only, in words without numbers: VOA Khmer.",
        "A sentence of a form that no briefing has, with 46 in it.",
        "In 2023, 47 persons were prosecuted. That cannot be compared with 2022: there is no figure for 2022.",
        "In 2023, 46 persons were convicted. That cannot be compared with 2022: there is no figure for 2022.",
        "In 2023, 46 persons were prosecuted. That cannot be compared with 2021: there is no figure for 2021.",
        "In 2023, 46 persons were prosecuted. That cannot be compared with 2022: there is no figure for 2022."
        " In 2023, 54 persons were convicted. That cannot be compared with 2022: there is no figure for 2022.",
        "Tier 2 Watch List: It exists since 2003.",
    ],
)
def test_a_number_in_the_wrong_place_is_found(ledger: Database, line: str) -> None:
    assert not Reader(ledger, "KHM").explains(line)
