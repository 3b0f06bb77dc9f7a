"""UNODC's workbook on trafficking in persons, as the publisher offers it, as a new vintage of the data package."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from etl.importers.additions import appended, as_csv, read_rows, write_all
from etl.importers.refusal import Refused
from etl.importers.unodc_workbook import KEY, Edition, Key, Value, read_edition
from etl.one_writer import sole_writer
from etl.package import read_package
from etl.words import message, number, told

LISTED = 10
COLUMNS = [
    "area", "year", "period", "measure", "form", "sex", "age", "origin", "value", "qualifier", "unit",
    "counted", "scope", "source_id", "vintage", "note",
]  # fmt: skip


@dataclass
class EditionAdded:
    """What an import did. Counts are figures (keys); an unchanged edition has `already` set and no counts."""

    source_id: str
    figures: int
    already: bool = False
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    same: int = 0
    compared_with: str = ""
    replaces: str = ""
    set_aside_rows: int = 0
    set_aside_keys: int = 0
    codes: int = 0
    no_country: dict[str, int] = field(default_factory=dict)
    new_labels: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    withdrawals: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if self.already:
            return told(
                "{source_id} is in the data already with the same {figures} figures; nothing is changed.",
                source_id=self.source_id,
                figures=number(self.figures),
            )
        lines = [
            told(
                "{source_id}: {figures} figures. Against {edition}: {new} new, {changed} changed, {withdrawn} withdrawn, "
                "{same} the same.",
                source_id=self.source_id,
                figures=number(self.figures),
                edition=self.compared_with or told("no earlier edition"),
                new=number(self.new),
                changed=number(self.changed),
                withdrawn=number(self.withdrawn),
                same=number(self.same),
            )
        ]
        for figures, listing in (
            (self.changes, message("Changed: {figures}.")),
            (self.withdrawals, message("Withdrawn: {figures}.")),
        ):
            if figures:
                lines.append(told(listing, figures=first_few(figures)))
        if self.compared_with and not self.replaces:
            lines.append(
                told(
                    "It holds fewer than half of the figures of {edition}: it is taken for an extract, and what it does not "
                    "hold stays in service.",
                    edition=self.compared_with,
                )
            )
        if self.set_aside_rows:
            lines.append(
                told(
                    "{rows} rows set aside: they share {keys} keys and disagree.",
                    rows=number(self.set_aside_rows),
                    keys=number(self.set_aside_keys),
                )
            )
        if self.codes:
            lines.append(
                told(
                    "{cells} cells print a code of the questionnaire instead of a figure: set aside.",
                    cells=number(self.codes),
                )
            )
        if self.no_country:
            codes = ", ".join(f"{code} ({rows})" for code, rows in sorted(self.no_country.items()))
            lines.append(
                told("Rows left out under codes that are no country: {codes}.", codes=codes)
            )
        if self.new_labels:
            lines.append(
                told(
                    "{number} labels are new and listed as unmappable until someone reviews them in origin_labels.csv: "
                    "{labels}.",
                    number=len(self.new_labels),
                    labels="; ".join(self.new_labels),
                )
            )
        return "\n".join(lines)


def import_workbook(file: Path, folder: Path) -> EditionAdded:
    """Add the edition to the data package in `folder` as a vintage of its own; earlier ones are not touched.

    Writes figures/unodc_<vintage>.csv and its description, and adds rows to sources.csv, set_aside.csv,
    questionnaire_codes.csv and, for
    labels never met before, origin_labels.csv. Raises Refused (the workbook) or BadPackage (the folder);
    either way nothing is changed.
    """
    read_package(folder)
    with sole_writer(folder):
        return added(file, folder)


def added(file: Path, folder: Path) -> EditionAdded:
    countries = {row["iso3"] for row in read_rows(folder / "countries.csv")}
    edition = read_edition(file, countries)
    sources = {
        row["source_id"]: row
        for row in read_rows(folder / "sources.csv")
        if row["source_id"].startswith("unodc_glotip_")
    }
    source_id = name_of(edition, sources)
    vintages = recorded_figures(folder, set(sources))
    if source_id in sources:
        if vintages[source_id] == edition.figures:
            return EditionAdded(source_id, len(edition.figures), already=True)
        raise Refused(
            "{file}: the edition of {day} is in the data already with other figures: {differences}",
            "Earlier vintages are never changed. Compare the two files; if the recorded one is wrong, mend it by hand.",
            file=file.name,
            day=edition.published,
            differences=differences(vintages[source_id], edition.figures),
        )
    latest = max((row["published"] for row in sources.values()), default="")
    if edition.published.isoformat() < latest:
        raise Refused(
            "{file}: the edition of {day} is older than that of {latest}, already recorded.",
            "Import editions in the order in which they appeared.",
            file=file.name,
            day=edition.published,
            latest=latest,
        )
    outcome = compare(edition, source_id, sources, vintages)
    write_all(folder, new_files(folder, edition, outcome))
    return outcome


def name_of(edition: Edition, sources: dict[str, dict[str, str]]) -> str:
    """unodc_glotip_<year>_<month>, with the day where another edition of that month is recorded."""
    monthly = f"unodc_glotip_{edition.published:%Y_%m}"
    if monthly in sources and sources[monthly]["published"] != edition.published.isoformat():
        return f"unodc_glotip_{edition.published:%Y_%m_%d}"
    return monthly


def recorded_figures(folder: Path, source_ids: set[str]) -> dict[str, dict[Key, Value]]:
    """Per UNODC source: value and qualifier by key, from every figure file of the package."""
    recorded: dict[str, dict[Key, Value]] = {source_id: {} for source_id in source_ids}
    for table in read_package(folder).tables:
        if table.table == "figure":
            for row in read_rows(folder / table.path):
                if row["source_id"] in recorded:
                    recorded[row["source_id"]][tuple(row[c] for c in KEY)] = (
                        row["value"],
                        row["qualifier"],
                    )
    return recorded


def compare(
    edition: Edition,
    source_id: str,
    sources: dict[str, dict[str, str]],
    vintages: dict[str, dict[Key, Value]],
) -> EditionAdded:
    """New, changed, withdrawn and same against the last whole edition: the latest that itself replaced one."""
    whole = [s for s in sources.values() if s["replaces"]] or list(sources.values())
    last = max(whole, key=lambda s: s["published"])["source_id"] if whole else ""
    before, now = vintages.get(last, {}), edition.figures
    kept = before.keys() & now.keys()
    changed = [key for key in kept if before[key] != now[key]]
    withdrawn = before.keys() - now.keys() - edition.disagreeing.keys()
    labels = {key[6] for key in now if key[6]}
    return EditionAdded(
        source_id,
        figures=len(now),
        new=len(now.keys() - before.keys()),
        changed=len(changed),
        withdrawn=len(withdrawn),
        same=len(kept) - len(changed),
        compared_with=last,
        replaces=last if len(kept) * 2 >= len(before) else "",
        set_aside_rows=sum(map(len, edition.disagreeing.values())),
        set_aside_keys=len(edition.disagreeing),
        codes=len(edition.codes),
        no_country=dict(edition.no_country),
        new_labels=sorted(labels),
        changes=[
            f"{in_words(key)} {printed(before[key])} → {printed(now[key])}"
            for key in sorted(changed, key=totals_first)
        ],
        withdrawals=[
            f"{in_words(key)} {printed(before[key])}" for key in sorted(withdrawn, key=totals_first)
        ],
    )


def differences(recorded: dict[Key, Value], brought: dict[Key, Value]) -> str:
    """How many figures of the same edition differ, and the first of them: '2 differ: THA 2020 prosecutions 50 → 51; …'."""
    apart = sorted(
        (key for key in recorded.keys() | brought.keys() if recorded.get(key) != brought.get(key)),
        key=totals_first,
    )
    each = [
        f"{in_words(key)} {printed(recorded.get(key))} → {printed(brought.get(key))}"
        for key in apart
    ]
    return told("{number} differ: {figures}.", number=number(len(apart)), figures=first_few(each))


def first_few(figures: list[str]) -> str:
    rest = len(figures) - LISTED
    few = "; ".join(figures[:LISTED])
    return told("{few}; and {rest} more", few=few, rest=number(rest)) if rest > 0 else few


def totals_first(key: Key) -> tuple[bool, Key]:
    return key[3:7] != ("all", "all", "all", ""), key


def in_words(key: Key) -> str:
    """THA 2020 prosecutions, or VNM 2019 victims_detected female child."""
    area, year, measure, form, sex, age, origin, _ = key
    divided = [part for part in (form, sex, age) if part != "all"] + [origin] * bool(origin)
    return " ".join([area, year, measure, *divided])


def printed(value: Value | None) -> str:
    if value is None:
        return told("nothing")
    digits, qualifier = value
    return f"<{digits}" if qualifier == "less_than" else digits


def new_files(folder: Path, edition: Edition, outcome: EditionAdded) -> dict[str, bytes]:
    """Path → content of every file that the edition adds or extends; fills in the outcome's new labels."""
    source_id = outcome.source_id
    vintage = source_id.removeprefix("unodc_glotip_").replace("_", "-")
    path = f"figures/unodc_{vintage.replace('-', '_')}.csv"
    shared = {
        "period": "calendar",
        "counted": "",
        "scope": "",
        "source_id": source_id,
        "vintage": vintage,
        "note": "",
    }
    figures = [
        dict(zip(KEY, key, strict=True)) | {"value": value, "qualifier": qualifier} | shared
        for key, (value, qualifier) in sorted(edition.figures.items())
    ]
    source: dict[str, object] = {
        "source_id": source_id,
        "title": f"Trafficking in persons (GLOTIP) data set, {edition.published:%B %Y}",
        "publisher": "UNODC",
        "edition": vintage,
        "published": edition.published.isoformat(),
        "url": "https://dataunodc.un.org",
        "reliability": "primary",
        "licence": "not stated in the file; UNODC asks for citation, non-commercial use as far as known",
        "replaces": outcome.replaces,
        "note": "the publisher's workbook, imported",
    }
    aside: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, values in edition.disagreeing.items():
        aside[key[:3]].append(len(values))
    set_aside: list[dict[str, object]] = [
        {
            "area": area, "year": year, "measure": measure, "rows": sum(rows), "keys": len(rows),
            "source_id": source_id, "vintage": vintage,
        }
        for (area, year, measure), rows in sorted(aside.items())
    ]  # fmt: skip
    codes: list[dict[str, object]] = [
        {
            **dict(zip(KEY, key, strict=True)),
            **{c: v for c, v in shared.items() if c != "note"},
            "code": code,
        }
        for key, code in sorted(edition.codes.items())
    ]
    known = {row["label"] for row in read_rows(folder / "origin_labels.csv")}
    outcome.new_labels = [label for label in outcome.new_labels if label not in known]
    labels: list[dict[str, object]] = [
        {
            "label": label,
            "kind": "total" if label.casefold() == "total" else "unmappable",
            "iso3": "",
            "reason": f"new in {source_id}, not reviewed yet",
        }
        for label in outcome.new_labels
    ]
    return {
        path: as_csv(figures, COLUMNS, header=True).encode(),
        "sources.csv": appended(folder / "sources.csv", [source]),
        "set_aside.csv": appended(folder / "set_aside.csv", set_aside),
        "questionnaire_codes.csv": appended(folder / "questionnaire_codes.csv", codes),
        "origin_labels.csv": appended(folder / "origin_labels.csv", labels),
        "datapackage.json": described(folder, path, vintage),
    }


def described(folder: Path, path: str, vintage: str) -> bytes:
    """datapackage.json with the new file, described as the first UNODC file is."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    place, model = next(
        (i, r) for i, r in enumerate(package["resources"]) if r["name"] == "figures-unodc"
    )
    package["resources"].insert(
        place + 1,
        model
        | {
            "name": f"figures-unodc-{vintage}",
            "path": path,
            "description": f"UNODC: the edition of {vintage}.",
        },
    )
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()
