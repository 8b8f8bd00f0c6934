"""Relay by the letter: ids that find their record again, pages that neither repeat nor lose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.app import create_app
from api.graphql.ids import global_id, packed, read_global_id
from api.graphql.pagination import Order, PageAsked, cut
from graph_directory.errors import BadQuestion
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import ChangeSet, RecordKind
from graph_directory.stores import open_store
from tests.in_process import Ask, client_of

PAGE = """query Page($first: Int, $after: String, $last: Int, $before: String, $order: OrganisationOrder) {
  organisations(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
    totalCount nodes { slug } edges { cursor node { slug } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
SLUGS = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=":"), min_size=1, max_size=40)
ERRORS = {
    "another list": ({"after": packed("referral\na\na")}, "BAD_CURSOR"),
    "no cursor": ({"after": "be-payoke"}, "BAD_CURSOR"),
    "a sign that no cursor has": ({"before": "é"}, "BAD_CURSOR"),
    "too many": ({"first": 101}, "BAD_QUESTION"),
    "fewer than none": ({"last": -1}, "BAD_QUESTION"),
    "both sizes": ({"first": 1, "last": 1}, "BAD_QUESTION"),
}


# ---- ids -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "slug", "kind"),
    [
        ("organisation", "be-payoke", "Organisation"),
        ("contactPoint", "be-stopmensenhandel-line", "ContactPoint"),
    ],
)
async def test_a_record_is_found_again_by_its_id(ask: Ask, field: str, slug: str, kind: str) -> None:
    found = (await ask(f'{{ {field}(slug: "{slug}") {{ id }} }}'))[field]
    again = await ask("query($id: ID!) { node(id: $id) { __typename id } }", id=found["id"])
    assert again == {"node": {"__typename": kind, "id": found["id"]}}


async def test_referrals_and_law_are_found_again_by_their_ids(ask: Ask) -> None:
    page = (await ask("{ referrals(first: 100) { nodes { id legalBases { id } } } }"))["referrals"]["nodes"]
    law = [basis["id"] for referral in page for basis in referral["legalBases"]]
    ids = [page[0]["id"], law[0]]
    found = (await ask("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", ids=ids))["nodes"]
    assert [(node["__typename"], node["id"]) for node in found] == [("Referral", ids[0]), ("LegalBasis", ids[1])]


async def test_many_records_come_in_the_order_asked_with_null_for_what_is_not_there(ask: Ask) -> None:
    ids = [global_id("Organisation", slug) for slug in ("nl-comensha", "be-nobody", "be-payoke", "nl-comensha")]
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Organisation { slug } } }"
    found = (await ask(query, ids=ids))["nodes"]
    assert [node and node["slug"] for node in found] == ["nl-comensha", None, "be-payoke", "nl-comensha"]


@given(SLUGS)
def test_an_id_says_what_it_was_made_from(slug: str) -> None:
    assert read_global_id(global_id("Organisation", slug)) == ("Organisation", slug)


@given(st.text())
def test_any_other_word_is_refused_or_read_as_what_made_it(text: str) -> None:
    try:
        kind, slug = read_global_id(text)
    except BadQuestion:
        return
    assert global_id(kind, slug) == text.rstrip("=")


# ---- pages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["SLUG", "NAME"])
async def test_pages_put_together_are_the_list_forwards_and_backwards(ask: Ask, order: str) -> None:
    forwards = await all_pages(ask, order, "first", "after", "endCursor", "hasNextPage")
    backwards = await all_pages(ask, order, "last", "before", "startCursor", "hasPreviousPage")
    listed = [slug for page in forwards for slug in page]
    assert len(listed) == len(set(listed)) == 493
    assert [slug for page in reversed(backwards) for slug in page] == listed


async def all_pages(ask: Ask, order: str, size: str, beyond: str, end: str, more: str) -> list[list[str]]:
    pages: list[list[str]] = []
    cursor = None
    while True:
        page = (await ask(PAGE, **{size: 90, beyond: cursor, "order": order}))["organisations"]
        pages.append([node["slug"] for node in page["nodes"]])
        cursor = page["pageInfo"][end]
        if not page["pageInfo"][more]:
            return pages


async def test_a_page_tells_where_it_lies(ask: Ask) -> None:
    first = (await ask(PAGE, first=2))["organisations"]
    second = (await ask(PAGE, first=2, after=first["pageInfo"]["endCursor"]))["organisations"]
    assert (first["pageInfo"]["hasPreviousPage"], first["pageInfo"]["hasNextPage"]) == (False, True)
    assert second["pageInfo"]["hasPreviousPage"] is True
    assert [edge["node"] for edge in second["edges"]] == second["nodes"]
    assert second["pageInfo"]["startCursor"] == second["edges"][0]["cursor"]
    assert first["totalCount"] == 493


async def test_an_empty_page_has_no_cursors(ask: Ask) -> None:
    page = (await ask(PAGE, first=0))["organisations"]
    assert (page["nodes"], page["pageInfo"]["startCursor"], page["pageInfo"]["hasNextPage"]) == ([], None, True)


async def test_a_ranking_has_pages_too(ask: Ask) -> None:
    query = """query($after: String) { organisations(search: "politie", first: 3, after: $after) {
        nodes { slug } pageInfo { endCursor hasPreviousPage } } }"""
    first = (await ask(query))["organisations"]
    second = (await ask(query, after=first["pageInfo"]["endCursor"]))["organisations"]
    slugs = [node["slug"] for page in (first, second) for node in page["nodes"]]
    assert len(slugs) == len(set(slugs)) == 6
    assert second["pageInfo"]["hasPreviousPage"] is True


