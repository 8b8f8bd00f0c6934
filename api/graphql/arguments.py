"""Arguments that many fields share, each described once; and how a field's arguments become values of ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final

import strawberry
from graphql import FieldNode, GraphQLField, print_ast
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.types.arguments import convert_arguments

from api.graphql.context import Prepared
from api.graphql.enums import Language

OURS: Final = "strawberry-definition"
"""Where Strawberry keeps its own definition with a type or field of graphql-core."""

InLanguage = Annotated[
    Language | None,
    strawberry.argument(
        description="Preferred language; else that of the Accept-Language header. Where a text does not exist in it, "
        "the nearest one that does is given."
    ),
]
AtMoment = Annotated[
    datetime | None, strawberry.argument(description="The moment that is meant; left out: when the request came.")
]
First = Annotated[int | None, strawberry.argument(description="Entries from the start: 0 to 100; default 20.")]
After = Annotated[str | None, strawberry.argument(description="Go on behind this cursor.")]
Last = Annotated[int | None, strawberry.argument(description="Entries from the end: 0 to 100; instead of `first`.")]
Before = Annotated[str | None, strawberry.argument(description="Stop in front of this cursor.")]


def arguments_of(
    field: GraphQLField, node: FieldNode, variables: VariableValues, schema: strawberry.Schema, prepared: Prepared
) -> Mapping[str, Any]:
    """The values of a field's arguments by their Python names, one left out is absent; made once where they can be."""
    fixed, key = prepared.arguments, (id(field), id(node))
    if key not in fixed:
        fixed[key] = None if _has_variables(node) else _converted(field, node, variables, schema)
    known = fixed[key]
    return _converted(field, node, variables, schema) if known is None else known


def _has_variables(node: FieldNode) -> bool:
    return any("$" in print_ast(argument.value) for argument in node.arguments or ())  # "$" in a text costs only time


def _converted(
    field: GraphQLField, node: FieldNode, variables: VariableValues, schema: strawberry.Schema
) -> Mapping[str, Any]:
    given = get_argument_values(field, node, variables, hide_suggestions=True)
    registry = schema.schema_converter.scalar_registry
    return convert_arguments(given, field.extensions[OURS].arguments, scalar_registry=registry, config=schema.config)
