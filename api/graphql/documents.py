"""Documents: parsed, measured and validated once, and remembered by their text."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    OperationDefinitionNode,
    Visitor,
    parse,
    validate,
    visit,
)

from api.graphql.context import Prepared
from api.graphql.failures import Refusal, invalid
from api.graphql.limits import MOST_CHARACTERS, check_length, check_limits
from api.graphql.query import CASE_FIELDS
from api.graphql.schema import executable

MOST_KEPT: Final = 250_000
"""Characters of all documents that are kept; parsed, each takes some hundred bytes."""
MOST_ERRORS: Final = 5
LONGEST_READ_AT_ONCE: Final = 1_500
"""Characters; what is longer may take more than a few milliseconds."""
_OF_THE_SCHEMA: Final = frozenset({"__schema", "__type"})
_OF_THE_MOMENT: Final = frozenset({"isOpen", "nextOpening"})


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may be executed; `keepable` where its answer holds no case and no moment.

    `introspects`: it asks for the schema itself, besides `__typename`. `prepared`: what plans made for it once.
    """

    node: DocumentNode
    operations: tuple[OperationDefinitionNode, ...]
    carries_case: bool
    keepable: bool
    introspects: bool
    prepared: Prepared = field(default_factory=Prepared)

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """The operation meant; None where the name does not say which."""
        named = [one for one in self.operations if name is None or (one.name and one.name.value == name)]
        return named[0] if len(named) == 1 else None


@dataclass(frozen=True, slots=True)
class Invalid:
    """A document that may not be executed, and why."""

    errors: list[dict[str, Any]]


class Documents:
    """The last documents seen, sound and unsound ones alike."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Document | Invalid | Refusal] = OrderedDict()
        self._characters = 0

    async def read(self, text: str) -> Document | Invalid:
        """The document of a text; a long one is read beside the event loop, so that nobody waits for it.

        Raises Refusal for one that is beyond a limit.
        """
        found = self._kept.get(text)
        if found is None:
            found = (
                read_document(text)
                if len(text) <= LONGEST_READ_AT_ONCE
                else await asyncio.to_thread(read_document, text)
            )
            self._keep(text, found)
        else:
            self._kept.move_to_end(text)
        if isinstance(found, Refusal):
            raise found.again()
        return found

    def _keep(self, text: str, found: Document | Invalid | Refusal) -> None:
        if text in self._kept or len(text) > MOST_CHARACTERS:
            return
        self._kept[text] = found
        self._characters += len(text)
        while self._characters > MOST_KEPT:
            dropped, _ = self._kept.popitem(last=False)
            self._characters -= len(dropped)


def read_document(text: str) -> Document | Invalid | Refusal:
    """Parses, measures and validates a document, whatever comes of it."""
    try:
        check_length(text)
        node = parse(text)
        check_limits(node)
        errors = validate(executable(), node, max_errors=MOST_ERRORS, hide_suggestions=True)
    except Refusal as refusal:
        return refusal.again()  # one that was raised holds on to all that it was raised in
    except GraphQLError as error:
        return Invalid(invalid([error], "GRAPHQL_PARSE_FAILED"))
    except RecursionError:
        message = "The document is nested too deeply to be read. Ask in several steps."
        return Refusal(HTTPStatus.BAD_REQUEST, "TOO_DEEP", message)
    if errors:
        return Invalid(invalid(errors, "GRAPHQL_VALIDATION_FAILED"))
    operations = tuple(one for one in node.definitions if isinstance(one, OperationDefinitionNode))
    names = _field_names(node)
    carries_case = not names.isdisjoint(CASE_FIELDS)
    keepable = not carries_case and names.isdisjoint(_OF_THE_MOMENT)
    return Document(node, operations, carries_case, keepable, introspects=not names.isdisjoint(_OF_THE_SCHEMA))


class _Names(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.found.add(node.name.value)


def _field_names(node: DocumentNode) -> set[str]:
    names = _Names()
    visit(node, names)
    return names.found
