"""What can go wrong with a real server, tried on one: it dies, hangs, is not ours or too old, or two ask at once."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from contract_sample import body, put
from neo4j import GraphDatabase
from neo4j_databases import emptied, settings_of

from benchmarks.generate import Size, directory
from graph_directory.errors import StoreError, StoreMisconfigured, StoreUnavailable, StoreVersionError
from graph_directory.importing import load_files
from graph_directory.model import ContactPoint, Record
from graph_directory.records import RECORD_FILES, kind_of, to_record
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import RecordKind, Store
from graph_directory.stores import open_store
from graph_directory.stores.neo4j import migrations
from graph_directory.vocabulary import Visibility
from tests.neo4j_server.server import JavaServer, Server

pytestmark = pytest.mark.neo4j
KILLS = int(os.environ.get("GRAPH_DIRECTORY_TEST_KILLS", "3"))
"""A restart takes seven seconds and more, so the suite kills three times; GRAPH_DIRECTORY_TEST_KILLS=20 kills more."""
LARGER_THAN_ONE_TRANSACTION = Size(3_000, 9_000, 8_500)


@pytest.fixture
def mortal(neo4j_server: Server) -> Iterator[Server]:
    """A server that may be killed; it is up again afterwards."""
    if not neo4j_server.may_be_killed:
        pytest.skip("the server that was given is not ours to kill")
    emptied(neo4j_server)
    yield neo4j_server
    _revive(neo4j_server)


@pytest.fixture
async def opened(mortal: Server) -> AsyncIterator[Store]:
    store = await open_store(settings_of(mortal))
    yield store
    await store.close()


class TestKilled:
    async def test_in_mid_load_nothing_is_half_written_and_the_command_says_what_to_do(
        self, mortal: Server, tmp_path: Path
    ) -> None:
        _write_files(tmp_path, directory(LARGER_THAN_ONE_TRANSACTION))
        command = _command(mortal, "load", str(tmp_path))
        _wait_for(mortal, "MATCH (o:Organisation) RETURN count(o) > 1000", command)
        mortal.kill()
        _, said = command.communicate(timeout=60)
        assert command.returncode == 1
        assert said.strip().count("\n") == 0, said
        assert "run the same load again" in said
        mortal.start()
        assert _rows(mortal, "MATCH (o:Organisation) RETURN count(o)")[0] > 1000
        await self._nothing_is_visible_and_the_next_load_clears_away(settings_of(mortal))
        assert _rows(mortal, "MATCH (n) WHERE n.since > 1 OR (n.since IS NULL AND NOT n:Directory AND NOT n:Word)"
                             " RETURN count(n)") == [0]  # fmt: skip

    async def _nothing_is_visible_and_the_next_load_clears_away(self, settings: Settings) -> None:
        store = await open_store(settings)
        reader = await store.reader(Visibility.RESTRICTED)
        info = await reader.info()
        assert (info.version, info.organisations, info.contact_points, info.referrals) == (0, 0, 0, 0)
        assert [await reader.records(kind) for kind in RecordKind] == [()] * len(RecordKind)
        assert await reader.changes(0, first=10) == ()
        report = await load_files(store, [shipped_folder("seed_data")])
        assert report.version == 1
        assert (await (await store.reader()).info()).organisations == report.new[RecordKind.ORGANISATION]
        await store.close()

    @pytest.mark.parametrize("kills", [KILLS], ids=lambda kills: f"{kills} kills")
    async def test_under_single_writes_every_acknowledged_one_is_there(
        self, mortal: Server, kills: int, capsys: pytest.CaptureFixture[str]
    ) -> None:
        acknowledged: list[str] = []
        for round_ in range(kills):
            store = await open_store(settings_of(mortal))
            writing = asyncio.create_task(_write_until_it_fails(store, round_, acknowledged))
            await _first_of(round_, acknowledged)
            await asyncio.sleep(0.05 * (round_ % 7))
            await asyncio.to_thread(mortal.kill)
            with pytest.raises(StoreError):
                await asyncio.wait_for(writing, timeout=10)
            await store.close()
            await asyncio.to_thread(mortal.start)
        assert len(acknowledged) >= kills
        await _hold_exactly(settings_of(mortal), acknowledged, kills)
        with capsys.disabled():
            print(f"\nNeo4j was killed {kills} times; all {len(acknowledged)} acknowledged writes are there")


async def _write_until_it_fails(store: Store, round_: int, acknowledged: list[str]) -> None:
    for number in range(10_000):
        slug = f"be-{round_}-{number}"
        await put(store, body(slug))
        acknowledged.append(slug)


async def _first_of(round_: int, acknowledged: list[str]) -> None:
    async with asyncio.timeout(60):  # the first write after a start waits for a cold server
        while not any(slug.startswith(f"be-{round_}-") for slug in acknowledged):
            await asyncio.sleep(0.01)


async def _hold_exactly(settings: Settings, acknowledged: list[str], kills: int) -> None:
    store = await open_store(settings)
    reader = await store.reader()
    stored = {body.slug for body in (await reader.network([])).organisations}
    changes = await reader.changes(0, first=1_000_000)
    assert set(acknowledged) <= stored
    assert len(stored) <= len(acknowledged) + kills  # one a round may have been written but not acknowledged
    assert {change.slug for change in changes} == stored  # each with its change entry
    assert (await reader.info()).version == len(stored)
    await store.close()


class TestAway:
    async def test_a_server_that_is_down_is_told_within_three_seconds_and_found_again(
        self, mortal: Server, opened: Store
    ) -> None:
        await put(opened, body("be-one"))
        reader = await opened.reader()
        mortal.kill()
        await _away_within_three_seconds(opened.check())
        await _away_within_three_seconds(opened.reader())
        await _away_within_three_seconds(reader.organisations(["be-one"]))
        await _away_within_three_seconds(put(opened, body("be-two")))
        await _away_within_three_seconds(open_store(settings_of(mortal)))
        await asyncio.to_thread(mortal.start)
        await _found_again(opened)
        assert set(await (await opened.reader()).organisations(["be-one", "be-two"])) == {"be-one"}

    async def test_a_server_that_hangs_is_told_within_three_seconds_and_found_again(
        self, mortal: Server, opened: Store
    ) -> None:
        if not isinstance(mortal, JavaServer) or mortal.process is None:
            pytest.skip("only a process of ours can be made to hang")
        mortal.process.send_signal(signal.SIGSTOP)
        try:
            await _away_within_three_seconds(opened.check())
            await _away_within_three_seconds(opened.reader())
        finally:
            mortal.process.send_signal(signal.SIGCONT)
        await _found_again(opened)


async def _found_again(store: Store) -> None:
    async with asyncio.timeout(60):  # a server that has just started may be slow to answer
        while True:
            try:
                return await store.check()
            except StoreUnavailable:
                await asyncio.sleep(0.2)


async def _away_within_three_seconds(asked: Awaitable[Any]) -> None:
    started = time.monotonic()
    with pytest.raises(StoreUnavailable) as told:
        await asked
    assert time.monotonic() - started < 3
    assert "does not answer at the moment" in _one_line(told.value)


class TestNotOurs:
    async def test_a_wrong_password(self, neo4j_settings: Settings) -> None:
        told = await _refused(replace(neo4j_settings, neo4j_password="wrong"))
        assert "GRAPH_DIRECTORY_NEO4J_PASSWORD" in told
        assert "wrong" not in told

    async def test_a_wrong_database(self, neo4j_settings: Settings) -> None:
        told = await _refused(replace(neo4j_settings, neo4j_database="nothere"))
        assert "'nothere'" in told
        assert "GRAPH_DIRECTORY_NEO4J_DATABASE" in told

    async def test_a_url_that_cannot_be_one(self, neo4j_settings: Settings) -> None:
        assert "cannot be used" in await _refused(replace(neo4j_settings, store="neo4j://127.0.0.1:notaport"))

    async def test_too_old_a_server(self, neo4j_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(migrations, "OLDEST_SERVER", (9999, 1))
        assert "too old: 9999.1 or newer is needed" in await _refused(neo4j_settings)

    async def test_a_database_that_holds_something_else_is_left_as_it_is(
        self, neo4j_server: Server, neo4j_settings: Settings
    ) -> None:
        _rows(neo4j_server, "MATCH (d:Directory) DELETE d RETURN count(*)")
        _rows(neo4j_server, "CREATE (m:Movie {title: 'x'}) RETURN m.title")
        try:
            assert "holds something else (a node labelled Movie, for one)" in await _refused(neo4j_settings)
            assert _rows(neo4j_server, "MATCH (n) RETURN labels(n)[0]") == ["Movie"]
        finally:
            _rows(neo4j_server, "MATCH (m:Movie) DELETE m RETURN count(*)")

    async def test_a_database_of_a_newer_program(self, neo4j_server: Server, neo4j_settings: Settings) -> None:
        await (await open_store(neo4j_settings)).close()
        _rows(neo4j_server, "MATCH (d:Directory) SET d.schema = 99 RETURN d.schema")
        try:
            with pytest.raises(StoreVersionError, match="Upgrade the program"):
                await open_store(neo4j_settings)
        finally:
            _rows(neo4j_server, "MATCH (d:Directory) DELETE d RETURN count(*)")


async def _refused(settings: Settings) -> str:
    with pytest.raises(StoreMisconfigured) as told:
        await open_store(settings)
    return _one_line(told.value)


OPENING = "import asyncio; from graph_directory.settings import Settings; from graph_directory.stores import open_store"
WRITING = f"""{OPENING}
from contract_sample import body, put
async def work():
    store = await open_store(Settings.from_env())
    for number in range(10):
        print(await put(store, body(f"be-{{os.getpid()}}-{{number}}")))
