"""A plan answers as graphql-core does, and leaves to it whatever does not go as planned."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import httpx
import pytest
from conftest import Ask, client_of
from random_documents import documents

from api.app import Application
from api.graphql.loaders import Batch, then
from api.graphql.plans import Planner
from api.graphql.remembered import Answers

SECRET = "a word of a case"
PAGES = [
    (
        "{ organisations(first: 100) { totalCount nodes { slug name(language: FR) kind contactPoints(audience: PUBLIC) "
        "{ label audience phones { display reachableFromAbroad } freshness { state } } } } }"
    ),
    "{ referrals(first: 50) { edges { cursor node { kind crossBorder source { name } target { slug } } } } }",
    (
        'query($x: Boolean = true) { organisation(slug: "nl-comensha") { a: name(language: NL) b: name @skip(if: $x) '
        "...on Organisation { __typename } ...more parent { slug } } } "
        "fragment more on Organisation { c: shortName areas { code borders { code } } }"
    ),
    '{ node(id: "T3JnYW5pc2F0aW9uOmJlLXBheW9rZQ") { __typename id ...on Organisation { slug names { language } } } }',
    "{ __schema { queryType { name } } directory { version updatedAt } changes(since: 0, first: 2) { nodes { by } } }",
]


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Answers, "get", lambda *_: None)


async def answered(http: httpx.AsyncClient, query: str, variables: dict[str, Any] | None = None) -> Any:
    answer = (await http.post("/graphql", json={"query": query, "variables": variables or {}})).json()
    for error in answer.get("errors", ()):
        error["extensions"].pop("incident", None)
    return answer


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize("query", PAGES)
async def test_a_planned_answer_is_that_of_graphql_core(
    http: httpx.AsyncClient, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = await answered(http, query)
    monkeypatch.setattr(Planner, "_gave_up", True)
    assert planned == await answered(http, query)
    assert "errors" not in planned


@pytest.mark.usefixtures("anew")
async def test_random_documents_have_the_same_answer_with_and_without_plans(http: httpx.AsyncClient) -> None:
    different = []
    for query, variables in documents(seed=6, number=150):
        planned = await answered(http, query, variables)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Planner, "_gave_up", True)
            if planned != await answered(http, query, variables):
                different.append((query, variables))
    assert different == []


@pytest.mark.usefixtures("anew")
async def test_the_usual_pages_need_no_help(http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def helped(*_: Any) -> None:
        raise AssertionError("graphql-core was asked")

    monkeypatch.setattr("api.graphql.plans.Executor.collect_and_execute_subfields", helped)
    for query in PAGES[:4]:
        assert "errors" not in await answered(http, query)


@pytest.mark.usefixtures("anew")
async def test_an_error_deep_in_an_answer_is_told_with_its_place(http: httpx.AsyncClient) -> None:
    query = "{ organisations(first: 3) { nodes { slug referrals(first: 1000) { totalCount } } } }"
    answer = await answered(http, query)
    assert answer["data"] is None
    assert answer["errors"][0]["path"] == ["organisations", "nodes", 0, "referrals"]
    assert answer["errors"][0]["extensions"]["code"] == "BAD_QUESTION"


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
