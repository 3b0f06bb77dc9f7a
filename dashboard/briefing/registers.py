"""The two wordings of a country's briefing: policy, in the terms of the field, and plain, in short everyday sentences.

Each phrase stands here once in each register, under the same name; {fields} hold the figures, which are the same in
both. A phrase may have variants, named 'phrase/variant', for what is said otherwise in one case. One that changes with a count
is a pair: of one, and of another number.
"""

from string import Formatter

from dashboard.briefing.model import Figure, Sentence
from dashboard.wording import tiers as wording
from dashboard.wording.language import said as in_language
from dashboard.wording.language import said_of

REGISTERS = {"plain": "Plain", "policy": "Policy"}

POLICY: dict[str, str | tuple[str, str]] = {
    "heading tiers": "Tier history",
    "heading law": "Prosecutions and convictions",
    "heading victims": "Victims",
    "heading years": "The last five years available",
    "heading peers": "Beside the region and the tier",
    "heading clock": "Watch List limit",
    "heading timeline": "Timeline",
    "heading caveats": "Read this with care",
    "heading disagreements": "What sources disagree on",
    "heading claims": "Claims that were checked",
    "heading cases": "Documented court cases",
    "heading words": "What the words mean",
    # headlines
    "unranked": "{as_on_pages}",
    "standing": "{as_on_pages}",
    "in a row": "",
    "moved": "",
    "meaning": "",
    "latest": "{label}: {fact}.",
    "latest/two": "{label}: {fact}; {other_label}: {other_fact}.",
    "fact": "{amount} in {year}{moved}{aside}",
    "doubted": "doubted: {reason}",
    "remark": "{within}",
    "old/nothing": "the last figure is of {year}; nothing since",
    "old/parts": "the last figure of the whole country is of {year}; later ones are partial or counted apart",
    "editions": "{editions}",
    "edition": "the edition {edition} has {amount}",
    "after break": "break at {year}: {reason}",
    "change": ", {change} in {before}",
    "withheld": "no change on {before} is given: {reason}",
    "either/law_enforcement": "prosecutions or convictions",
    "either/victims": "victims identified or detected",
    "missing": "No source in the ledger gives {what} for {name} in these years. That is not zero.",
    "missing/parts": "Of {what} the ledger holds only partial figures, or figures counted apart, for {name} in these years.",
    # charts and tables
    "not drawn/not exact": "Not drawn, as not exact: {figures}.",
    "doubted years": "Not drawn, as the edition that prints them contradicts them: {figures}.",
    "not drawn/one year": "Not drawn, as one year alone shows no change: {figures}.",
    "counted apart": "Counted apart, never joined with these: {figures}.",
    "in units": "One event in several units, each compared with its like only: {figures}.",
    "years title": "Preferred figures by the year counted",
    "no years": "No source in the ledger gives a figure for {name} for {years}.",
    "no years/parts": "The ledger holds only partial figures, or figures counted apart, for {name} for {years}.",
    "absent": "No source in the ledger gives {what} for these years.",
    "absent/parts": "Only partial figures, or figures counted apart, are held for these years: {what}.",
    "peers title": "Latest exact, undoubted persons reported to UNODC (per 100,000 people); tiers of the next year's report",
    "peers header": "Measure|{name}|TIP region or tier|Median of the others|Others",
    "no median": "none given: {reason}",
    # the Watch List's clock
    "clock": "{standing} By 22 U.S.C. 7107(b)(2), in the report of {next}: {asked}.{reading}",
    "on clock/2WL/one": "On the Watch List in the {year} report{known}, not in the one before.",
    "on clock/2WL/more": "On the Watch List in every report from {first} to {year}{known}{waiver}.",
    "on clock/3": "On Tier 3 in the {year} report{known} after a used-up run on the Watch List.",
    "by waiver": ", the last stay by waiver (inferred)",
    **{f"asked/{asked}": told for asked, told in wording.NEXT_REPORT.items()},
    "reading": f" {wording.READING_OF_F} By the narrow reading: {{narrow}}.",
    # what to know before using the figures
    "more crime or more found": "A rise in prosecutions, convictions or victims may mean more crime, better detection"
    " or fuller reporting; these figures cannot tell which.",
    "period": "A report of a year covers about April of the year before to March; figures stand by the year that they"
    " count.",
    "units": "Units differ between years (persons, cases, suspects): such years are not compared.",
    "not exact": "Some figures are bounds or approximate; they are not added up or compared.",
    "press": "Figures marked (press) were found in the press only.",
    "revised": "Later editions revised some of these figures; the latest is shown.",
    "more convictions": "In some years one source gives more convictions than prosecutions; the ledger does not say why.",
    "partial": "Figures for a part of the country exist and are left out.",
    "none held": "The ledger holds no {what} for {name} in these years.",
    "none held/parts": "The ledger holds no figure of the whole country for {name} in these years: {what}.",
    "break": "{fact}; the years before are not compared with those after.",
    "break at": "{label}, break at {year}: {reason}",
    "not read": "Placements derived or known from the press alone: {which}.",
    # where sources differ, and claims
    "publishers differ": "{label}, {year}: {versions}{apart}.",
    "apart": "; the TIP Report and UNODC lie {difference} apart",
    "editions differ": "{label}, {year}, editions of {publisher}: {versions}.",
    "left out": ("{count} more disagreement not printed here.", "{count} more disagreements not printed here."),
    "claim": "{statement}: {verdict}.{remark}",
    "claims more": (
        "Checked besides, on the page Claims: {count}.",
        "Checked besides, on the page Claims: {count}.",
    ),
    "cases more": (
        "Documented in the register besides: {count}, earlier than these.",
        "Documented in the register besides: {count}, the latest of them earlier than these.",
    ),
    "statement": "{statement}",
}  # fmt: skip

