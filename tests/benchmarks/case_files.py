"""Write a CTDC-like case file of any length with realistic skew; nothing in it comes from a real file."""

import argparse
from pathlib import Path

import duckdb

MEANS = tuple(f"meansOfControl{means}" for means in (
    "DebtBondage", "TakesEarnings", "RestrictsFinancialAccess", "Threats", "PsychologicalAbuse", "PhysicalAbuse",
    "SexualAbuse", "FalsePromises", "PsychoactiveSubstances", "RestrictsMovement", "RestrictsMedicalCare",
    "ExcessiveWorkingHours", "UsesChildren", "ThreatOfLawEnforcement", "WithholdsNecessities",
))  # fmt: skip
MERGED = tuple(f"means{means}" for means in (
    "DebtBondageEarnings", "Threats", "AbusePsyPhySex", "FalsePromises", "DrugsAlcohol", "DenyBasicNeeds",
    "ExcessiveWorkHours", "WithholdDocs",
))  # fmt: skip
SECTORS = ("Agriculture", "Construction", "DomesticWork", "Hospitality", "Other")
RELATIONS = ("IntimatePartner", "Friend", "Family", "Other")
AGES = "['30--38','18--20','9--17','39--47','48+']"


def write_case_file(path: Path, rows: int, edition: str, seed: int = 7) -> None:
    """edition: k-anonymised (-99 and 0/1), synthetic-2021 (empty, 1) or synthetic-2024 (merged means, Woman/Man)."""
    k_anonymised = edition == "k-anonymised"
    missing, no = ("'-99'", "'0'") if k_anonymised else ("''", "''")
    woman, man = ("Woman", "Man") if edition == "synthetic-2024" else ("Female", "Male")

    def flag(column: str, share: float) -> str:
        said = f"case when random() < {share} then '1' when random() < 0.6 then {missing} else {no} end"
        return f'{said} as "{column}"'

    def skewed(codes: str) -> str:
        return f"list_extract({codes}, 1 + floor(len({codes}) * power(random(), 3))::int)"

    countries = "['PH','UA','MD','KH','US','ID','BY','MM','RO','KG','VN','TH','NA','NP','BG','HT','UG','BD','ET','MX']"
    columns = [
        f"case when random() < 0.05 then {missing} else (2002 + floor(22 * sqrt(random())))::int::varchar end "
        'as "yearOfRegistration"',
        f"case when random() < 0.02 then {missing} when random() < 0.7 then '{woman}' else '{man}' end as gender",
        f'case when random() < 0.3 then {missing} else {skewed(AGES)} end as "ageBroad"',
        f"case when random() < 0.2 then {missing} else {skewed(countries)} end as citizenship",
        f'case when random() < 0.2 then {missing} else {skewed(countries)} end as "CountryOfExploitation"',
        flag("isForcedLabour", 0.4),
        flag("isSexualExploit", 0.5),
        flag("isOtherExploit", 0.1),
        *(
            flag(column, 0.2 / n)
            for n, column in enumerate(MERGED if "2024" in edition else MEANS, 1)
        ),
        *(flag(f"recruiterRelation{r}", 0.1) for r in RELATIONS),
        *(flag(f"typeOfLabour{s}", 0.15 / n) for n, s in enumerate(SECTORS, 1)),
        flag("typeOfSexProstitution", 0.3),
    ]
    with duckdb.connect() as writer:
        writer.execute("set threads = 1")
        writer.execute(f"select setseed({seed / 100})")
        target = str(path).replace("'", "''")
        writer.execute(
            f"copy (select {', '.join(columns)} from range({rows})) to '{target}' (header)"
        )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("path", type=Path)
    options.add_argument("--rows", type=int, default=10_000_000)
    options.add_argument("--edition", default="k-anonymised")
    given = options.parse_args()
    write_case_file(given.path, given.rows, given.edition)
