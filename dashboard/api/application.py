"""The API as one application, to be mounted under /api/v1."""

from collections.abc import Callable
from importlib.metadata import version

from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader
from starlette.middleware.cors import CORSMiddleware

from dashboard.api import downloads, parameters, problems, resources, sql
from dashboard.api.remembered import Remembered
from dashboard.api.visitors import Allowance
from dashboard.queries.database import Database

DESCRIPTION = """Human-trafficking figures that can be defended: every figure with its unit, what it counts, its qualifier,
its source and the edition in which it was read. Missing is missing: a year without a figure is absent, never zero;
`less_than` 5 is neither 5 nor 0. Parameters mean the same here as on the pages."""


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
    page = Environment(loader=PackageLoader("dashboard.api", "."), autoescape=True).get_template(
        "reference.html"
    )

    @api.get("/", include_in_schema=False)
    def reference(request: Request) -> HTMLResponse:
        """The API's own page: nothing in it comes from elsewhere."""
        told = api.openapi()
        return HTMLResponse(
            page.render(
                info=told["info"],
                paths=told["paths"],
                allowance=allowance,
                base=request.scope.get("root_path", ""),
            )
        )

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
