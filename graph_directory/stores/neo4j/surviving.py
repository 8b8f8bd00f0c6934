"""What of one version still holds in a later one: all but what the record of changes says may be different.

A write changes a few records; all others need not be fetched anew. Where that cannot be told from a few pages of the
record of changes, or where what a class may see changes, nothing is taken over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph_directory.model import ContactPoint, Organisation, Record, Referral, Slug
from graph_directory.records import from_record
from graph_directory.store import RecordKind
from graph_directory.stores.neo4j.records import key_of

MOST_PAGES = 10
"""More pages than these (some thousand records) are not read: fetching what is asked for is less work then."""

_COUNTED = (RecordKind.ORGANISATION, RecordKind.CONTACT_POINT, RecordKind.REFERRAL)
_TIES = frozenset({RecordKind.ORGANISATION, RecordKind.REFERRAL})
_REST_ON: Mapping[str, frozenset[RecordKind]] = {
    "areas": frozenset({RecordKind.AREA}),
    "stages": frozenset({RecordKind.MECHANISM_STAGE}),
    "words": frozenset({RecordKind.ORGANISATION}),
    "size": frozenset({RecordKind.REFERRAL}),
    "selected": _TIES | {RecordKind.AREA},
    "network": _TIES,
}
"""Tables and lists that hold only as long as no record of these kinds changes."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What may be different: kinds and keys that changes touched, and each record as it was and is."""

    kinds: frozenset[RecordKind]
    keys: frozenset[Slug]
    records: tuple[tuple[Record | None, Record | None], ...]

    def leaves(self, name: str) -> bool:
        """Whether the table or list of that name still holds."""
        return self.kinds.isdisjoint(_REST_ON.get(name, ()))

    def counted(self, before: Sequence[int], hidden: Collection[Slug]) -> tuple[int, int, int]:
        """The counts of a class now, by those before."""
        counts = dict(zip(_COUNTED, before, strict=True))
        for was, now in self.records:
            _count(counts, was, -1, hidden)
            _count(counts, now, +1, hidden)
        return counts[_COUNTED[0]], counts[_COUNTED[1]], counts[_COUNTED[2]]


def changed_by(is_own: bool, pages: Sequence[tuple[bool, str]]) -> Changed | None:
    """What these pages of the record of changes touched; None when nothing can be taken over."""
    if not is_own or len(pages) > MOST_PAGES or not all(public for public, _ in pages):
        return None
    entries = [entry for _, entries in pages for entry in orjson.loads(entries)]
    records = tuple((_record(kind, was), _record(kind, now)) for kind, _, was, now in entries)
    sides = [side for pair in records for side in pair if side is not None]
    return Changed(
        frozenset(RecordKind(kind) for kind, *_ in entries),
        frozenset(key for side in sides for key in _touched(side)),
        records,
    )


def _record(kind: str, side: Mapping[str, Any] | None) -> Record | None:
    return None if side is None else from_record(RecordKind(kind), side)


def _touched(record: Record) -> Iterator[Slug]:
    yield key_of(record)
    if isinstance(record, ContactPoint):
        yield from record.organisations
    elif isinstance(record, Referral):
        yield from (record.source, record.target)
    elif isinstance(record, Organisation) and record.parent:
        yield record.parent


def _count(counts: dict[RecordKind, int], record: Record | None, by: int, hidden: Collection[Slug]) -> None:
    if isinstance(record, Organisation):
        counts[RecordKind.ORGANISATION] += by
    elif isinstance(record, ContactPoint):
        counts[RecordKind.CONTACT_POINT] += by * _open(record.organisations[:1], hidden)
    elif isinstance(record, Referral):
        counts[RecordKind.REFERRAL] += by * _open((record.source, record.target), hidden)


def _open(ends: Iterable[Slug], hidden: Collection[Slug]) -> bool:
    return not any(end in hidden for end in ends)
