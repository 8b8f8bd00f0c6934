"""Limits on a document before it is validated: how long, how deep, how many names, how often the same.

Characters and tokens are counted before the document is parsed, at a tenth of what parsing costs. All else is counted
after fragments are put in place, and each fragment only once, so that counting stays quick whatever is sent. What is
repeated counts for itself: validation compares every field with every other of its name, and those below these again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from itertools import islice
from typing import Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
)

from api.graphql.failures import Refusal

MOST_BYTES: Final = 100_000
MOST_CHARACTERS: Final = 20_000
"""In the text of a document, what means nothing included; the rest of a body is for variables."""
MOST_TOKENS: Final = 1_000
"""The longest question of our own has 80, the question for the whole schema 163."""
DEEPEST: Final = 10
DEEPEST_INTROSPECTION: Final = 16
MOST_ALIASES: Final = 30
MOST_DIRECTIVES: Final = 20
MOST_REPEATS: Final = 10
"""Of one field in one selection."""
MOST_REPEATED: Final = 60
"""Of all fields in all selections, fragments put in place."""
MOST_FRAGMENTS: Final = 30
MOST_OPERATIONS: Final = 10
MOST_FIELDS: Final = 200
"""In one selection; no type has a fifth as many."""
MOST_INPUT_FIELDS: Final = 50
"""In one object of a document's own values; no input has half as many."""
DEEPEST_VARIABLES: Final = 20
MOST_VALUES: Final = 2_000
"""In the variables of one request, objects and lists counted with what is in them."""
MOST_SECONDS: Final = 5.0
MOST_COST: Final = 10_000


