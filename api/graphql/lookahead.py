"""Looking ahead: what the next levels of an answer will ask for is loaded level by level before they ask.

It only saves waiting. What it misses is loaded when it is asked for; what it loads in vain is never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from graphql import FieldNode, FragmentSpreadNode, GraphQLResolveInfo, InlineFragmentNode, SelectionNode

from api.graphql.loaders import Batches
from graph_directory.model import ContactPoint, LegalBasis, Organisation, Referral, Slug

Keys: TypeAlias = Callable[[Any], Iterable[Slug | None]]


@dataclass(frozen=True, slots=True)
class _Step:
    """A relation: the batch that holds it, which slugs a record asks it for, and what it leads to."""

    batch: str
    keys: Keys
    leads_to: type | None = None


def _self(record: Any) -> tuple[Slug]:
    return (record.slug,)


_SOURCES: Final = _Step("sources", lambda record: record.sources)
_LAW: Final = _Step("legal_bases", lambda record: record.legal_bases, LegalBasis)
_STEPS: Final[dict[type, dict[str, _Step]]] = {
    Organisation: {
        "parent": _Step("organisations", lambda body: (body.parent,), Organisation),
        "successor": _Step("organisations", lambda body: (body.successor,), Organisation),
        "contactPoints": _Step("contact_points_of", _self, ContactPoint),
        "referrals": _Step("referrals_of", _self, Referral),
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


async def look_ahead(
    info: GraphQLResolveInfo[Any], path: Sequence[str], records: Sequence[Any], batches: Batches
) -> None:
    """Loads what the selection under `path` of this field asks of these records, all of one type."""
    selection = [node for field in info.field_nodes for node in _children(field, info)]
    for name in path:
        selection = [node for field in selection if field.name.value == name for node in _children(field, info)]
    await _descend(selection, records, batches, info)


async def _descend(
    selection: Sequence[FieldNode], records: Sequence[Any], batches: Batches, info: GraphQLResolveInfo[Any]
) -> None:
    steps = _STEPS.get(type(records[0]), {}) if records else {}
    for field in selection:
        step = steps.get(field.name.value)
        if step:
            slugs = [slug for record in records for slug in step.keys(record) if slug]
            found = _flat(await getattr(batches, step.batch).prime(slugs))
            if step.leads_to and field.selection_set:
                await _descend(_children(field, info), found, batches, info)


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
