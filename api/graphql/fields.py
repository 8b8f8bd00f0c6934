"""Strawberry's fields, in the two forms that the types of this API use beside plain ones."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar, cast

import strawberry

Method = TypeVar("Method", bound=Callable[..., Any])
READ_FROM: dict[Callable[..., Any], str] = {}
"""What a field's function reads, where it does nothing else: attributes, which a plan reads without the function."""
STANDS_FOR: dict[type, type] = {}
"""Types of which every field is a field of a record's own: the record itself is given in their place."""


def resolved(*, description: str, graphql_type: Any = None) -> Callable[[Method], Method]:
    """A field that a method answers; `graphql_type` where the method gives a value now or later, as it is ready."""
    return cast("Callable[[Method], Method]", strawberry.field(description=description, graphql_type=graphql_type))


def recorded(path: str, make: Callable[[Any], Any] | None = None, *, description: str) -> Any:
    """A field that is read from the object's `record` when it is asked for: most answers ask for few of many.

    `make` makes of what the record holds what is answered.
    """
    read_from = f"record.{path}"
    read = attrgetter(read_from)

    def reading(root: Any) -> Any:
        return make(read(root)) if make else read(root)

    if make is None:
        READ_FROM[reading] = read_from
    return strawberry.field(resolver=reading, description=description)
