"""The real application over an embedded store that holds the seed directory, asked without a network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeAlias

import httpx
import pytest
from starlette.types import ASGIApp

from api.app import Application, create_app
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import Store
from graph_directory.stores import open_store

Ask: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture(scope="session")
async def seeded_store(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Store]:
    store = await open_store(Settings(f"sqlite://{tmp_path_factory.mktemp('graphql')}/directory.db"))
    await load_files(store, [shipped_folder("seed_data")])
    yield store
    await store.close()


@pytest.fixture(scope="session")
async def application(seeded_store: Store) -> AsyncIterator[Application]:
    app = create_app(Settings("sqlite:///handed/in.db"), seeded_store)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture(scope="session")
async def http(application: Application) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(application) as asking:
        yield asking


@pytest.fixture(scope="session")
def ask(http: httpx.AsyncClient) -> Ask:
    """Asks a question that has an answer without errors, and gives its data."""

    async def asked(query: str, **variables: Any) -> dict[str, Any]:
        answer = (await http.post("/graphql", json={"query": query, "variables": variables})).json()
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    return asked


def client_of(app: ASGIApp) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://directory.test")
