"""What a process keeps at hand of a Neo4j: it spares the server work, and is never older than whoever asks."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from contract_sample import area, body, point, put, source, tie
from neo4j_databases import emptied

from graph_directory.model import Area, ContactPoint, DirectoryInfo, Organisation, Referral
from graph_directory.settings import Settings
from graph_directory.store import ChangeSet, DirectoryReader, RecordKind
from graph_directory.stores.neo4j import Neo4jStore
from graph_directory.stores.neo4j.connection import Connection
from graph_directory.stores.neo4j.sharing import Sharing
from graph_directory.vocabulary import Visibility
from tests.neo4j_server.server import Server

BODIES = ("be-one", "be-two", "nl-three")


class TestSharing:
    async def test_whoever_comes_while_another_asks_is_told_of_a_later_state(self) -> None:
        state = Counting()
        sharing = Sharing(state.ask)
        first = asyncio.create_task(sharing.get())
        await state.asked.wait()
        late = [asyncio.create_task(sharing.get()) for _ in range(5)]
        await asyncio.sleep(0)
        state.value = 1  # a write that happens before they are told, but after the first asking began
        state.go_on.set()
        assert await first == 0
        assert await asyncio.gather(*late) == [1] * 5
        assert state.askings == 2

    async def test_one_who_comes_alone_asks_every_time(self) -> None:
        state = Counting()
        state.go_on.set()
        sharing = Sharing(state.ask)
        assert [await sharing.get() for _ in range(3)] == [0, 0, 0]
        assert state.askings == 3

    async def test_those_who_wait_for_a_failure_fail_with_it_and_the_next_asks_again(self) -> None:
        state = Counting()
        state.error = ConnectionError("away")
        sharing = Sharing(state.ask)
        waiting = [asyncio.create_task(sharing.get()) for _ in range(3)]
        await state.asked.wait()
        state.go_on.set()
        assert await asyncio.gather(*waiting, return_exceptions=True) == [state.error] * 3
        assert state.askings == 1
        state.error = None
        assert await sharing.get() == 0


class Counting:
    """A state that can be asked for, slowly."""

    def __init__(self) -> None:
        self.value = 0
        self.askings = 0
        self.error: Exception | None = None
        self.asked, self.go_on = asyncio.Event(), asyncio.Event()

    async def ask(self) -> int:
        self.askings += 1
        value = self.value
        self.asked.set()
        await self.go_on.wait()
        if self.error:
            raise self.error
        return value


@pytest.fixture
async def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the statements that were sent."""
    names: list[str] = []
    asked: Any = Connection.read

    async def noted(self: Connection, name: str, *given: Any, **parts: str) -> Any:
        names.append(name)
        return await asked(self, name, *given, **parts)

    monkeypatch.setattr(Connection, "read", noted)
    return names


@pytest.fixture
async def filled(neo4j_store: Neo4jStore) -> Neo4jStore:
    bodies = [body(slug) for slug in BODIES]
    points = [point(f"{slug}-line", slug) for slug in BODIES]
    await put(neo4j_store, area("BE"), area("NL"), source("src-one"), *bodies, *points, tie("be-one", "nl-three"))
    await _everything(await neo4j_store.reader())
    return neo4j_store


class Everything(NamedTuple):
    """All that a reader says of these bodies."""

    info: DirectoryInfo
    areas: tuple[Area, ...]
    bodies: Mapping[str, Organisation]
    points: Mapping[str, tuple[ContactPoint, ...]]
    ties: Mapping[str, tuple[Referral, ...]]


async def _everything(reader: DirectoryReader) -> Everything:
    return Everything(
        await reader.info(),
        await reader.areas(),
        await reader.organisations(BODIES),
        await reader.contact_points_of(BODIES),
        await reader.referrals_of(BODIES),
    )