PLAIN: dict[str, str | tuple[str, str]] = {
    "heading tiers": "The tier, report by report",
    "heading law": "Prosecuted and convicted",
    "heading victims": "Victims who were found",
    "heading years": "The last five years available",
    "heading peers": "Beside other countries",
    "heading clock": "How long it may stay on the Watch List",
    "heading timeline": "What happened when",
    "heading caveats": "Before you use these figures",
    "heading disagreements": "Where the sources differ",
    "heading claims": "Statements that we checked",
    "heading cases": "Court cases that are on record",
    "heading words": "What the words mean",
    # headlines
    "unranked": "No report that we hold puts {name} on a tier.",
    "standing": "In its {year} report the US Department of State puts {name} on {tier}{known}{in_a_row}.{moved}",
    "standing/SC": "In its {year} report the US Department of State lists {name} as a Special Case{known}{in_a_row}.{moved}",
    "in a row": ", for the {nth} report in a row{in_run}",
    "moved": " It moved {way} from {before} in {year}.",
    "moved/just now": " It moved {way} from {before}.",
    "meaning": " {tier} means: {meaning}",
    "latest": "{fact}",
    "latest/two": "{fact} {other_fact}",
    "fact/prosecutions": (
        "In {year}, {amount} was prosecuted{marks}.{change}{held_against}{after_break}{editions}{old}",
        "In {year}, {amount} were prosecuted{marks}.{change}{held_against}{after_break}{editions}{old}",
    ),
    "fact/prosecutions/as_reported": "In {year}, the number prosecuted was {number}{unit_and_marks}.{change}{held_against}{after_break}{editions}{old}",
    "fact/convictions": (
        "In {year}, {amount} was convicted{marks}.{change}{held_against}{after_break}{editions}{old}",
        "In {year}, {amount} were convicted{marks}.{change}{held_against}{after_break}{editions}{old}",
    ),
    "fact/convictions/cases": "In {year}, {amount} ended with a conviction{marks}.{change}{held_against}{after_break}{editions}{old}",
    "fact/convictions/as_reported": "In {year}, the number convicted was {number}{unit_and_marks}.{change}{held_against}{after_break}{editions}{old}",
    "fact/victims_identified": (
        "In {year}, {amount} was identified as a victim{marks}.{change}{held_against}{after_break}{editions}{old}",
        "In {year}, {amount} were identified as victims{marks}.{change}{held_against}{after_break}{editions}{old}",
    ),
    "fact/victims_identified/victims": (
        "In {year}, {amount} was identified{marks}.{change}{held_against}{after_break}{editions}{old}",
        "In {year}, {amount} were identified{marks}.{change}{held_against}{after_break}{editions}{old}",
    ),
    "fact/victims_identified/as_reported": "In {year}, the number of victims identified was {number}{unit_and_marks}.{change}{held_against}{after_break}{editions}{old}",
    "fact/victims_detected": (
        "In {year}, {amount} was detected as a victim{marks}.{change}{held_against}{after_break}{editions}{old}",
        "In {year}, {amount} were detected as victims{marks}.{change}{held_against}{after_break}{editions}{old}",
    ),
    "fact/victims_detected/referred": (
        "In {year}, {amount} was referred as a potential victim{press}.{change}{held_against}{after_break}{editions}{old}",
        "In {year}, {amount} were referred as potential victims{press}.{change}{held_against}{after_break}{editions}{old}",
    ),
    "doubted": " This figure is doubted: {reason}.",
    "remark": " {remark}.",
    "old/nothing": " The last figure is of {year}; nothing since.",
    "old/parts": " The last figure of the whole country is of {year}. Later ones are of a part, or are counted separately.",
    "editions": " Other editions differ: {editions}.",
    "edition": "{edition} has {amount}",
    "after break": " Figures before {year} cannot be set beside it: {reason}.",
    "change": " That is {change} in {before}.",
    "withheld": " That cannot be compared with {before}: {reason}.",
    "withheld/no_figure_before": " That cannot be compared with {before}: there is {reason}.",
    "withheld/no_whole_figure_before": " That cannot be compared with {before}: there is {reason}.",
    "either/law_enforcement": "prosecutions or convictions",
    "either/victims": "victims identified or detected",
    "missing": "For these years no source gives a figure for {what} in {name}. That is not zero.",
    "missing/parts": "For these years we have only figures of a part, or figures counted separately, for {what} in {name}.",
    # charts and tables
    "not drawn/not exact": "Not in the chart, because the number is not exact: {figures}.",
    "doubted years": "Not in the charts, because the same edition contradicts them: {figures}.",
    "not drawn/one year": "Not drawn as a chart, because one year alone shows no change: {figures}.",
    "counted apart": "Counted separately, and never added to these: {figures}.",
    "in units": "The same event counted in more than one way, never to be added: {figures}.",
    "years title": "For each year counted, the figure that we prefer where sources differ",
    "no years": "No source gives a figure for {name} for {years}.",
    "no years/parts": "For {name} we have only figures of a part, or figures counted separately, for {years}.",
    "absent": "No source gives a figure for {what} in these years.",
    "absent/parts": "For {what} we have only figures of a part, or figures counted separately, in these years.",
    "peers title": "Latest exact, undoubted numbers given to UNODC (per 100,000 people). Tiers are of the next year's report",
    "peers header": "What is counted|{name}|Region or tier|Median of the others|How many others",
    "no median": "none: {reason}",
    "no median/few_countries": "none: fewer than five countries",
    "no median/suppressed": "none: small numbers are withheld",
    # the Watch List's clock
    "clock": "{standing} US law (22 U.S.C. 7107(b)(2)) limits how long a country may stay there. For the report of {next}, {asked}.{reading}",
    "on clock/2WL/one": "{name} was on the Watch List in the {year} report{known}, not in the one before.",
    "on clock/2WL/more": "{name} was on the Watch List in every report from {first} to {year}{known}.{waiver}",
    "on clock/3": "{name} is on Tier 3 in the {year} report{known}. Before that it used up its time on the Watch List.",
    "by waiver": " The last time it stayed by a waiver; this is inferred.",
    "asked/must_move": "the law says that it must leave the Watch List. It may go up to Tier 2 or Tier 1 or down to Tier 3."
    " The law does not say which",
    "asked/must_move_unless_waived": "the law says that it must leave the Watch List, unless a waiver lets it stay. It may go up to"
    " Tier 2 or Tier 1 or down to Tier 3. The law does not say which",
    "asked/may_stay": "the law asks for no move. Every tier is open",
    "asked/one_year_on_return": "the law does not say which tier. If the country goes back to the Watch List, it may stay"
    " there for one year",
    "asked/two_years_on_return": "the law does not say which tier. If the country goes back to the Watch List, it may stay"
    " there for two years, as any other country",
    "reading": " The law can be read in two ways (22 U.S.C. 7107(b)(2)(F)). The wide way binds every country that fell to"
    " Tier 3 after two years on the Watch List that count. The narrow way binds only those that a waiver had kept there,"
    " and that fell since this rule is law. In the narrow way, {narrow}.",
    # what to know before using the figures
    "more crime or more found": "Higher numbers can mean more crime. They can also mean that more was found, or more"
    " was reported. These figures cannot tell which.",
    "period": "A report of a year covers about April of the year before to March. A figure stands under the year that"
    " it counts.",
    "units": "Some years count persons, others cases or suspects. We do not compare such years.",
    "not exact": "Some figures are not exact. We do not add them up or compare them.",
    "press": "Figures marked (press) were found only in the press.",
    "revised": "Some of these figures were changed in later editions. We show the latest.",
    "more convictions": "In some years one source gives more convictions than prosecutions. We do not know why.",
    "partial": "There are also figures for a part of the country. We leave them out.",
    "none held": "We hold no figure for {what} in {name} in these years.",
    "none held/parts": "We hold no figure of the whole country for {what} in {name} in these years.",
    "break": "{fact}. We do not compare the years before with those after.",
    "break at": "{label}: the figures from {year} on cannot be set beside those before: {reason}",
    "not read": "These placements were worked out, or found only in the press: {which}.",
    # where sources differ, and claims
    "publishers differ": "{label} in {year}: {versions}{apart}.",
    "apart": "; the TIP Report and UNODC lie {difference} apart",
    "editions differ": "{label} in {year}, as editions of {publisher} give it: {versions}.",
    "left out": ("{count} more difference is not printed here.", "{count} more differences are not printed here."),
    "claim": "{statement} Our finding: {verdict}.{remark}",
    "claims more": (
        "We checked {count} more claim, which the page Claims tells.",
        "We checked {count} more claims, which the page Claims tells.",
    ),
    "cases more": (
        "The list of court cases has {count} more from this country, older than these.",
        "The list of court cases has {count} more from this country, all older than these.",
    ),
    "statement": "“{statement}.”",
}  # fmt: skip

