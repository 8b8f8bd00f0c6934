"""A network whose figures take their time: the page comes without them, says how far they are, and has them later."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from benchmarks.generate import Size, directory
from graph_directory.analysing import SMALL
from graph_directory.settings import Settings
from graph_directory.store import ChangeSet
from graph_directory.stores import open_store
from tests.in_process import started

BODIES = 3 * SMALL
PENDING = "The figures of 2,400 bodies are being made."


@pytest.fixture
async def large(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A service over a made-up directory of more bodies than are reckoned while one waits."""
    settings = Settings(f"sqlite://{tmp_path}/large.db")
    store = await open_store(settings)
    records = tuple(directory(Size(BODIES, 0, 3 * BODIES)))
    await store.writer().apply(ChangeSet(by="test", why="To be large.", puts=records))
    async with started(create_app(settings, store)) as asking:
        yield asking
    await store.close()


async def test_the_page_comes_at_once_says_how_far_its_figures_are_and_has_them_later(large: httpx.AsyncClient) -> None:
    first = (await large.get("/en/network?sort=through")).text
    assert PENDING in first
    assert len(re.findall(r'<progress max="100" value="\d+">', first)) == 1
    assert "Links that go both ways" not in first
    assert len(re.findall(r'<th scope="row"><a href="/en/network/', first)) == 50
    told = [0]
    while (answer := await large.get("/en/network-data.json")).status_code == 202:
        told.append(answer.json()["done"])
        await asyncio.sleep(0.05)
    assert answer.status_code == 200
    assert len(answer.json()["nodes"]) == BODIES
    assert told == sorted(told)  # a quick machine is done before it is asked how far it is
    assert told[-1] <= 100
    later = (await large.get("/en/network?sort=through")).text
    assert PENDING not in later
    assert "Links that go both ways" in later
    assert "the share of ways is reckoned from" in later
