"""The directory as it stood in an earlier version: today's records, and over them those that have changed since.

What a record was then is what its first change after that version has as `before`; so nothing is kept twice, and the
work grows with what has changed, not with the directory. Areas, places and words are those of today. What was out of
the reader's sight at any time since is left out, a body with all that belongs to it: the past tells no more than today.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar, cast

from graph_directory.areas import AreaTree
from graph_directory.directory import Directory
from graph_directory.errors import BadQuestion
from graph_directory.filters import passes_freshness, passes_organisation, passes_referral
from graph_directory.model import ContactPoint, LegalBasis, Organisation, Record, Referral, Slug, Source
from graph_directory.questions import OrganisationFilter, ReferralFilter
from graph_directory.records import from_record
from graph_directory.store import Change, DirectoryReader, RecordKind
from graph_directory.visibility import as_seen, may_see
from graph_directory.vocabulary import Visibility

MOST_CHANGES: Final = 20_000
"""Between an earlier version and today; a whole load of the seed directory has some 4 000."""
Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was otherwise: records as they were by kind and slug, None for one that was not there yet.

    `hidden` are the bodies that the reader may not see now, or may not have seen at some time since.
    """

    records: Mapping[RecordKind, Mapping[Slug, Record | None]]
    hidden: frozenset[Slug]
    points_of: Mapping[Slug, Sequence[ContactPoint]]
    referrals_of: Mapping[Slug, Sequence[Referral]]


async def past_of(directory: Directory, version: int) -> Past:
    """The directory as it stood in a version.

    Raises BadQuestion for a version that never was, and for one from which too much has changed.
    """
    now = (await directory.reader.info()).version
    if not 0 <= version <= now:
        raise BadQuestion(f"There is no version {version}: `asOf` goes from 0 to {now}, the version of today.")
    whole = await directory.open_reader(Visibility.RESTRICTED)
    changes = await whole.changes(version, MOST_CHANGES + 1)
    if len(changes) > MOST_CHANGES:
        raise BadQuestion(
            f"More than {MOST_CHANGES} changes lie between version {version} and today. Ask for a later version, or "
            "put `changes` on an export of that version."
        )
    nothing = OrganisationFilter()
    out_of_sight = set(await whole.select_organisations(nothing)) - set(
        await directory.reader.select_organisations(nothing)
    )
    earlier = await asyncio.to_thread(_earlier, changes, out_of_sight, (directory.reader.visibility, now))
    return Past(directory.reader, directory.guide.areas, earlier)


