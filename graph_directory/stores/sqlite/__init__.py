"""The embedded store on SQLite: nothing to install, one file."""

from __future__ import annotations

from graph_directory.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
