"""Cases in words: the codes of both layouts, and the table of documented cases."""

import re
from collections.abc import Mapping

import pandas as pd

from dashboard.frames import each, first_value, groups
from dashboard.wording import figures as wording
from dashboard.wording.language import said, said_of, within
from dashboard.wording.places import in_order

LEAD = (
    "Court cases documented in the sources named, one by one: not a sample. They give no rate and are never added to "
    "statistics."
)
SEARCH = "Search title, place and note"
EMPTY = "No documented case answers to this choice. That does not mean that there was none."
STAGES = (
    "Cases in which a source reports the step; a step that no source reports may have happened. The number beside each "
    "bar is the number of cases; the darker part of it are convictions of trafficking, slavery, servitude or forced labour, "
    "and sentences for them. A later step may have set a conviction aside."
)
TIMES = (
    "Median of the days since the step before. A date known to the month or the year gives a shortest and a longest "
    "time: the bar runs from one median to the other. Beside it, the number of cases with both dates; fewer than five have "
    "no median."
)
NO_TIMES = "No step of these proceedings has five cases with both dates: no median of the days between steps is given."
PRECISION = "A dot is a day; a bar is a whole month or year, where the source gives no day."
ON_MAP = "Documented cases by country of the court. Where none is documented, that says nothing about the country."
BY_YEAR = (
    "Documented cases by the year of their last dated step. What is easy to find is recent: the number of cases found says "
    "nothing about how many there were."
)

FACETS = {
    "area": "Countries",
    "proceeding": "Proceeding",
    "form": "Form",
    "sector": "Sector",
    "official": "Officials",
    "stage": "Last step on record",
    "step": "Steps that occurred",
    "text": "Search",
    "years": "Years",
}
VIEWS = {"list": "List", "map": "Map", "years": "Years", "stages": "Stages"}
PROCEEDINGS = {
    "criminal": "Criminal",
    "civil": "Civil suit",
    "constitutional": "Constitutional action or judicial review",
    "regional_court": "Regional court, against a State",
    "war_crimes": "War crimes, crimes against humanity",
    "inquiry": "Administrative inquiry",
}
OFFICIALS = {
    "none": "No official",
    "alleged": "Alleged",
    "investigated": "Investigated",
    "charged": "Charged",
    "convicted": "Convicted",
    "annulled": "Convicted, judgment annulled",
    "acquitted": "Cleared",
    "dismissed": "Dismissed from office",
    "public_body_at_fault": "Public body at fault, nobody charged",
    "unknown": "Not known",
}
STEPS = {
    "appeal_decision": "Decision on appeal",
    "final": "Final decision",
    "other": "Other step",
    "no_later_step": "No later step on record",
    "trafficking_conviction": "Conviction of trafficking",
    "official_found_guilty": "An official found guilty",
}
# Where nobody stands accused, the same codes mean something else; before a regional court a State does, after persons did
# before the courts of the country.
CIVIL_STEPS = {"charge": "Suit filed", "conviction": "Held liable", "final": "Decided or dismissed"}
REGIONAL_STEPS = {"appeal": "Application or appeal", "appeal_decision": "Decision"}
NAMED_OTHERWISE = {
    "civil": CIVIL_STEPS,
    "constitutional": CIVIL_STEPS,
    "regional_court": REGIONAL_STEPS,
}
OFFENCES = {
    "trafficking": "trafficking or an offence of its kind",
    "other": "another offence",
    "unclear": "not clear of what",
}


def facet_code(facet: str, code_: str, countries: Mapping[str, str]) -> str:
    """What a code of a facet of the documented cases is called."""
    if facet == "area":
        return countries.get(code_) or code(code_, {})
    known = {"proceeding": PROCEEDINGS, "official": OFFICIALS, "stage": STEPS, "step": STEPS}
    name = known.get(facet, {}).get(code_)
    return said(name) if name else code(code_, {})


def options(choices: pd.DataFrame, facet: str, countries: Mapping[str, str]) -> dict[str, str]:
    """The codes of a facet and what they are called, each with its number of cases; countries by name, else the most
    frequent first. choices: of queries.cases.choices."""
    here = choices[choices["facet"] == facet]
    named = [(facet_code(facet, row.code, countries), row) for row in each(here)]
    named.sort(key=lambda pair: (facet != "area" and -pair[1].cases, in_order(pair[0])))
    return {row.code: f"{name} ({row.cases})" for name, row in named}


def step_name(step: str, proceeding: str = "criminal") -> str:
    """What a step is called in its kind of proceeding."""
    named = STEPS | NAMED_OTHERWISE.get(proceeding, {})
    name = named.get(step)
    return said(name) if name else code(step, {})


