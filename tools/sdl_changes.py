"""What the schema of the code changes for clients of the last release, whose schema is released.graphql.

Run as `python -m tools.sdl_changes`: lists breaking and dangerous changes and fails on a breaking one. With
`--release` it writes the schema of the code as the released one; that is a step of making a release.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from graphql import (
    BreakingChange,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
)

from tools.printed_schema import PRINTED, printed

RELEASED = PRINTED.with_name("released.graphql")
_REMOVED = re.compile(r"(\w+)\.(\w+)(?:\((\w+):\))? was removed")


@dataclass(frozen=True, slots=True)
class Changes:
    """What clients of the released schema meet: requests that fail now, and answers that may surprise them."""

    breaking: tuple[str, ...]
    dangerous: tuple[str, ...]


def changes(released: str, now: str) -> Changes:
    """The changes between two schemas; taking away what the released one marked as deprecated breaks no promise."""
    old, new = build_schema(released), build_schema(now)
    broken = tuple(change.description for change in find_breaking_changes(old, new) if not _announced(change, old))
    return Changes(broken, tuple(change.description for change in find_dangerous_changes(old, new)))


def _announced(change: BreakingChange, old: GraphQLSchema) -> bool:
    named = _REMOVED.search(change.description)
    return named is not None and _is_deprecated(old.type_map[named[1]], named[2], named[3])


def _is_deprecated(kind: GraphQLNamedType, member: str, argument: str | None) -> bool:
    found: GraphQLField | GraphQLInputField | GraphQLEnumValue | GraphQLArgument | None = None
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        field = kind.fields[member]
        found = field.args[argument] if argument else field
    elif isinstance(kind, GraphQLInputObjectType):
        found = kind.fields[member]
    elif isinstance(kind, GraphQLEnumType):
        found = kind.values[member]
    return found is not None and bool(found.deprecation_reason)


def main(arguments: list[str]) -> int:
    """Lists the changes, or writes the released schema."""
    if "--release" in arguments:
        RELEASED.write_text(printed(), "utf-8")
        return 0
    found = changes(RELEASED.read_text("utf-8"), printed())
    for title, lines in (("Breaking", found.breaking), ("Dangerous", found.dangerous)):
        print(f"{title}: {len(lines)}")
        for line in lines:
            print(f"  {line}")
    return int(bool(found.breaking))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
