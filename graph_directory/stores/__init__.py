"""Opening a store by its URL; the only place that knows which stores there are."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from graph_directory.errors import SettingsError
from graph_directory.settings import Settings
from graph_directory.store import Store

_NEO4J = {"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}


async def open_store(settings: Settings) -> Store:
    """The store that `settings.store` names, open.

    Raises SettingsError for a URL that names no store, and StoreError when the store cannot be opened.
    """
    scheme = urlsplit(settings.store).scheme
    if scheme == "sqlite":
        from graph_directory.stores.sqlite import SqliteStore  # noqa: PLC0415  (only the store in use is imported)

        return await SqliteStore.open(database_path(settings.store))
    if scheme in _NEO4J:
        from graph_directory.stores.neo4j import Neo4jStore  # noqa: PLC0415

        return await Neo4jStore.open(settings)
    raise SettingsError(f"{settings.store!r} names no store. Use sqlite:///absolute/path.db or neo4j://host:7687.")


def is_embedded(settings: Settings) -> bool:
    """Whether the store is a file of our own, which may be filled on first start."""
    return urlsplit(settings.store).scheme == "sqlite"


def database_path(url: str) -> Path:
    """The file that a `sqlite:///absolute/path.db` URL names.

    Raises SettingsError when the path is missing or relative.
    """
    path = url.removeprefix("sqlite://")  # taken as it is: a file name may hold any sign
    if not path.startswith("/") or not path.strip("/"):
        raise SettingsError(f"{url!r} needs an absolute path after three slashes: sqlite:///absolute/path.db.")
    return Path(path)
