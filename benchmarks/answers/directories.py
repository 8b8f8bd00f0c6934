"""The two directories that answers are measured on: the seed directory, and a large one of honest shape."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import Size, directory
from graph_directory.directory import Directory
from graph_directory.importing import load_files
from graph_directory.opening import open_directory
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import ChangeSet, Store
from graph_directory.stores import open_store

LARGE = Size(100_000, 300_000, 500_000)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open directory, who asks in it, and a body to find a way to."""

    name: str
    size: int
    directory: Directory
    store: Store
    asker: str
    goal: str

    async def close(self) -> None:
        """Gives the store back."""
        await self.store.close()


async def seed() -> Opened:
    """The seed directory in a new embedded store."""
    store = await _new_store()
    await load_files(store, [shipped_folder("seed_data")])
    return await _opened("seed directory", store, ("be-payoke", "nl-cosm"))


async def large(size: Size = LARGE) -> Opened:
    """A made-up directory of the given size in a new embedded store."""
    store = await _new_store()
    await store.writer().apply(ChangeSet("benchmark", "A large directory.", tuple(directory(size))))
    reader = await store.reader()
    belgian = sorted(body.slug for body in (await reader.network(("BE",))).organisations)
    dutch = sorted(body.slug for body in (await reader.network(("NL",))).organisations)
    return await _opened("large directory", store, (belgian[len(belgian) // 2], dutch[len(dutch) // 2]))


async def _new_store() -> Store:
    return await open_store(Settings(f"sqlite://{Path(tempfile.mkdtemp())}/directory.db"))


async def _opened(name: str, store: Store, ends: tuple[str, str]) -> Opened:
    opened = await open_directory(store)
    info = await opened.reader.info()
    return Opened(name, info.organisations, opened, store, *ends)
