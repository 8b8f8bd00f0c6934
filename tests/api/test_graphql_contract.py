"""The agreed contract stands in the schema: every type, field and argument, as strict or stricter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphql import (
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ListTypeNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    TypeDefinitionNode,
    TypeNode,
    is_introspection_type,
    is_specified_scalar_type,
    parse,
    print_ast,
)

from api.graphql.schema import executable, sdl

CONTRACT = Path(__file__).resolve().parents[3] / "shared" / "contract" / "schema.graphql"
Shaped = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | InputObjectTypeDefinitionNode
WRITTEN_IN_WORDS = {"OrganisationConnection", "ReferralConnection"}


def types_of(text: str) -> dict[str, TypeDefinitionNode]:
    return {node.name.value: node for node in parse(text).definitions if isinstance(node, TypeDefinitionNode)}


OURS = types_of(sdl())


def contract() -> dict[str, TypeDefinitionNode]:
    if not CONTRACT.exists():
        pytest.skip(f"LOUD SKIP: the contract is not beside this repository ({CONTRACT.name})")
    # the enums that the contract only names have their values in the vocabularies
    return types_of(re.sub(r"#.*", "", CONTRACT.read_text("utf-8")))


def test_every_type_of_the_contract_is_there_as_the_same_kind() -> None:
    asked = contract()
    assert {name: asked[name].kind for name in asked} == {
        name: OURS[name].kind if name in OURS else None for name in asked
    }


def test_every_field_is_there_and_gives_the_same_or_more() -> None:
    wrong = [
        f"{name}.{field.name.value}: {print_ast(field.type)}"
        for name, kind in contract().items()
        if isinstance(kind, Shaped)
        for field in kind.fields or ()
        if not as_strict(ours(name, field.name.value), field)
    ]
    assert wrong == []


def test_every_argument_is_there_and_asks_for_no_more() -> None:
    wrong = [
        f"{name}.{field.name.value}({argument.name.value})"
        for name, kind in contract().items()
        if isinstance(kind, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode)
        for field in kind.fields or ()
        for argument in field.arguments or ()
        if not takes(ours(name, field.name.value), argument)
    ]
    assert wrong == []


def test_no_argument_of_ours_is_needed_that_the_contract_does_not_know() -> None:
    known = {
        (name, field.name.value, argument.name.value)
        for name, kind in contract().items()
        if isinstance(kind, ObjectTypeDefinitionNode)
        for field in kind.fields or ()
        for argument in field.arguments or ()
    }
    asked = {
        (name, field.name.value, argument.name.value)
        for name, kind in OURS.items()
        if isinstance(kind, ObjectTypeDefinitionNode) and name in contract()
        for field in kind.fields or ()
        for argument in field.arguments or ()
        if isinstance(argument.type, NonNullTypeNode) and argument.default_value is None
    }
    assert asked - known == {("Query", "changes", "since")}


def test_every_enum_value_and_interface_of_the_contract_is_there() -> None:
    for name, kind in contract().items():
        mine = OURS[name]
        if isinstance(kind, EnumTypeDefinitionNode):
            assert isinstance(mine, EnumTypeDefinitionNode)
            assert values(kind) <= values(mine), name
        if isinstance(kind, ObjectTypeDefinitionNode):
            assert isinstance(mine, ObjectTypeDefinitionNode)
            assert {one.name.value for one in kind.interfaces or ()} <= {
                one.name.value for one in mine.interfaces or ()
            }


@pytest.mark.parametrize("name", sorted(WRITTEN_IN_WORDS))
def test_the_pages_that_the_contract_tells_in_words_are_there(name: str) -> None:
    node = name.removesuffix("Connection")
    kind = OURS[name]
    assert isinstance(kind, ObjectTypeDefinitionNode)
    fields = {field.name.value: print_ast(field.type) for field in kind.fields or ()}
    assert fields == {
        "edges": f"[{node}Edge!]!",
        "nodes": f"[{node}!]!",
        "pageInfo": "PageInfo!",
        "totalCount": "Int!",
    }


def test_everything_in_the_schema_says_what_it_is() -> None:
    silent = []
    for kind in executable().type_map.values():
        if is_introspection_type(kind) or is_specified_scalar_type(kind):
            continue
        parts = [(kind.name, kind.description)]
        for name, field in getattr(kind, "fields", {}).items():
            parts.append((f"{kind.name}.{name}", field.description))
            parts += [
                (f"{kind.name}.{name}({key})", argument.description)
                for key, argument in getattr(field, "args", {}).items()
            ]
        parts += [(f"{kind.name}.{key}", value.description) for key, value in getattr(kind, "values", {}).items()]
        silent += [name for name, about in parts if not about or not about.strip()]
    assert silent == []


def ours(name: str, field: str) -> FieldDefinitionNode | InputValueDefinitionNode | None:
    kind = OURS.get(name)
    fields = kind.fields or () if isinstance(kind, Shaped) else ()
    return next((one for one in fields if one.name.value == field), None)


def as_strict(mine: FieldDefinitionNode | InputValueDefinitionNode | None, asked: object) -> bool:
    if mine is None or not isinstance(asked, FieldDefinitionNode | InputValueDefinitionNode):
        return False
    if isinstance(asked, InputValueDefinitionNode):  # an input may not ask for more than the contract says
        return covers(asked.type, mine.type)
    return covers(mine.type, asked.type)


def takes(mine: FieldDefinitionNode | InputValueDefinitionNode | None, argument: InputValueDefinitionNode) -> bool:
    if not isinstance(mine, FieldDefinitionNode):
        return False
    found = next((one for one in mine.arguments or () if one.name.value == argument.name.value), None)
    if found is None or not covers(argument.type, found.type):
        return False
    default = argument.default_value
    return default is None or (found.default_value is not None and print_ast(found.default_value) == print_ast(default))


def covers(strict: TypeNode, loose: TypeNode) -> bool:
    """Whether everything of the strict type may stand where the loose one is expected."""
    if isinstance(loose, NonNullTypeNode):
        return isinstance(strict, NonNullTypeNode) and covers(strict.type, loose.type)
    if isinstance(strict, NonNullTypeNode):
        return covers(strict.type, loose)
    if isinstance(loose, ListTypeNode):
        return isinstance(strict, ListTypeNode) and covers(strict.type, loose.type)
    return print_ast(strict) == print_ast(loose)


def values(kind: EnumTypeDefinitionNode) -> set[str]:
    return {value.name.value for value in kind.values or ()}
