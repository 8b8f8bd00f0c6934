"""Which other records a record points to: for checks before loading and for refusing a delete that leaves a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatch

from graph_directory.errors import BadQuestion
from graph_directory.model import (
    Area,
    ContactPoint,
    LegalBasis,
    MechanismStage,
    Organisation,
    Record,
    Referral,
    Slug,
    Source,
)
from graph_directory.store import RecordKind


@dataclass(frozen=True, slots=True)
class Reference:
    """One pointer of a record; `field` is the key in the data file, with a dot where it is nested."""

    field: str
    kind: RecordKind
    slug: Slug


@singledispatch
def references_of(record: Record) -> Iterator[Reference]:
    """Every reference of a record, in the order of its fields; repeated where the record repeats it."""
    raise TypeError(f"not a record: {type(record).__name__}")


@references_of.register
def _(record: Area) -> Iterator[Reference]:
    yield from _to(RecordKind.AREA, "parent", record.parent)
    yield from _to(RecordKind.AREA, "borders", *record.borders)


@references_of.register
def _(_: Source) -> Iterator[Reference]:
    yield from ()


@references_of.register
def _(record: Organisation) -> Iterator[Reference]:
    yield from _to(RecordKind.ORGANISATION, "parent", record.parent)
    yield from _to(RecordKind.ORGANISATION, "successor", record.successor)
    yield from _to(RecordKind.AREA, "areas", *record.areas)
    if record.access is not None:
        yield from _to(RecordKind.ORGANISATION, "access.via", *record.access.via)
    for power in record.exclusive_powers:
        yield from _to(RecordKind.LEGAL_BASIS, "exclusive_powers.legal_basis", *power.legal_bases)
        yield from _to(RecordKind.SOURCE, "exclusive_powers.sources", *power.sources)
    yield from _to(RecordKind.SOURCE, "sources", *record.sources)


@references_of.register
def _(record: ContactPoint) -> Iterator[Reference]:
    yield from _to(RecordKind.ORGANISATION, "organisation", record.organisations[0])
    yield from _to(RecordKind.ORGANISATION, "also_serves", *record.organisations[1:])
    yield from _to(RecordKind.SOURCE, "sources", *record.sources)


@references_of.register
def _(record: LegalBasis) -> Iterator[Reference]:
    yield from _to(RecordKind.SOURCE, "sources", *record.sources)


@references_of.register
def _(record: Referral) -> Iterator[Reference]:
    yield from _to(RecordKind.ORGANISATION, "from", record.source)
    yield from _to(RecordKind.ORGANISATION, "to", record.target)
    yield from _to(RecordKind.LEGAL_BASIS, "legal_basis", *record.legal_bases)
    yield from _to(RecordKind.LEGAL_BASIS, "instrument", record.instrument)
    yield from _to(RecordKind.SOURCE, "sources", *record.sources)


@references_of.register
def _(record: MechanismStage) -> Iterator[Reference]:
    yield from _to(RecordKind.ORGANISATION, "responsible", *record.responsible)
    yield from _to(RecordKind.ORGANISATION, "supporting", *record.supporting)
    yield from _to(RecordKind.LEGAL_BASIS, "legal_basis", *record.legal_bases)
    yield from _to(RecordKind.SOURCE, "sources", *record.sources)


def _to(kind: RecordKind, field: str, *slugs: Slug | None) -> Iterator[Reference]:
    return (Reference(field, kind, slug) for slug in slugs if slug is not None)


def refuse_gaps_within(wanted: Sequence[tuple[RecordKind, Slug, Record | None]]) -> None:
    """Raises BadQuestion where one change set puts a record that points to what it takes out, stored before or not.

    `wanted` is the net effect of the set: kind, slug, and the record as it shall be or None.
    """
    gone = {(kind, slug) for kind, slug, record in wanted if record is None}
    for kind, slug, record in wanted:
        for to in references_of(record) if gone and record is not None else ():
            if (to.kind, to.slug) in gone:
                raise leaves_a_gap((to.kind, to.slug), (kind, slug), to.field)


def leaves_a_gap(gone: tuple[RecordKind, Slug], pointing: tuple[RecordKind, Slug], field: str) -> BadQuestion:
    """The error for taking out what another record still points to."""
    still = f"the {pointing[0]} {pointing[1]!r} still points to it ({field})"
    return BadQuestion(
        f"The {gone[0]} {gone[1]!r} cannot be taken out: {still}."
        " Change or take out that record in the same change set."
    )
