"""The real application over a store that holds the seed directory, asked without a network.

The store is an embedded one; with GRAPH_DIRECTORY_TEST_API_STORE=neo4j a real Neo4j, which is emptied first: then leave
out test_on_neo4j.py, which compares the two.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from api.app import Application, create_app
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import Store
from graph_directory.stores import open_store
from tests.contract.neo4j_databases import emptied, settings_of
from tests.in_process import Ask, client_of
from tests.neo4j_server.server import Server


@pytest.fixture(scope="session")
async def seeded_store(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    if os.environ.get("GRAPH_DIRECTORY_TEST_API_STORE") == "neo4j":
        server: Server = request.getfixturevalue("neo4j_server")
        emptied(server)
        where = settings_of(server)
    else:
        folder = request.getfixturevalue("tmp_path_factory").mktemp("graphql")
        where = Settings(f"sqlite://{folder}/directory.db")
    store = await open_store(where)
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
