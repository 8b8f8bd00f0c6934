"""Looking ahead: what the next levels of an answer will ask for is loaded level by level before they ask.

It only saves waiting. What it misses is loaded when it is asked for; what it loads in vain is never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from graphql import FieldNode, FragmentSpreadNode, GraphQLError, GraphQLResolveInfo, InlineFragmentNode, SelectionNode

from api.graphql.arguments import arguments_of
from api.graphql.context import Context
from api.graphql.ties import TiesAsked
from graph_directory.errors import BadCursor, BadQuestion
from graph_directory.model import ContactPoint, LegalBasis, Organisation, Referral, Slug

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


async def look_ahead(info: GraphQLResolveInfo[Any], path: Sequence[str], records: Sequence[Any], ctx: Context) -> None:
    """Loads what the selection under `path` of this field asks of these records, all of one type."""
    selection = [node for field in info.field_nodes for node in _children(field, info)]
    for name in path:
        selection = [node for field in selection if field.name.value == name for node in _children(field, info)]
    await _descend(selection, records, ctx, info)


async def _descend(
    selection: Sequence[FieldNode], records: Sequence[Any], ctx: Context, info: GraphQLResolveInfo[Any]
) -> None:
    steps = _STEPS.get(type(records[0]), {}) if records else {}
    for field in selection:
        step = steps.get(field.name.value)
        if step:
            slugs = [slug for record in records for slug in step.keys(record) if slug]
            found = await getattr(ctx.batches, step.batch).prime(slugs)
            if step.leads_to and field.selection_set:
                shown = _shown(field, records, ctx, info) if step.is_paged else _flat(found)
                await _descend(_children(field, info), shown, ctx, info)


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


def _children(field: FieldNode, info: GraphQLResolveInfo[Any]) -> list[FieldNode]:
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
            pending.extend(info.fragments[node.name.value].selection_set.selections)
    return found
