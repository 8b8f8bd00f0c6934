"""Strawberry's fields, in the two forms that the types of this API use beside plain ones."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar, cast

import strawberry

Method = TypeVar("Method", bound=Callable[..., Any])
AT_ONCE: dict[Callable[..., Any], Callable[[Any], Any]] = {}
"""Quicker functions that give the same as a field's own; a plan calls them."""
STANDS_FOR: dict[type, type] = {}
"""Types of which every field is a field of a record's own: the record itself is given in their place."""


def resolved(*, description: str, graphql_type: Any = None) -> Callable[[Method], Method]:
    """A field that a method answers; `graphql_type` where the method gives a value now or later, as it is ready."""
    return cast("Callable[[Method], Method]", strawberry.field(description=description, graphql_type=graphql_type))


def recorded(path: str, make: Callable[[Any], Any] | None = None, *, description: str) -> Any:
    """A field that is read from the object's `record` when it is asked for: most answers ask for few of many.

    `make` makes of what the record holds what is answered.
    """
    read = attrgetter(f"record.{path}")

    def reading(root: Any) -> Any:
        return make(read(root)) if make else read(root)

    if make is None:
        AT_ONCE[reading] = read
    return strawberry.field(resolver=reading, description=description)
