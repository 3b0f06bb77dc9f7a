"""The ledger for assistants: a few read-only tools over the Model Context Protocol.

Every answer carries its citations and what must be said beside its numbers; what may not be compared is refused, with
the reason.
"""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal

import pandas as pd
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.types import ToolAnnotations
from pydantic import Field
from starlette.types import Receive, Scope, Send

from dashboard.api import answers, reference
from dashboard.api.parameters import Form, Year, among, named_areas
from dashboard.api.problems import Unfit
from dashboard.api.resources import Placements, Series, placed, voiced
from dashboard.frames import each, first_value, groups
from dashboard.queries import catalogue, claims, places, yearly
from dashboard.queries.database import Database
from dashboard.wording import api as wording
from dashboard.wording import claims as claims_wording
from dashboard.wording import comparison
from dashboard.wording import tiers as tiers_wording
from dashboard.wording import trends as trends_wording
from dashboard.wording.figures import spans, unit
from dashboard.wording.language import listed, said, spoken

READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
# An answer that is longer is cut, and says so.
MOST_ROWS = 200
LARGEST = 64 * 2**10  # bytes of a question

Area = Annotated[
    str,
    Field(
        max_length=200,
        description="A country or other area by any name or code: KHM, Burma, WORLD.",
    ),
]
Measure = Annotated[
    str,
    Field(
        max_length=100,
        description="A measure by code: `prosecutions`, `convictions`, `victims_identified`, `victims_detected`, … "
        "A wrong one is answered with the list.",
    ),
]
Publisher = Annotated[
    str | None,
    Field(
        max_length=100,
        description="Whose figures; the preferred source of each year, unless given.",
    ),
]
Answer = dict[str, Any]


