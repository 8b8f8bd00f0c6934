"""All records of one version of the directory, read in one transaction and turned into domain values once."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from graph_directory.model import Record, Slug
from graph_directory.records import from_record
from graph_directory.store import RecordKind
from graph_directory.stores.sqlite.database import connected, transaction


@dataclass(frozen=True, slots=True)
class Contents:
    """Every record of one version by kind and slug, in the order recorded; what a class may see comes later."""

    version: int
    updated_at: str
    records: Mapping[RecordKind, Mapping[Slug, Record]]


def read_version(connection: sqlite3.Connection) -> int:
    """The version that the directory has now."""
    return int(connection.execute("SELECT version FROM directory").fetchone()[0])


def read_contents(path: Path) -> Contents:
    """Reads everything as it stands at one moment."""
    records: dict[RecordKind, dict[Slug, Record]] = {kind: {} for kind in RecordKind}
    with connected(path) as connection, transaction(connection, "BEGIN"):
        version, updated_at = connection.execute("SELECT version, updated_at FROM directory").fetchone()
        for kind, slug, data in connection.execute("SELECT kind, slug, data FROM records ORDER BY position"):
            known = RecordKind(kind)
            records[known][slug] = from_record(known, orjson.loads(data))
    return Contents(version, updated_at, records)