PHRASES = {"plain": PLAIN, "policy": POLICY}

# The terms that a register explains at the end where a briefing uses them, by their id in the glossary.
EXPLAINED: dict[str, tuple[str, ...]] = {
    "policy": (),
    "plain": (
        "tier", "tier-1", "tier-2-watch-list", "tier-2", "tier-3", "special-case", "minimum-standards", "waiver",
        "derived", "prosecutions", "convictions", "victims-identified", "victims-detected", "potential-victims",
        "referrals",
        "complicit-officials", "median", "tip-region", "tip-report", "unodc",
    ),
}  # fmt: skip


class Words:
    """One register's phrases. A variant that the register does not tell apart is said as the phrase without it."""

    def __init__(self, register: str):
        self.phrases = PHRASES[register]
        self.explained = EXPLAINED[register]

    def template(self, phrase: str, *variants: str, counting: float | None = None) -> str:
        """counting: how many the phrase speaks of, where that changes it."""
        for length in range(len(variants), -1, -1):
            found = self.phrases.get("/".join((phrase, *variants[:length])))
            if isinstance(found, str):
                return in_language(found)
            if found is not None:
                assert counting is not None, f"{phrase} has a count"
                return said_of(counting, *found)
        raise KeyError(phrase)

    def text(
        self, phrase: str, *variants: str, counting: float | None = None, **fields: object
    ) -> str:
        return self.template(phrase, *variants, counting=counting).format(**fields)

    def sentence(
        self,
        phrase: str,
        *variants: str,
        counting: float | None = None,
        **fields: str | Figure | list[Figure],
    ) -> Sentence:
        """The phrase with its figures, each of which keeps its footnotes."""
        parts: list[Figure] = []
        for said, field, _, _ in Formatter().parse(
            self.template(phrase, *variants, counting=counting)
        ):
            parts += [Figure(said)] if said else []
            value = fields[field] if field else []
            if isinstance(value, str):
                value = Figure(value)
            parts += value if isinstance(value, list) else [value]
        return Sentence(tuple(part for part in parts if part.text))