class Questions:
    """The application that answers, in the language that its address asks for: the protocol has no place for one. Each
    question stands alone: no session is kept."""

    def __init__(self, ledger: Callable[[], Database | None]):
        self._tools = functools.cache(functools.partial(tools, ledger))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        manager = StreamableHTTPSessionManager(
            self._tools(spoken())._lowlevel_server,
            json_response=True,
            stateless=True,
            max_request_body_size=LARGEST,
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def tools(ledger: Callable[[], Database | None], language: str) -> MCPServer[Any]:
    """The tools over the ledger in service, which `ledger` gives, as they are told in a language, the one spoken."""

    def tool(answer: Callable[..., Answer]) -> Tool:
        """A function of the ledger and its arguments as a tool; what cannot be answered is said."""

        @functools.wraps(answer)
        def asked(**arguments: Any) -> Answer:
            now = ledger()
            if now is None:
                raise ToolError(said(wording.BEING_BUILT))
            try:
                return answer(now, **arguments) | {"edition": answers.build_facts(now)}
            except Unfit as unfit:
                if not unfit.fault.allowed:
                    raise ToolError(str(unfit)) from None
                told = said(wording.MAY_BE)
                raise ToolError(
                    told.format(fault=unfit, codes=", ".join(unfit.fault.allowed))
                ) from None

        # The protocol is told of the arguments alone.
        asked.__annotations__ = {k: v for k, v in answer.__annotations__.items() if k != "ledger"}
        asked.__signature__ = without_ledger(answer)  # type: ignore[attr-defined]
        made = Tool.from_function(
            asked, description=reference.told(answer.__doc__ or ""), annotations=READS
        )
        return made.model_copy(update={"parameters": reference.in_language(made.parameters)})

    offered = (find_country, tier_history, figures, compare_two_years, check_claim, cite)
    return MCPServer(
        "TIP Ledger",
        instructions=said(wording.INSTRUCTIONS),
        log_level="WARNING",
        tools=[tool(answer) for answer in offered],
    )


def without_ledger(answer: Callable[..., Answer]) -> inspect.Signature:
    whole = inspect.signature(answer)
    return whole.replace(parameters=list(whole.parameters.values())[1:])


def find_country(
    ledger: Database, name: Annotated[str, Field(max_length=200, description="A name or code.")]
) -> Answer:
    """The countries, groups and other areas that a name, a spelling or a code stands for; or those written most alike."""
    found = places.find(ledger, name)
    alike = places.nearest(ledger, name) if found.empty else found.head(0)
    return {"places": row_list(found), "did_you_mean": row_list(alike)}


def tier_history(
    ledger: Database, area: Area, first_report: Year | None = None, last_report: Year | None = None
) -> Answer:
    """A country's tiers in the TIP Report, by report year. A tier grades a government's efforts, nothing else."""
    span = {"area": one_area(ledger, area), "from": first_report, "to": last_report}
    found = placed(ledger, Placements.model_validate(span))
    derived = said(wording.DERIVED)
    caveats = [said(wording.TIER)]
    caveats += [
        derived.format(years=spans(rows["report_year"]), basis=tiers_wording.basis_mark(basis))
        for basis, rows in groups(found[found["basis"] != "direct"], "basis")
    ]
    return cited(ledger, found) | {"caveats": caveats}


def figures(
    ledger: Database,
    area: Area,
    measure: Measure,
    first_year: Year | None = None,
    last_year: Year | None = None,
    form: Form = "all",
    publisher: Publisher = None,
) -> Answer:
    """Yearly figures of one measure in one area, each with unit, qualifier, period and source."""
    found = series(ledger, area, measure, form, publisher, first_year, last_year)
    caveats = trends_wording.caveats(found) if len(found) else []
    if found["unit"].nunique() > 1:
        units = listed(map(unit, found["unit"].unique()))
        caveats.append(said(wording.UNITS).format(units=units))
    if (found["qualifier"] != "exact").any():
        caveats.append(said(wording.LIMITS))
    if press := found[found["reliability"] == "press"]["year"].tolist():
        caveats.append(said(wording.PRESS).format(years=spans(press)))
    if found.empty:
        caveats.append(said(wording.NOT_HELD))
    columns = "area name year value qualifier unit counted period doubt publisher vintage reliability note source_id"
    return cited(ledger, found[columns.split()]) | {"caveats": caveats}


def compare_two_years(
    ledger: Database,
    area: Area,
    measure: Measure,
    earlier: Year,
    later: Year,
    form: Form = "all",
    publisher: Publisher = None,
) -> Answer:
    """Whether two years of one measure may be compared, and the change; else the reason why not."""
    found = series(ledger, area, measure, form, publisher, None, None)
    told = found[found["year"].isin([earlier, later])]
    answer = cited(ledger, told[["year", "value", "qualifier", "unit", "period", "source_id"]])
    answer["caveats"] = trends_wording.caveats(told) if len(told) else []
    if missing := [year for year in (earlier, later) if year not in set(told["year"])]:
        refused = said(wording.NO_FIGURE).format(years=listed(missing))
        return answer | {"comparable": False, "refused": refused}
    against = yearly.against(
        ledger, [first_value(told["area"])], measure, form, publisher or "preferred", earlier
    )
    [pair] = each(against[against["year"] == later])
    if isinstance(pair.withheld, str):
        why = comparison.why_withheld(pair, earlier)
        return answer | {"comparable": False, "refused": why}
    return answer | {
        "comparable": True,
        "change": pair.change,
        "change_ratio": None if pd.isna(pair.change_ratio) else pair.change_ratio,
        "in_words": trends_wording.comparable(pair, earlier, later),
    }


def check_claim(
    ledger: Database,
    area: Area,
    asserts: Annotated[
        Literal["values", "change", "direction", "percent", "zero", "tier"],
        Field(
            description="values: value_to in year_to (and value_from in year_from); change: between the two."
        ),
    ],
    year_to: Year,
    measure: Measure | None = None,
    year_from: Year | None = None,
    value_from: float | None = None,
    value_to: float | None = None,
    direction: Literal["fall", "rise", "same"] | None = None,
    percent: float | None = None,
    tier: Literal["1", "2", "2WL", "3", "SC"] | None = None,
    unit: Annotated[str | None, Field(max_length=100)] = None,
    made_by: Annotated[
        str | None, Field(max_length=200, description="Publisher who makes the claim, if known.")
    ] = None,
) -> Answer:
    """What the sources say of a claim about figures or a tier: a verdict with the evidence for and against."""
    told = {
        "area": one_area(ledger, area),
        "asserts": asserts,
        "measure": one_measure(ledger, measure) if measure else None,
        "year_from": year_from,
        "value_from": value_from,
        "year_to": year_to,
        "value_to": value_to,
        "direction": direction,
        "percent": percent,
        "tier": tier,
        "unit": unit,
        "publisher": made_by,
    }
    needed = {
        "values": ["measure", "value_to"],
        "change": ["measure", "year_from", "value_from", "value_to"],
        "direction": ["measure", "year_from", "direction"],
        "percent": ["measure", "year_from", "percent"],
        "zero": ["measure"],
        "tier": ["tier"],
    }
    if absent := [name for name in needed[asserts] if told[name] is None]:
        told_of = said(wording.NEEDED).format(kind=asserts, names=", ".join(absent))
        raise Unfit(absent[0], told_of)
    verdict, evidence = claims.judge(ledger, {k: v for k, v in told.items() if v is not None})
    return cited(ledger, evidence) | {
        "verdict": verdict,
        "finding": claims_wording.finding(verdict, evidence),
        "meaning": said(claims_wording.MEANING[verdict]),
        "caveats": [said(claims_wording.RULES)],
    }


def cite(
    ledger: Database,
    source_ids: Annotated[
        list[Annotated[str, Field(max_length=200)]],
        Field(max_length=MOST_ROWS, description="Keys of sources, as other answers give them."),
    ],
) -> Answer:
    """The sources in full: citation, address, how they were read, terms."""
    found = catalogue.sources(ledger, source_ids)
    unknown = sorted(set(source_ids) - set(found["source_id"]))
    return {"citations": row_list(found), "unknown": unknown}


def series(
    ledger: Database,
    area: str,
    measure: str,
    form: str,
    publisher: str | None,
    first: int | None,
    last: int | None,
) -> pd.DataFrame:
    asked = {"area": one_area(ledger, area), "measure": one_measure(ledger, measure)}
    asked |= {"form": form, "publisher": publisher, "from": first, "to": last}  # type: ignore[dict-item]
    return voiced(ledger, Series.model_validate(asked))


def one_area(ledger: Database, text: str) -> str:
    """The code of the one area meant. Raises Unfit, for a group too: an answer here is about one area."""
    codes = named_areas(ledger, text.replace(",", " "))
    if len(codes) == 1:
        return codes[0]
    raise Unfit("area", said(wording.SEVERAL).format(name=text), codes)


def one_measure(ledger: Database, code: str) -> str:
    return among("measure", code, catalogue.measures(ledger)["measure"].tolist())[0]


def cited(ledger: Database, found: pd.DataFrame) -> Answer:
    """The rows, at most so many, with the sources that they name."""
    rows = found.head(MOST_ROWS)
    answer = {"rows": row_list(rows), "citations": answers.sources_of(ledger, rows)}
    if len(found) > len(rows):
        answer["cut"] = said(wording.CUT).format(rows=len(found), given=len(rows))
    return answer


def row_list(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return list(answers.rows_of(frame))
