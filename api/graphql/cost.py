"""What an answer costs before it is made: about one for every object in it, page sizes multiplied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, NamedTuple, TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
)

from api.graphql.failures import Refusal
from api.graphql.limits import MOST_COST
from api.graphql.pagination import DEFAULT_SIZE, LARGEST_SIZE

USUAL_SIZE: Final = 5
"""Entries of a list that has no size of its own, such as the phones of a contact point."""
SIZES: Final[Mapping[str, int]] = {
    "Query.areas": 250,
    "Query.vocabulary": 30,
    "Query.referralMechanism": 20,
    "Network.nodes": 500,
    "Network.edges": 1_000,
    "Coverage.cells": 500,
    "WhatIf.lostCells": 100,
    "WhatIf.brokenReferrals": 50,
}
WORK: Final[Mapping[str, int]] = {
    "Query.findCounterparts": 300,
    "Query.findReferralPaths": 300,
    "Query.interpret": 50,
    "Query.network": 300,
    "Query.whatIf": 500,
    "Query.coverage": 500,
}
"""What a field costs by itself, besides the objects that it gives."""
WORK_OF_THE_PAST: Final = 300
"""What it costs to go back to an earlier version."""
_PAGED: Final = {"edges", "nodes", "matches"}
_OWN_SIZES: Final = ("first", "last")
_NOT_SENT: Final = "not sent"

Size: TypeAlias = int | str | None
"""All that a variable's value says of a cost: a number, the length of a list, that nothing was sent, or nothing."""


class Counted(NamedTuple):
    """What an operation cost when it was last counted, and the sizes that its variables gave then."""

    sizes: Mapping[str, Size]
    cost: int


Costs: TypeAlias = dict[int, Counted]
"""What was counted, by the id of the operation; whoever keeps it keeps the document too."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A document with what is needed to count it; `looked_at` gathers the variables that have to do with its cost."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    looked_at: set[str] = field(default_factory=set)

    def value(self, variable: VariableNode) -> Any:
        """What was sent for a variable, or its default."""
        name = variable.name.value
        self.looked_at.add(name)
        return self.variables.get(name)


def cost_of(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    schema: GraphQLSchema,
    variables: Mapping[str, Any],
    costs: Costs,
) -> int:
    """The cost of a validated operation; counted once, and again only where its variables give other sizes."""
    known = costs.get(id(operation))
    if known is None or any(_size_of(variables, name) != size for name, size in known.sizes.items()):
        known = costs[id(operation)] = _counted(document, operation, schema, variables)
    return known.cost


def _size_of(variables: Mapping[str, Any], name: str) -> Size:
    value = variables.get(name, _NOT_SENT)
    if isinstance(value, list):
        return f"{len(value)} entries"
    return _NOT_SENT if value is _NOT_SENT else _page_size(value)


def _page_size(value: Any) -> int | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return int(min(max(value, 0), LARGEST_SIZE)) if is_number else None


def _counted(
    document: DocumentNode, operation: OperationDefinitionNode, schema: GraphQLSchema, variables: Mapping[str, Any]
) -> Counted:
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    defaults = {
        node.variable.name.value: int(node.default_value.value)
        for node in operation.variable_definitions or ()
        if isinstance(node.default_value, IntValueNode) and len(node.default_value.value) < 10
    }
    asking = Asking(schema, fragments, {**defaults, **variables})
    root = schema.query_type
    cost = _Costing(asking).selection(operation.selection_set, root, DEFAULT_SIZE) if root else 0
    return Counted({name: _size_of(variables, name) for name in asking.looked_at}, cost)


def check_cost(cost: int) -> None:
    """Raises Refusal for an answer that costs too much."""
    if cost > MOST_COST:
        message = (
            f"This answer would cost {cost}, at most {MOST_COST} is given. Each object counts one, times the page "
            "sizes above it: ask for smaller pages with `first`, or for less inside them."
        )
        raise Refusal(HTTPStatus.BAD_REQUEST, "COST_TOO_HIGH", message, cost=cost, limit=MOST_COST)


class _Costing:
    """Counts one operation; what a fragment costs is counted once for each type and page size."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._counted: dict[tuple[str, int], int] = {}

    def selection(self, selection: SelectionSetNode, parent: Any, page: int) -> int:
        """The cost of a selection on one object of the type `parent`; `page` is the size of the page it stands on."""
        total = 0
        for node in selection.selections:
            if isinstance(node, FieldNode):
                total += self._field(node, parent, page)
            elif isinstance(node, FragmentSpreadNode):
                total += self._fragment(node.name.value, page)
            elif isinstance(node, InlineFragmentNode):
                kind = self._type(node.type_condition.name.value) if node.type_condition else parent
                total += self.selection(node.selection_set, kind, page)
        return total

    def _field(self, node: FieldNode, parent: Any, page: int) -> int:
        name = node.name.value
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) or name not in parent.fields:
            return 0  # __typename and introspection
        place = f"{parent.name}.{name}"
        field = parent.fields[name]
        work = WORK.get(place, 0) + WORK_OF_THE_PAST * any(one.name.value == "asOf" for one in node.arguments or ())
        if not node.selection_set:
            return work
        own = self._own_size(node, field.args)
        size = self._size(place, name, field.type, page, own)
        inside = self.selection(node.selection_set, get_named_type(field.type), page if own is None else own)
        return work + size * (1 + inside)

    def _size(self, place: str, name: str, kind: GraphQLOutputType, page: int, own: int | None) -> int:
        if not _is_list(kind):
            return 1
        if own is not None:
            return own
        if name in _PAGED and place not in SIZES:
            return page
        return SIZES.get(place, USUAL_SIZE)

    def _own_size(self, node: FieldNode, known: Mapping[str, Any]) -> int | None:
        """The page size that a field asks for; its default where it could ask; None where it has no size."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        if "ids" in known:
            return self._length(given.get("ids"))
        if "first" not in known:
            return None
        sizes = [size for name in _OWN_SIZES if (size := self._number(given.get(name))) is not None]
        default = known["first"].default
        usual = default.value if default is not None and isinstance(default.value, int) else DEFAULT_SIZE
        return min(sizes) if sizes else usual

    def _number(self, value: ValueNode | None) -> int | None:
        if isinstance(value, IntValueNode) and len(value.value) < 10:
            return _page_size(int(value.value))
        if isinstance(value, VariableNode):
            return _page_size(self._asking.value(value))
        return None

    def _length(self, value: ValueNode | None) -> int:
        if isinstance(value, ListValueNode):
            return len(value.values)
        if isinstance(value, VariableNode):
            listed = self._asking.value(value)
            return len(listed) if isinstance(listed, list) else 1
        return 1

    def _fragment(self, name: str, page: int) -> int:
        key = (name, page)
        if key not in self._counted:
            fragment = self._asking.fragments[name]
            kind = self._type(fragment.type_condition.name.value)
            self._counted[key] = self.selection(fragment.selection_set, kind, page)
        return self._counted[key]

    def _type(self, name: str) -> Any:
        return self._asking.schema.type_map.get(name)


def _is_list(kind: GraphQLOutputType) -> bool:
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)
