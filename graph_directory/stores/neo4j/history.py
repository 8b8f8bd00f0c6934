"""The record of changes in the graph: append-only pages, since a load changes more records than single nodes bear.

A page names version, time, role, reason and every slug in plain properties, so that Cypher can ask "who changed this
body, and why"; what was before and after lies in one JSON property.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from graph_directory.model import Slug
from graph_directory.records import from_record, to_record
from graph_directory.store import Change, RecordKind
from graph_directory.stores.neo4j.connection import Connection
from graph_directory.stores.neo4j.differences import Difference, in_batches
from graph_directory.stores.neo4j.known import Known
from graph_directory.stores.neo4j.records import Properties, clearance_of
from graph_directory.visibility import as_seen
from graph_directory.vocabulary import Visibility

_ON_A_PAGE = 100
_MOST_PAGES_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """What all entries of one change set share."""

    version: int
    at: str
    by: str
    why: str


# ---- writing ----------------------------------------------------------------------------------------


def pages_of(differences: Sequence[Difference], entry: Entry) -> list[Properties]:
    """The pages that note these differences; a page holds consecutive places only, so pages sort by their first."""
    return [_page(part, entry) for run in _runs(differences) for part in in_batches(run, _ON_A_PAGE)]


def _runs(differences: Sequence[Difference]) -> Iterator[Sequence[Difference]]:
    start = 0
    for place in range(1, len(differences) + 1):
        if place == len(differences) or differences[place].place != differences[place - 1].place + 1:
            yield differences[start:place]
            start = place


def _page(differences: Sequence[Difference], entry: Entry) -> Properties:
    heights = [_height(difference) for difference in differences]
    guarded = [
        f"{height} {difference.wish.key}"
        for difference, height in zip(differences, heights, strict=True)
        if height and difference.wish.kind is RecordKind.ORGANISATION
    ]
    return {
        "version": entry.version,
        "since": entry.version,
        "page": differences[0].place,
        "at": entry.at,
        "by": entry.by,
        "why": entry.why,
        "size": len(differences),
        "public": not any(heights),
        "slugs": [difference.wish.key for difference in differences],
        "guarded": guarded,
        "entries": orjson.dumps([_plain(difference) for difference in differences]).decode(),
    }


def _height(difference: Difference) -> int:
    before, after = difference.before, difference.wish.record
    return max(clearance_of(before.record) if before else 0, clearance_of(after) if after is not None else 0)


def _plain(difference: Difference) -> list[Any]:
    before, after = difference.before, difference.wish.record
    return [
        difference.wish.kind.value,
        difference.wish.key,
        None if before is None else to_record(before.record),
        None if after is None else to_record(after),
    ]


# ---- reading ----------------------------------------------------------------------------------------


async def read_changes(
    connection: Connection, known: Known, visibility: Visibility, since: int, page: slice
) -> tuple[Change, ...]:
    """The changes of versions above `since` as the class sees them, oldest first; `page` counts what it sees."""
    hidden = await known.ever_hidden(visibility)
    span = {"since": since, "version": known.version}
    headers = sorted(await connection.read("reading/change_pages", span))
    skipped = 0
    while headers and headers[0][3] and not hidden and skipped + headers[0][2] <= page.start:
        skipped += headers.pop(0)[2]  # wholly public and wholly before what is asked: no need to read it
    seen: list[Change] = []
    pages_at_once = min(_MOST_PAGES_AT_ONCE, (page.stop - skipped) // _ON_A_PAGE + 1)
    for some in in_batches(headers, pages_at_once):
        rows = await connection.read("reading/change_entries", {"pages": [header[:2] for header in some]})
        changes = (change for row in sorted(rows, key=lambda row: row[:2]) for change in _changes(row))
        seen += [kept for change in changes if (kept := _as_seen(change, visibility, hidden)) is not None]
        if skipped + len(seen) >= page.stop:
            break
    return tuple(islice(seen, page.start - skipped, page.stop - skipped))


def _changes(row: Sequence[Any]) -> Iterator[Change]:
    version, _, at, by, why, entries = row
    for kind, slug, before, after in orjson.loads(entries):
        yield Change(version, at, by, why, RecordKind(kind), slug, before, after)


def _as_seen(change: Change, visibility: Visibility, hidden: frozenset[Slug]) -> Change | None:
    # An organisation's own entries follow its own class: whoever knew it must learn that it is gone.
    others = hidden - {change.slug} if change.kind is RecordKind.ORGANISATION else hidden
    before, after = (_side(change.kind, side, visibility, others) for side in (change.before, change.after))
    if before == after:
        return None
    return Change(change.version, change.at, change.by, change.why, change.kind, change.slug, before, after)


def _side(
    kind: RecordKind, side: Mapping[str, Any] | None, visibility: Visibility, hidden: frozenset[Slug]
) -> Mapping[str, Any] | None:
    if side is None or (not hidden and side.get("visibility", Visibility.PUBLIC) == Visibility.PUBLIC):
        return side
    seen = as_seen(from_record(kind, side), visibility, hidden)
    return None if seen is None else to_record(seen)
