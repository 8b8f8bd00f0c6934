"""What every store promises about writing: all or nothing, one version a change set, nothing forgotten."""

from __future__ import annotations

import pytest
from contract_sample import area, body, law, point, put, source, stage, take_out, tie

from graph_directory.errors import BadQuestion
from graph_directory.model import Record
from graph_directory.records import kind_of, slug_of, to_record
from graph_directory.store import ChangeSet, RecordKind, Store
from graph_directory.vocabulary import Visibility

EVERY_KIND: tuple[Record, ...] = (
    area("BE"),
    source("src-one"),
    body("be-one"),
    body("nl-two"),
    law("be-law"),
    point("be-one-desk", "be-one"),
    tie("be-one", "nl-two", legal_bases=("be-law",), confirmed_by_target="2026-01"),
    stage("nrm-be-01", "BE", 1, "be-one"),
)


async def everything(store: Store) -> dict[tuple[RecordKind, str], Record]:
    reader = await store.reader(Visibility.RESTRICTED)
    found = [record for kind in RecordKind for record in await reader.records(kind)]
    return {(kind_of(record), slug_of(record)): record for record in found}


async def test_a_new_store_is_empty_and_at_version_zero(store: Store) -> None:
    info = await (await store.reader()).info()
    assert (info.version, info.organisations, info.contact_points, info.referrals) == (0, 0, 0, 0)
    assert info.store == store.name


async def test_what_is_written_is_read_back_the_same_for_every_kind(store: Store) -> None:
    await put(store, *EVERY_KIND)
    assert await everything(store) == {(kind_of(record), slug_of(record)): record for record in EVERY_KIND}
    reader = await store.reader()
    assert await reader.organisations(["be-one", "be-nobody"]) == {"be-one": body("be-one")}
    assert await reader.contact_points(["be-one-desk"]) == {"be-one-desk": point("be-one-desk", "be-one")}
    assert await reader.sources(["src-one"]) == {"src-one": source("src-one")}
    assert await reader.legal_bases(["be-law"]) == {"be-law": law("be-law")}
    assert set(await reader.referrals(["rel--be-one--nl-two", "rel--none"])) == {"rel--be-one--nl-two"}
    assert await reader.areas() == (area("BE"),)


async def test_each_change_set_raises_the_version_by_one(store: Store) -> None:
    assert await put(store, area("BE"), body("be-one")) == 1
    assert await put(store, body("be-two")) == 2
    assert (await (await store.reader()).info()).version == 2


async def test_an_equal_record_writes_nothing(store: Store) -> None:
    await put(store, *EVERY_KIND)
    before = await (await store.reader()).info()
    assert await put(store, *EVERY_KIND) == before.version
    reader = await store.reader()
    assert await reader.info() == before
    assert await reader.changes(before.version, first=10) == ()


async def test_a_change_tells_who_by_role_why_before_and_after(store: Store) -> None:
    await put(store, body("be-one"))
    await store.writer().apply(ChangeSet("editor", "It moved.", (body("be-one", areas=("BE2",)),)))
    await take_out(store, (RecordKind.ORGANISATION, "be-one"))
    made, moved, gone = await (await store.reader()).changes(since=0, first=10)
    assert (made.before, made.after) == (None, to_record(body("be-one")))
    assert (moved.version, moved.by, moved.why) == (2, "editor", "It moved.")
    assert moved.before == made.after
    assert moved.after == to_record(body("be-one", areas=("BE2",)))
    assert (gone.kind, gone.slug, gone.before, gone.after) == (RecordKind.ORGANISATION, "be-one", moved.after, None)


async def test_changes_stand_by_kind_and_slug_inside_a_version_and_come_in_pages(store: Store) -> None:
    await put(store, tie("be-b", "be-a"), body("be-b"), body("be-a"), area("BE"))
    await put(store, body("be-c"))
    reader = await store.reader()
    told = [change.slug for change in await reader.changes(since=0, first=10)]
    assert told == ["BE", "be-a", "be-b", "rel--be-b--be-a", "be-c"]
    assert [change.slug for change in await reader.changes(since=0, first=2, after=3)] == told[3:5]
    assert [change.slug for change in await reader.changes(since=1, first=10)] == ["be-c"]


async def test_a_record_that_others_point_to_is_not_taken_out_and_the_whole_set_is_refused(store: Store) -> None:
    await put(store, *EVERY_KIND)
    changes = ChangeSet("test", "x", (body("be-new"),), ((RecordKind.ORGANISATION, "be-one"),))
    with pytest.raises(BadQuestion, match="be-one"):
        await store.writer().apply(changes)
    reader = await store.reader()
    assert (await reader.info()).version == 1
    assert set(await reader.organisations(["be-one", "be-new"])) == {"be-one"}


async def test_what_a_set_puts_may_not_point_to_what_it_takes_out_again(store: Store) -> None:
    await put(store, area("BE"), source("src-one"), body("be-one"))
    puts = (body("be-new"), point("be-new-desk", "be-new"))
    with pytest.raises(BadQuestion, match="be-new"):
        await store.writer().apply(ChangeSet("test", "x", puts, ((RecordKind.ORGANISATION, "be-new"),)))
    assert (await (await store.reader()).info()).contact_points == 0


async def test_a_record_goes_together_with_what_points_to_it(store: Store) -> None:
    await put(store, area("BE"), source("src-one"), body("be-one"), point("be-one-desk", "be-one"))
    await take_out(store, (RecordKind.ORGANISATION, "be-one"), (RecordKind.CONTACT_POINT, "be-one-desk"))
    info = await (await store.reader()).info()
    assert (info.organisations, info.contact_points) == (0, 0)


async def test_a_record_may_point_to_itself_and_still_go(store: Store) -> None:
    await put(store, body("be-one", parent="be-one"))
    await take_out(store, (RecordKind.ORGANISATION, "be-one"))
    assert (await (await store.reader()).info()).organisations == 0


async def test_taking_out_what_is_not_there_changes_nothing(store: Store) -> None:
    assert await take_out(store, (RecordKind.ORGANISATION, "be-nobody")) == 0


async def test_the_last_put_counts_and_a_delete_comes_after_puts(store: Store) -> None:
    changes = ChangeSet(
        "test",
        "x",
        (body("be-one", note="first"), body("be-one", note="last"), body("be-two")),
        ((RecordKind.ORGANISATION, "be-two"),),
    )
    await store.writer().apply(changes)
    reader = await store.reader()
    assert await reader.organisations(["be-one", "be-two"]) == {"be-one": body("be-one", note="last")}
    assert [change.slug for change in await reader.changes(0, first=10)] == ["be-one"]


async def test_records_keep_the_order_recorded_also_when_replaced(store: Store) -> None:
    await put(store, body("be-z"), body("be-a"))
    await put(store, body("be-m"), body("be-z", note="replaced"))
    stored = await (await store.reader()).records(RecordKind.ORGANISATION)
    assert [to_record(each)["id"] for each in stored] == ["be-z", "be-a", "be-m"]


async def test_a_reader_keeps_answering_from_its_version_and_the_next_one_sees_the_write(store: Store) -> None:
    await put(store, body("be-one"))
    earlier = await store.reader()
    await put(store, body("be-two"))
    assert (await earlier.info()).version == 1
    assert await earlier.organisations(["be-two"]) == {}
    assert [change.slug for change in await earlier.changes(0, first=10)] == ["be-one"]
    assert set(await (await store.reader()).organisations(["be-two"])) == {"be-two"}