LISTED = "Documented cases"


def how_many_cases(found: int, known: int) -> str:
    if found == known:
        told = said_of(known, "{count} documented case", "{count} documented cases")
    else:
        told = said_of(
            known, "{found} of {count} documented case", "{found} of {count} documented cases"
        )
    return told.format(found=wording.number(found), count=wording.number(known))


def filters(chosen: int) -> str:
    return said("Filter ({chosen} chosen)").format(chosen=chosen)


def unknown(case_id: str) -> str:
    return said(
        "The address asks for the case {case_id}, which is not in the register. Here is the whole register."
    ).format(case_id=case_id)


ONLY_CRIMINAL = (
    "Counted here: criminal proceedings only. A civil finding, an arrest or a conviction of another offence is no "
    "conviction of trafficking."
)
TERMS = "Median of the longest terms: {medians}. Life and death sentences are in no median."
TERMS_BEYOND = "Median of the longest terms: {medians}. Life and death sentences, and {beyond} of over 100 years, are in no median."


def stages_of(proceeding: str, stages: pd.DataFrame) -> str:
    """Which proceedings are counted, and the terms of prison. stages: of queries.cases.stages."""
    if proceeding == "criminal":
        told = said(ONLY_CRIMINAL)
    else:
        told = said("Counted here: {proceeding} proceedings only.").format(
            proceeding=within(said(PROCEEDINGS[proceeding]))
        )
    medians = [
        said_of(
            row.median_term_years,
            "{count} year over {terms} ({step})",
            "{count} years over {terms} ({step})",
        ).format(
            count=wording.figure(row.median_term_years),
            terms=row.terms,
            step=within(step_name(row.step, proceeding)),
        )
        for row in each(stages[stages["median_term_years"].notna()])
        if row.step in ("conviction", "sentence")
    ]
    if not medians:
        return told
    beyond = int(stages["terms_beyond_a_life_span"].sum())
    of_terms = said(TERMS_BEYOND if beyond else TERMS).format(
        medians=said("; ").join(medians), beyond=beyond
    )
    return f"{told} {of_terms}"


def all_of(cases: int, country: str) -> str:
    told = said_of(
        cases, "All {count} documented case: {country}", "All {count} documented cases: {country}"
    )
    return told.format(count=wording.number(cases), country=country)


def loosen(loosened: pd.DataFrame) -> str:
    """Which filter to loosen where nothing is found. loosened: of queries.cases.loosened."""
    helpful = loosened[loosened["cases"] > 0]
    if helpful.empty:
        return f"{said(EMPTY)} {said('No single filter is to blame: take away two or more.')}"
    ways = [
        said_of(
            row.cases, "without *{facet}* there is {count}", "without *{facet}* there are {count}"
        ).format(facet=said(FACETS[row.facet]), count=row.cases)
        for row in each(helpful)
    ]
    return f"{said(EMPTY)} {said('Loosen a filter: {ways}.').format(ways=', '.join(ways))}"


def of_countries(codes_: str | None, countries: Mapping[str, str]) -> str:
    """' of Kuwait and Bangladesh'; empty where no country is given."""
    if not isinstance(codes_, str):
        return ""
    named = wording.listed(countries[code_] for code_ in codes_.split(";"))
    return said(" of {countries}").format(countries=named)


# How far it has come with an official of some country, by the code of official_status.
OFFICIAL = {
    "public_body_at_fault": "A court found public bodies{who} at fault; no official was charged.",
    "alleged": "An official{who} is alleged to be involved.",
    "investigated": "An official{who} was under investigation; that is no finding.",
    "charged": "An official{who} was charged; that is no finding.",
    "convicted": "An official{who} was convicted.",
    "annulled": "An official{who} was convicted; the judgment was annulled.",
    "acquitted": "An official{who} was accused and cleared.",
    "dismissed": "An official{who} was dismissed from office.",
}
# Where no official is on record, by the code of official_involved.
PUBLIC_BODIES = {"yes": "public_body_at_fault", "alleged": "alleged"}


def official(case, of: Mapping[str, str]) -> str:
    """How far it has come with an official, as a sentence; empty where none figures in the case. case: with
    official_involved, official_country, official_status; of: code → name as it stands after "of"."""
    status = case.official_status
    if status == "none":
        status = PUBLIC_BODIES.get(case.official_involved, "")
    who = of_countries(case.official_country, of)
    return said(OFFICIAL[status]).format(who=who) if status else ""


NOT_STATED = "not stated"


def victims(case) -> str:
    if pd.isna(case.victims):
        return said(NOT_STATED)
    return wording.figure(case.victims, case.victims_qualifier)


