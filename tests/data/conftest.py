"""The seed directory in an embedded store, open for questions."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from graph_directory.directory import Directory
from graph_directory.importing import load_files
from graph_directory.opening import open_directory
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores import open_store


@pytest.fixture(scope="session")
async def directory(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Directory]:
    """What `make run` serves, without the web."""
    store = await open_store(Settings(f"sqlite://{tmp_path_factory.mktemp('seed')}/directory.db"))
    await load_files(store, [shipped_folder("seed_data")])
    yield await open_directory(store)
    await store.close()
