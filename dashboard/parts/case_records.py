"""The part of the Victims page about case records that the user brought, one set at a time."""

import streamlit as st

from dashboard.charts import corridors
from dashboard.frames import each
from dashboard.queries import case_records, catalogue
from dashboard.queries.database import Database
from dashboard.ui import choose, show
from dashboard.wording import victims as wording
from dashboard.wording.language import each_said, said


def render(ledger: Database, records: Database) -> None:
    sets = {row.set_id: row for row in each(case_records.sets(records))}
    names = {set_id: f"{row.edition}, {row.file}" for set_id, row in sets.items()}
    chosen = choose.one("set", said("Set"), names, next(iter(sets)))
    about = sets[chosen]
    show.words(show.escaped(wording.record_set(about)))
    divided = choose.view(
        "records", said("Records by"), each_said(wording.RECORD_DIMENSIONS), "year"
    )
    counted = case_records.parts_of_set(records, chosen, divided)
    if divided == "corridor":
        names = catalogue.names_by_code(ledger)
        counted = counted.assign(part=wording.corridors_named(counted["part"], names))
    if counted["records"].notna().any():
        draw = corridors.record_years if divided == "year" else corridors.record_bars
        st.plotly_chart(
            show.drawn(draw, counted),
            key="records-chart",
            alt=wording.records_in_brief(counted, divided),
            config=show.CHART_CONFIG,
        )
    else:
        show.nothing(
            said("Every cell of this division is withheld, or the edition does not have it.")
        )
    show.small(
        show.escaped(wording.records_counted(counted, divided, about, corridors.SHOWN_PARTS))
    )
    show.folded(
        said("Records in figures"),
        f"records-{divided}-figures",
        lambda: show.own_numbers(counted, f"records-{divided}"),
    )
