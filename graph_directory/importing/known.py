"""What the store already holds of the records that a load points to or replaces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from graph_directory.importing.records import Entry
from graph_directory.model import ContactPoint, Organisation, Record, Slug
from graph_directory.records import slug_of
from graph_directory.references import references_of
from graph_directory.store import DirectoryReader, RecordKind


@dataclass(frozen=True, slots=True)
class Known:
    """Stored records by kind and slug, as far as this load concerns them; empty without a store."""

    records: Mapping[RecordKind, Mapping[Slug, Record]] = field(default_factory=dict)
    contact_points_of: Mapping[Slug, tuple[ContactPoint, ...]] = field(default_factory=dict)

    @property
    def slugs(self) -> Mapping[RecordKind, Collection[Slug]]:
        """The stored slugs by kind."""
        return {kind: found.keys() for kind, found in self.records.items()}

    @property
    def organisations(self) -> Mapping[Slug, Organisation]:
        """The stored organisations."""
        found = self.records.get(RecordKind.ORGANISATION, {})
        return {slug: body for slug, body in found.items() if isinstance(body, Organisation)}


async def look_up(reader: DirectoryReader, entries: Sequence[Entry]) -> Known:
    """One look per kind, whatever the number of rows; the reader must see every visibility class."""
    asked = _asked(entries)
    records = {kind: await _stored(reader, kind, sorted(slugs)) for kind, slugs in asked.items()}
    bodies = [entry.value.slug for entry in entries if isinstance(entry.value, Organisation)]
    return Known(records, await reader.contact_points_of(bodies))


def _asked(entries: Sequence[Entry]) -> Mapping[RecordKind, set[Slug]]:
    asked: defaultdict[RecordKind, set[Slug]] = defaultdict(set)
    for entry in entries:
        if entry.value is not None:
            asked[entry.row.kind].add(slug_of(entry.value))
            for to in references_of(entry.value):
                asked[to.kind].add(to.slug)
    return asked


async def _stored(reader: DirectoryReader, kind: RecordKind, slugs: Sequence[Slug]) -> Mapping[Slug, Record]:
    if kind is RecordKind.ORGANISATION:
        return await reader.organisations(slugs)
    if kind is RecordKind.CONTACT_POINT:
        return await reader.contact_points(slugs)
    if kind is RecordKind.REFERRAL:
        return await reader.referrals(slugs)
    if kind is RecordKind.LEGAL_BASIS:
        return await reader.legal_bases(slugs)
    if kind is RecordKind.SOURCE:
        return await reader.sources(slugs)
    wanted = set(slugs)  # areas and stages of mechanisms are small tables, read whole
    return {slug_of(record): record for record in await reader.records(kind) if slug_of(record) in wanted}
