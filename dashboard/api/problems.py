"""Errors as problem details (RFC 9457): what was wrong, with which parameter, and what it may be."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from dashboard.wording.language import listed, said

MEDIA_TYPE = "application/problem+json"


UNANSWERED = "The request cannot be answered"
# What is said where Starlette gives the bare name of a status.
UNTOLD = {
    "Not Found": "There is nothing at this address; the API's first page lists all of them.",
    "Method Not Allowed": "This address cannot be asked in this way; the reference says how.",
}
# What is wrong with a value, by pydantic's type of the error.
MALFORMED = {
    "literal_error": "it must be {expected}",
    "int_parsing": "it must be a whole number",
    "greater_than_equal": "it must be {ge} or more",
    "less_than_equal": "it must be {le} or less",
    "string_too_long": "it may have at most {max_length} characters",
    "missing": "it is required",
    "json_invalid": "it is no valid JSON",
}


class Fault(BaseModel):
    """One parameter that cannot be answered, and what it may be."""

    parameter: str
    detail: str
    allowed: list[str] = []


class Problem(BaseModel):
    """Problem details as of RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Fault] = []


class Unfit(Exception):
    """A parameter that is well formed and that the ledger cannot answer."""

    def __init__(self, parameter: str, detail: str, allowed: Sequence[str] = ()):
        self.fault = Fault(parameter=parameter, detail=detail, allowed=list(allowed))
        super().__init__(detail)


def answer(
    title: str,
    status: int,
    detail: str,
    errors: Sequence[Fault] = (),
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    told = Problem(title=title, status=status, detail=detail, errors=list(errors))
    return JSONResponse(told.model_dump(), status, headers, media_type=MEDIA_TYPE)


def tell_problems(app: FastAPI) -> None:
    """Have every error of the application answered as a problem."""

    @app.exception_handler(Unfit)
    def unfit(request: Request, error: Unfit) -> JSONResponse:
        return answer(said(UNANSWERED), 422, error.fault.detail, [error.fault])

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        faults = [fault(request, one) for one in error.errors()]
        detail = " ".join(one.detail for one in faults)
        return answer(said(UNANSWERED), 422, detail, faults)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> JSONResponse:
        title, detail = HTTPStatus(error.status_code).phrase, str(error.detail)
        told = said(UNTOLD[detail]) if detail in UNTOLD else detail
        return answer(said(title), error.status_code, told, headers=dict(error.headers or {}))

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> JSONResponse:
        return answer(said("The answer failed"), 500, said("It is our fault, and it is logged."))


def fault(request: Request, error: dict[str, Any]) -> Fault:
    """What pydantic found wrong, as a fault of one parameter."""
    where = [str(part) for part in error["loc"] if part not in ("query", "body", "path")]
    name = ".".join(where) or "body"
    if error["type"] == "extra_forbidden":
        return Fault(
            parameter=name,
            detail=said("There is no parameter {name} here.").format(name=repr(name)),
            allowed=parameters(request),
        )
    told = error.get("ctx", {})
    expected = str(told.get("expected", "")).replace(" or ", ",").split(",")
    allowed = [part.strip("' ") for part in expected if part]
    message = error["msg"]
    if error["type"] in MALFORMED:
        one_of = listed([repr(code) for code in allowed], "or")
        message = said(MALFORMED[error["type"]]).format(**told | {"expected": one_of})
    return Fault(parameter=name, detail=f"{name}: {message}.", allowed=allowed)


def parameters(request: Request) -> list[str]:
    """The names of the query parameters that the asked address takes."""
    model = request.scope["route"].dependant.query_params[0].field_info.annotation
    return [field.alias or name for name, field in model.model_fields.items()]
