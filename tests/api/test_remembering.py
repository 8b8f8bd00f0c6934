"""What was asked before is answered as then, as long as it holds, and a case is remembered nowhere."""

from __future__ import annotations

import asyncio
import gc
import itertools
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import Application, create_app
from api.graphql.loaders import Batch, then
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from tests.in_process import Ask, client_of, started

NEW, OLD = "application/graphql-response+json", "application/json"
VERSION = "{ directory { version } }"
SECRET = "a word of a case"


async def test_what_came_before_byte_for_byte_is_not_read_again(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_again(*_: Any) -> None:
        raise AssertionError("it was read again")

    sent = {"query": "{ organisations(first: 7) { totalCount nodes { slug } } }"}
    async with client_of(application) as asking:
        first = await asking.post("/graphql", json=sent)
        monkeypatch.setattr("api.graphql.execution.read", read_again)
        second = await asking.post("/graphql", json=sent)
        assert second.content == first.content
        case = await asking.post("/graphql", json={"query": '{ interpret(text: "x") { names } }'})
        assert case.status_code == 500


async def test_a_case_is_read_each_time(ask: Ask, application: Application) -> None:
    await ask('{ interpret(text: "a word that is kept nowhere") { names } }')
    kept = application.graphql._engine._asked
    assert not any(b"kept nowhere" in received.content for received, _ in kept)


async def test_one_answer_given_again_fits_the_reader_each_time(http: httpx.AsyncClient) -> None:
    query = '{ vocabulary(name: "countries") { label } }'
    said = set()
    for _ in range(2):
        for accept, language in itertools.product((OLD, NEW), ("fr", "nl")):
            headers = {"Accept": accept, "Accept-Language": language}
            answer = await http.post("/graphql", json={"query": query}, headers=headers)
            said.add((accept, language, answer.headers["content-type"].split(";")[0], answer.content))
    assert {(accept, given) for accept, _, given, _ in said} == {(OLD, OLD), (NEW, NEW)}
    assert len(said) == 4
    assert len({content for *_, content in said}) == 2


async def test_an_answer_that_has_not_changed_is_not_sent_again(http: httpx.AsyncClient) -> None:
    first = await http.get("/graphql", params={"query": VERSION})
    again = await http.get("/graphql", params={"query": VERSION}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["cache-control"] == "public, no-cache"
    assert first.headers["vary"] == "Accept, Accept-Language"


async def test_a_new_version_has_a_new_mark(tmp_path: Path) -> None:
    settings = Settings(f"sqlite://{tmp_path}/directory.db")
    app = create_app(settings)
    async with started(app) as asking:
        query = {"query": "{ organisations { totalCount } }"}
        empty = await asking.get("/graphql", params=query)
        await load_files(await app.state.door.store(), [shipped_folder("seed_data")])
        filled = await asking.get("/graphql", params=query, headers={"If-None-Match": empty.headers["etag"]})
    assert empty.json()["data"]["organisations"]["totalCount"] == 0
    assert filled.status_code == 200
    assert filled.json()["data"]["organisations"]["totalCount"] > 400


async def test_nothing_of_a_value_that_nobody_comes_for_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fails(_: Any) -> Any:
        raise RuntimeError(f"cannot find {SECRET}")

    def cannot_be_made(_: Any) -> Any:
        raise RuntimeError(f"cannot make {SECRET}")

    batch, ready = Batch[str](fails), asyncio.get_running_loop().create_future()
    dropped = [batch.get("a"), batch.many(["b"]), then(ready, cannot_be_made)]
    ready.set_result(1)
    await asyncio.sleep(0.02)
    del batch, dropped
    gc.collect()
    assert SECRET not in caplog.text
