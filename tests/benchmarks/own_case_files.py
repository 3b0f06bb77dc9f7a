"""Own cases in both layouts, of any number; nothing in them comes from a real case."""

from pathlib import Path

import duckdb

STEPS = "['reported','investigation','arrest','charge','trial','conviction','sentence','appeal','appeal_decision','final']"
FORMS = "['forced_labour','sexual_exploitation','other']"
SECTORS = "['fishing','construction','commercial_sex','domestic_work','agriculture','unknown']"
COUNTRIES = "['KHM','THA','VNM','MYS','PHL','IDN','LAO','MMR']"
SHORT = "['KH','TH','VN','MY','PH','ID','LA','MM']"
STATUS = "['Active','FollowUp','Closed','ClosedReferred']"
CONTROL = "['DebtBondage','FalsePromises','TakesEarnings','WithholdsDocuments']"
RECRUITED = "['AtWork','ThroughFriendsOrSocialEvents','ThroughOnlineSocialNetworks']"
VULNERABLE = "['Poverty','Migration','Education']"
EXPLOITED = "['ForcedLabour','SexualExploitation','ForcedBegging']"
INDUSTRY = "['C_Manufacturing','F_Construction','A_AgricultureForestryAndFishing']"


def write_own_layout(folder: Path, cases: int, steps: int) -> list[Path]:
    """court_cases.csv and case_steps.csv; every case has the same number of steps, in the order of a procedure."""
    each = steps // cases
    court_cases = f"""
        select 'case-' || i as case_id, {pick(COUNTRIES)} as iso3, 'A case in our own words, number ' || i as title,
            {pick(FORMS)} as form, {pick(SECTORS)} as sector,
            {pick(COUNTRIES)} || ';' || {pick(COUNTRIES)} as origin_iso3,
            {pick("['yes','no','unknown']")} as official_involved, 1 + floor(random() * 20)::int as victims,
            'exact' as victims_qualifier, '' as note
        from range({cases}) as numbers(i)
    """
    # Dates run from 2010 on: day, month or year.
    day = f"(date '2010-01-01' + (i % {cases} % 3000)::int + (step * 60)::int)"
    case_steps = f"""
        select 'case-' || i as case_id, step + 1 as "order",
            left({day}::varchar, {pick("[10, 10, 7, 4]")}) as date,
            {STEPS}[step % 10 + 1] as step, 'Court of first instance' as court,
            1 + floor(random() * 5)::int as defendants,
            if(step % 10 = 6, round(random() * 20, 1)::varchar, '') as sentence_years_max,
            'Outcome in our own words' as outcome, 'file-' || i || '-' || step as source_id
        from range({cases}) as numbers(i), range({each}) as steps(step)
        order by i, step
    """
    files = [folder / "court_cases.csv", folder / "case_steps.csv"]
    write(files[0], court_cases)
    write(files[1], case_steps)
    return files


def write_htcds(file: Path, people: int) -> Path:
    """One row a person in the HTCDS 2.0 layout, column A numbering the rows."""
    write(
        file,
        f"""
        select i + 1 as "column A", 'Given' || i as "prs_FirstName",
            (date '1970-01-01' + (random() * 14000)::int)::varchar as "prs_Birthdate",
            {pick("['Feminine','Masculine']")} as "prs_Gender", {pick(SHORT)} as "prs_Citizenship",
            {pick(SHORT)} as "prs_MailingCountry",
            {pick(STATUS)} as "cas_Status", {pick(EXPLOITED)} as "vic_TypeOfExploitation",
            {pick(CONTROL)} || ', ' || {pick(CONTROL)} as "vic_MethodsOfControl",
            {pick(RECRUITED)} as "vic_MethodOfRecruitment", {pick(VULNERABLE)} as "vic_Vulnerabilities",
            {pick(INDUSTRY)} as "vic_ForcedLabourIndustry",
            (date '2015-01-01' + (random() * 3000)::int)::varchar as "cas_IncomingReferralDate",
            'Kept in the office' as "cas_IncomingReferralDetails"
        from range({people}) as numbers(i)
        """,
    )
    return file


def pick(codes: str) -> str:
    return f"{codes}[1 + floor(random() * len({codes}))::int]"


def write(file: Path, rows: str) -> None:
    with duckdb.connect() as writer:
        writer.execute("set threads = 1")
        writer.execute("select setseed(0.07)")
        writer.execute(f"copy ({rows}) to '{file}' (header)")
