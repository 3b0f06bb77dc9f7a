"""A table as an answer: a page of its rows as JSON, CSV or Parquet, its sources once beside it."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from fastapi import Request, Response
from pydantic import BaseModel
from pydantic_core import to_json

from dashboard.api.parameters import Paged
from dashboard.queries import catalogue
from dashboard.queries.database import Database

ROWS = "x-row-count"
# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Edition(BaseModel):
    """The edition of the ledger that an answer was read from."""

    data_version: str
    content_hash: str
    built_at: str


class Page(BaseModel):
    """One page of a table."""

    edition: Edition
    total: int
    limit: int
    offset: int
    next: str | None
    data: list[dict[str, Any]]
    sources: dict[str, dict[str, Any]]


def page_of(ledger: Database, request: Request, asked: Paged, frame: pd.DataFrame) -> Response:
    """The page that was asked for of a whole table."""
    page = frame.iloc[asked.offset : asked.offset + asked.limit]
    return answer(ledger, request, asked, page, len(frame))


def answer(
    ledger: Database, request: Request, asked: Paged, page: pd.DataFrame, total: int
) -> Response:
    """A page of a table of `total` rows, in the form asked for."""
    follows = following(request, asked, len(page), total)
    headers = {"x-total-count": str(total), ROWS: str(len(page))}
    if follows:
        headers["link"] = f'<{follows}>; rel="next"'
    cited = sources_of(ledger, page)
    body, media_type = WRITERS[asked.format](
        page,
        {
            "edition": build_facts(ledger),
            "total": total,
            "limit": asked.limit,
            "offset": asked.offset,
            "next": follows,
        },
        cited,
    )
    return Response(body, headers=headers, media_type=media_type)


def build_facts(ledger: Database) -> dict[str, str]:
    build = catalogue.build(ledger)
    return {
        "data_version": build.data_version,
        "content_hash": build.content_hash,
        "built_at": build.built_at.isoformat(timespec="seconds"),
    }


def following(request: Request, asked: Paged, rows: int, total: int) -> str | None:
    """The address of the next page; None after the last."""
    if not rows or asked.offset + rows >= total:
        return None
    query = dict(request.query_params) | {"offset": str(asked.offset + rows)}
    return f"{request.scope.get('root_path', '')}{route_path(request)}?{urlencode(query)}"


def route_path(request: Request) -> str:
    """The path below the application's own."""
    return request.scope["path"].removeprefix(request.scope.get("root_path", ""))


def sources_of(ledger: Database, page: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Every source that the rows name, once: source_id → citation, url, reliability, licence, note."""
    cited = catalogue.sources(ledger, catalogue.source_ids(page))
    return {row.pop("source_id"): row for row in rows_of(cited)}


def rows_of(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows as plain values: a whole number has no decimals, what is missing is None."""
    columns = [json_values(frame[column]) for column in frame.columns]
    return (dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True))


def json_values(column: pd.Series) -> list[Any]:
    if len(column) and column.map(lambda value: hasattr(value, "tolist")).any():
        return [value.tolist() for value in column]
    values = column.astype(object).where(column.notna(), None).tolist()
    return [
        int(value) if isinstance(value, float) and value.is_integer() else value for value in values
    ]


def plain_values(table: pa.Table) -> pd.DataFrame:
    """The rows as Python's own values: a whole number stays one beside missing ones."""
    return pd.DataFrame(
        {
            field.name: pd.Series(
                table[field.name].to_pylist(),
                dtype=float if pa.types.is_floating(field.type) else object,
            )
            for field in table.schema
        }
    )


def as_json(
    page: pd.DataFrame, about: dict[str, Any], cited: dict[str, dict[str, Any]]
) -> tuple[bytes, str]:
    told = about | {"data": list(rows_of(page)), "sources": cited}
    return to_json(told, inf_nan_mode="null", bytes_mode="hex"), "application/json"


def as_csv(
    page: pd.DataFrame, about: dict[str, Any], cited: dict[str, dict[str, Any]]
) -> tuple[bytes, str]:
    return csv_of(page, [*page.columns]).encode(), "text/csv; charset=utf-8"


def csv_of(rows: pd.DataFrame, *heads: list[str]) -> str:
    """Rows as CSV, under lines of names; text that a spreadsheet would compute leaves as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([[cell(text) for text in head] for head in heads])
    writer.writerows([[cell(value) for value in row.values()] for row in rows_of(rows)])
    return out.getvalue()


def cell(value: Any) -> Any:
    """A value as a cell of a CSV file."""
    if isinstance(value, list):
        value = "|".join(map(str, value))
    if isinstance(value, bytes):
        value = value.hex()
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def as_parquet(
    page: pd.DataFrame, about: dict[str, Any], cited: dict[str, dict[str, Any]]
) -> tuple[bytes, str]:
    return parquet(pa.Table.from_pandas(page, preserve_index=False), about, cited)


def parquet(
    table: pa.Table, about: dict[str, Any], cited: dict[str, dict[str, Any]]
) -> tuple[bytes, str]:
    """A Parquet file; the edition and the sources are in its metadata, under `tip_ledger`."""
    table = table.replace_schema_metadata({"tip_ledger": json.dumps(about | {"sources": cited})})
    out = pa.BufferOutputStream()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue().to_pybytes(), "application/vnd.apache.parquet"


Writer = Callable[
    [pd.DataFrame, dict[str, Any], dict[str, dict[str, Any]]],
    tuple[bytes, str],
]
WRITERS: dict[str, Writer] = {"json": as_json, "csv": as_csv, "parquet": as_parquet}

# What every table answers with, for the description of the API.
FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Page,
        "description": "The rows asked for",
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
