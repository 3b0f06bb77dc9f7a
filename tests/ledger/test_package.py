"""The data package is valid by the standard's own checker."""

import json

import frictionless

from etl.locations import PROJECT

DESCRIPTION = PROJECT / "data" / "datapackage.json"


def test_frictionless_finds_the_package_valid():
    report = frictionless.validate(str(DESCRIPTION))
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []
    assert report.stats["tasks"] == len(json.loads(DESCRIPTION.read_text("utf-8"))["resources"])


def test_every_table_and_column_is_described_and_licensed():
    for resource in json.loads(DESCRIPTION.read_text("utf-8"))["resources"]:
        assert resource["description"] and resource["licenses"] and resource["sources"]
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["schema"]["primaryKey"]


def test_every_file_of_the_folder_is_in_the_package():
    listed = {r["path"] for r in json.loads(DESCRIPTION.read_text("utf-8"))["resources"]}
    there = {str(p.relative_to(DESCRIPTION.parent)) for p in DESCRIPTION.parent.rglob("*.csv")}
    assert there == listed
