"""Backup and upgrade as docs/neo4j.md tells them, with the tool of the server: a dump, and loading it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from contract_sample import area, body, point, put, source
from neo4j_databases import settings_of

from graph_directory.stores import open_store
from tests.neo4j_server.lines import CALENDAR, LTS, Line
from tests.neo4j_server.server import JavaServer, NoServerError, Server

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
async def dumped(neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dump of a small directory."""
    if not isinstance(neo4j_server, JavaServer):
        pytest.skip("the tool is tried where the server is a process of ours")
    server, folder = JavaServer(LTS), tmp_path_factory.mktemp("dump")
    try:
        server.start()
        store = await open_store(settings_of(server))
        await put(store, area("BE"), source("src-one"), body("be-one"), point("be-one-line", "be-one"))
        await put(store, body("be-one", note="Changed."))
        await store.close()
        server.shut_down()
        server.admin("database", "dump", server.database, f"--to-path={folder}")
    finally:
        server.stop()
    return folder


@pytest.fixture(params=[LTS, CALENDAR], ids=lambda line: line.name)
def other(request: pytest.FixtureRequest) -> Iterator[JavaServer]:
    """A bare server that was never started."""
    line: Line = request.param
    try:
        server = JavaServer(line)
    except (NoServerError, OSError) as error:
        pytest.skip(str(error))
    yield server
    server.stop()


async def test_a_dump_brings_back_records_and_their_history_on_either_line(dumped: Path, other: JavaServer) -> None:
    other.admin("database", "load", other.database, f"--from-path={dumped}", "--overwrite-destination=true")
    other.start()
    store = await open_store(settings_of(other))
    reader = await store.reader()
    assert (await reader.info()).version == 2
    assert (await reader.organisations(["be-one"]))["be-one"].note == "Changed."
    assert [change.slug for change in await reader.changes(1, first=10)] == ["be-one"]
    assert await put(store, body("be-two")) == 3
    await store.close()
