"""Writing: one change set is one transaction with its change entries and the new version, or nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from graph_directory.model import Record, Slug
from graph_directory.records import from_record, kind_of, slug_of, to_record
from graph_directory.references import leaves_a_gap, references_of, refuse_gaps_within
from graph_directory.store import ChangeSet, RecordKind
from graph_directory.stores.sqlite.contents import read_version
from graph_directory.stores.sqlite.database import connected, transaction
from graph_directory.visibility import highest, visibility_of
from graph_directory.vocabulary import Visibility

Key: TypeAlias = tuple[RecordKind, Slug]
_KIND_ORDER = {kind: place for place, kind in enumerate(RecordKind)}


@dataclass(frozen=True, slots=True)
class _Difference:
    """One record that will not be the same afterwards."""

    key: Key
    before: Mapping[str, Any] | None
    after: Record | None


class SqliteWriter:
    """Writes change sets to one database file; safe beside other writers, in this process or another."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def apply(self, changes: ChangeSet) -> int:
        """Writes all of it or nothing; answers the version afterwards. See `store.DirectoryWriter`."""
        return await asyncio.to_thread(_apply, self._path, changes)


def _apply(path: Path, changes: ChangeSet) -> int:
    wanted = _net_effect(changes)
    with connected(path) as connection, transaction(connection):
        version = read_version(connection)
        differences = list(_differences(connection, wanted))
        if not differences:
            return version
        _write_records(connection, differences)
        _refuse_gaps(connection, [difference.key for difference in differences if difference.after is None])
        _write_history(connection, changes, version + 1, differences)
    return version + 1


def _net_effect(changes: ChangeSet) -> dict[Key, Record | None]:
    wanted: dict[Key, Record | None] = {(kind_of(record), slug_of(record)): record for record in changes.puts}
    wanted.update(dict.fromkeys(changes.deletes))
    refuse_gaps_within([(*key, record) for key, record in wanted.items()])
    return wanted


def _differences(connection: sqlite3.Connection, wanted: Mapping[Key, Record | None]) -> Iterator[_Difference]:
    for key, after in wanted.items():
        row = connection.execute("SELECT data FROM records WHERE kind = ? AND slug = ?", key).fetchone()
        before = orjson.loads(row[0]) if row else None
        if before != (None if after is None else to_record(after)):
            yield _Difference(key, before, after)


def _write_records(connection: sqlite3.Connection, differences: Sequence[_Difference]) -> None:
    gone = [difference.key for difference in differences if difference.after is None]
    connection.executemany("DELETE FROM records WHERE kind = ? AND slug = ?", gone)
    kept = [(difference.key, difference.after) for difference in differences if difference.after is not None]
    first = connection.execute("SELECT coalesce(max(position), 0) + 1 FROM records").fetchone()[0]
    connection.executemany(
        "INSERT INTO records (kind, slug, position, visibility, data) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (kind, slug) DO UPDATE SET visibility = excluded.visibility, data = excluded.data",
        [
            (*key, place, visibility_of(record), _json(to_record(record)))
            for place, (key, record) in enumerate(kept, first)
        ],
    )
    connection.executemany("DELETE FROM record_references WHERE kind = ? AND slug = ?", [key for key, _ in kept])
    connection.executemany(
        "INSERT INTO record_references (kind, slug, field, target_kind, target_slug) VALUES (?, ?, ?, ?, ?)",
        ((*key, to.field, to.kind, to.slug) for key, record in kept for to in references_of(record)),
    )


def _refuse_gaps(connection: sqlite3.Connection, gone: Sequence[Key]) -> None:
    for kind, slug in gone:
        row = connection.execute(
            "SELECT kind, slug, field FROM record_references WHERE target_kind = ? AND target_slug = ?"
            " ORDER BY kind, slug, field LIMIT 1",
            (kind, slug),
        ).fetchone()
        if row:
            raise leaves_a_gap((kind, slug), (row[0], row[1]), row[2])


def _write_history(
    connection: sqlite3.Connection, changes: ChangeSet, version: int, differences: Sequence[_Difference]
) -> None:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    ordered = sorted(differences, key=lambda difference: (_KIND_ORDER[difference.key[0]], difference.key[1]))
    connection.executemany(
        "INSERT INTO changes (version, place, at, by, why, kind, slug, visibility, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                version,
                place,
                now,
                changes.by,
                changes.why,
                *difference.key,
                _visibility(difference),
                None if difference.before is None else _json(difference.before),
                None if difference.after is None else _json(to_record(difference.after)),
            )
            for place, difference in enumerate(ordered)
        ),
    )
    connection.execute("UPDATE directory SET version = ?, updated_at = ?", (version, now))


def _visibility(difference: _Difference) -> Visibility:
    sides = [] if difference.after is None else [difference.after]
    if difference.before is not None:
        sides.append(from_record(difference.key[0], difference.before))
    return highest(visibility_of(side) for side in sides)


def _json(record: Mapping[str, Any]) -> str:
    return orjson.dumps(record).decode()
