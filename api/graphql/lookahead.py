"""Looking ahead: what the next levels of an answer will ask for is loaded level by level before they ask.

It only saves waiting. What it misses is loaded when it is asked for; what it loads in vain is never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLResolveInfo,
    InlineFragmentNode,
    SelectionNode,
)

from api.graphql.arguments import arguments_of
from api.graphql.context import Context
from api.graphql.ties import TiesAsked
from graph_directory.errors import BadCursor, BadQuestion
from graph_directory.model import ContactPoint, LegalBasis, Organisation, Referral, Slug

Fragments: TypeAlias = Mapping[str, FragmentDefinitionNode]
Keys: TypeAlias = Callable[[Any], Iterable[Slug | None]]


@dataclass(frozen=True, slots=True)
class _Step:
    """A relation: the batch that holds it, which slugs a record asks it for, and what it leads to."""

    batch: str
    keys: Keys
    leads_to: type | None = None
    is_paged: bool = False
    """Whether the field's arguments say how much of it is shown."""


def _self(record: Any) -> tuple[Slug]:
    return (record.slug,)


_SOURCES: Final = _Step("sources", lambda record: record.sources)
_LAW: Final = _Step("legal_bases", lambda record: record.legal_bases, LegalBasis)
_STEPS: Final[dict[type, dict[str, _Step]]] = {
    Organisation: {
        "parent": _Step("organisations", lambda body: (body.parent,), Organisation),
        "successor": _Step("organisations", lambda body: (body.successor,), Organisation),
        "contactPoints": _Step("contact_points_of", _self, ContactPoint),
        "referrals": _Step("referrals_of", _self, Referral, is_paged=True),
        "sources": _SOURCES,
    },
    ContactPoint: {
        "organisations": _Step("organisations", lambda point: point.organisations, Organisation),
        "access": _Step("organisations", lambda point: point.organisations[:1]),
        "address": _Step("organisations", lambda point: point.organisations[:1]),
        "isOpen": _Step("organisations", lambda point: point.organisations[:1]),
        "nextOpening": _Step("organisations", lambda point: point.organisations[:1]),
        "sources": _SOURCES,
    },
    Referral: {
        "source": _Step("organisations", lambda referral: (referral.source,), Organisation),
        "target": _Step("organisations", lambda referral: (referral.target,), Organisation),
        "legalBases": _LAW,
        "instrument": _Step("legal_bases", lambda referral: (referral.instrument,), LegalBasis),
        "sources": _SOURCES,
    },
    LegalBasis: {"sources": _SOURCES},
}
_WRAPPERS: Final = {"edges", "node", "nodes"}


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A relation that is asked for of records of one kind, in which field, and what is asked for beyond it."""

    step: _Step
    field: FieldNode
    beyond: tuple[_Ahead, ...]


async def look_ahead(info: GraphQLResolveInfo[Any], path: Sequence[str], records: Sequence[Any], ctx: Context) -> None:
    """Loads what the selection under `path` of this field asks of these records, all of one type."""
    if not records:
        return
    kept, kind = ctx.prepared.ahead, type(records[0])
    key = (kind, *path, *map(id, info.field_nodes))
    found: tuple[_Ahead, ...] | None = kept.get(key)
    if found is None:
        found = kept[key] = _asked(_selected(info.field_nodes, path, info.fragments), kind, info.fragments)
    await _descend(found, records, ctx, info)


async def _descend(
    ahead: Iterable[_Ahead], records: Sequence[Any], ctx: Context, info: GraphQLResolveInfo[Any]
) -> None:
    for one in ahead:
        slugs = [slug for record in records for slug in one.step.keys(record) if slug]
        found = await getattr(ctx.batches, one.step.batch).prime(slugs)
        if one.beyond:
            shown = _shown(one.field, records, ctx, info) if one.step.is_paged else _flat(found)
            await _descend(one.beyond, shown, ctx, info)


def _selected(fields: Sequence[FieldNode], path: Sequence[str], fragments: Fragments) -> list[FieldNode]:
    """The fields under a path of these."""
    selection = [node for field in fields for node in _children(field, fragments)]
    for name in path:
        selection = [node for field in selection if field.name.value == name for node in _children(field, fragments)]
    return selection


def _asked(selection: Iterable[FieldNode], kind: type, fragments: Fragments) -> tuple[_Ahead, ...]:
    """The relations that a selection asks for of records of one kind, and so on beyond them."""
    steps = _STEPS.get(kind, {})
    found = ((steps[field.name.value], field) for field in selection if field.name.value in steps)
    return tuple(
        _Ahead(step, field, _asked(_children(field, fragments), step.leads_to, fragments) if step.leads_to else ())
        for step, field in found
    )


def _shown(
    field: FieldNode, bodies: Sequence[Organisation], ctx: Context, info: GraphQLResolveInfo[Any]
) -> list[Referral]:
    """Of all referrals of these bodies those that this field shows: a body may have thousands."""
    try:
        asked = TiesAsked.of(_arguments(field, info, ctx))
        ties = [(body.slug, ctx.batches.referrals_of.known(body.slug) or ()) for body in bodies]
        pages = [asked.page_of(body, some, ctx.directory.shelf) for body, some in ties]
    except (GraphQLError, BadQuestion, BadCursor):  # the field itself says so, in its place
        return []
    return [referral for shown, _ in pages for referral in shown]


def _arguments(field: FieldNode, info: GraphQLResolveInfo[Any], ctx: Context) -> Mapping[str, Any]:
    ours: Any = info.schema
    kind = ours.type_map["Organisation"]
    asked = kind.fields[field.name.value]
    return arguments_of(asked, field, info.variable_values, ours._strawberry_schema, ctx.prepared)


def _flat(found: Iterable[Any]) -> list[Any]:
    return [record for value in found for record in (value if isinstance(value, tuple) else (value,))]


def _children(field: FieldNode, fragments: Fragments) -> list[FieldNode]:
    """The fields below, through fragments and through the wrappers of a page."""
    found: list[FieldNode] = []
    pending: list[SelectionNode] = list(field.selection_set.selections) if field.selection_set else []
    while pending:
        node = pending.pop()
        if isinstance(node, FieldNode):
            if node.name.value in _WRAPPERS and node.selection_set:
                pending.extend(node.selection_set.selections)
            else:
                found.append(node)
        elif isinstance(node, InlineFragmentNode):
            pending.extend(node.selection_set.selections)
        elif isinstance(node, FragmentSpreadNode):
            pending.extend(fragments[node.name.value].selection_set.selections)
    return found
