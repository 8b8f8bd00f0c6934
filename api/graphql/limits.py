"""Limits on a document before it is validated: how deep, how many names, how often the same.

Counted after fragments are put in place, and each fragment only once, so that counting stays quick whatever is sent.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from api.graphql.failures import Refusal

MOST_BYTES: Final = 100_000
MOST_TOKENS: Final = 2_000
DEEPEST: Final = 10
DEEPEST_INTROSPECTION: Final = 16
MOST_ALIASES: Final = 30
MOST_DIRECTIVES: Final = 20
MOST_REPEATS: Final = 10
MOST_FRAGMENTS: Final = 50
MOST_FIELDS: Final = 500
"""In one selection; no type has a tenth as many."""
DEEPEST_VARIABLES: Final = 20
MOST_SECONDS: Final = 5.0
MOST_COST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in one selection, fragments included; introspection has a depth of its own."""

    depth: int = 0
    introspection_depth: int = 0
    aliases: int = 0
    directives: int = 0
    repeats: int = 0


_LEAF: Final = Measure(depth=1)
_LEAF_OF_THE_SCHEMA: Final = Measure(introspection_depth=1)


def check_limits(document: DocumentNode) -> None:
    """Raises Refusal for a document that is beyond a limit, with what to change."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    if len(fragments) > MOST_FRAGMENTS:
        raise _beyond("TOO_MANY_FRAGMENTS", "fragments", len(fragments), MOST_FRAGMENTS, "Merge some of them.")
    counting = _Counting(fragments)
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            _check(counting.selection(node.selection_set, inside_introspection=False))


def _check(found: Measure) -> None:
    bounds = (
        ("TOO_DEEP", "levels of fields", found.depth, DEEPEST, "Ask in two steps, the second by slug or id."),
        (
            "TOO_DEEP",
            "levels of introspection",
            found.introspection_depth,
            DEEPEST_INTROSPECTION,
            "Read /schema.graphql.",
        ),
        ("TOO_MANY_ALIASES", "aliases", found.aliases, MOST_ALIASES, "Send several requests, or use `nodes(ids:)`."),
        ("TOO_MANY_DIRECTIVES", "directives", found.directives, MOST_DIRECTIVES, "Leave some out."),
        ("TOO_MANY_REPEATS", "repeats of one field", found.repeats, MOST_REPEATS, "Name each field once."),
    )
    for code, what, number, limit, hint in bounds:
        if number > limit:
            raise _beyond(code, what, number, limit, hint)


def _beyond(code: str, what: str, number: int, limit: int, hint: str) -> Refusal:
    message = f"The document has {number} {what}; at most {limit} are answered. {hint}"
    return Refusal(HTTPStatus.BAD_REQUEST, code, message, actual=number, limit=limit)


class _Counting:
    """Counts selections; a fragment is counted once, and one that leads back to itself counts nothing there."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._counted: dict[tuple[str, bool], Measure] = {}
        self._open: set[str] = set()

    def selection(self, selection: SelectionSetNode, *, inside_introspection: bool) -> Measure:
        """What one selection holds."""
        if len(selection.selections) > MOST_FIELDS:
            number = len(selection.selections)
            raise _beyond("TOO_MANY_FIELDS", "fields in one selection", number, MOST_FIELDS, "Name each field once.")
        parts: list[Measure] = []
        keys: Counter[str] = Counter()
        own_directives = 0
        for node in selection.selections:
            own_directives += len(node.directives or ())
            if isinstance(node, FieldNode):
                keys[(node.alias or node.name).value] += 1
                parts.append(self._field(node, inside_introspection))
            elif isinstance(node, FragmentSpreadNode):
                parts.append(self._fragment(node.name.value, inside_introspection))
            else:
                parts.append(self.selection(node.selection_set, inside_introspection=inside_introspection))  # type: ignore[attr-defined]
        return Measure(
            depth=max((part.depth for part in parts), default=0),
            introspection_depth=max((part.introspection_depth for part in parts), default=0),
            aliases=sum(part.aliases for part in parts),
            directives=own_directives + sum(part.directives for part in parts),
            repeats=max(max(keys.values(), default=0), *(part.repeats for part in parts), 0),
        )

    def _field(self, node: FieldNode, inside: bool) -> Measure:
        inside = inside or node.name.value in {"__schema", "__type"}
        if not node.selection_set and node.alias is None:
            return _LEAF_OF_THE_SCHEMA if inside else _LEAF
        below = self.selection(node.selection_set, inside_introspection=inside) if node.selection_set else Measure()
        return Measure(
            depth=below.depth + (not inside),
            introspection_depth=below.introspection_depth + inside,
            aliases=below.aliases + (node.alias is not None),
            directives=below.directives,
            repeats=below.repeats,
        )

    def _fragment(self, name: str, inside: bool) -> Measure:
        key = (name, inside)
        if key in self._counted:
            return self._counted[key]
        fragment = self._fragments.get(name)
        if fragment is None or name in self._open:
            return Measure()  # validation says what is wrong with it
        self._open.add(name)
        found = self.selection(fragment.selection_set, inside_introspection=inside)
        self._open.discard(name)
        self._counted[key] = found
        return found
