"""The steps of one case along time, each as wide as its date is unsure."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme

ROW = 30


def case_steps(steps: pd.DataFrame) -> go.Figure:
    """One row a step, in order: a dot for a day, a bar over the whole month or year where no more is known, words where
    there is no date. steps: date (text as precise as known, empty if undated), step, source (in brief)."""
    names = [f"{n}. {step_name(step)}" for n, step in enumerate(steps["step"], start=1)]
    rows = steps.assign(name=names)
    dated = rows[rows["date"].notna()]
    spans = [pd.Period(date) for date in dated["date"]]
    unsure = dated[[span.freqstr[0] != "D" for span in spans]]
    days = dated.drop(unsure.index)
    hover = "%{y}<br>%{customdata[0]}<br>%{customdata[1]}<extra></extra>"
    figure = go.Figure()
    for row in unsure.itertuples():
        span = pd.Period(row.date)
        figure.add_scatter(
            x=[span.start_time.date(), span.end_time.date()],
            y=[row.name, row.name],
            mode="lines",
            line={"color": theme.LINES[5], "width": 12},
            customdata=[[row.date, row.source]] * 2,
            hovertemplate=hover,
            showlegend=False,
        )
    figure.add_scatter(
        x=days["date"],
        y=days["name"],
        mode="markers",
        marker={"color": theme.LINES[0], "size": 12},
        customdata=days[["date", "source"]],
        hovertemplate=hover,
        showlegend=False,
    )
    if spans:
        first = min(span.start_time for span in spans)
        for row in rows[rows["date"].isna()].itertuples():
            figure.add_annotation(
                x=first.date(), y=row.name, text="no date", showarrow=False, xanchor="left"
            )
    figure.update_layout(
        theme.layout(
            height=90 + ROW * len(rows),
            xaxis={"type": "date", "fixedrange": True, "nticks": 6, "showgrid": True},
            yaxis={
                "categoryorder": "array",
                "categoryarray": names[::-1],
                "range": [-0.7, len(names) - 0.3],
                "fixedrange": True,
                "automargin": True,
            },
        )
    )
    return figure


def step_name(step: str) -> str:
    return step.replace("_", " ").capitalize()
