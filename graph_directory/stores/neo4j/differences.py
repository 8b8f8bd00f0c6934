"""From a change set to what will really be different: the net wish for each record against what is stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from graph_directory.model import Record, Slug
from graph_directory.store import ChangeSet, RecordKind
from graph_directory.stores.neo4j.records import KEYS, LABELS, from_properties, key_of, kind_of

Item = TypeVar("Item")
Ask = Callable[..., Awaitable[Any]]
"""Runs a statement: `Transaction.run` or `Connection.read`."""

_AT_ONCE = 2000
_KIND_ORDER = {kind: place for place, kind in enumerate(RecordKind)}


@dataclass(frozen=True, slots=True)
class Wish:
    """How one record shall be; None: gone. `given` is its place in the change set."""

    kind: RecordKind
    key: Slug
    record: Record | None
    given: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it stands, with the version that brought it and its place in the order recorded."""

    record: Record
    since: int
    position: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One record that will not be the same; `place` is its place in the record of changes of this version."""

    wish: Wish
    before: Stored | None
    place: int


def wishes_of(changes: ChangeSet) -> tuple[Wish, ...]:
    """The net wish for each record, by kind and then key: a later put wins over an earlier one, a delete over both."""
    net: dict[tuple[RecordKind, Slug], Record | None] = {(kind_of(put), key_of(put)): put for put in changes.puts}
    net.update(dict.fromkeys(changes.deletes))
    wishes = (Wish(kind, key, record, given) for given, ((kind, key), record) in enumerate(net.items()))
    return tuple(sorted(wishes, key=lambda wish: (_KIND_ORDER[wish.kind], wish.key)))


async def differences(ask: Ask, wishes: Sequence[Wish], first_place: int = 0) -> list[Difference]:
    """The wishes that are not yet so, each with its place: `first_place` plus its place among `wishes`."""
    stored = await _stored(ask, wishes)
    pairs = ((place, wish, stored.get((wish.kind, wish.key))) for place, wish in enumerate(wishes, first_place))
    return [
        Difference(wish, before, place)
        for place, wish, before in pairs
        if wish.record != (None if before is None else before.record)
    ]


async def _stored(ask: Ask, wishes: Sequence[Wish]) -> Mapping[tuple[RecordKind, Slug], Stored]:
    found: dict[tuple[RecordKind, Slug], Stored] = {}
    for kind, group in groupby(wishes, attrgetter("kind")):
        for some in in_batches([wish.key for wish in group], _AT_ONCE):
            for row in await _rows(ask, kind, some):
                record = from_properties(kind, row)
                found[kind, key_of(record)] = Stored(record, row["since"], row["position"])
    return found


async def _rows(ask: Ask, kind: RecordKind, keys: Sequence[Slug]) -> Any:
    if kind is RecordKind.REFERRAL:
        return await ask("writing/stored_referrals", {"keys": keys})
    return await ask("writing/stored_by_key", {"keys": keys}, label=LABELS[kind], key=KEYS[kind])


def in_batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Consecutive parts of at most `size` items."""
    return (items[start : start + size] for start in range(0, len(items), size))
