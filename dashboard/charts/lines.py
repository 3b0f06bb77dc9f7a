"""Yearly values as lines that break where a year has no figure."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import theme
from dashboard.wording import figure as in_words
from dashboard.wording import unit as unit_name


def line_with_gaps(
    values: pd.DataFrame, unit_label: str, title: str, rivals: pd.DataFrame | None = None
) -> go.Figure:
    """One line per area. Missing years, and changes of unit or publisher, break it; a suppressed value is an open mark on the axis, never on the line.

    values: area, name, year, value, qualifier, unit, source, and publisher where several may stand; years without a figure are absent.
    rivals: the same columns, figures of other sources, drawn as crosses and never joined.
    """
    figure = go.Figure()
    several = values["area"].nunique() > 1
    for colour, (_, rows) in zip(
        theme.LINES * (values["area"].nunique() // len(theme.LINES) + 1),
        values.groupby("area", sort=False),
        strict=False,
    ):
        name = rows["name"].iat[0]
        add_line(figure, rows, name, colour, direct_label=several and values["area"].nunique() <= 4)
        add_suppressed(figure, rows, name, colour)
    if rivals is not None and not rivals.empty:
        add_rivals(figure, rivals)
    figure.update_xaxes(tickformat="d", fixedrange=True, title_text="Year counted", showgrid=False)
    figure.update_yaxes(rangemode="tozero", fixedrange=True, title_text=unit_label.capitalize())
    figure.update_layout(
        theme.layout(
            title=title,
            showlegend=(values["area"].nunique() > 4) or (rivals is not None and not rivals.empty),
            legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        )
    )
    one_year_axis(figure, values, rivals)
    return figure


def add_line(
    figure: go.Figure, rows: pd.DataFrame, name: str, colour: str, direct_label: bool
) -> None:
    counted = rows[rows["qualifier"] != "less_than"]
    if counted.empty:
        return
    yearly = broken(counted)
    last = counted["year"].max()
    figure.add_scatter(
        x=yearly["year"],
        y=yearly["value"],
        mode="lines+markers+text" if direct_label else "lines+markers",
        connectgaps=False,
        name=name,
        text=[name if direct_label and year == last else "" for year in yearly["year"]],
        textposition="top center",
        textfont={"color": colour},
        line={"color": colour, "width": 2},
        marker={
            "color": colour,
            "size": 8,
            "symbol": [theme.QUALIFIER_MARKS.get(q, "circle") for q in yearly["qualifier"]],
        },
        customdata=hover_text(yearly),
        hovertemplate="%{customdata}<extra></extra>",
    )


def broken(counted: pd.DataFrame) -> pd.DataFrame:
    """The rows with an empty one wherever the line must not join two of them.

    That is where years are missing between them, or where publisher or unit change.
    """
    before = counted.shift()
    apart = (counted["year"] != before["year"] + 1) | (counted["unit"] != before["unit"])
    if "publisher" in counted:
        apart |= counted["publisher"] != before["publisher"]
    gaps = counted.loc[apart, ["year", "name"]].iloc[1:]
    return pd.concat([gaps, counted]).sort_values("year", kind="stable", ignore_index=True)


def add_suppressed(figure: go.Figure, rows: pd.DataFrame, name: str, colour: str) -> None:
    suppressed = rows[rows["qualifier"] == "less_than"]
    if suppressed.empty:
        return
    figure.add_scatter(
        x=suppressed["year"],
        y=[0] * len(suppressed),
        mode="markers",
        cliponaxis=False,
        name=f"{name}: fewer than the limit printed",
        marker={"symbol": "circle-open", "size": 9, "color": colour, "line": {"width": 1.5}},
        customdata=hover_text(suppressed),
        hovertemplate="%{customdata}<extra></extra>",
    )


def add_rivals(figure: go.Figure, rivals: pd.DataFrame) -> None:
    counted = rivals[rivals["qualifier"] != "less_than"]
    figure.add_scatter(
        x=counted["year"],
        y=counted["value"],
        mode="markers",
        name="Other sources",
        marker={
            "symbol": theme.RIVAL_MARK,
            "size": 9,
            "line": {"width": 2, "color": theme.LINES[1]},
        },
        customdata=hover_text(counted),
        hovertemplate="%{customdata}<extra></extra>",
    )


def hover_text(rows: pd.DataFrame) -> list[str]:
    return [
        ""
        if pd.isna(row.value)
        else f"{row.name}, {row.year}: {in_words(row.value, row.qualifier)} ({unit_name(row.unit)})<br>{row.source}"
        for row in rows.itertuples(index=False)
    ]


def one_year_axis(figure: go.Figure, values: pd.DataFrame, rivals: pd.DataFrame | None) -> None:
    """Whole years as ticks, few enough to read on a phone, also when there is a single year."""
    years = values["year"] if rivals is None else pd.concat([values["year"], rivals["year"]])
    low, high = int(years.min()), int(years.max())
    figure.update_xaxes(range=[low - 0.5, high + 0.5], dtick=max(1, (high - low + 1) // 7), tick0=low)
