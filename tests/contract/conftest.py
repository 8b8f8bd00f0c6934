"""The one fixture that every store is tested through: an empty store, open. Neo4j is a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from neo4j_databases import emptied, settings_of, watched_for_deprecations

from graph_directory.settings import Settings
from graph_directory.store import Store
from graph_directory.stores import open_store
from tests.neo4j_server.lines import CALENDAR
from tests.neo4j_server.server import JavaServer, NoServerError, Server

ALSO_ON_THE_CALENDAR_LINE = {"test_reading", "test_visibility", "test_cypher"}
"""The reading half; writing is proven on the LTS line."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that takes a `store` runs on each store that there is."""
    if "store" not in metafunc.fixturenames:
        return
    stores = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]
    if metafunc.module is not None and metafunc.module.__name__ in ALSO_ON_THE_CALENDAR_LINE:
        stores.append(pytest.param("neo4j_calendar", marks=pytest.mark.neo4j))
    metafunc.parametrize("store", stores, indirect=True)


@pytest.fixture
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    opened = await open_store(_settings(request, tmp_path))
    yield opened
    await opened.close()


def _settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    if request.param == "sqlite":
        return Settings(f"sqlite://{tmp_path}/directory.db")
    server: Server = request.getfixturevalue(f"{request.param}_server")
    emptied(server)
    return settings_of(server)


@pytest.fixture
def neo4j_settings(neo4j_server: Server) -> Settings:
    """Settings for an emptied database on the real server."""
    emptied(neo4j_server)
    return settings_of(neo4j_server)


@pytest.fixture
async def neo4j_store(neo4j_settings: Settings) -> AsyncIterator[Store]:
    opened = await open_store(neo4j_settings)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def neo4j_calendar_server() -> Iterator[Server]:
    """A server of the calendar line, where a Java for it stands beside the other one."""
    try:
        server = JavaServer(CALENDAR)
    except (NoServerError, OSError) as error:
        pytest.skip(str(error))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def deprecations() -> Iterator[list[str]]:
    """Whatever a test asks of a server: no answer may say that the statement is on its way out."""
    with watched_for_deprecations() as told:
        yield told
    assert told == []
