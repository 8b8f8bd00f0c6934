"""Strawberry's decorator for fields with a function behind them, typed so that the function keeps its type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import strawberry

Method = TypeVar("Method", bound=Callable[..., Any])


def resolved(*, description: str, graphql_type: Any = None) -> Callable[[Method], Method]:
    """A field that a method answers; `graphql_type` where the method gives a value now or later, as it is ready."""
    return cast("Callable[[Method], Method]", strawberry.field(description=description, graphql_type=graphql_type))
