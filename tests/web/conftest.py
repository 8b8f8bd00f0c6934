"""A client of the real application over an embedded store that holds the seed directory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores import open_store
from tests.in_process import started


@pytest.fixture(scope="session")
async def client(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """Asks the application without a network; redirects are not followed."""
    folder: Path = tmp_path_factory.mktemp("pages")
    settings = Settings(f"sqlite://{folder}/directory.db", leave_url="https://weather.example/")
    store = await open_store(settings)
    await load_files(store, [shipped_folder("seed_data")])
    async with started(create_app(settings, store)) as asking:
        yield asking
    await store.close()