_MOST_SHOWN: Final = 1_000_000
_TOKEN: Final = re.compile(
    r"""(?:[\s,\ufeff]|\#[^\n\r]*)*+  # what means nothing; never looked at twice
    (\w++|\.\.\.|\"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\")?|"(?:[^"\\\n\r]|\\.)*+"?|-?[\d.eE+-]++|.)?""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in one selection, fragments included; introspection has a depth of its own.

    `names` holds, by name, how many fields all of that name hold and the largest of them; `repeated` how many fields
    further down stand where others of their name do.
    """

    depth: int = 0
    introspection_depth: int = 0
    aliases: int = 0
    directives: int = 0
    repeats: int = 0
    repeated: int = 0
    names: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many fields there are."""
        return sum(total for total, _ in self.names.values())

    @property
    def repeated_in_all(self) -> int:
        """How many fields would go if each stood once, with all that is below them."""
        return self.repeated + sum(total - largest for total, largest in self.names.values())


def tokens(text: str) -> Iterator[str]:
    """The tokens of a text, as many as the parser would find in one that it can read."""
    return (match[1] for match in _TOKEN.finditer(text) if match[1])


def check_length(text: str) -> None:
    """Raises Refusal for a document that is too long to be parsed; tokens beyond the limit are not looked at."""
    if len(text) > MOST_CHARACTERS:
        hint = "Leave out comments and spaces, or ask in several requests."
        message = f"The document has {len(text)} characters; at most {MOST_CHARACTERS} are read. {hint}"
        raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "TOO_LARGE", message, limit=MOST_CHARACTERS)
    if next(islice(tokens(text), MOST_TOKENS, None), None):
        message = f"The document has more than {MOST_TOKENS} tokens. Ask for less, or in several requests."
        raise Refusal(HTTPStatus.BAD_REQUEST, "TOO_MANY_TOKENS", message, limit=MOST_TOKENS)


def check_limits(document: DocumentNode) -> None:
    """Raises Refusal for a document that is beyond a limit, with what to change."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    if len(fragments) > MOST_FRAGMENTS:
        raise _beyond("TOO_MANY_FRAGMENTS", "fragments", len(fragments), MOST_FRAGMENTS, "Merge some of them.")
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if len(operations) > MOST_OPERATIONS:
        hint = "Send the one that is meant."
        raise _beyond("TOO_MANY_OPERATIONS", "operations", len(operations), MOST_OPERATIONS, hint)
    counting = _Counting(fragments)
    for node in operations:
        _check(counting.selection(node.selection_set, inside=False))


def _check(found: Measure) -> None:
    once, schema = "Name each field once.", "levels of introspection"
    bounds = (
        ("TOO_DEEP", "levels of fields", found.depth, DEEPEST, "Ask in two steps, the second by slug or id."),
        ("TOO_DEEP", schema, found.introspection_depth, DEEPEST_INTROSPECTION, "Read /schema.graphql."),
        ("TOO_MANY_ALIASES", "aliases", found.aliases, MOST_ALIASES, "Send several requests, or use `nodes(ids:)`."),
        ("TOO_MANY_DIRECTIVES", "directives", found.directives, MOST_DIRECTIVES, "Leave some out."),
        ("TOO_MANY_REPEATS", "repeats of one field", found.repeats, MOST_REPEATS, once),
        ("TOO_MANY_REPEATS", "repeated fields", found.repeated_in_all, MOST_REPEATED, once),
    )
    for code, what, number, limit, hint in bounds:
        if number > limit:
            raise _beyond(code, what, number, limit, hint)


def _beyond(code: str, what: str, number: int, limit: int, hint: str) -> Refusal:
    shown = str(number) if number < _MOST_SHOWN else f"more than {_MOST_SHOWN}"
    message = f"The document has {shown} {what}; at most {limit} are answered. {hint}"
    return Refusal(HTTPStatus.BAD_REQUEST, code, message, actual=min(number, _MOST_SHOWN), limit=limit)


class _Counting:
    """Counts selections; a fragment is counted once, and one that leads back to itself counts nothing there."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._counted: dict[tuple[str, bool], Measure] = {}
        self._open: set[str] = set()

    def selection(self, selection: SelectionSetNode, *, inside: bool) -> Measure:
        """What one selection holds; `inside` is that of a question about the schema."""
        _check_fields(len(selection.selections))
        parts: list[Measure] = []
        own: Counter[str] = Counter()
        directives = 0
        for node in selection.selections:
            directives += len(node.directives or ())
            if isinstance(node, FieldNode):
                name = (node.alias or node.name).value
                own[name] += 1
                parts.append(self._field(node, name, inside))
            elif isinstance(node, FragmentSpreadNode):
                parts.append(self._fragment(node.name.value, inside))
            elif isinstance(node, InlineFragmentNode):
                parts.append(self.selection(node.selection_set, inside=inside))
        found = _together(parts, own)
        _check_fields(len(found.names))
        return replace(found, directives=found.directives + directives)

    def _field(self, node: FieldNode, name: str, inside: bool) -> Measure:
        for argument in node.arguments or ():
            _check_value(argument.value)
        inside = inside or node.name.value in {"__schema", "__type"}
        below = self.selection(node.selection_set, inside=inside) if node.selection_set else _NOTHING
        size = 1 + below.size
        return Measure(
            depth=below.depth + (not inside),
            introspection_depth=below.introspection_depth + inside,
            aliases=below.aliases + (node.alias is not None),
            directives=below.directives,
            repeats=below.repeats,
            repeated=below.repeated_in_all,
            names={name: (size, size)},
        )

    def _fragment(self, name: str, inside: bool) -> Measure:
        key = (name, inside)
        if key in self._counted:
            return self._counted[key]
        fragment = self._fragments.get(name)
        if fragment is None or name in self._open:
            return _NOTHING  # validation says what is wrong with it
        self._open.add(name)
        found = self.selection(fragment.selection_set, inside=inside)
        self._open.discard(name)
        self._counted[key] = found
        return found


def _check_fields(number: int) -> None:
    if number > MOST_FIELDS:
        raise _beyond(
            "TOO_MANY_FIELDS", "fields in one selection", number, MOST_FIELDS, "Ask for them in two requests."
        )


def _together(parts: list[Measure], own: Counter[str]) -> Measure:
    """The parts of one selection, and how often which field stands in it by itself."""
    names: dict[str, tuple[int, int]] = {}
    for part in parts:
        for name, (total, largest) in part.names.items():
            before = names.get(name, (0, 0))
            names[name] = (before[0] + total, max(before[1], largest))
    return Measure(
        depth=max((part.depth for part in parts), default=0),
        introspection_depth=max((part.introspection_depth for part in parts), default=0),
        aliases=sum(part.aliases for part in parts),
        directives=sum(part.directives for part in parts),
        repeats=max((*own.values(), *(part.repeats for part in parts)), default=0),
        repeated=sum(part.repeated for part in parts),
        names=names,
    )


def _check_value(value: ValueNode) -> None:
    pending: list[ValueNode] = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, ObjectValueNode):
            if len(node.fields) > MOST_INPUT_FIELDS:
                hint = "Name each field once."
                raise _beyond("TOO_MANY_FIELDS", "fields in one object", len(node.fields), MOST_INPUT_FIELDS, hint)
            pending.extend(one.value for one in node.fields)
        elif isinstance(node, ListValueNode):
            pending.extend(node.values)


_NOTHING: Final = Measure()
