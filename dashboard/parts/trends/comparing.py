"""May I compare two years? Each area's answer, with the reason where it is no."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.frames import each
from dashboard.parts.trends.choices import Choices, Voice
from dashboard.queries import yearly
from dashboard.queries.database import Database
from dashboard.ui import choose, show
from dashboard.wording import comparison
from dashboard.wording import trends as trend_wording
from dashboard.wording.language import said


def two_years(
    ledger: Database, asked: Choices, about: Any, found: pd.DataFrame, voice: Voice
) -> None:
    """found: the series drawn; its years are to choose from."""
    show.subheading(said("May I compare?"))
    years = [str(year) for year in sorted(found["year"].unique())]
    if len(years) < 2:
        show.nothing(said("There is a figure for one year only: nothing to compare it with."))
        return
    areas = found["area"].unique().tolist()
    everyone = found.groupby("year")["area"].nunique() == len(areas)
    common = everyone.index[everyone].astype(str).tolist()
    usual = (common[0], common[-1]) if len(common) > 1 else (years[0], years[-1])
    left, right = st.columns(2)
    with left:
        start = choose.one(
            asked.parameter("earlier", about.measure),
            said("Earlier year"),
            {year: year for year in years[:-1]},
            usual[0],
        )
    with right:
        end = choose.one(
            asked.parameter("later", about.measure),
            said("Later year"),
            {year: year for year in years if year > start},
            usual[1] if usual[1] > start else years[-1],
        )
    compared = yearly.against(
        ledger, areas, about.measure, asked.form, voice.publisher, int(start), voice.strand
    )
    told = compared[compared["year"] == int(end)]
    answers = [
        said("- {name}: {answer}").format(
            name=pair.name, answer=trend_wording.comparable(pair, int(start), int(end))
        )
        for pair in each(told)
    ]
    if silent := [n for n in found["name"].unique() if n not in set(told["name"])]:
        answers.append(
            said("- No figure for {year}: {names}.").format(year=end, names=", ".join(silent))
        )
    show.words(show.escaped("\n".join(answers)), comparison.written_in(told))
