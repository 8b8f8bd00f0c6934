"""The record of changes, asked over GraphQL: any earlier export plus the changes since is the export of today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import httpx
from conftest import client_of
from hypothesis import given, settings
from hypothesis import strategies as st

from api.app import create_app
from graph_directory.errors import BadQuestion
from graph_directory.model import Area, Organisation, Record, Referral, Source
from graph_directory.records import slug_of, to_record
from graph_directory.settings import Settings
from graph_directory.store import ChangeSet, RecordKind, Store
from graph_directory.stores import open_store
from graph_directory.vocabulary import AreaKind, OrganisationKind, ReferralKind, RelationStatus

Export: TypeAlias = dict[tuple[str, str], Any]

CHANGES = """query($since: Int!, $first: Int!, $after: String) { changes(since: $since, first: $first, after: $after) {
  nodes { version recordType slug before after } pageInfo { hasNextPage endCursor } } }"""
BODIES = ("be-a", "be-b", "nl-c")
BASE = (
    Area("BE", 0, AreaKind.COUNTRY, "BE", None, {"en": "Belgium"}, 50.6, 4.7),
    Source("src-one", "A page", "A ministry", "https://example.org/one", "2024-05", None, True),
)


def body(slug: str, note: str | None) -> Organisation:
    plain = Organisation(slug, {"en": slug}, "BE", OrganisationKind.NGO, ("BE",), {"en": "Helps."})
    return replace(plain, note=note, sources=("src-one",))


def tie(source: str, target: str, note: str | None) -> Referral:
    slug = f"rel--{source}--{target}"
    plain = Referral(slug, source, target, ReferralKind.REFERS, RelationStatus.DOCUMENTED, False, None)
    return replace(plain, note=note, sources=("src-one",))


notes = st.sampled_from([None, "one", "two", "é\"'\\"])
bodies = st.builds(body, st.sampled_from(BODIES), notes)
ties = st.builds(tie, st.sampled_from(BODIES), st.sampled_from(BODIES), notes)
deletes = st.one_of(
    st.tuples(st.just(RecordKind.ORGANISATION), st.sampled_from(BODIES)),
    st.builds(lambda a, b: (RecordKind.REFERRAL, f"rel--{a}--{b}"), *[st.sampled_from(BODIES)] * 2),
)
change_sets = st.builds(
    lambda puts, gone: ChangeSet("test", "x", tuple(puts), tuple(gone)),
    st.lists(st.one_of(bodies, ties), max_size=5),
    st.lists(deletes, max_size=3),
)


@contextmanager
def a_folder() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder).resolve()


@settings(max_examples=30, deadline=None)
@given(st.lists(change_sets, min_size=1, max_size=6), st.integers(0, 6), st.integers(1, 7))
async def test_any_earlier_export_and_the_changes_since_are_the_export_of_today(
    sets: list[ChangeSet], base_after: int, page: int
) -> None:
    with a_folder() as folder:
        store = await open_store(Settings(f"sqlite://{folder}/directory.db"))
        async with client_of(create_app(Settings("sqlite:///handed/in.db"), store)) as asking:
            await store.writer().apply(ChangeSet("test", "x", BASE))
            base, version = await export(store), 1
            for number, changes in enumerate(sets):
                await applied(store, changes)
                if number < base_after:
                    base, version = await export(store), (await (await store.reader()).info()).version
            assert await replayed(asking, base, version, page) == await export(store)
        await store.close()


async def applied(store: Store, changes: ChangeSet) -> None:
    with suppress(BadQuestion):  # what is still pointed to stays; the record of changes must know nothing of it
        await store.writer().apply(changes)


async def export(store: Store) -> Export:
    reader = await store.reader()
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
