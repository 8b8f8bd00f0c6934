"""From slugs to records: statements for one version and class, and the shelves that spare the server the repetition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from graph_directory.model import ContactPoint, Referral, Slug
from graph_directory.store import RecordKind
from graph_directory.stores.neo4j.connection import Connection
from graph_directory.stores.neo4j.differences import in_batches
from graph_directory.stores.neo4j.known import Known
from graph_directory.stores.neo4j.records import CLEARANCE, KEYS, LABELS, key_of
from graph_directory.stores.neo4j.shelf import Shelf
from graph_directory.vocabulary import Visibility

_AT_ONCE = 5000


class Fetching:
    """Reads rows of one version and makes of them what one class may see."""

    def __init__(self, connection: Connection, known: Known, visibility: Visibility) -> None:
        self._connection = connection
        self._known = known
        self._visibility = visibility
        self._sight = {"clearance": CLEARANCE[visibility], "version": known.version}

    async def read(self, name: str, parameters: Mapping[str, Any] | None = None, **parts: str) -> Any:
        """The answer of one reading statement, told the version and the class."""
        return await self._connection.read(f"reading/{name}", {**(parameters or {}), **self._sight}, **parts)

    def shelf(self, name: str) -> Shelf[Any]:
        """The shelf of that name for this class."""
        return self._known.shelf(name, self._visibility)

    async def by_key(self, kind: RecordKind, keys: Sequence[Slug]) -> dict[Slug, Any]:
        """The records of one kind that exist, by key, in the order asked."""
        return await self.shelf(kind).take(keys, partial(self._read_by_key, kind))

    async def in_order(self, kind: RecordKind, keys: Sequence[Slug]) -> tuple[Any, ...]:
        """The records of one kind that exist, in the order of their keys."""
        return tuple((await self.by_key(kind, sorted(keys))).values())

    async def seen(self, kind: RecordKind, rows: Iterable[Mapping[str, Any]]) -> list[Any]:
        """The records of these rows as the class sees them."""
        return await self._known.seen(kind, rows, self._visibility)

    async def contact_points_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[ContactPoint, ...]]:
        """For every slug asked, in the order recorded."""
        rows = await self.read("contact_points_of", {"organisations": organisations})
        points: list[ContactPoint] = await self.seen(RecordKind.CONTACT_POINT, rows)
        return _by_slug(organisations, ((slug, point) for point in points for slug in set(point.organisations)))

    async def referrals_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Referral, ...]]:
        """For every slug asked, both directions, in slug order."""
        rows = await self.read("referrals_of", {"organisations": organisations})
        referrals: list[Referral] = sorted(await self.seen(RecordKind.REFERRAL, rows), key=key_of)
        return _by_slug(organisations, ((end, tie) for tie in referrals for end in {tie.source, tie.target}))

    async def children_of(self, organisations: Sequence[Slug]) -> Mapping[Slug, tuple[Slug, ...]]:
        """For every slug asked: the bodies whose parent it is."""
        pairs = await self.read("children_of", {"organisations": organisations})
        return _by_slug(organisations, ((parent, child) for parent, child in sorted(pairs)))

    async def _read_by_key(self, kind: RecordKind, keys: Sequence[Slug]) -> dict[Slug, Any]:
        found: dict[Slug, Any] = {}
        for some in in_batches(keys, _AT_ONCE):
            if kind is RecordKind.REFERRAL:
                rows = await self.read("referrals_by_slug", {"keys": some})
            else:
                rows = await self.read("records_by_key", {"keys": some}, label=LABELS[kind], key=KEYS[kind])
            found.update((key_of(record), record) for record in await self.seen(kind, rows))
        return found


def _by_slug(asked: Sequence[Slug], pairs: Iterable[tuple[Slug, Any]]) -> dict[Slug, tuple[Any, ...]]:
    groups: defaultdict[Slug, list[Any]] = defaultdict(list)
    for slug, value in pairs:
        groups[slug].append(value)
    return {slug: tuple(groups.get(slug, ())) for slug in asked}