@pytest.mark.neo4j
class TestAfterAWrite:
    async def test_only_what_it_changed_is_read_anew(self, filled: Neo4jStore, sent: list[str]) -> None:
        changed = point("be-one-line", "be-one", hours="24/7")
        await put(filled, changed)
        sent.clear()
        reader = await filled.reader()
        info, _, bodies, points, _ = await _everything(reader)
        assert points["be-one"] == (changed,)
        # what changed; the body and its desks and ties, which the changed desk may have touched
        assert sent.count("reading/changes_between") == 1
        assert len(sent) == 4
        assert set(bodies) == set(BODIES)
        assert info.contact_points == 3

    async def test_what_another_process_wrote_is_seen(self, filled: Neo4jStore, neo4j_settings: Settings) -> None:
        other = await Neo4jStore.open(neo4j_settings)
        for count in range(4, 7):
            slug = f"be-number-{count}"
            await put(other, body(slug, parent="be-two"), point(f"{slug}-line", "be-one", slug))
            reader = await filled.reader()
            assert (await reader.info()).organisations == count
            assert slug in (await reader.children_of(["be-two"]))["be-two"]
            assert len((await reader.contact_points_of(["be-one"]))["be-one"]) == count - 2
        await other.close()

    async def test_a_body_that_is_hidden_from_now_on_is_gone_with_all_that_tells_of_it(
        self, filled: Neo4jStore
    ) -> None:
        await put(filled, body("nl-three", visibility=Visibility.RESTRICTED))
        reader = await filled.reader()
        info, _, bodies, _, ties = await _everything(reader)
        assert (info.organisations, info.contact_points, info.referrals) == (2, 2, 0)
        assert set(bodies) == {"be-one", "be-two"}
        assert ties["be-one"] == ()

    async def test_what_is_taken_out_is_not_at_hand_any_more(self, filled: Neo4jStore) -> None:
        gone = ((RecordKind.REFERRAL, "rel--be-one--nl-three"), (RecordKind.CONTACT_POINT, "be-two-line"))
        await filled.writer().apply(ChangeSet("test", "Gone.", (), gone))
        info, _, _, points, ties = await _everything(await filled.reader())
        assert (info.organisations, info.contact_points, info.referrals) == (3, 2, 0)
        assert points["be-two"] == ()
        assert (ties["be-one"], ties["nl-three"]) == ((), ())

    async def test_a_reader_of_the_version_before_does_not_spoil_the_next(self, filled: Neo4jStore) -> None:
        before = await filled.reader()
        await put(filled, body("be-one", note="New."), point("be-one-second", "be-one"))
        after = await filled.reader()
        assert len((await before.contact_points_of(["be-one"]))["be-one"]) == 1
        assert len((await after.contact_points_of(["be-one"]))["be-one"]) == 2
        assert (await after.organisations(["be-one"]))["be-one"].note == "New."


@pytest.mark.neo4j
async def test_a_database_that_was_put_back_and_went_another_way_is_read_anew(
    filled: Neo4jStore, neo4j_server: Server, neo4j_settings: Settings
) -> None:
    emptied(neo4j_server)
    other = await Neo4jStore.open(neo4j_settings)
    renamed = body("be-one", names={"nl": "Een ander huis"})
    await put(other, area("BE"), renamed)
    assert (await _everything(await filled.reader())).bodies == {
        "be-one": renamed
    }  # the same version, not the same state
    await put(other, replace(renamed, note="Later."))
    await put(other, body("be-two"))
    assert set(await (await filled.reader()).organisations(BODIES)) == {"be-one", "be-two"}
    await other.close()


@pytest.mark.neo4j
async def test_by_the_address_of_a_cluster_whoever_wrote_reads_it(neo4j_settings: Settings) -> None:
    store = await Neo4jStore.open(replace(neo4j_settings, store=neo4j_settings.store.replace("bolt://", "neo4j://")))
    for version in range(1, 6):
        slug = f"be-number-{version}"
        assert await put(store, body(slug)) == version
        assert slug in await (await store.reader()).organisations([slug])
    await store.close()