def span(case) -> str:
    """'2011–2014'; empty where no step is dated."""
    if pd.isna(case.first_year):
        return ""
    first, last = int(case.first_year), int(case.last_year)
    return str(last) if first == last else f"{first}–{last}"


def sentences(*parts: str | None) -> str:
    """Remarks as sentences, one after the other; what is missing is left out."""
    return " ".join(f"{part.rstrip('.')}." for part in parts if isinstance(part, str) and part)


def in_list(case, of: Mapping[str, str]) -> str:
    """What stands under a case's title in the list: kind, form, last step, years, official, note."""
    facts = [
        said(PROCEEDINGS[case.proceeding]),
        code(case.form, {}),
        step_name(case.standing, case.proceeding),
        span(case),
    ]
    return sentences(
        said("{country}: {facts}").format(
            country=case.country,
            facts=said("; ").join(fact for fact in facts if fact),
        ),
        official(case, of),
        case.note,
    )


def facts(case, countries: Mapping[str, str]) -> dict[str, str]:
    """What is known of a case: label → value."""
    known = isinstance(case.origin_iso3, str)
    told = {
        "Country": case.country,
        "Proceeding": said(PROCEEDINGS[case.proceeding]),
        "Form": code(case.form, {}),
        "Sector": code(case.sector, {}),
        "Victims": victims(case),
        "From": codes(case.origin_iso3, countries) if known else said(NOT_STATED),
        "Last step on record": step_name(case.standing, case.proceeding),
    }
    return {said(label): fact for label, fact in told.items()}


def step_told(step) -> str:
    """A step's name with what those found guilty were convicted of, where that is on record."""
    of = f" ({said(OFFENCES[step.offence])})" if isinstance(step.offence, str) else ""
    return f"{step_name(step.step, step.proceeding)}{of}"


def code(text: str, countries: Mapping[str, str]) -> str:
    """'DebtBondage' → 'Debt bondage', 'F_Construction' → 'Construction', 'KHM → THA' → 'Cambodia → Thailand'."""
    if " → " in text:
        return " → ".join(code(end, countries) for end in text.split(" → "))
    if text in countries:
        return countries[text]
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub("^[A-Z]_", "", text)).replace("_", " ")
    return said(words if words.isupper() else words.capitalize())


def codes(cell: str, countries: Mapping[str, str]) -> str:
    """Several codes with semicolons, in words with commas."""
    return ", ".join(code(part, countries) for part in cell.split(";"))


def case_table(
    cases: pd.DataFrame, countries: Mapping[str, str], of: Mapping[str, str]
) -> pd.DataFrame:
    """Documented cases as a reader sees them in a file. cases: of queries.cases.found; countries, of: code → name, alone
    and as it stands after "of"."""
    rows = list(each(cases))
    return pd.DataFrame(
        {
            "case_id": cases["case_id"],
            "country": cases["country"],
            "case": cases["title"],
            "proceeding": [said(PROCEEDINGS[row.proceeding]) for row in rows],
            "last_step_on_record": [step_name(row.standing, row.proceeding) for row in rows],
            "years": [span(row) for row in rows],
            "form": cases["form"].map(lambda text: code(text, {})),
            "sector": cases["sector"].map(lambda text: code(text, {})),
            "official": [official(row, of) for row in rows],
            "victims": [
                row.victims if row.victims_qualifier == "exact" else victims(row) for row in rows
            ],
            "origin": cases["origin_iso3"]
            .map(lambda text: codes(text, countries), na_action="ignore")
            .fillna(said(NOT_STATED)),
            "note": cases["note"],
            "last_step_source_id": cases["source_id"],
        }
    )


def by_case(timeline: pd.DataFrame) -> list[str]:
    """A country's events and cases, a line each: a case with its dated steps in order. timeline: as of
    queries.cases.country_timeline."""
    lines = []
    events = timeline[timeline["case_id"].isna()]
    lines += [f"**{wording.dated(event.date)}** {event.title}" for event in each(events)]
    for case_id, steps in groups(timeline[timeline["case_id"].notna()], "case_id"):
        told = said("; ").join(f"**{wording.dated(s.date)}** {in_timeline(s)}" for s in each(steps))
        case = link(case_id, first_value(steps["title"]))
        lines.append(said("{label}: {value}").format(label=case, value=told))
    return lines


def in_timeline(row) -> str:
    """A step with how it ended. row: of queries.cases.country_timeline."""
    named = step_name(row.step, row.proceeding)
    if not isinstance(row.outcome, str):
        return named
    return said("{label}: {value}").format(label=named, value=row.outcome)


def link(case_id: str, title: str) -> str:
    """The title of a case, as a link to it on the Cases page."""
    return f"[{title}](/cases?case={case_id})"
