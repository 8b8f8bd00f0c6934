"""What is answered for a value: of a scalar, an enum, a list; and what is said where it is not as was planned."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from graphql import GraphQLEnumType, GraphQLScalarType, Undefined

Plan: TypeAlias = Callable[[Any], Any]
"""Makes what is answered of a value."""
_AS_THEY_ARE: Final[Mapping[str, type]] = {"String": str, "ID": str, "Boolean": bool}


class NotPlanned(Exception):  # noqa: N818  (not an error: the longer way is taken)
    """Something is not as the plan expects it."""


class ToCome(Exception):  # noqa: N818  (not an error: it is waited for)
    """A value is not there yet."""

    def __init__(self, value: Future[Any]) -> None:
        super().__init__()
        self.value = value


class Making(NamedTuple):
    """How an answer is made of a value: `by` a function that knows every value, and what is quicker for most of them.

    Values of the class `plain` are written as they are; `members` names the answer of each; a list is made by `each`.
    """

    by: Plan
    plain: type | None = None
    members: Mapping[Any, Any] | None = None
    each: Making | None = None


def other_than_planned(value: Any) -> Exception:
    """What is raised where a value is not of the class that was expected."""
    return ToCome(value) if isinstance(value, Future) else NotPlanned()


def list_of(each: Making, *, is_full: bool) -> Making:
    """A list; it may hold nulls where it is not full."""

    def made(values: Any) -> list[Any]:
        if not isinstance(values, list | tuple):
            raise other_than_planned(values)
        if is_full:  # then nothing takes a null
            return [each.by(value) for value in values]
        return [None if value is None else each.by(value) for value in values]

    return Making(made, each=each if is_full and each.each is None else None)


@cache
def enum(kind: GraphQLEnumType) -> Making:
    """A member of an enum; nothing else, null neither, has a name there."""
    members = {member: kind.coerce_output_value(member) for member in getattr(kind, "wrapped_cls", ())}
    return Making(members.__getitem__, members=members)


@cache
def scalar(kind: GraphQLScalarType) -> Making:
    """A text, a number, a date; null is none of them."""
    coerce = kind.coerce_output_value

    def made(value: Any) -> Any:
        if value is None or isinstance(value, Future):
            raise other_than_planned(value)
        written = coerce(value)
        if written is None or written is Undefined:
            raise NotPlanned
        return written

    return Making(made, plain=_AS_THEY_ARE.get(kind.name))
