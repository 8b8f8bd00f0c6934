"""The record of changes, asked over GraphQL: an earlier export plus the changes since is the export of today.

And the other way: what is asked as of a version is what was answered when it was the version of the day.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.graphql.execution import Engine
from api.graphql.http import GraphQLOverHttp
from api.metrics import Metrics
from graph_directory.areas import AreaTree
from graph_directory.directory import Directory, Guide
from graph_directory.errors import BadQuestion
from graph_directory.model import Area, ContactPoint, Organisation, Record, Referral, Source
from graph_directory.places import Gazetteer
from graph_directory.records import slug_of, to_record
from graph_directory.references import references_of
from graph_directory.settings import Settings
from graph_directory.shelf import Shelf
from graph_directory.shipped import shipped_folder
from graph_directory.store import ChangeSet, RecordKind, Store
from graph_directory.stores import open_store
from graph_directory.terms import Terms
from graph_directory.text.lexicon import Lexicon
from graph_directory.visibility import visibility_of
from graph_directory.vocabulary import AreaKind, Audience, OrganisationKind, ReferralKind, RelationStatus, Visibility
from tests.in_process import client_of

Export: TypeAlias = dict[tuple[str, str], Any]

CHANGES = """query($since: Int!, $first: Int!, $after: String) { changes(since: $since, first: $first, after: $after) {
  nodes { version recordType slug before after } pageInfo { hasNextPage endCursor } } }"""
PAST = """query($v: Int, $first: Int!) {
  organisations(asOf: $v, first: 4) { totalCount nodes { ...body } }
  flemish: organisations(asOf: $v, filter: { countries: ["BE"], areas: ["BE"] }, first: $first) {
    nodes { slug } pageInfo { endCursor hasNextPage } }
  referrals(asOf: $v, first: 10) { nodes { ...tie } }
  crossing: referrals(asOf: $v, filter: { countries: ["NL"] }) { nodes { slug } }
  organisation(asOf: $v, slug: "be-a") { ...body }
}
fragment body on Organisation { slug country parent { slug country } sources { slug title }
  contactPoints { slug label emails organisations { slug } } referrals(first: 10) { nodes { ...tie } } }
