"""What every store promises about protected records: who may not see one cannot tell that it exists."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from contract_sample import body, point, put, stage, take_out, tie

from graph_directory.model import Access
from graph_directory.questions import OrganisationFilter, ReferralFilter
from graph_directory.store import CandidateQuery, DirectoryReader, RecordKind, Store
from graph_directory.vocabulary import Visibility

SECRET = "be-hiddenhouse"


@pytest.fixture
async def filled(store: Store) -> Store:
    await put(
        store,
        body(
            "be-open", parent=SECRET, successor=SECRET, access=Access("Through others.", False, False, (SECRET, "nl-x"))
        ),
        body(SECRET, visibility=Visibility.RESTRICTED),
        body("be-desk", visibility=Visibility.PROFESSIONAL, parent="be-open"),
        point("secret-line", SECRET, "be-open"),
        point("shared-line", "be-open", SECRET, "be-desk"),
        point("desk-line", "be-open", visibility=Visibility.PROFESSIONAL),
        tie("be-open", SECRET),
        tie(SECRET, "be-open"),
        tie("be-open", "be-desk"),
        stage("nrm-1", "BE", 1, SECRET, "be-open", supporting=(SECRET,)),
    )
    return store


async def everything_read(reader: DirectoryReader) -> str:
    records = [asdict(record) for kind in RecordKind for record in await reader.records(kind)]
    others = [
        asdict(await reader.network([])),
        asdict(await reader.neighbourhood(["be-open", SECRET], 3)),
        [asdict(found) for found in await reader.candidates(CandidateQuery(frozenset({"BE"})))],
        await reader.select_organisations(OrganisationFilter()),
        await reader.select_referrals(ReferralFilter()),
        await reader.words_near(["hiddenh"]),
        await reader.organisations([SECRET]),
        await reader.children_of(["be-open"]),
        [asdict(found) for found in await reader.mechanism(["BE"])],
        [asdict(change) for change in await reader.changes(0, first=100)],
    ]
    return json.dumps([records, others], default=str)


async def test_a_hidden_house_leaves_no_trace_for_the_public_or_professionals(filled: Store) -> None:
    for visibility in (Visibility.PUBLIC, Visibility.PROFESSIONAL):
        told = await everything_read(await filled.reader(visibility))
        assert SECRET not in told.replace('"hiddenh"', "")
    assert SECRET in await everything_read(await filled.reader(Visibility.RESTRICTED))


async def test_each_class_counts_what_it_sees(filled: Store) -> None:
    counts = {}
    for visibility in Visibility:
        info = await (await filled.reader(visibility)).info()
        counts[visibility] = (info.organisations, info.contact_points, info.referrals)
    assert counts == {
        Visibility.PUBLIC: (1, 1, 0),
        Visibility.PROFESSIONAL: (2, 3 - 1, 1),
        Visibility.RESTRICTED: (3, 3, 3),
    }


async def test_a_line_shared_with_a_hidden_house_stays_and_names_only_the_others(filled: Store) -> None:
    public = await (await filled.reader(Visibility.PUBLIC)).contact_points_of(["be-open", SECRET])
    assert [(line.slug, line.organisations) for line in public["be-open"]] == [("shared-line", ("be-open",))]
    assert public[SECRET] == ()


async def test_a_reader_says_for_whom_it_reads(filled: Store) -> None:
    assert [(await filled.reader(visibility)).visibility for visibility in Visibility] == list(Visibility)
    assert (await filled.reader()).visibility is Visibility.PUBLIC


async def test_a_body_that_goes_out_of_sight_is_told_as_gone_and_comes_back_as_new(store: Store) -> None:
    await put(store, body("be-one"))
    await put(store, body("be-one", visibility=Visibility.RESTRICTED, note="now protected"))
    await put(store, body("be-one", note="open again"))
    gone, back = await (await store.reader()).changes(since=1, first=10)
    assert gone.before is not None
    assert gone.after is None
    assert (back.before, (back.after or {}).get("note")) == (None, "open again")


async def test_a_house_once_hidden_keeps_its_lines_out_of_the_told_changes_also_after_it_went(store: Store) -> None:
    await put(store, body(SECRET, visibility=Visibility.RESTRICTED), point("secret-line", SECRET))
    await take_out(store, (RecordKind.CONTACT_POINT, "secret-line"), (RecordKind.ORGANISATION, SECRET))
    assert await (await store.reader()).changes(0, first=10) == ()
    assert len(await (await store.reader(Visibility.RESTRICTED)).changes(0, first=10)) == 4


async def test_pages_of_changes_count_only_what_the_class_sees(store: Store) -> None:
    hidden = [body(f"be-h{number}", visibility=Visibility.RESTRICTED) for number in range(3)]
    await put(store, body("be-a"), *hidden, body("be-z"))
    reader = await store.reader()
    pages = [await reader.changes(0, first=1, after=place) for place in range(3)]
    assert [[change.slug for change in page] for page in pages] == [["be-a"], ["be-z"], []]
