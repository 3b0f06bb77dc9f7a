"""The API's description of itself, in the language spoken: for programs, and as a page."""

import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from dashboard.api.visitors import Allowance
from dashboard.wording import api as wording
from dashboard.wording.figures import number
from dashboard.wording.language import LANGUAGES, said, spoken


def in_language(schema: Any) -> Any:
    """A schema as it is told to programs, what it says to people in the language spoken."""
    if isinstance(schema, list):
        return [in_language(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: told(part) if name == "description" and isinstance(part, str) else in_language(part)
        for name, part in schema.items()
        # A name of a function, put into capitals.
        if not (name == "summary" and isinstance(part, str))
    }


def told(description: str) -> str:
    """The message of a text that may be broken into lines, as those of functions are."""
    return said(" ".join(description.split()))


def coded(text: str) -> Markup:
    """As HTML, with what stands within ` as code."""
    return Markup(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(text))))


def serve(api: FastAPI, allowance: Allowance) -> None:
    """Describe the API at its own root, and in openapi.json."""
    described = api.openapi
    api.openapi = lambda: in_language(described())  # type: ignore[method-assign]
    pages = Environment(loader=PackageLoader("dashboard.api", "."), autoescape=True)
    pages.filters["coded"] = coded
    page = pages.get_template("reference.html")

    @api.get("/", include_in_schema=False)
    def reference(request: Request) -> HTMLResponse:
        """The API's own page: nothing in it comes from elsewhere."""
        schema = api.openapi()
        base = request.scope.get("root_path", "")
        rows, minutes = number(allowance.rows), number(allowance.within // 60)
        return HTMLResponse(
            page.render(
                info=schema["info"],
                paths=schema["paths"],
                base=base,
                forms=coded(said(wording.FORMS)).format(
                    rows=rows, minutes=minutes, ledger=link(f"{base}/ledger", "ledger")
                ),
                for_programs=coded(said(wording.FOR_PROGRAMS)).format(
                    address=link(f"{base}/openapi.json?lang={spoken()}", "openapi.json")
                ),
                language=spoken(),
                languages=LANGUAGES,
                one_of=one_of,
                said=said,
                wording=wording,
            )
        )


def one_of(codes: list[str]) -> str:
    return said(wording.ONE_OF).format(values=", ".join(f"`{code}`" for code in codes))


def link(address: str, text: str) -> Markup:
    return Markup('<a href="{}"><code>{}</code></a>').format(address, text)
