"""The embedded store: SQLite is the truth, a snapshot in memory answers."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

from graph_directory.stores.sqlite.contents import Contents, read_contents, read_version
from graph_directory.stores.sqlite.database import connect, prepare, translated
from graph_directory.stores.sqlite.reader import SnapshotReader
from graph_directory.stores.sqlite.snapshot import Snapshot
from graph_directory.stores.sqlite.writing import SqliteWriter
from graph_directory.vocabulary import Visibility


class SqliteStore:
    """One database file. Several processes may have it open: each sees the others' writes with its next reader."""

    name = "sqlite"
    is_far = False

    def __init__(self, path: Path, watch: sqlite3.Connection) -> None:
        self._path = path
        self._watch = watch  # asks for the version, and stays open so that the write-ahead log does too
        self._building = asyncio.Lock()
        self._contents: Contents | None = None
        self._snapshots: dict[Visibility, Snapshot] = {}

    @classmethod
    async def open(cls, path: Path) -> SqliteStore:
        """Opens or makes the database at `path`.

        Raises StoreNotWritable, StoreMisconfigured, StoreVersionError or StoreUnavailable.
        """
        await asyncio.to_thread(prepare, path)
        with translated(path):
            return cls(path, connect(path))

    async def reader(self, visibility: Visibility = Visibility.PUBLIC) -> SnapshotReader:
        """A reader of the newest version for one visibility class."""
        version = self._version()
        snapshot = self._snapshots.get(visibility)
        if snapshot is None or snapshot.version != version:
            snapshot = await self._fresh(visibility, version)
        return SnapshotReader(snapshot, self._path)

    def writer(self) -> SqliteWriter:
        """A writer to the same file."""
        return SqliteWriter(self._path)

    async def check(self) -> None:
        """Raises StoreUnavailable when the file cannot answer now."""
        self._version()

    async def close(self) -> None:
        """Gives the file back; readers already opened keep answering, except for changes."""
        self._watch.close()

    def _version(self) -> int:
        with translated(self._path):
            return read_version(self._watch)

    async def _fresh(self, visibility: Visibility, version: int) -> Snapshot:
        async with self._building:  # many requests may meet a new version at once; one builds
            if self._contents is None or self._contents.version < version:
                self._contents = await asyncio.to_thread(read_contents, self._path)
                self._snapshots = {}
            if visibility not in self._snapshots:
                self._snapshots[visibility] = await asyncio.to_thread(Snapshot, self._contents, visibility)
            return self._snapshots[visibility]
