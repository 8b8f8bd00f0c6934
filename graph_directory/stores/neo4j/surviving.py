"""What of one version still holds in a later one: all but what the record of changes says may be different.

A write changes a few records; all others need not be fetched anew. Where that cannot be told from a few pages of the
record of changes, or where what a class may see changes, nothing is taken over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph_directory.model import ContactPoint, Organisation, Record, Referral, Slug
from graph_directory.records import from_record
from graph_directory.store import RecordKind
from graph_directory.stores.neo4j.records import COUNTED, key_of
from graph_directory.text.index import organisation_words

MOST_PAGES = 10
"""More pages than these (some thousand records) are not read: fetching what is asked for is less work then."""

_TIES = frozenset({RecordKind.ORGANISATION, RecordKind.REFERRAL})
_REST_ON: Mapping[str, frozenset[RecordKind]] = {
    "areas": frozenset({RecordKind.AREA}),
    "stages": frozenset({RecordKind.MECHANISM_STAGE}),
    "size": frozenset({RecordKind.REFERRAL}),
    "selected": _TIES | {RecordKind.AREA},
    "network": _TIES,
    "behind_hidden": frozenset(COUNTED),
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
        if name == "words":
            return all(_words(was) == _words(now) for was, now in self.records)
        return self.kinds.isdisjoint(_REST_ON.get(name, ()))


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


def _words(record: Record | None) -> frozenset[str]:
    return frozenset(organisation_words(record)) if isinstance(record, Organisation) else frozenset()


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
