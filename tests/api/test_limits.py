"""Limits: each is told with its number and what to change, refuses quickly, and leaves honest questions alone."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest
from conftest import Ask
from graphql import get_introspection_query
from random_documents import documents

NEW = {"Accept": "application/graphql-response+json"}
DEEP = "{ organisations " + "{ nodes { parent { referrals " * 3 + "{ totalCount } " + "} } } " * 3 + "}"
CIRCLE = "{ __schema { types " + "{ fields { type " * 4 + "{ name } " + "} } " * 4 + "} }"
BOMB = "query { ...f0 } " + " ".join(
    f"fragment f{number} on Query {{ ...f{number + 1} ...f{number + 1} a{number}: __typename }}" for number in range(40)
)
BEYOND = {
    "levels": (DEEP, "TOO_DEEP"),
    "introspection in circles": (CIRCLE, "GRAPHQL_VALIDATION_FAILED"),
    "aliases": ("{ " + " ".join(f"a{number}: __typename" for number in range(101)) + " }", "TOO_MANY_ALIASES"),
    "aliases behind fragments": (BOMB + " fragment f40 on Query { b: __typename }", "TOO_MANY_ALIASES"),
    "repeats": ("{ " + "__typename " * 500 + "}", "TOO_MANY_REPEATS"),
    "directives": ("{ __typename " + "@a " * 500 + "}", "TOO_MANY_DIRECTIVES"),
    "fields": ("{ " + " ".join(f"field{number}" for number in range(1900)) + " }", "TOO_MANY_FIELDS"),
    "tokens": ("{ " + "a " * 3000 + "}", "TOO_MANY_TOKENS"),
    "fragments": (
        "{ ...a } " + " ".join(f"fragment f{number} on Query {{ __typename }}" for number in range(60)),
        "TOO_MANY_FRAGMENTS",
    ),
    "brackets in the document": ("{ a(b: " + "[" * 900 + "]" * 900 + ") }", "GRAPHQL_PARSE_FAILED"),
    "braces in the document": ("{ a " * 400 + "}" * 400, "GRAPHQL_PARSE_FAILED"),
    "cost": (
        "{ organisations(first: 100) { nodes { referrals(first: 100) { nodes { source { name } } } } } }",
        "COST_TOO_HIGH",
    ),
}


async def post(http: httpx.AsyncClient, query: str, **variables: Any) -> httpx.Response:
    return await http.post("/graphql", json={"query": query, "variables": variables}, headers=NEW)


@pytest.mark.parametrize("what", BEYOND)
async def test_what_is_beyond_a_limit_is_refused_by_name(http: httpx.AsyncClient, what: str) -> None:
    query, code = BEYOND[what]
    answer = await post(http, query)
    assert answer.status_code == 400
    assert {error["extensions"]["code"] for error in answer.json()["errors"]} == {code}
    assert "data" not in answer.json()


@pytest.mark.parametrize("what", ["levels", "aliases", "repeats", "fields", "directives", "fragments", "cost"])
async def test_a_refusal_says_the_number_the_limit_and_what_to_change(http: httpx.AsyncClient, what: str) -> None:
    (error,) = (await post(http, BEYOND[what][0])).json()["errors"]
    facts = error["extensions"]
    actual = facts.get("actual", facts.get("cost"))
    assert actual > facts["limit"]
    assert str(actual) in error["message"]
    assert str(facts["limit"]) in error["message"]
    assert len(error["message"].rstrip(".").split(". ")) > 1


@pytest.mark.parametrize("what", BEYOND)
async def test_a_refusal_comes_at_once(http: httpx.AsyncClient, what: str) -> None:
    took = []
    for number in range(5):
        query = f"{BEYOND[what][0]} # {number}"  # another text each time, so that nothing is remembered
        started = time.perf_counter()
        await post(http, query)
        took.append(time.perf_counter() - started)
    assert min(took) < 0.05


async def test_a_refusal_is_the_same_the_second_time(http: httpx.AsyncClient) -> None:
    first, second = [await post(http, BEYOND["aliases"][0]) for _ in range(2)]
    assert first.json() == second.json()


async def test_the_whole_schema_may_be_asked_for(ask: Ask) -> None:
    assert (await ask(get_introspection_query()))["__schema"]["types"]


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ __typename }", 0),
        ('{ organisation(slug: "be-payoke") { name } }', 1),
        ('{ organisation(slug: "be-payoke") { contactPoints { label } } }', 6),
        ("{ organisations(first: 7) { nodes { slug } } }", 8),
        ("{ organisations(first: 7) { nodes { ...more } } } fragment more on Organisation { parent { slug } }", 15),
        ("query($n: Int = 3) { organisations(first: $n) { nodes { slug } } }", 4),
        ("query($n: Int) { organisations(last: $n) { nodes { slug } } }", 21),
        ("{ nodes(ids: []) { id } }", 0),
    ],
)
async def test_each_object_of_an_answer_costs_one(http: httpx.AsyncClient, query: str, cost: int) -> None:
    assert (await post(http, query)).json()["extensions"]["cost"] == {"value": cost, "limit": 10_000}


async def test_the_size_in_a_variable_counts(http: httpx.AsyncClient) -> None:
    query = "query($n: Int) { organisations(first: $n) { nodes { slug } } }"
    answer = await post(http, query, n=50)
    assert answer.json()["extensions"]["cost"]["value"] == 51


async def test_random_sound_documents_are_answered_or_refused_but_never_break(http: httpx.AsyncClient) -> None:
    broken = []
    codes: set[str] = set()
    for query, variables in documents(seed=20261126, number=300):
        answer = (await post(http, query, **variables)).json()
        here = {error["extensions"]["code"] for error in answer.get("errors", ())}
        codes |= here
        if here & {"INTERNAL", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED"}:
            broken.append((query, variables, answer["errors"][0]))
    assert broken == []
    assert codes  # some were refused: the documents go to the limits
