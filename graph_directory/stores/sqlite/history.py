"""The record of changes, read page by page as one visibility class may see it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from graph_directory.model import Slug
from graph_directory.records import from_record, to_record
from graph_directory.store import Change, RecordKind
from graph_directory.stores.sqlite.database import connected
from graph_directory.visibility import as_seen, out_of_sight
from graph_directory.vocabulary import Visibility


@dataclass(frozen=True, slots=True)
class Span:
    """The versions above `since` up to and including `until`."""

    since: int
    until: int


def read_changes(path: Path, visibility: Visibility, span: Span, page: slice) -> tuple[Change, ...]:
    """The changes of these versions, oldest first, as the class sees them; `page` counts what it sees."""
    with connected(path) as connection:
        hidden = _ever_hidden(connection, visibility)
        seen = (_as_seen(change, visibility, hidden) for change in _all(connection, span))
        return tuple(islice((change for change in seen if change is not None), page.start, page.stop))


def _all(connection: sqlite3.Connection, span: Span) -> Iterator[Change]:
    rows = connection.execute(
        "SELECT version, at, by, why, kind, slug, before, after FROM changes"
        " WHERE version > ? AND version <= ? ORDER BY version, place",
        (span.since, span.until),
    )
    for version, at, by, why, kind, slug, before, after in rows:
        yield Change(version, at, by, why, RecordKind(kind), slug, _plain(before), _plain(after))


def _ever_hidden(connection: sqlite3.Connection, visibility: Visibility) -> frozenset[Slug]:
    slugs: set[Slug] = set()
    for above in out_of_sight(visibility):
        rows = connection.execute(
            "SELECT DISTINCT slug FROM changes WHERE kind = ? AND visibility = ? AND visibility <> 'public'",
            (RecordKind.ORGANISATION, above),
        )
        slugs.update(slug for (slug,) in rows)
    return frozenset(slugs)


def _as_seen(change: Change, visibility: Visibility, hidden: frozenset[Slug]) -> Change | None:
    # an organisation's own entries follow its own class: a reader who knew it must learn that it is gone
    others = hidden - {change.slug} if change.kind is RecordKind.ORGANISATION else hidden
    before = _side(change, change.before, visibility, others)
    after = _side(change, change.after, visibility, others)
    if before == after:
        return None
    return Change(change.version, change.at, change.by, change.why, change.kind, change.slug, before, after)


def _side(
    change: Change, record: Mapping[str, Any] | None, visibility: Visibility, hidden: frozenset[Slug]
) -> Mapping[str, Any] | None:
    if record is None or (not hidden and record.get("visibility", Visibility.PUBLIC) == Visibility.PUBLIC):
        return record
    seen = as_seen(from_record(change.kind, record), visibility, hidden)
    return None if seen is None else to_record(seen)


def _plain(data: str | None) -> Mapping[str, Any] | None:
    return None if data is None else orjson.loads(data)
