"""Every document has one answer, with a plan and without it; a plan gives up only where something fails."""

from __future__ import annotations

import json
from asyncio import gather
from datetime import UTC, datetime
from inspect import isawaitable
from pathlib import Path
from typing import Any, TypeAlias

import orjson
import pytest
from fastapi import FastAPI
from graphql import DocumentNode, ExecutionResult, execute, parse
from graphql.execution import Executor
from random_documents import documents

from api.graphql import selections
from api.graphql.context import Context, Prepared
from api.graphql.plans import Planner
from api.graphql.schema import executable
from api.graphql.types.contact_point import ContactPoint
from api.graphql.types.organisation import Organisation
from benchmarks.neo4j.ours import PAGE, TWO_HOPS
from graph_directory.directory import Directory
from tools.graphql_answers import DOCUMENT, questions

Asked: TypeAlias = tuple[str, dict[str, Any]]
QUESTIONS = Path(__file__).parents[1] / "data" / "questions" / "second"
COUNTERPARTS = """query($i: CounterpartInput!) { findCounterparts(input: $i, first: 10) { matchLevel fallbackReason
  matches { score organisation { slug } reasons { code text } cautions { code } contactPoint { slug access { text }
    organisations { slug } } path { hops { source { slug } target { parent { slug } } } } }
  understood { unrecognised terms { code } places { country area { code } } } } }"""
WAYS = """query($i: ReferralPathInput!) { findReferralPaths(input: $i, first: 3) { cost
  organisations { slug sources { slug } } hops { legalBases { citation } instrument { title } } } }"""
SEARCH = "query($s: String!) { organisations(search: $s, first: 10) { edges { cursor node { slug } } } }"
LATE = [
    '{ referralMechanism(country: "BE") { stage { label } organisations { slug parent { slug } } sources { title } } }',
    "{ network { metrics { bridges { instrument { citation } } } edges { source { parent { name } } } } }",
    """{ coverage(countries: ["LU"], themes: [SEXUAL_EXPLOITATION], services: [SHELTER]) { cells { state organisations
      { contactPoints { isOpen address { locality } } successor { sources { slug } } } } } }""",
    '{ nodes(ids: ["T3JnYW5pc2F0aW9uOmJlLXBheW9rZQ", "b"]) { id } }',
]
"""Documents that ask for what is not looked ahead for."""


USUAL = [
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
    "{ directory { version updatedAt } changes(since: 0, first: 2) { nodes { by } } }",
]
"""Documents as clients send them."""


ASKED_AGAIN = [
    TWO_HOPS,
    """query($slug: String!) { organisation(slug: $slug) { name contactPoints { label }
      parent { slug sources { title } } } }""",
    """query($slug: String!, $few: Int, $with: Boolean!) { organisation(slug: $slug) { slug kind @include(if: $with)
      referrals(first: $few) { nodes { slug target { slug } } } } }""",
    """query($slug: String!, $few: Int, $with: Boolean!) { organisation(slug: $slug) { ...some } }
      fragment some on Organisation { name @skip(if: $with) referrals(first: $few) { totalCount nodes { slug } } }""",
    """query($slug: String!, $with: Boolean!) { organisation(slug: $slug) @include(if: $with) { slug }
      organisation(slug: $slug) { name } }""",
]
"""Documents that are asked again and again with other variables."""


class Watched(Planner):
    """A planner that tells whether it gave up."""

    gave_up = False

    def collect_and_execute_subfields(self, *asked: Any, **named: Any) -> Any:
        made = super().collect_and_execute_subfields(*asked, **named)
        return self._watched(made) if isawaitable(made) else self._seen(made)

    async def _watched(self, made: Any) -> Any:
        return self._seen(await made)

    def _seen(self, made: Any) -> Any:
        Watched.gave_up |= self._gave_up
        return made


@pytest.fixture
async def directory(application: FastAPI) -> Directory:
    found: Directory = await application.state.directory()
    return found


