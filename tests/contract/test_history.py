"""A property of every store: its record of changes tells the whole story."""

from __future__ import annotations

from typing import Any

from contract_sample import area, body, point, tie
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_directory.errors import BadQuestion
from graph_directory.records import kind_of, slug_of, to_record
from graph_directory.store import ChangeSet, RecordKind, Store
from graph_directory.vocabulary import Visibility

SLUGS = ("be-a", "be-b", "nl-c")
NOTES = st.sampled_from([None, "one", "two", "é\"'\\"])
bodies = st.builds(
    lambda slug, note, seen: body(slug, note=note, visibility=seen),
    st.sampled_from(SLUGS),
    NOTES,
    st.sampled_from(Visibility),
)
points = st.builds(
    lambda slug, owner, note: point(f"{slug}-line", owner, note=note), *[st.sampled_from(SLUGS)] * 2, NOTES
)
ties = st.builds(lambda a, b, note: tie(a, b, note=note), *[st.sampled_from(SLUGS)] * 2, NOTES)
records = st.one_of(bodies, points, ties, st.builds(area, st.sampled_from(["BE", "NL"])))
keys = st.builds(lambda record: (kind_of(record), slug_of(record)), records)
change_sets = st.builds(
    lambda puts, deletes: ChangeSet("test", "x", tuple(puts), tuple(deletes)),
    st.lists(records, max_size=5),
    st.lists(keys, max_size=3),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)
@given(st.lists(change_sets, min_size=1, max_size=4))
async def test_replaying_the_changes_gives_the_directory_of_every_version(store: Store, sets: list[ChangeSet]) -> None:
    # one store lives through all examples: whatever came before, the story must still add up
    for changes in sets:
        before = (await (await store.reader()).info()).version
        try:
            assert await store.writer().apply(changes) in (before, before + 1)
        except BadQuestion:
            assert (await (await store.reader()).info()).version == before
    reader = await store.reader(Visibility.RESTRICTED)
    stored: dict[tuple[RecordKind, str], Any] = {}
    for kind in RecordKind:
        stored.update({(kind, slug_of(record)): to_record(record) for record in await reader.records(kind)})
    assert await _replayed(store) == stored


async def _replayed(store: Store) -> dict[tuple[RecordKind, str], Any]:
    reader = await store.reader(Visibility.RESTRICTED)
    state: dict[tuple[RecordKind, str], Any] = {}
    for change in await reader.changes(since=0, first=1_000_000):
        key = (change.kind, change.slug)
        assert state.pop(key, None) == change.before
        if change.after is not None:
            state[key] = change.after
    return state
