"""The steps of one case along time, each as wide as its date is unsure."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.frames import each
from dashboard.wording.language import said

ROW = 30


def case_steps(steps: pd.DataFrame) -> go.Figure:
    """One row a step, in order: a dot for a day, a bar over the whole month or year where no more is known, words where
    there is no date. steps: date (text as precise as known, empty if undated), name (of the step), source (in brief)."""
    names = [f"{n}. {name}" for n, name in enumerate(steps["name"], start=1)]
    rows = steps.assign(name=names)
    dated = rows[rows["date"].notna()]
    spans = [pd.Period(date) for date in dated["date"]]
    unsure = dated[dated["date"].str.len() < 10]
    days = dated.drop(unsure.index)
    hover = "%{y}<br>%{customdata[0]}<br>%{customdata[1]}<extra></extra>"
    figure = go.Figure()
    for row, span in zip(each(unsure), (pd.Period(d) for d in unsure["date"]), strict=True):
        figure.add_scatter(
            x=[span.start_time.date(), span.end_time.date()],
            y=[row.name, row.name],
            mode="lines+text",
            line={"color": theme.LINES[5], "width": 12},
            text=["", f"  {row.date}"],
            textposition="middle right",
            cliponaxis=False,
            customdata=[[row.date, row.source]] * 2,
            hovertemplate=hover,
            showlegend=False,
        )
    figure.add_scatter(
        x=days["date"],
        y=days["name"],
        mode="markers+text",
        marker={"color": theme.LINES[0], "size": 12},
        text="  " + days["date"],
        textposition="middle right",
        cliponaxis=False,
        customdata=days[["date", "source"]],
        hovertemplate=hover,
        showlegend=False,
    )
    first = min((span.start_time for span in spans), default=pd.Timestamp(0))
    last = max((span.end_time for span in spans), default=pd.Timestamp(0))
    # Room on the right for the last date in words, and never so near that a month fills the picture.
    room = max((last - first) * 0.05, pd.Timedelta(days=45))
    for row in each(rows[rows["date"].isna()]):
        figure.add_annotation(
            x=first.date(), y=row.name, text=said("no date"), showarrow=False, xanchor="left"
        )
    figure.update_layout(
        theme.layout(
            height=90 + ROW * len(rows),
            xaxis={
                "type": "date",
                "visible": bool(spans),
                "range": [(first - room).date(), (last + 6 * room).date()],
                "fixedrange": True,
                "nticks": 5,
                "showgrid": True,
            },
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