async def executed(directory: Directory, asked: Asked, by: type[Executor[Any]]) -> ExecutionResult:
    query, variables = asked
    return await executed_again(directory, (parse(query), Prepared()), variables, by)


async def executed_again(
    directory: Directory, document: tuple[DocumentNode, Prepared], variables: dict[str, Any], by: type[Executor[Any]]
) -> ExecutionResult:
    """The answer of a document that may have been asked before."""
    node, prepared = document
    context = Context(directory, datetime(2026, 11, 26, 9, 30, tzinfo=UTC), "en", prepared)
    running = execute(executable(), node, context_value=context, variable_values=variables, executor_class=by)
    return await running if isawaitable(running) else running


async def both_ways(directory: Directory, asked: Asked) -> ExecutionResult:
    """The answer, which is the same to the last byte; without errors it came from the plan alone."""
    Watched.gave_up = False
    planned = await executed(directory, asked, Watched)
    assert as_sent(planned) == as_sent(await executed(directory, asked, Executor)), asked
    assert planned.errors or not Watched.gave_up, asked
    return planned


def as_sent(result: ExecutionResult) -> bytes:
    return orjson.dumps([result.data, [error.formatted for error in result.errors or ()]], default=str)


@pytest.mark.parametrize("question", list(questions(DOCUMENT.read_text("utf-8"))), ids=lambda question: question.title)
async def test_the_ten_questions_of_the_document(directory: Directory, question: Any) -> None:
    assert not (await both_ways(directory, (question.query, question.variables))).errors


@pytest.mark.parametrize("query", USUAL)
async def test_the_usual_pages(directory: Directory, query: str) -> None:
    assert not (await both_ways(directory, (query, {}))).errors


async def test_a_question_about_the_schema_beside_one_of_the_directory(directory: Directory) -> None:
    asked = ("{ __schema { queryType { name } } directory { version } __typename }", {})
    planned, plain = await executed(directory, asked, Planner), await executed(directory, asked, Executor)
    assert as_sent(planned) == as_sent(plain)
    assert not planned.errors


@pytest.mark.parametrize("seed", [11, 12])
async def test_random_documents(directory: Directory, seed: int) -> None:
    answered = [await both_ways(directory, asked) for asked in documents(seed, number=120)]
    assert sum(not result.errors for result in answered) > 30


async def test_what_the_golden_asker_asks(directory: Directory) -> None:
    for asked in [*counterparts()[::4], *ways()[::3], *searches()[::5]]:
        assert not (await both_ways(directory, asked)).errors


@pytest.mark.parametrize("query", LATE)
async def test_what_comes_later_is_waited_for(directory: Directory, query: str) -> None:
    await both_ways(directory, (query, {}))


