"""The one fixture that every store is tested through: an empty store, open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graph_directory.settings import Settings
from graph_directory.store import Store
from graph_directory.stores import open_store


@pytest.fixture(params=["sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    opened = await open_store(Settings(f"sqlite://{tmp_path}/directory.db"))
    yield opened
    await opened.close()
