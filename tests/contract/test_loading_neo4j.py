"""Large loads into a real server: what is written side by side, and who may go on writing."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from contract_sample import body

from benchmarks.generate import Size, directory
from graph_directory.errors import LoadInterrupted
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import ChangeSet, RecordKind
from graph_directory.stores.neo4j import Neo4jStore, loading, writing
from graph_directory.stores.neo4j.connection import Connection
from graph_directory.stores.neo4j.limits import Limits
from graph_directory.stores.neo4j.records import kind_of
from graph_directory.vocabulary import Visibility

pytestmark = pytest.mark.neo4j
SIZE = Size(600, 1_800, 3_000)
IN_STEPS = Limits(in_one_transaction=100, in_a_step=150)


async def test_all_that_was_given_is_there_after_a_load_in_steps(neo4j_settings: Settings) -> None:
    given = tuple(directory(SIZE))
    store = await Neo4jStore.open(neo4j_settings, IN_STEPS)
    assert await store.writer().apply(ChangeSet("test", "A load in steps.", given)) == 1
    reader = await store.reader(Visibility.RESTRICTED)
    for kind in RecordKind:
        assert await reader.records(kind) == tuple(record for record in given if kind_of(record) is kind)
    await store.close()


async def test_the_parent_of_a_body_may_come_many_steps_later(neo4j_settings: Settings) -> None:
    last = body("zz-last")
    children = [body(f"aa-{number:03}", parent="zz-last") for number in range(40)]
    store = await Neo4jStore.open(neo4j_settings, Limits(in_one_transaction=10, in_a_step=3))
    await store.writer().apply(ChangeSet("test", "A house and its units.", (*children, last)))
    reader = await store.reader()
    assert (await reader.children_of(["zz-last"]))["zz-last"] == tuple(child.slug for child in children)
    assert await reader.organisations(["zz-last"]) == {"zz-last": last}
    await store.close()


async def test_a_load_that_another_took_over_stops_and_leaves_nothing(
    neo4j_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "LEASE_SECONDS", 1)
    monkeypatch.setattr(writing, "LEASE_SECONDS", 1)
    store = await Neo4jStore.open(neo4j_settings, IN_STEPS)
    slow = asyncio.create_task(store.writer().apply(ChangeSet("slow", "A load in steps.", tuple(directory(SIZE)))))
    connection = Connection(neo4j_settings)
    try:
        while not (await connection.write(writing._busy)):
            await asyncio.sleep(0.01)
        await connection.write(partial(loading.begin_load, "another"))
        with pytest.raises(LoadInterrupted, match="took over"):
            await slow
        report = await load_files(store, [shipped_folder("seed_data")])
        info = await (await store.reader(Visibility.RESTRICTED)).info()
        assert (info.version, info.organisations) == (1, report.new[RecordKind.ORGANISATION])
    finally:
        await connection.close()
        await store.close()


async def test_a_load_gives_signs_of_life_while_a_step_takes_long(
    neo4j_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "LEASE_SECONDS", 1)
    send_rows = loading.send_rows

    async def slowly(*given: object) -> None:
        await send_rows(*given)  # type: ignore[arg-type]
        await asyncio.sleep(2.5)

    monkeypatch.setattr(loading, "send_rows", slowly)
    store = await Neo4jStore.open(neo4j_settings, Limits(in_one_transaction=1))
    load = asyncio.create_task(store.writer().apply(ChangeSet("slow", "Two bodies.", (body("be-a"), body("be-b")))))
    connection = Connection(neo4j_settings)
    busy = []
    while not load.done():
        busy.append(await connection.write(writing._busy))
        await asyncio.sleep(0.1)
    assert await load == 1
    assert any(busy)
    assert not any(each.abandoned for each in busy if each)
    await connection.close()
    await store.close()