@pytest.mark.parametrize("what", ERRORS)
async def test_a_page_that_cannot_be_is_told_so(http: httpx.AsyncClient, what: str) -> None:
    variables, code = ERRORS[what]
    answer = await http.post("/graphql", json={"query": PAGE, "variables": variables})
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == code
    assert error["path"] == ["organisations"]


@given(st.sets(SLUGS, min_size=1), st.sets(SLUGS), st.data())
def test_a_list_that_changes_between_two_pages_neither_repeats_nor_loses(
    before: set[str], added: set[str], data: st.DataObject
) -> None:
    old = Order("slug", [(slug, slug) for slug in sorted(before)])
    size = data.draw(st.integers(1, len(before)))
    page = cut(old, PageAsked(first=size))
    gone = data.draw(st.sets(st.sampled_from(sorted(before))))
    new = Order("slug", [(slug, slug) for slug in sorted((before - gone) | added)])
    rest = cut(new, PageAsked(first=100, after=old.cursor(page.stop - 1)))
    seen = {slug for slug, _ in old.keys[page.start : page.stop]}
    later = [slug for slug, _ in new.keys[rest.start : rest.stop]]
    assert seen.isdisjoint(later)
    assert (before - gone - seen) <= set(later)


@given(st.permutations([f"body-{number}" for number in range(12)]), st.integers(1, 11))
def test_a_ranking_goes_on_where_its_last_body_stood_even_when_that_is_gone(ranked: list[str], size: int) -> None:
    old = Order("relevance", [("", slug) for slug in ranked], ranked=True)
    without = Order("relevance", [("", slug) for slug in ranked if slug != ranked[size - 1]], ranked=True)
    rest = cut(without, PageAsked(first=100, after=old.cursor(size - 1)))
    assert [slug for _, slug in without.keys[rest.start : rest.stop]] == ranked[size:]


# ---- referrals of one body -------------------------------------------------------------------------


@pytest.mark.parametrize(("direction", "end"), [("INCOMING", "target"), ("OUTGOING", "source")])
async def test_referrals_of_a_body_run_the_way_asked(ask: Ask, direction: str, end: str) -> None:
    query = f"""{{ organisation(slug: "be-payoke") {{ referrals(direction: {direction}, first: 100) {{
        totalCount nodes {{ {end} {{ slug }} }} }} }} }}"""
    page = (await ask(query))["organisation"]["referrals"]
    assert page["totalCount"] == len(page["nodes"]) > 0
    assert {node[end]["slug"] for node in page["nodes"]} == {"be-payoke"}


async def test_referrals_of_a_body_are_narrowed_by_kind_and_border(ask: Ask) -> None:
    query = """{ organisation(slug: "be-payoke") {
        referrals(kinds: [COUNTERPART_OF], crossBorder: true) { nodes { kind crossBorder documented } } } }"""
    nodes = (await ask(query))["organisation"]["referrals"]["nodes"]
    assert nodes
    assert {(node["kind"], node["crossBorder"]) for node in nodes} == {("COUNTERPART_OF", True)}


# ---- changes ---------------------------------------------------------------------------------------


async def test_a_base_and_its_changes_are_the_directory_of_today(tmp_path: Path) -> None:
    settings = Settings(f"sqlite://{tmp_path}/directory.db")
    store = await open_store(settings)
    await load_files(store, [shipped_folder("seed_data")])
    app = create_app(settings, store)
    async with client_of(app) as asking:
        base = await records_after(asking, 0, {})
        lonely = await a_source_nobody_cites(asking, base)
        version = (await asked(asking, "{ directory { version } }"))["directory"]["version"]
        await store.writer().apply(ChangeSet("editor", "Cited nowhere.", deletes=((RecordKind.SOURCE, lonely),)))
        today = await records_after(asking, version, base)
    exported = await (await store.reader()).records(RecordKind.SOURCE)
    await store.close()
    assert ("SOURCE", lonely) in base
    assert {slug for kind, slug in today if kind == "SOURCE"} == {
        slug for record in exported if (slug := getattr(record, "slug", None))
    }


async def records_after(
    asking: httpx.AsyncClient, since: int, base: dict[tuple[str, str], Any]
) -> dict[tuple[str, str], Any]:
    records, after = dict(base), None
    query = """query($since: Int!, $after: String) { changes(since: $since, first: 100, after: $after) {
        nodes { recordType slug after } pageInfo { hasNextPage endCursor } } }"""
    while True:
        page = (await asked(asking, query, since=since, after=after))["changes"]
        for change in page["nodes"]:
            key = (change["recordType"], change["slug"])
            records.pop(key, None)
            if change["after"] is not None:
                records[key] = change["after"]
        if not page["pageInfo"]["hasNextPage"]:
            return records
        after = page["pageInfo"]["endCursor"]


async def a_source_nobody_cites(asking: httpx.AsyncClient, base: dict[tuple[str, str], Any]) -> str:
    cited = {slug for record in base.values() for slug in record.get("sources") or ()}
    cited |= {
        slug for record in base.values() for power in record.get("exclusive_powers") or () for slug in power["sources"]
    }
    return next(slug for kind, slug in base if kind == "SOURCE" and slug not in cited)


async def asked(asking: httpx.AsyncClient, query: str, **variables: Any) -> dict[str, Any]:
    data: dict[str, Any] = (await asking.post("/graphql", json={"query": query, "variables": variables})).json()["data"]
    return data
