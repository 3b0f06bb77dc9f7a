"""The register of court cases: kinds of proceeding apart, officials by what happened, doubts printed, no names."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from dashboard.frames import each
from dashboard.queries import cases, catalogue
from dashboard.queries.cases import Choice
from dashboard.wording import cases as wording
from etl.locations import PROJECT
from etl.package import read_package
from etl.register_names import names_in_register


@pytest.fixture
def package(tmp_path: Path):
    folder = shutil.copytree(PROJECT / "data", tmp_path / "data")

    def with_cell(file: str, column: str, text: str):
        path = folder / file
        with path.open(encoding="utf-8", newline="") as held:
            rows = list(csv.DictReader(held))
        rows[0][column] = text
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return read_package(folder)

    return with_cell


@pytest.mark.parametrize(
    ("file", "column", "text", "found"),
    [
        ("court_cases.csv", "title", "Prosecutor v. Smithson", "v. Smithson"),
        ("court_cases.csv", "title", "R v Smithson", "v Smithson"),
        ("court_cases.csv", "note", "The accused, A.B., fled", "A.B."),
        ("case_steps.csv", "outcome", "J. Smithson convicted", "J. Smithson"),
        ("case_steps.csv", "outcome", "Dr Smithson convicted", "Dr Smithson"),
        ("case_steps.csv", "court", "Smithson et al, High Court", "Smithson et al"),
        ("court_cases.csv", "case_id", "GBR-2020-r-v-smithson", "v-smithson"),
    ],
)
def test_what_looks_like_a_persons_name_is_refused_with_its_place(
    package, file, column, text, found
):
    [problem] = [p for p in names_in_register(package(file, column, text)) if found in p.message]
    assert (problem.file, problem.row, problem.column) == (file, 2, column)
    assert "register_names.csv" in problem.mend


def test_an_address_with_a_name_is_refused(package):
    data = PROJECT / "data"
    with (data / "case_steps.csv").open(encoding="utf-8", newline="") as steps:
        cited = {row["source_id"] for row in csv.DictReader(steps)}
    with (data / "sources.csv").open(encoding="utf-8", newline="") as held:
        first = next(csv.DictReader(held))
    uncited = package("sources.csv", "url", "https://example.org/news/mr-smithson-jailed")
    assert (first["source_id"] in cited) == bool(list(names_in_register(uncited)))
    changed = package("case_steps.csv", "source_id", first["source_id"])
    assert [p.column for p in names_in_register(changed)] == ["url"]


@pytest.mark.parametrize(
    "text",
    [
        "Judgment in application 25965/04 v. Cyprus and Russia",
        "Leading case (ECtHR 4239/08 v. the United Kingdom)",
        "Supreme Court of the Philippines, G.R. No. 225288",
        "Vessel of Pusaka Benjina Resources",
    ],
)
def test_states_and_abbreviations_are_no_names(package, text):
    assert list(names_in_register(package("court_cases.csv", "title", text))) == []


def test_no_remark_of_its_compilers_reaches_a_reader(ledger):
    told = ledger.table("""
        select concat_ws(' ', title, note) as told from court_case
        union all select concat_ws(' ', court, outcome) from case_step
    """)["told"]
    odd = re.compile(
        r"in this session|(text|passage|excerpt)s? (read|used|seen)|when read|see README|before use|\biso3\b"
    )
    assert [text for text in told if odd.search(text)] == []


@pytest.mark.parametrize(
    "case_id",
    [
        "DZA-2013-saint-etienne-adoptions",
        "ETH-2021-libya-warehouses",
        "NLD-2026-libya-camps",
        "SWZ-2020-childrens-unit",
        "USA-2022-florida-h2a-harvesting",
        "USA-2019-southlake",
    ],
)
def test_a_doubt_is_printed_with_the_case(ledger, case_id):
    case = next(c for c in each(cases.found(ledger)) if c.case_id == case_id)
    assert re.match("Doubtful|Date in doubt", case.note)
    assert case.note.rstrip(".") in wording.in_list(case, catalogue.names_in_sentences(ledger))


def test_a_civil_finding_is_no_conviction(ledger):
    signal = cases.found(ledger, Choice(codes={"proceeding": ["civil"]}))
    assert len(signal) == 30
    assert not signal["trafficking_conviction"].any()
    criminal = cases.stages(ledger, "criminal").set_index("step")
    counted = ledger.value("""
        select count(distinct case_id) from case_step join court_case using (case_id)
        where step = 'conviction' and proceeding = 'criminal'
    """)
    assert criminal.loc["conviction", "cases"] == counted
    assert criminal.loc["conviction", "cases_of_trafficking"] < counted


def test_terms_beyond_a_life_span_are_in_no_median(ledger):
    stages = cases.stages(ledger, "criminal").set_index("step")
    assert stages.loc["sentence", "terms_beyond_a_life_span"] == 1  # 472 years
    assert stages["median_term_years"].max() < 30


def test_officials_are_found_by_a_step_that_occurred(ledger):
    found = cases.found(ledger, Choice(codes={"step": ["official_found_guilty"]}))
    held = {
        "ARG-2013-tucuman",
        "GBR-2025-foreign-judge",
        "IDN-2024-langkat-regent",
        "KWT-2021-labour-visas",
        "PHL-2025-bamban-mayor",
        "THA-2017-mass-trial",
    }
    assert held <= set(found["case_id"])
    # Cleared later, or the judgment annulled.
    assert not {"KHM-2011-anti-trafficking-chief", "XKX-2013-medicus-clinic"} & set(
        found["case_id"]
    )
    assert not found["official_status"].isin(["acquitted", "annulled"]).any()


@pytest.mark.parametrize(
    ("case_id", "said"),
    [
        ("KHM-2011-anti-trafficking-chief", "An official of Cambodia was accused and cleared."),
        ("XKX-2013-medicus-clinic", "An official of Kosovo was convicted; the judgment was annulled."),
        ("KWT-2021-labour-visas", "An official of Kuwait and Bangladesh was convicted."),
        ("PHL-2023-clark-officers", "An official of the Philippines was under investigation; that is no finding."),
        ("KOR-2022-camptowns", "A court found public bodies of South Korea at fault; no official was charged."),
        ("AUS-2008-high-court-slavery", ""),
    ],
)  # fmt: skip
def test_how_far_it_came_with_an_official_is_said(ledger, case_id, said):
    case = next(c for c in each(cases.found(ledger)) if c.case_id == case_id)
    assert wording.official(case, catalogue.names_in_sentences(ledger)) == said


def test_nobody_who_was_cleared_is_listed_as_involved(ledger):
    cleared = cases.found(ledger, Choice(codes={"official": ["acquitted"]}))
    assert set(cleared["official_involved"]) == {"no"}
    told = ledger.table("""
        select case_id from case_step
        where regexp_matches(outcome, '(?i)clears? the officials|(chief|consular employees|officials?)\\b[^;]* cleared')
    """)["case_id"]
    assert len(told) > 2
    assert set(told) <= set(cleared["case_id"])


def test_an_arrest_as_last_step_is_no_stage_reached(ledger):
    last = ledger.table("""
        select distinct standing from case_summary join case_timeline using (case_id)
        where present_stage and step in ('reported', 'investigation', 'arrest')
    """)["standing"]
    assert last.tolist() == ["no_later_step"]


@pytest.mark.parametrize(
    ("text", "case_id"),
    [
        ("burma tailor", "MMR-2017-yangon-tailor"),
        ("SOUBRE cocoa", "CIV-2021-soubre-cocoa"),
        ("ivory coast nawa", "CIV-2021-soubre-cocoa"),
        ("leading case meaning of slavery", "AUS-2008-high-court-slavery"),
    ],
)
def test_words_find_a_case_by_title_place_and_note(ledger, text, case_id):
    assert case_id in set(cases.found(ledger, Choice(text))["case_id"])


def test_the_count_at_a_choice_is_what_it_leaves(ledger):
    choice = Choice(
        "fishing", {"form": ["forced_labour", "slavery"], "area": ["THA", "GHA", "IDN"]}
    )
    for row in each(cases.choices(ledger, choice)):
        if row.facet in ("area", "stage", "proceeding"):
            chosen = Choice(choice.text, {**choice.codes, row.facet: [row.code]})
            assert row.cases == len(cases.found(ledger, chosen)), row


def test_an_empty_result_names_the_filter_to_loosen(ledger):
    choice = Choice("kidney", {"sector": ["fishing"]})
    assert cases.found(ledger, choice).empty
    said = wording.loosen(cases.loosened(ledger, choice))
    without = len(cases.found(ledger, Choice("kidney")))
    assert f"without *Sector* there are {without}" in said


def test_a_case_has_one_address_in_any_case_of_letters(ledger):
    assert cases.case_named(ledger, " khm-2014-Giant-ocean ") == "KHM-2014-giant-ocean"
    assert cases.case_named(ledger, "KHM-2014") is None
