"""Stages of documented cases."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.charts.axes import names_axis
from dashboard.wording import figures as wording
from dashboard.wording.cases import PROCEEDINGS, step_name
from dashboard.wording.language import said


def cases_by_stage(stages: pd.DataFrame, proceeding: str) -> go.Figure:
    """Cases with each step on record, in the order of a procedure, those of a trafficking conviction or sentence darker.

    stages: step, cases, cases_of_trafficking.
    """
    names = [step_name(step, proceeding) for step in stages["step"]]
    all_cases = go.Bar(
        x=stages["cases"],
        y=names,
        text=stages["cases"],
        textposition="outside",
        cliponaxis=False,
        orientation="h",
        marker={"color": theme.LINES[5]},
        hovertemplate=said("%{y}: on record in %{x} cases") + "<extra></extra>",
        name=said("Step on record"),
    )
    of_trafficking = go.Bar(
        x=stages["cases_of_trafficking"],
        y=names,
        orientation="h",
        marker={"color": theme.LINES[0]},
        hovertemplate=said("%{y} for trafficking or an offence of its kind: %{x} cases")
        + "<extra></extra>",
        name=said("For trafficking"),
    )
    counted = theme.in_lines(said("Documented cases"), theme.NARROW_LABEL)
    layout = theme.layout(
        title=said("Cases with the step on record"),
        height=520,
        barmode="overlay",
        legend={
            "orientation": "h",
            "y": -0.16 - 0.05 * counted.count("<br>"),
            "yanchor": "top",
            "x": 0,
        },
        xaxis={
            "title": {"text": counted},
            "range": [0, 1.12 * stages["cases"].max()],
            "fixedrange": True,
        },
        yaxis=names_axis(names) | {"autorange": "reversed"},
    )
    return go.Figure([all_cases, of_trafficking], layout)


def cases_by_year(counts: pd.DataFrame) -> go.Figure:
    """Cases by the year of their last dated step, stacked by kind of proceeding. counts: year, proceeding, cases."""
    bars = [
        go.Bar(
            x=here["year"],
            y=here["cases"],
            name=theme.in_lines(said(name), theme.NARROW_NAME),
            marker={"color": colour, "line": {"width": 0.4, "color": theme.OUTLINE}},
            hovertemplate=f"%{{x}}: %{{y}}, {said(name)}<extra></extra>",
        )
        for (code, name), colour in zip(PROCEEDINGS.items(), theme.LINES, strict=True)
        if not (here := counts[counts["proceeding"] == code]).empty
    ]
    layout = theme.layout(
        height=440,
        barmode="stack",
        bargap=0.15,
        legend={"orientation": "h", "y": -0.2, "yanchor": "top", "x": 0, "traceorder": "normal"},
        xaxis={"tickformat": "d", "fixedrange": True},
        yaxis={
            "title": {"text": said("Documented cases")},
            "rangemode": "tozero",
            "fixedrange": True,
        },
    )
    return go.Figure(bars, layout)


def time_to_stage(stages: pd.DataFrame, proceeding: str) -> go.Figure:
    """Days since the step before, from the median of the shortest to that of the longest times that the dates allow.

    stages: step, cases_timed, median_days_shortest, median_days_longest; steps without a median are left out.
    """
    timed = stages[stages["median_days_longest"].notna()]
    widest = float(timed["median_days_longest"].max())
    names = [step_name(step, proceeding) for step in timed["step"]]
    told = [wording.in_unit(wording.number(n), n, "cases") for n in timed["cases_timed"]]
    span = timed["median_days_longest"] - timed["median_days_shortest"]
    bars = go.Bar(
        x=span.clip(lower=0.004 * widest),
        base=timed["median_days_shortest"],
        y=names,
        text=told,
        textposition="outside",
        cliponaxis=False,
        orientation="h",
        marker={"color": theme.LINES[2]},
        customdata=timed[["median_days_shortest", "median_days_longest", "cases_timed"]],
        hovertemplate=said(
            "%{y}: %{customdata[0]:,.0f} to %{customdata[1]:,.0f} days, %{customdata[2]} cases"
        )
        + "<extra></extra>",
    )
    layout = theme.layout(
        title=said("Time since the step before"),
        height=520,
        xaxis={
            "title": {
                "text": theme.in_lines(said("Days since the step before"), theme.NARROW_LABEL)
            },
            "range": [0, widest],
            "fixedrange": True,
        },
        yaxis=names_axis(names) | {"autorange": "reversed"},
    )
    # The words stand beside the plot, where there is room for them on a telephone too.
    layout["margin"]["r"] = 12 + theme.LETTER * max(map(len, told), default=0)
    return go.Figure(bars, layout)
