"""The ties that a record brings into the graph besides being a node; they are made for walking, never read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_directory.model import Area, ContactPoint, LegalBasis, MechanismStage, Organisation, Record, Slug
from graph_directory.store import RecordKind

Tie = tuple[str, RecordKind, Slug]


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship type with the kind of record at either end."""

    start: RecordKind
    type: str
    end: RecordKind


TYPES: Mapping[str, str] = {
    "COMPETENT_IN": "the territory an organisation works for",
    "BELONGS_TO": "the body an organisation is a part of",
    "SUCCEEDED_BY": "the body that took over",
    "REACHED_THROUGH": "the body that opens the door to this one",
    "POWER_FROM": "the law that gives an exclusive power",
    "SERVES": "the organisation a contact point stands in front of",
    "PART_OF": "the territory around a territory",
    "BORDERS": "a territory across a national border; recorded from both sides",
    "LED_BY": "the body responsible for a stage",
    "SUPPORTED_BY": "a body that helps in a stage",
    "BASED_ON": "the law behind a stage",
    "STATED_BY": "the page or document that says so",
}
"""Every type but those of referrals, with what it says."""
NEVER_POINTED_TO = frozenset({RecordKind.CONTACT_POINT, RecordKind.REFERRAL, RecordKind.MECHANISM_STAGE})
"""The kinds that no tie leads to."""


def ties_of(record: Record) -> tuple[Tie, ...]:
    """Each tie once: its type, the kind and the key of what it leads to."""
    return tuple(dict.fromkeys(_ties(record)))


def _ties(record: Record) -> Iterator[Tie]:
    if isinstance(record, Organisation):
        yield from _organisation(record)
    elif isinstance(record, ContactPoint):
        yield from _to("SERVES", RecordKind.ORGANISATION, *record.organisations)
    elif isinstance(record, Area):
        yield from _to("PART_OF", RecordKind.AREA, record.parent)
        yield from _to("BORDERS", RecordKind.AREA, *record.borders)
    elif isinstance(record, MechanismStage):
        yield from _to("LED_BY", RecordKind.ORGANISATION, *record.responsible)
        yield from _to("SUPPORTED_BY", RecordKind.ORGANISATION, *record.supporting)
        yield from _to("BASED_ON", RecordKind.LEGAL_BASIS, *record.legal_bases)
    if isinstance(record, Organisation | ContactPoint | LegalBasis | MechanismStage):
        yield from _to("STATED_BY", RecordKind.SOURCE, *record.sources)


def _organisation(body: Organisation) -> Iterator[Tie]:
    yield from _to("COMPETENT_IN", RecordKind.AREA, *body.areas)
    yield from _to("BELONGS_TO", RecordKind.ORGANISATION, body.parent)
    yield from _to("SUCCEEDED_BY", RecordKind.ORGANISATION, body.successor)
    yield from _to("REACHED_THROUGH", RecordKind.ORGANISATION, *(body.access.via if body.access else ()))
    for power in body.exclusive_powers:
        yield from _to("POWER_FROM", RecordKind.LEGAL_BASIS, *power.legal_bases)
        yield from _to("STATED_BY", RecordKind.SOURCE, *power.sources)


def _to(type_: str, kind: RecordKind, *keys: Slug | None) -> list[Tie]:
    return [(type_, kind, key) for key in keys if key is not None]
