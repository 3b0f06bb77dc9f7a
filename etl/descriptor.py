"""What `datapackage.json` must say before anything can be read by it."""

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from etl.libraries import told_again
from etl.words import message, told

# The tables that marts and pages read.
NEEDED = frozenset(
    "aggregate aggregate_name case_step claim country country_alias country_group country_group_member country_group_name "
    "country_name court_case event figure "
    "measure origin_label palermo_protocol population questionnaire_code register_name series_break set_aside source stated_direction term "
    "tier_ranking tier_total".split()
)

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(
            told("{pattern} is no pattern ({error})", pattern=repr(pattern), error=error)
        ) from None
    return pattern


def stays_inside(path: str) -> str:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or parts.suffix != ".csv":
        raise ValueError(told("{path} is no CSV file within the folder", path=repr(path)))
    return path


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class Constraints(Strict):
    required: bool = False
    minimum: float | int | None = None
    maximum: float | int | None = None
    enum: Annotated[list[str], Field(min_length=1)] | None = None
    pattern: Annotated[str, AfterValidator(compiles)] | None = None


class Column(Strict):
    name: Name
    type: Literal["string", "integer", "number", "date"]
    description: str
    constraints: Constraints = Constraints()


class Reference(Strict):
    resource: str
    fields: Annotated[list[str], Field(min_length=1, max_length=1)]


class ForeignKey(Strict):
    fields: Annotated[list[str], Field(min_length=1, max_length=1)]
    reference: Reference


class Schema(Strict):
    fields: Annotated[list[Column], Field(min_length=1)]
    primaryKey: Annotated[list[str], Field(min_length=1)]
    foreignKeys: list[ForeignKey] = []

    @model_validator(mode="after")
    def keys_are_columns(self) -> "Schema":
        columns = [column.name for column in self.fields]
        if len(set(columns)) < len(columns):
            raise ValueError(told("a column stands twice"))
        keys = [*self.primaryKey, *(key.fields[0] for key in self.foreignKeys)]
        if unknown := sorted(set(keys) - set(columns)):
            raise ValueError(told("the key {keys} is no column", keys=", ".join(unknown)))
        return self


class Resource(Strict):
    name: str
    path: Annotated[str, AfterValidator(stays_inside)]
    table: Name
    description: str
    table_schema: Annotated[Schema, Field(alias="schema")]


NAME_TWICE = message("the name {given} stands twice")
PATH_TWICE = message("the path {given} stands twice")


class Descriptor(Strict):
    version: str
    resources: Annotated[list[Resource], Field(min_length=1)]

    @model_validator(mode="after")
    def resources_fit_together(self) -> "Descriptor":
        for what, said in (("name", NAME_TWICE), ("path", PATH_TWICE)):
            given = [getattr(resource, what) for resource in self.resources]
            if twice := sorted({one for one in given if given.count(one) > 1}):
                raise ValueError(told(said, given=", ".join(twice)))
        if missing := sorted(NEEDED - {resource.table for resource in self.resources}):
            raise ValueError(
                told(
                    "the table {tables}, which the pages need, is left out",
                    tables=", ".join(missing),
                )
            )
        self.references_lead_somewhere()
        return self

    def references_lead_somewhere(self) -> None:
        columns = {r.name: {c.name for c in r.table_schema.fields} for r in self.resources}
        needs: dict[str, set[str]] = {}
        for resource in self.resources:
            for key in resource.table_schema.foreignKeys:
                there = key.reference
                if not set(there.fields) <= columns.get(there.resource, set()):
                    raise ValueError(
                        told(
                            "{table} refers to {other}.{column}, which is not described",
                            table=resource.name,
                            other=there.resource,
                            column=there.fields[0],
                        )
                    )
                needs.setdefault(resource.name, set()).add(there.resource)
        try:
            TopologicalSorter(needs).prepare()
        except CycleError as error:
            raise ValueError(
                told("references go in a circle ({tables})", tables=", ".join(error.args[1]))
            ) from None


def first_flaw(errors: list[Any]) -> str:
    """The first of Pydantic's errors with its place: `resources[3].schema.fields[0].type: …`."""
    error = errors[0]
    place = "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in error["loc"]
    ).lstrip(".")
    said = told_again(error["msg"].removeprefix("Value error, "))
    return told("{place}: {problem}", place=place, problem=said) if place else said
