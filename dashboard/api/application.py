"""The API as one application, to be mounted under /api/v1."""

from collections.abc import Callable
from importlib.metadata import version

from fastapi import Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware

from dashboard.api import downloads, parameters, problems, reference, resources, sql
from dashboard.api.remembered import Remembered
from dashboard.api.visitors import Allowance
from dashboard.queries.database import Database
from dashboard.wording.api import DESCRIPTION


def application(
    ledger: Callable[[], Database | None], allowance: Allowance | None = None
) -> FastAPI:
    """The API over the ledger in service, which `ledger` gives; None while there is none."""

    def in_service() -> Database:
        now = ledger()
        assert now is not None, "Remembered answers while there is no ledger"
        return now

    allowance = allowance or Allowance()
    api = FastAPI(
        title="TIP Ledger",
        version=version("tip-ledger"),
        description=DESCRIPTION,
        dependencies=[Depends(parameters.once)],
        docs_url=None,
        redoc_url=None,
    )
    api.include_router(resources.router(in_service))
    api.include_router(downloads.router(in_service))
    api.include_router(sql.router(in_service, allowance))
    problems.tell_problems(api)
    reference.serve(api, allowance)
    api.add_middleware(Remembered, ledger=ledger, allowance=allowance)
    api.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["content-type", "if-none-match"],
        expose_headers=[
            "etag",
            "repr-digest",
            "link",
            "x-total-count",
            "x-row-count",
            "retry-after",
        ],
    )
    return api
