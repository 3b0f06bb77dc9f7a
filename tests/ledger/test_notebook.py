"""The module for notebooks, against the database; the examples of README.md, as they stand there."""

import json
import re
import subprocess

import pandas as pd
import pytest

from dashboard import notebook
from dashboard.api.problems import Unfit
from etl.command import main
from etl.locations import PROJECT
from tests import needs
from tests.browser import serving


@pytest.fixture(scope="module")
def opened(built) -> notebook.Ledger:
    return notebook.open(built[0])


def test_a_series_is_the_pages_with_its_change_and_its_source(opened):
    found = opened.series("Cambodia", "prosecutions", 2012, 2013)
    assert found["value"].tolist() == [102, 50]
    assert opened.changes("KHM", "prosecutions", 2013, 2013)["change"].tolist() == [-52]
    assert "The Phnom Penh Post" in opened.cite(found)["citation"].str.cat()


def test_every_source_that_rows_name_is_cited_where_they_stand_in_lists_too(opened):
    found = opened.sql(
        "select list(source_id)[1:2] as source_ids, list(source_id)[3] as source_id_before from source"
    )
    named = {*found["source_ids"][0], found["source_id_before"][0]}
    assert len(named) == 3 and set(opened.cite(found)["source_id"]) == named


def test_the_tables_are_those_of_the_database(opened, ledger):
    assert len(opened.tiers()) == ledger.value("select count(*) from tier_ranking")
    assert len(opened.figures(whole=False)) == ledger.value("select count(*) from figure")
    held = ledger.value(
        "select count(*) from figure where area = 'KHM' and measure = 'convictions' "
        "and scope = '' and sex = 'all' and age = 'all' and origin = ''"
    )
    assert len(opened.figures("KHM", "convictions")) == held > 0
    assert set(opened.tiers("ASEAN", 2014, 2014)["area"]) >= {"KHM", "THA"}
    assert opened.edition == ledger.value("select content_hash from build")


def test_changes_are_only_those_that_may_be_given(opened):
    found = opened.changes("KHM,THA")
    assert len(found) and found["withheld"].isna().all() and (found["qualifier"] == "exact").all()


def test_sql_gives_rows_or_says_what_is_wrong(opened):
    found = opened.sql(
        "select value from series where preferred and area = 'KHM' and year = 2013 and measure = 'prosecutions'"
    )
    assert found["value"].tolist() == [50] and found.attrs["more"] is False
    assert opened.sql("from figure").attrs["more"] is True
    with pytest.raises(ValueError, match="Did you mean value"):
        opened.sql("select valu from figure")


def test_the_watch_list_of_a_year(opened, ledger):
    held = ledger.table("select iso3 from watch_list_clock where report_year = 2014")
    assert set(opened.watch_list(2014)["area"]) == set(held["iso3"])


def test_what_the_ledger_does_not_know_is_said(opened, tmp_path):
    with pytest.raises(Unfit, match="conviction is not known"):
        opened.series("KHM", "conviction")
    with pytest.raises(FileNotFoundError, match="tip-ledger build"):
        notebook.open(tmp_path / "none.duckdb")


def test_the_examples_of_the_readme_run(built, tmp_path, monkeypatch):
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(built[0]))
    monkeypatch.chdir(tmp_path)
    text = (PROJECT / "README.md").read_text("utf-8")
    part = text.partition("\n## Compute with it\n")[2].partition("\n## ")[0]
    for command in re.findall(r"^    tip-ledger (.+)$", part, re.MULTILINE):
        assert main(command.split()) == 0
    examples = re.findall(r"```python\n(.+?)```", part, re.DOTALL)
    assert len(examples) == 4
    for example in examples:
        told: dict = {}
        exec(example, told)  # the project's own README
        found = told["convictions"]
        found = found if isinstance(found, pd.DataFrame) else found.to_pandas()
        assert found["value"].sort_values().tolist() == sorted(held_values())


def test_the_notebook_of_the_docs_runs(built, monkeypatch):
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(built[0]))
    held = json.loads((PROJECT / ".github" / "notebook.ipynb").read_text("utf-8"))
    cells = ["".join(cell["source"]) for cell in held["cells"] if cell["cell_type"] == "code"]
    told: dict = {}
    for cell in cells:
        exec(cell, told)  # the project's own
    assert not told["tiers"].empty
    assert set(told["convictions"]["area"]) == {"KHM", "THA"}


def test_the_example_in_r_reads_the_same_figures(built, tmp_path, monkeypatch):
    program = needs.program("Rscript")
    monkeypatch.setenv("TIP_LEDGER_DATABASE", str(built[0]))
    example = re.findall(r"```r\n(.+?)```", (PROJECT / "README.md").read_text("utf-8"), re.DOTALL)[
        0
    ]
    with serving.dashboard(built[0]) as address:
        script = tmp_path / "example.R"
        script.write_text(
            example.replace("http://localhost:8501", address) + "cat(sort(convictions$Figure))"
        )
        ran = subprocess.run([program, str(script)], capture_output=True, text=True, check=True)
    assert {float(value) for value in ran.stdout.split()} >= set(held_values())


def held_values() -> list[float]:
    found = notebook.open().series("KHM", "convictions")
    return found["value"].tolist()