class Past:
    """Reads records of an earlier version by slug, along their relations, and by filter."""

    def __init__(self, reader: DirectoryReader, areas: AreaTree, earlier: Earlier) -> None:
        self._reader = reader
        self._areas = areas
        self._earlier = earlier

    async def organisations(self, slugs: Sequence[Slug]) -> Mapping[Slug, Organisation]:
        """Those that existed, by slug."""
        return await self._then(RecordKind.ORGANISATION, self._reader.organisations, slugs)

    async def contact_points(self, slugs: Sequence[Slug]) -> Mapping[Slug, ContactPoint]:
        """Those that existed, by slug."""
        return await self._then(RecordKind.CONTACT_POINT, self._reader.contact_points, slugs)

    async def referrals(self, slugs: Sequence[Slug]) -> Mapping[Slug, Referral]:
        """Those that existed, by slug."""
        return await self._then(RecordKind.REFERRAL, self._reader.referrals, slugs)

    async def legal_bases(self, slugs: Sequence[Slug]) -> Mapping[Slug, LegalBasis]:
        """Those that existed, by slug."""
        return await self._then(RecordKind.LEGAL_BASIS, self._reader.legal_bases, slugs)

    async def sources(self, slugs: Sequence[Slug]) -> Mapping[Slug, Source]:
        """Those that existed, by slug."""
        return await self._then(RecordKind.SOURCE, self._reader.sources, slugs)

    async def contact_points_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[ContactPoint, ...]]:
        """For every slug asked, in the order recorded; those that are gone by now come last."""
        now = await self._reader.contact_points_of(organisations)
        return {
            slug: self._seen(self._put_back(RecordKind.CONTACT_POINT, now[slug], self._earlier.points_of.get(slug, ())))
            for slug in organisations
        }

    async def referrals_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Referral, ...]]:
        """For every slug asked, both directions, in slug order."""
        now, then = await self._reader.referrals_of(organisations), self._earlier.referrals_of
        found = {
            slug: self._seen(self._put_back(RecordKind.REFERRAL, now[slug], then.get(slug, ())))
            for slug in organisations
        }
        return {slug: tuple(sorted(ties, key=lambda tie: tie.slug)) for slug, ties in found.items()}

    async def select_organisations(self, wanted: OrganisationFilter, today: date) -> tuple[Slug, ...]:
        """Slugs of the bodies that passed every filled field, in order; freshness is that of today."""
        changed = cast("Mapping[Slug, Organisation | None]", self._earlier.records[RecordKind.ORGANISATION])
        inside = frozenset(code for area in wanted.areas for code in self._areas.inside(area))
        now = await self._reader.select_organisations(replace(wanted, freshness=()))
        before = self._seen(body for body in changed.values() if body is not None)
        slugs = {slug for slug in now if slug not in changed}
        slugs |= {body.slug for body in before if passes_organisation(body, wanted, inside)}
        slugs -= self._earlier.hidden
        if wanted.freshness:
            bodies = await self.organisations(tuple(slugs))
            slugs = {body.slug for body in bodies.values() if passes_freshness(body, wanted, today)}
        return tuple(sorted(slugs))

    async def select_referrals(self, wanted: ReferralFilter) -> tuple[Slug, ...]:
        """Slugs of the referrals that passed every filled field, in order."""
        bodies = self._earlier.records[RecordKind.ORGANISATION]
        around = await self._reader.referrals_of(tuple({*bodies, *self._earlier.hidden}))
        touched = {tie.slug for ties in around.values() for tie in ties} | {*self._earlier.records[RecordKind.REFERRAL]}
        ties = (await self.referrals(tuple(touched))).values()
        ends = await self.organisations(tuple({end for tie in ties for end in (tie.source, tie.target)}))
        slugs = {slug for slug in await self._reader.select_referrals(wanted) if slug not in touched}
        for tie in ties:
            countries = {ends[end].country for end in (tie.source, tie.target) if end in ends}
            if passes_referral(tie, wanted, countries):
                slugs.add(tie.slug)
        return tuple(sorted(slugs))

    async def _then(
        self, kind: RecordKind, fetch: Callable[[Sequence[Slug]], Awaitable[Mapping[Slug, Kind]]], slugs: Sequence[Slug]
    ) -> dict[Slug, Kind]:
        changed = cast("Mapping[Slug, Kind | None]", self._earlier.records[kind])
        found = dict(await fetch([slug for slug in slugs if slug not in changed]))
        found |= {slug: record for slug in slugs if (record := changed.get(slug)) is not None}
        return {slug: seen for slug, record in found.items() for seen in self._seen([record])}

    def _put_back(self, kind: RecordKind, now: Iterable[Any], then: Sequence[Any]) -> Iterable[Any]:
        changed = self._earlier.records[kind]
        before = {record.slug: record for record in then}
        for record in now:
            if record.slug not in changed:
                yield record
            elif record.slug in before:
                yield before.pop(record.slug)
        yield from before.values()

    def _seen(self, records: Iterable[Kind]) -> tuple[Kind, ...]:
        visibility, hidden = self._reader.visibility, self._earlier.hidden
        found = (as_seen(record, visibility, hidden) for record in records)
        return tuple(cast("Kind", record) for record in found if record is not None)


def _earlier(changes: Iterable[Change], out_of_sight: Iterable[Slug], seen_by: tuple[Visibility, int]) -> Earlier:
    visibility, now = seen_by
    records: dict[RecordKind, dict[Slug, Record | None]] = {kind: {} for kind in RecordKind}
    hidden = set(out_of_sight)
    for change in changes:
        then = records[change.kind]
        if change.version <= now and change.slug not in then:
            then[change.slug] = None if change.before is None else from_record(change.kind, change.before)
        if not all(_visible(side, visibility) for side in (change.before, change.after)):
            then[change.slug] = None
            hidden |= {change.slug} if change.kind is RecordKind.ORGANISATION else set()
    points: defaultdict[Slug, list[ContactPoint]] = defaultdict(list)
    ties: defaultdict[Slug, list[Referral]] = defaultdict(list)
    for record in records[RecordKind.CONTACT_POINT].values():
        for slug in set(record.organisations) if isinstance(record, ContactPoint) else ():
            points[slug].append(cast("ContactPoint", record))
    for record in records[RecordKind.REFERRAL].values():
        for slug in {record.source, record.target} if isinstance(record, Referral) else ():
            ties[slug].append(cast("Referral", record))
    return Earlier(records, frozenset(hidden), dict(points), dict(ties))


def _visible(side: Mapping[str, Any] | None, reader: Visibility) -> bool:
    return side is None or may_see(reader, Visibility(side.get("visibility", Visibility.PUBLIC)))