async def test_what_comes_later_is_read_level_by_level(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = 0
    reader = type(directory.reader)
    fetch = reader.organisations

    async def counted(self: Any, slugs: Any) -> Any:
        nonlocal reads
        reads += 1
        return await fetch(self, slugs)

    monkeypatch.setattr(reader, "organisations", counted)
    monkeypatch.setattr("api.graphql.query.look_ahead", _not_at_all)
    query = "{ referrals(first: 50) { nodes { source { slug parent { slug } } target { slug parent { slug } } } } }"
    Watched.gave_up = False
    assert not (await executed(directory, (query, {}), Watched)).errors
    assert (reads, Watched.gave_up) == (2, False)


@pytest.mark.parametrize("query", ASKED_AGAIN)
async def test_a_document_is_answered_by_its_variables_each_time_it_is_asked(
    directory: Directory, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.graphql.query.look_ahead", _not_at_all)  # so that those who ask at once wait in between
    document = parse(query), Prepared()
    asked = [
        {"slug": slug, "few": few, "with": with_it}
        for slug in ("be-payoke", "nl-comensha", "be-nobody")
        for few in (1, 3)
        for with_it in (True, False)
    ]
    for _ in range(2):
        answers = await gather(*(executed_again(directory, document, each, Planner) for each in asked))
        for variables, answer in zip(asked, answers, strict=True):
            assert as_sent(answer) == as_sent(await executed(directory, (query, variables), Executor))
            assert not answer.errors


async def _not_at_all(*_: Any) -> None:
    """Looks nowhere."""


@pytest.mark.parametrize("combination", range(4))
async def test_what_is_skipped_and_included(directory: Directory, combination: int) -> None:
    query = """query($a: Boolean!, $b: Boolean!) { organisation(slug: "be-payoke") { slug ...names @include(if: $a)
      kind @skip(if: $b) ... on Node @skip(if: $a) { id __typename } } }
      fragment names on Organisation { name other: name(language: FR) kind }"""
    await both_ways(directory, (query, {"a": bool(combination & 1), "b": bool(combination & 2)}))


@pytest.mark.parametrize("asked", [(PAGE, {"after": None}), (TWO_HOPS, {"slug": "nl-comensha"})], ids=["page", "hops"])
async def test_a_function_that_fails_and_a_null_that_may_not_be(
    directory: Directory, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not (await both_ways(directory, asked)).errors
    monkeypatch.setattr(resolver(ContactPoint, "label"), "wrapped_func", _fails)
    monkeypatch.setattr(resolver(Organisation, "name"), "wrapped_func", lambda self, language=None: None)
    assert (await both_ways(directory, asked)).errors


async def test_an_error_deep_in_an_answer_is_told_with_its_place(directory: Directory) -> None:
    query = "{ organisations(first: 3) { nodes { slug referrals(first: 1000) { totalCount } } } }"
    answer = await both_ways(directory, (query, {}))
    assert answer.data is None
    assert (answer.errors or [])[0].path == ["organisations", "nodes", 0, "referrals"]


async def test_no_text_of_a_request_is_in_what_is_compiled(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[list[str]] = []
    compiled = selections._compiled

    def noted(text: str) -> Any:
        texts[-1].append(text)
        return compiled(text)

    monkeypatch.setattr(selections, "_compiled", noted)
    shape = """{ organisation(slug: "be-payoke") { %(own)s: name(language: %(language)s) kind %(own)s2: __typename
      contactPoints { %(own)s3: label }
      referrals(first: %(first)d, after: %(after)s) { nodes { %(own)s4: slug } } } }"""
    for own, language, first, after in (("a", "EN", 1, '""'), ("exec__", "FR", 3, "null")):
        texts.append([])
        query = shape % {"own": own, "language": language, "first": first, "after": after}
        assert not (await both_ways(directory, (query, {}))).errors
    assert texts[0] == texts[1] != []


def resolver(kind: Any, name: str) -> Any:
    return kind.__strawberry_definition__.get_field(name).base_resolver


def _fails(self: ContactPoint, language: Any = None) -> str:
    raise LookupError(self.slug)


def told(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((QUESTIONS / f"{name}.json").read_text("utf-8"))
    return found


def counterparts() -> list[Asked]:
    asked = []
    for question in told("counterpart"):
        asker, need = question["asker"], question["need"]
        given = {name: asker[name] for name in ("country", "place") if asker[name]}
        given |= {"kind": asker["kind"].upper()}
        filled = {
            "asker": {"organisation": asker["organisation"]} if asker["organisation"] else given,
            "target": {name: question["target"][name] for name in ("country", "place")},
            "need": {
                "themes": [code.upper() for code in need["themes"]],
                "services": [code.upper() for code in need["services"]],
                "languages": need["languages"],
            },
            "text": need["free_text"] or None,
        }
        asked.append((COUNTERPARTS, {"i": filled}))
    return asked


def ways() -> list[Asked]:
    return [
        (
            WAYS,
            {
                "i": {
                    "from": question["from"],
                    "target": {"country": question["target_country"]},
                    "text": question["profile"],
                    "need": {"services": [question["service"].upper()]},
                }
            },
        )
        for question in told("path")
    ]


def searches() -> list[Asked]:
    return [(SEARCH, {"s": question["query"]}) for question in told("search")]
