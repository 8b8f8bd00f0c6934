"""An answer is of the newest version, whatever was supposed when it was begun while the server was asked."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.graphql.supposing import Newest, is_same, made_of_newest
from graph_directory.directory import Directory
from graph_directory.errors import StoreUnavailable
from graph_directory.model import Source
from graph_directory.opening import open_directory
from graph_directory.settings import Settings
from graph_directory.store import ChangeSet, Store
from graph_directory.stores import open_store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await open_store(Settings(f"sqlite://{tmp_path}/directory.db"))
    yield opened
    await opened.close()


@pytest.fixture
async def versions(store: Store) -> tuple[Directory, Directory]:
    """The directory before and after a write."""
    old = await open_directory(store)
    await store.writer().apply(
        ChangeSet("test", "x", (Source("src-a", "A page", "A ministry", "https://example.org/a", None, None, True),))
    )
    return old, await open_directory(store)


class Making:
    """Makes the version of a directory; tells which it was asked to make, and which it finished."""

    def __init__(self, takes: float = 0.0, fails_for: Directory | None = None) -> None:
        self.begun: list[int] = []
        self.finished: list[int] = []
        self.started = asyncio.Event()
        self._takes = takes
        self._fails_for = fails_for

    async def __call__(self, directory: Directory) -> int:
        version = (await directory.reader.info()).version
        self.begun.append(version)
        self.started.set()
        if self._takes:
            await asyncio.sleep(self._takes)
        if directory is self._fails_for:
            raise LookupError("what stood there is gone")
        self.finished.append(version)
        return version


@pytest.mark.parametrize("takes", [0.0, 0.01])
async def test_what_is_made_is_of_the_newest(versions: tuple[Directory, Directory], takes: float) -> None:
    old, new = versions
    assert not await is_same(old, new)
    for newest in versions:
        for supposed in (None, *versions):
            assert await made_of_newest(giving(newest), supposed, Making(takes)) == (await newest.reader.info()).version


async def test_it_is_made_while_the_server_is_asked_and_only_once(
    store: Store, versions: tuple[Directory, Directory]
) -> None:
    making = Making()

    async def newest() -> Directory:
        await asyncio.wait_for(making.started.wait(), 5)  # a server that answers when the work has long begun
        return await open_directory(store)

    assert await made_of_newest(newest, versions[1], making) == 1
    assert making.begun == [1]


async def test_what_is_no_longer_so_is_not_made_to_its_end(versions: tuple[Directory, Directory]) -> None:
    making = Making(takes=0.05)
    assert await made_of_newest(giving(versions[1]), versions[0], making) == 1
    await asyncio.sleep(0.1)
    assert (making.begun, making.finished) == ([0, 1], [1])


async def test_what_fails_of_an_older_version_fails_nobody(
    versions: tuple[Directory, Directory], caplog: pytest.LogCaptureFixture
) -> None:
    old, new = versions
    assert await made_of_newest(giving(new), old, Making(fails_for=old)) == 1
    with pytest.raises(LookupError):
        await made_of_newest(giving(old), old, Making(fails_for=old))
    gc.collect()
    assert caplog.records == []


@pytest.mark.parametrize("takes", [0.0, 0.05])
async def test_a_server_that_does_not_answer_is_told_whatever_was_made(
    versions: tuple[Directory, Directory], takes: float, caplog: pytest.LogCaptureFixture
) -> None:
    making = Making(takes, fails_for=versions[0])

    async def newest() -> Directory:
        await making.started.wait()
        raise StoreUnavailable("away")

    with pytest.raises(StoreUnavailable):
        await made_of_newest(newest, versions[0], making)
    await asyncio.sleep(2 * takes)
    gc.collect()
    assert making.finished == []
    assert caplog.records == []


async def test_whoever_goes_takes_their_work_along(versions: tuple[Directory, Directory]) -> None:
    making = Making(takes=0.05)

    async def newest() -> Directory:
        await asyncio.sleep(5)
        return versions[0]

    asking = asyncio.create_task(made_of_newest(newest, versions[0], making))
    await making.started.wait()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    await asyncio.sleep(0.1)
    assert making.finished == []


def giving(directory: Directory) -> Newest:
    """Gives that directory, some turns of the loop later."""

    async def newest() -> Directory:
        await asyncio.sleep(0.001)
        return directory

    return newest
