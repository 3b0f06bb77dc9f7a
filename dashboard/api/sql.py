"""Questions in SQL over HTTP, with the limits of the page /sql."""

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal, TypeVar

import pyarrow as pa
from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from dashboard.api import answers, problems
from dashboard.api.parameters import LANG, Language
from dashboard.api.problems import Unfit
from dashboard.api.resources import REFUSED
from dashboard.api.visitors import Allowance, visitor
from dashboard.queries import analyst
from dashboard.queries.database import Database
from dashboard.wording import analyst as wording
from dashboard.wording.language import ENGLISH, said

LOOK_EVERY = 0.2  # seconds
# What is no fault of the statement.
UNAVAILABLE = 503
OF_THE_SERVER = ("line", "unstarted")


class Statement(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sql: str = Field(
        description="One statement that reads: `select`, `with`, `from`, `describe`, `show tables`."
    )


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: Literal["json", "csv", "parquet"] = Field("json", description="Form of the answer.")
    lang: Language = Field(ENGLISH, description=LANG)


T = TypeVar("T")


class Gone(Exception):
    """The visitor left before the answer."""


def router(ledger: Callable[[], Database], allowance: Allowance) -> APIRouter:
    """The one address; `ledger` gives the database in service."""
    api = APIRouter(responses=answers.FORMS | REFUSED)

    @api.post("/sql")
    async def sql(
        request: Request, statement: Statement, shape: Annotated[Shape, Query()]
    ) -> Response:
        """The rows of one SQL statement on the ledger's tables: at most 5 seconds and 10,000 rows; `more` and the header
        x-more-rows tell whether there are others."""
        who = visitor(request.scope)
        if wait := allowance.wait(who):
            return problems.answer(
                said("Too many rows"),
                429,
                allowance.refusal(wait),
                headers={"retry-after": str(wait)},
            )
        try:
            return await while_there(
                request,
                partial(answered, ledger(), statement.sql, shape.format, allowance, who),
            )
        except analyst.Unanswered as error:
            return refusal(error)
        except Gone:
            return Response(status_code=499)

    return api


async def while_there(request: Request, ask: Callable[[Callable[[int], None]], T]) -> T:
    """What `ask` gives, on a thread of its own. Its argument, to be called now and then, raises Gone once the visitor
    has left."""
    left = threading.Event()

    async def watch() -> None:
        while not await request.is_disconnected():
            await asyncio.sleep(LOOK_EVERY)
        left.set()

    def meanwhile(ahead: int) -> None:
        if left.is_set():
            raise Gone

    watching = asyncio.create_task(watch())
    try:
        return await run_sync(ask, meanwhile)
    finally:
        watching.cancel()


def answered(
    ledger: Database,
    sql: str,
    form: str,
    allowance: Allowance,
    who: str,
    meanwhile: Callable[[int], None],
) -> Response:
    rows = analyst.ask(ledger, sql, meanwhile)
    allowance.take(who, len(rows.table))
    about: dict[str, Any] = {
        "edition": answers.build_facts(ledger),
        "total": len(rows.table),
        "more": rows.more,
    }
    sources = cited(ledger, rows.table)
    if form == "parquet":
        try:
            body, media_type = answers.parquet(rows.table, about, sources)
        except pa.ArrowNotImplementedError as error:
            raise Unfit(
                "format", said("Parquet cannot hold a column of this type; cast it to varchar.")
            ) from error
    else:
        body, media_type = answers.WRITERS[form](answers.plain_values(rows.table), about, sources)
    headers = {answers.ROWS: str(len(rows.table)), "x-more-rows": str(rows.more).lower()}
    return Response(body, headers=headers, media_type=media_type)


def cited(ledger: Database, table: pa.Table) -> dict[str, dict[str, Any]]:
    """The sources that the rows name, where a column of texts is called so."""
    texts = [field.name for field in table.schema if pa.types.is_string(field.type)]
    named = [name for name in texts if not name.endswith("source_ids")]
    return answers.sources_of(ledger, table.select(named).to_pandas())


def status_of(error: analyst.Unanswered) -> int:
    return UNAVAILABLE if error.code in OF_THE_SERVER else 422


def refusal(error: analyst.Unanswered) -> Response:
    """Why there is no answer, its code as the problem's type."""
    return problems.answer(
        said("The statement has no answer"),
        status_of(error),
        wording.why(error.code, error.told),
        [
            problems.Fault(
                parameter="sql", detail=error.code, allowed=error.told.get("candidates", [])
            )
        ],
    )