import os; asyncio.run(work())
"""


class TestAtOnce:
    def test_processes_that_open_a_bare_database_at_once_all_come_through(self, neo4j_server: Server) -> None:
        _bare(neo4j_server)
        programs = [_python(neo4j_server, f"{OPENING}; asyncio.run(open_store(Settings.from_env()))") for _ in range(4)]
        for program in programs:
            _, said = program.communicate(timeout=60)
            assert program.returncode == 0, said
            assert said == ""
        assert _rows(neo4j_server, "MATCH (d:Directory) RETURN d.schema") == [migrations.migrations()[-1].number]
        wanted = sum(text.startswith("CREATE CONSTRAINT") for m in migrations.migrations() for text in m.statements)
        assert len(_rows(neo4j_server, "SHOW CONSTRAINTS YIELD name RETURN name")) == wanted

    def test_processes_that_write_at_once_get_every_version_once(
        self, neo4j_server: Server, neo4j_settings: Settings
    ) -> None:
        programs = [_python(neo4j_server, WRITING) for _ in range(3)]
        said = [program.communicate(timeout=60) for program in programs]
        assert [error for _, error in said] == [""] * 3
        assert sorted(int(line) for output, _ in said for line in output.split()) == list(range(1, 31))


# ---- the server and other programs -------------------------------------------------------------------


def _revive(server: Server) -> None:
    try:
        _rows(server, "RETURN 1")
    except Exception:  # whatever a dead server makes the driver raise
        server.kill()
        server.start()


def _rows(server: Server, statement: Any) -> list[Any]:
    auth = (server.user, server.password)
    with GraphDatabase.driver(server.url, auth=auth, max_transaction_retry_time=0, connection_timeout=2) as driver:
        return [record[0] for record in driver.execute_query(statement).records]


def _bare(server: Server) -> None:
    _rows(server, "MATCH (n) DETACH DELETE n RETURN count(*)")
    for constraint in _rows(server, "SHOW CONSTRAINTS YIELD name RETURN name"):
        _rows(server, f"DROP CONSTRAINT {constraint}")
    for index in _rows(server, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        _rows(server, f"DROP INDEX {index}")


def _environment(server: Server) -> dict[str, str]:
    here = Path(__file__)
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(here.parents[2]), str(here.parent), os.environ.get("PYTHONPATH", "")]),
        "GRAPH_DIRECTORY_STORE": server.url,
        "GRAPH_DIRECTORY_NEO4J_USER": server.user,
        "GRAPH_DIRECTORY_NEO4J_PASSWORD": server.password,
        "GRAPH_DIRECTORY_NEO4J_DATABASE": server.database,
    }


def _python(server: Server, text: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", text, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=_environment(server), stdout=pipe, stderr=pipe, text=True)


def _command(server: Server, *arguments: str) -> subprocess.Popen[str]:
    return _python(server, "from api.cli import main; main()", *arguments)


def _wait_for(server: Server, question: str, command: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 180
    while _rows(server, question) != [True]:
        assert command.poll() is None, command.communicate()
        assert time.monotonic() < until
        time.sleep(0.05)


def _write_files(folder: Path, records: Iterator[Record]) -> None:
    rows: dict[RecordKind, list[Any]] = {kind: [] for kind in RecordKind}
    for record in records:
        sound = replace(record, phones=()) if isinstance(record, ContactPoint) else record  # its numbers are made up
        rows[kind_of(record)].append(to_record(sound))
    for kind, name in RECORD_FILES.items():
        if rows[kind]:
            (folder / name).write_text(json.dumps(rows[kind]), "utf-8")


def _one_line(error: BaseException) -> str:
    assert "\n" not in str(error)
    return str(error)
