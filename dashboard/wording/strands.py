"""What is counted apart, under its own name."""

import pandas as pd

from dashboard.frames import each, groups
from dashboard.wording.figures import amount, marks
from dashboard.wording.language import said

OF_VICTIMS = {
    "potential": "Potential victims",
    "referred": "Referred potential victims",
    "assisted": "Victims assisted",
    "mixed": "Victims identified and potential victims together",
}
OTHERS = {
    "continued": "{label} carried on from earlier years",
    "suspected": "{label} of suspected trafficking",
    "mixed": "{label}, new and carried on together",
}
APART = "Never joined, compared or added with figures under the measure's own name."


def name(measure: str, label: str, strand: str) -> str:
    """'Potential victims', 'Investigations carried on from earlier years'."""
    if measure.startswith("victims"):
        return said(OF_VICTIMS[strand])
    return said(OTHERS[strand]).format(label=label)


def sentences(found: pd.DataFrame) -> list[str]:
    """'Potential victims: 12 victims in 2019; 20 victims in 2020 (US Department of State).', one a strand and publisher.

    found: one area's, of queries.strands.strands.
    """
    lines = []
    for (measure, label, strand, publisher), rows in groups(
        found, ["measure", "label", "strand", "publisher"]
    ):
        told = said("; ").join(
            said("{amount} in {year}").format(amount=amount(row) + marks(row), year=row.year)
            for row in each(rows)
        )
        lines.append(
            said("**{name}:** {figures} ({publisher}).").format(
                name=name(measure, label, strand), figures=told, publisher=publisher
            )
        )
    return lines


def table(found: pd.DataFrame) -> pd.DataFrame:
    """The figures as they are shown, under the strand's own name."""
    names = [name(r.measure, r.label, r.strand) for r in each(found)]
    return found.assign(measure=names).drop(columns=["area", "label", "strand"])
