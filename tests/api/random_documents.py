"""Random documents that are valid for the schema, with values that are plausible, odd or absurd."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)

from api.graphql.schema import executable

WORDS = [
    "be-payoke",
    "nl-comensha",
    "BE",
    "nl",
    "Eindhoven",
    "4000 Liège",
    "themes",
    "",
    "x" * 300,
    "\0\u202e",
    "🦔",
    "🇧🇪",
    "NL4",
]
NUMBERS = [0, 1, 2, 5, 10, 101, -1, 2**31 - 1]
DEEPEST = 6


def documents(seed: int, number: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """So many documents with their variables; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(number):
        yield _Writer(chance).document()


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._variables: dict[str, Any] = {}
        self._declared: list[str] = []

    def document(self) -> tuple[str, dict[str, Any]]:
        root = executable().query_type
        assert root is not None
        selection = self._selection(root, 0)
        declared = f"({', '.join(self._declared)})" if self._declared else ""
        return f"query Q{declared} {selection}", self._variables

    def _selection(self, kind: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
        fields = list(kind.fields.items())
        wanted = self._chance.sample(fields, min(len(fields), self._chance.randint(1, 3 if depth else 2)))
        parts = [part for name, field in wanted if (part := self._field(name, field, depth))]
        return "{ " + " ".join(parts or ["__typename"]) + " }"

    def _field(self, name: str, field: Any, depth: int) -> str:
        inner = get_named_type(field.type)
        if is_leaf_type(inner):
            return f"{name}{self._arguments(field)}"
        if depth >= DEEPEST:
            return ""
        return f"{name}{self._arguments(field)} {self._selection(inner, depth + 1)}"

    def _arguments(self, field: Any) -> str:
        given = []
        for name, argument in field.args.items():
            if isinstance(argument.type, GraphQLNonNull) or self._chance.random() < 0.4:
                variable = f"v{len(self._declared)}"
                self._declared.append(f"${variable}: {argument.type}")
                self._variables[variable] = self._value(argument.type, 0)
                given.append(f"{name}: ${variable}")
        return f"({', '.join(given)})" if given else ""

    def _value(self, kind: Any, depth: int) -> Any:
        if isinstance(kind, GraphQLNonNull):
            return self._value(kind.of_type, depth)
        if depth and self._chance.random() < 0.2:
            return None
        if isinstance(kind, GraphQLList):
            length = self._chance.randint(0, 3)
            return [self._value(kind.of_type, 0) for _ in range(length)]
        if isinstance(kind, GraphQLEnumType):
            return self._chance.choice(list(kind.values))
        if isinstance(kind, GraphQLInputObjectType):
            return {
                name: self._value(field.type, depth + 1)
                for name, field in kind.fields.items()
                if isinstance(field.type, GraphQLNonNull) or self._chance.random() < 0.4
            }
        plain: dict[str, list[Any]] = {
            "Int": NUMBERS,
            "Boolean": [True, False],
            "DateTime": ["2026-11-26T09:30:00+01:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"],
        }
        return self._chance.choice(plain.get(kind.name, WORDS))
