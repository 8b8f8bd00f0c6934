"""What the embedded store promises about its file: nothing lost, nobody else's database touched, one clear line."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from graph_directory.errors import (
    SettingsError,
    StoreError,
    StoreMisconfigured,
    StoreNotWritable,
    StoreUnavailable,
    StoreVersionError,
)
from graph_directory.model import Source
from graph_directory.settings import Settings
from graph_directory.store import ChangeSet
from graph_directory.stores import database_path, open_store
from graph_directory.stores.sqlite import SqliteStore


def source(slug: str) -> Source:
    return Source(slug, "A page", "", "https://example.org", None, None, True)


def one(slug: str) -> ChangeSet:
    return ChangeSet("test", "A test needs it.", (source(slug),))


async def refusal(path: Path, expected: type[StoreError]) -> str:
    with pytest.raises(expected) as caught:
        await SqliteStore.open(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


async def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be made" in await refusal(tmp_path / "file" / "directory.db", StoreNotWritable)


async def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    assert "is a folder" in await refusal(tmp_path, StoreMisconfigured)


async def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are somebody's notes, and long enough to be read as a header. " * 10)
    before = path.read_bytes()
    await refusal(path, StoreMisconfigured)
    assert path.read_bytes() == before


async def test_another_programs_database_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    before = path.read_bytes()
    assert "another program's" in await refusal(path, StoreMisconfigured)
    assert path.read_bytes() == before


async def test_a_store_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "directory.db"
    await (await SqliteStore.open(path)).close()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()
    assert "newer version" in await refusal(path, StoreVersionError)


async def test_the_record_of_changes_cannot_be_altered_or_removed(tmp_path: Path) -> None:
    path = tmp_path / "directory.db"
    store = await SqliteStore.open(path)
    await store.writer().apply(one("src-a"))
    await store.close()
    raw = sqlite3.connect(path)
    for statement in ("UPDATE changes SET why = 'never happened'", "DELETE FROM changes"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(statement)
    raw.close()


async def test_opening_twice_keeps_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "directory.db"
    for expected in ({}, {"src-a": source("src-a")}):
        store = await SqliteStore.open(path)
        assert await (await store.reader()).sources(["src-a"]) == expected
        await store.writer().apply(one("src-a"))
        await store.close()


async def test_many_openers_of_a_new_file_all_get_the_same_store(tmp_path: Path) -> None:
    stores = await asyncio.gather(*[SqliteStore.open(tmp_path / "directory.db") for _ in range(6)])
    await asyncio.gather(*[store.writer().apply(one(f"src-{place}")) for place, store in enumerate(stores)])
    for store in stores:
        assert (await (await store.reader()).info()).version == len(stores)
        await store.close()


async def test_opening_a_new_file_at_once_never_fails_however_often(tmp_path: Path) -> None:
    for number in range(25):  # the moments in which one maker could trip over another are short
        path = tmp_path / f"directory-{number}.db"
        for store in await asyncio.gather(*[SqliteStore.open(path) for _ in range(8)]):
            await store.close()


async def test_a_write_of_another_process_is_seen_by_the_next_reader(tmp_path: Path) -> None:
    path = tmp_path / "directory.db"
    here, there = await SqliteStore.open(path), await SqliteStore.open(path)
    assert (await (await here.reader()).info()).version == 0
    await there.writer().apply(one("src-a"))
    assert set(await (await here.reader()).sources(["src-a"])) == {"src-a"}
    await here.close()
    await there.close()


async def test_a_closed_store_says_that_it_cannot_answer(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "directory.db")
    await store.check()
    await store.close()
    with pytest.raises(StoreUnavailable):
        await store.check()


WRITER = """
import asyncio, sys
sys.path[:0] = {path!r}
from pathlib import Path
from graph_directory.model import Source
from graph_directory.store import ChangeSet
from graph_directory.stores.sqlite import SqliteStore

async def main():
    store = await SqliteStore.open(Path(sys.argv[1]))
    number = 0
    while True:
        slugs = (f"src-{{number}}-a", f"src-{{number}}-b")
        pair = tuple(Source(slug, "t", "", "https://example.org", None, None, True) for slug in slugs)
        print(await store.writer().apply(ChangeSet("test", "x", pair)), flush=True)
        number += 1

asyncio.run(main())
"""


async def test_a_killed_writer_loses_nothing_it_confirmed_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "directory.db"
    command = [sys.executable, "-c", WRITER.format(path=sys.path), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        confirmed = [int(writer.stdout.readline()) for _ in range(20)]
        os.kill(writer.pid, signal.SIGKILL)
        confirmed += [int(line) for line in writer.stdout.read().split()]
    store = await SqliteStore.open(path)
    reader = await store.reader()
    version = (await reader.info()).version
    assert version in (confirmed[-1], confirmed[-1] + 1)
    assert len(await reader.changes(0, first=10_000)) == 2 * version
    await store.close()


def test_a_store_url_names_an_absolute_file() -> None:
    assert database_path("sqlite:///data/a b%20#c.db") == Path("/data/a b%20#c.db")
    for wrong in ("sqlite://relative.db", "sqlite://", "sqlite:///"):
        with pytest.raises(SettingsError, match="absolute path"):
            database_path(wrong)


async def test_a_url_that_names_no_store_is_told_with_the_two_that_do() -> None:
    with pytest.raises(SettingsError, match="neo4j://host:7687"):
        await open_store(Settings("postgres://somewhere"))