fragment tie on Referral { slug kind condition { text } source { slug country } target { slug country } }"""
BODIES = ("be-a", "be-b", "nl-c")
BASE = (
    Area("BE", 0, AreaKind.COUNTRY, "BE", None, {"en": "Belgium"}, 50.6, 4.7),
    Area("NL", 0, AreaKind.COUNTRY, "NL", None, {"en": "Netherlands"}, 52.1, 5.3),
    Source("src-one", "A page", "A ministry", "https://example.org/one", "2024-05", None, True),
)


def body(slug: str, note: str | None) -> Organisation:
    plain = Organisation(slug, {"en": slug}, "BE", OrganisationKind.NGO, ("BE",), {"en": "Helps."})
    return replace(plain, note=note, sources=("src-one",))


def tie(source: str, target: str, note: str | None) -> Referral:
    slug = f"rel--{source}--{target}"
    plain = Referral(slug, source, target, ReferralKind.REFERS, RelationStatus.DOCUMENTED, False, "")
    return replace(plain, note=note, sources=("src-one",))


def point(slug: str, owners: list[str], mail: str | None) -> ContactPoint:
    plain = ContactPoint(slug, tuple(dict.fromkeys(owners)), slug, Audience.PUBLIC, sources=("src-one",))
    return replace(plain, emails=(mail,) if mail else ())


notes = st.sampled_from([None, "one", "two", "é\"'\\"])
bodies = st.builds(body, st.sampled_from(BODIES), notes)
ties = st.builds(tie, st.sampled_from(BODIES), st.sampled_from(BODIES), notes)
moved = st.builds(
    lambda one, country, parent: replace(one, country=country, areas=(country,), parent=parent),
    bodies,
    st.sampled_from(["BE", "NL"]),
    st.one_of(st.none(), st.sampled_from(BODIES)),
).filter(lambda one: one.parent != one.slug)
points = st.builds(
    point,
    st.sampled_from(["cp-one", "cp-two"]),
    st.lists(st.sampled_from(BODIES), min_size=1, max_size=2),
    st.sampled_from([None, "one@example.org", "two@example.org"]),
)
guarded = st.one_of(moved, points, ties).flatmap(
    lambda one: st.sampled_from([Visibility.PUBLIC, Visibility.PUBLIC, Visibility.RESTRICTED]).map(
        lambda seen_by: replace(one, visibility=seen_by)
    )
)
deletes = st.one_of(
    st.tuples(st.just(RecordKind.ORGANISATION), st.sampled_from(BODIES)),
    st.tuples(st.just(RecordKind.CONTACT_POINT), st.sampled_from(["cp-one", "cp-two"])),
    st.builds(lambda a, b: (RecordKind.REFERRAL, f"rel--{a}--{b}"), *[st.sampled_from(BODIES)] * 2),
)


def sets_of(puts: st.SearchStrategy[Any]) -> st.SearchStrategy[ChangeSet]:
    return st.builds(
        lambda some, gone: ChangeSet("test", "x", tuple(some), tuple(gone)),
        st.lists(puts, max_size=5),
        st.lists(deletes, max_size=3),
    )


change_sets = sets_of(st.one_of(bodies, ties))


@asynccontextmanager
async def a_directory() -> AsyncIterator[tuple[Store, httpx.AsyncClient]]:
    """An empty store and the API over it; what is known besides the records is loaded once for all examples."""
    with TemporaryDirectory() as folder:
        store = await open_store(Settings(f"sqlite://{Path(folder).resolve()}/directory.db"))

        async def directory() -> Directory:
            return Directory(await store.reader(), guide(), Shelf(), store.reader)

        async with client_of(GraphQLOverHttp(Engine(directory), Metrics())) as asking:
            yield store, asking
        await store.close()


@cache
def guide() -> Guide:
    areas, terms = tuple(record for record in BASE if isinstance(record, Area)), Terms.load()
    return Guide(terms, Gazetteer.load(shipped_folder("seed_data"), areas), AreaTree(areas), Lexicon.of(terms))


@settings(max_examples=30, deadline=None)
@given(st.lists(change_sets, min_size=1, max_size=6), st.integers(0, 6), st.integers(1, 7))
async def test_any_earlier_export_and_the_changes_since_are_the_export_of_today(
    sets: list[ChangeSet], base_after: int, page: int
) -> None:
    async with a_directory() as (store, asking):
        await store.writer().apply(ChangeSet("test", "x", BASE))
        base, version = await export(store), 1
        for number, changes in enumerate(sets):
            await applied(store, changes)
            if number < base_after:
                base, version = await export(store), (await (await store.reader()).info()).version
        assert await replayed(asking, base, version, page) == await export(store)


@settings(max_examples=20, deadline=None)
@given(st.lists(sets_of(st.one_of(moved, points, ties)), min_size=1, max_size=5), st.integers(1, 3))
async def test_what_is_asked_as_of_a_version_is_what_was_answered_then(sets: list[ChangeSet], size: int) -> None:
    async with a_directory() as (store, asking):
        then = {0: await as_of(asking, None, size)}
        for changes in [ChangeSet("test", "x", BASE), *sets]:
            await applied(store, await sound(store, changes))
            then[(await (await store.reader()).info()).version] = await as_of(asking, None, size)
        for version, answer in then.items():
            assert await as_of(asking, version, size) == answer


@settings(max_examples=20, deadline=None)
@given(st.lists(sets_of(guarded), min_size=1, max_size=5))
async def test_the_past_does_not_tell_what_has_been_out_of_sight_since(sets: list[ChangeSet]) -> None:
    async with a_directory() as (store, asking):
        told: list[tuple[int, set[str], set[str]]] = []
        for changes in [ChangeSet("test", "x", BASE), *sets]:
            await applied(store, await sound(store, changes))
            version = (await (await store.reader()).info()).version
            told.append((version, slugs_in(await as_of(asking, None, 3)), await guarded_in(store)))
        for place, (version, public, _) in enumerate(told):
            since = set().union(*(hidden for _, _, hidden in told[place:]))
            known = slugs_in(await as_of(asking, version, 3))
            assert known <= public - since
            assert {slug for slug in public - since if slug in BODIES} <= known


@pytest.mark.parametrize("version", [-1, 2, 2**31 - 1])
async def test_a_version_that_never_was_is_told_with_those_that_were(version: int) -> None:
    async with a_directory() as (store, asking):
        await store.writer().apply(ChangeSet("test", "x", BASE))
        query = 'query($v: Int) { organisation(slug: "be-a", asOf: $v) { slug } }'
        answer = (await asking.post("/graphql", json={"query": query, "variables": {"v": version}})).json()
    assert answer["errors"][0]["extensions"]["code"] == "BAD_QUESTION"
    assert "from 0 to 1" in answer["errors"][0]["message"]


async def test_words_are_not_searched_for_in_the_past(http: httpx.AsyncClient) -> None:
    query = '{ organisations(search: "shelter", asOf: 0) { totalCount } }'
    answer = (await http.post("/graphql", json={"query": query})).json()
    assert answer["errors"][0]["extensions"]["code"] == "BAD_QUESTION"
    assert "filter" in answer["errors"][0]["message"]


async def test_a_version_from_which_too_much_has_changed_is_not_gone_back_to(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_directory.past.MOST_CHANGES", 1_000)
    answer = (await http.post("/graphql", json={"query": "{ referrals(asOf: 0) { totalCount } }"})).json()
    assert "changes" in answer["errors"][0]["message"]
    assert answer["errors"][0]["extensions"]["code"] == "BAD_QUESTION"


async def as_of(asking: httpx.AsyncClient, version: int | None, size: int) -> Any:
    """Everything that can be asked about a version, desks in the order of their slugs: their places are not kept."""
    answer = (await asking.post("/graphql", json={"query": PAST, "variables": {"v": version, "first": size}})).json()
    assert "errors" not in answer, answer["errors"]
    data = answer["data"]
    for one in [*data["organisations"]["nodes"], data["organisation"] or {"contactPoints": []}]:
        one["contactPoints"].sort(key=lambda desk: desk["slug"])
    return data


def slugs_in(data: Any) -> set[str]:
    """Every slug that stands anywhere in an answer."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    own = {data["slug"]} if isinstance(data, dict) and "slug" in data else set()
    return own.union(*map(slugs_in, inside))


