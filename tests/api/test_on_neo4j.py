"""The same API over a real Neo4j: the same answers, and no more statements for a long page than for a short one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest

from api.app import create_app
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import ChangeSet, RecordKind
from graph_directory.stores.neo4j import Neo4jStore
from graph_directory.stores.neo4j.connection import Connection
from tests.contract.neo4j_databases import emptied, settings_of
from tests.in_process import client_of
from tests.neo4j_server.server import Server

pytestmark = pytest.mark.neo4j

QUESTIONS = [
    "{ directory { version organisations contactPoints referrals } }",
    (
        "{ organisations(first: 100) { totalCount nodes { slug name(language: NL) areas { code } contactPoints "
        "{ label phones { display } sources { slug } } parent { slug } } pageInfo { endCursor } } }"
    ),
    '{ organisations(search: "Comensa", first: 5) { nodes { slug } } }',
    "{ referrals(filter: { crossBorder: true }, first: 50) { nodes { slug source { slug } target { slug } } } }",
    '{ referralMechanism(country: "BE") { order organisations { slug } legalBases { slug } } }',
    (
        '{ findCounterparts(input: { asker: { organisation: "be-payoke" }, target: { country: "NL", place: "Breda" }, '
        "need: { services: [SHELTER] } }, first: 5) { matchLevel matches { organisation { slug } reasons { code } } } }"
    ),
    (
        '{ findReferralPaths(input: { from: "be-payoke", target: { country: "NL" }, need: { services: [SHELTER] } }) '
        "{ organisations { slug } hops { slug } } }"
    ),
    "{ changes(since: 0, first: 50) { nodes { recordType slug after } } }",
]
PAGE = """query($n: Int!) { organisations(first: $n) { nodes { slug name contactPoints { label sources { slug } }
  parent { slug } referrals(first: 3) { nodes { slug source { slug } target { slug } legalBases { slug } } } } } }"""

RELATIONS = 9
"""The choice of bodies, the bodies, their desks, sources, parents, ties, both ends of these, and their law."""


@pytest.fixture(scope="module")
async def neo4j(neo4j_server: Server) -> AsyncIterator[tuple[httpx.AsyncClient, Neo4jStore]]:
    """Asks the API over a Neo4j that holds the seed directory."""
    emptied(neo4j_server)
    store = await Neo4jStore.open(settings_of(neo4j_server))
    await load_files(store, [shipped_folder("seed_data")])
    async with client_of(create_app(Settings("sqlite:///handed/in.db"), store)) as asking:
        yield asking, store
    await store.close()


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the statements that are sent while the block runs."""
    sent: list[str] = []
    read = Connection.read

    async def noted(self: Connection, name: str, *given: Any, **parts: str) -> Any:
        sent.append(name)
        return await read(self, name, *given, **parts)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "read", noted)
        yield sent


async def asked(asking: httpx.AsyncClient, query: str, **variables: Any) -> Any:
    answer = (await asking.post("/graphql", json={"query": query, "variables": variables})).json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


@pytest.mark.parametrize("query", QUESTIONS)
async def test_both_stores_give_the_same_answer(
    neo4j: tuple[httpx.AsyncClient, Neo4jStore], http: httpx.AsyncClient, query: str
) -> None:
    assert await asked(neo4j[0], query) == await asked(http, query)


async def test_a_page_of_any_length_needs_one_statement_for_each_relation_at_most(
    neo4j: tuple[httpx.AsyncClient, Neo4jStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    asking, store = neo4j
    for size in (1, 10, 100):
        store._known = None  # nothing at hand, as right after a write
        await asked(asking, "{ directory { version } }")
        with counted(monkeypatch) as sent:
            page = await asked(asking, PAGE, n=size)
        assert len(page["organisations"]["nodes"]) == size
        assert 0 < len(sent) <= RELATIONS


NOTES = '{ organisation(slug: "nl-comensha") { contactPoints { slug note } } }'


async def test_what_another_process_wrote_is_in_the_next_answer(
    neo4j: tuple[httpx.AsyncClient, Neo4jStore], neo4j_server: Server
) -> None:
    """Answers are begun with the version known last: none of them may be given when there is a newer one."""
    asking, store = neo4j
    desk = (await (await store.reader()).contact_points_of(["nl-comensha"]))["nl-comensha"][0]
    other = await Neo4jStore.open(settings_of(neo4j_server))
    for number in range(5):
        await other.writer().apply(ChangeSet("test", "x", (replace(desk, note=f"Written as number {number}."),)))
        for spaces in ("", " " * number):  # a question known from before, and one that is not
            found = await asked(asking, NOTES + spaces)
            assert found["organisation"]["contactPoints"][0] == {
                "slug": desk.slug,
                "note": f"Written as number {number}.",
            }
    await other.close()


AS_OF = """query($v: Int) {
  organisations(asOf: $v, filter: { countries: ["LU"] }, first: 50) { totalCount nodes { slug country status
    contactPoints { slug label emails } referrals(first: 20) { nodes { slug kind source { slug } target { slug } } } } }
  referrals(asOf: $v, filter: { countries: ["LU"] }, first: 100) { totalCount nodes { slug } }
  organisation(asOf: $v, slug: "lu-infotraite") { slug sources { slug } } }"""


async def test_an_earlier_version_is_answered_as_it_was(neo4j: tuple[httpx.AsyncClient, Neo4jStore]) -> None:
    """The last of this file: it changes what the others read."""
    asking, store = neo4j
    version = (await asked(asking, "{ directory { version } }"))["directory"]["version"]
    then = await asked(asking, AS_OF, v=None)
    reader = await store.reader()
    police = (await reader.organisations(["lu-police"]))["lu-police"]
    desk = (await reader.contact_points_of(["lu-infotraite"]))["lu-infotraite"][0]
    tie, other = (await reader.referrals_of(["lu-police"]))["lu-police"][:2]
    gone = ((RecordKind.REFERRAL, tie.slug),)
    moved = replace(police, country="BE", parent="lu-new")
    puts = (replace(police, slug="lu-new", names={"en": "New"}), moved, replace(desk, emails=("new@example.org",)))
    await store.writer().apply(ChangeSet("test", "x", puts))
    await store.writer().apply(ChangeSet("test", "x", (replace(other, source="lu-new"),), gone))
    assert await asked(asking, AS_OF, v=None) != then
    assert await asked(asking, AS_OF, v=version) == then
    assert (await asked(asking, AS_OF, v=0))["organisations"]["totalCount"] == 0