async def guarded_in(store: Store) -> set[str]:
    """What only the highest class may see now."""
    reader = await store.reader(Visibility.RESTRICTED)
    kinds = (RecordKind.ORGANISATION, RecordKind.CONTACT_POINT, RecordKind.REFERRAL)
    records = [record for kind in kinds for record in await reader.records(kind)]
    return {slug_of(record) for record in records if visibility_of(record) is not Visibility.PUBLIC}


async def applied(store: Store, changes: ChangeSet) -> None:
    with suppress(BadQuestion):  # what is still pointed to stays; the record of changes must know nothing of it
        await store.writer().apply(changes)


async def sound(store: Store, changes: ChangeSet) -> ChangeSet:
    """The change set without records that name a body that is not there, or not any more."""
    puts = changes.puts
    known = {slug for _, slug in await export(store, Visibility.RESTRICTED)} | {slug_of(record) for record in puts}
    known -= {slug for _, slug in changes.deletes}
    while lacking := {slug_of(one) for one in puts if any(to.slug not in known for to in references_of(one))}:
        puts = tuple(record for record in puts if slug_of(record) not in lacking)
        known -= lacking
    return replace(changes, puts=puts)


async def export(store: Store, seen_by: Visibility = Visibility.PUBLIC) -> Export:
    reader = await store.reader(seen_by)
    return {
        (kind.value.upper(), slug_of(record)): plain(record)
        for kind in RecordKind
        for record in await reader.records(kind)
    }


def plain(record: Record) -> dict[str, Any]:
    return to_record(record)


async def replayed(asking: httpx.AsyncClient, base: Export, since: int, page: int) -> Export:
    state, after = dict(base), None
    while True:
        sent = {"query": CHANGES, "variables": {"since": since, "first": page, "after": after}}
        found = (await asking.post("/graphql", json=sent)).json()["data"]["changes"]
        for change in found["nodes"]:
            assert change["version"] > since
            key = (change["recordType"], change["slug"])
            assert state.pop(key, None) == change["before"]
            if change["after"] is not None:
                state[key] = change["after"]
        if not found["pageInfo"]["hasNextPage"]:
            return state
        after = found["pageInfo"]["endCursor"]
