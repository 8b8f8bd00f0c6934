"""Both stores give the same answers: to random questions about random directories, and about the seed directory."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_directories import EVERYTHING, Question, change_sets, questions, small_changes

from graph_directory.areas import AreaTree
from graph_directory.errors import BadQuestion
from graph_directory.importing import load_files
from graph_directory.model import DirectoryInfo
from graph_directory.questions import OrganisationFilter, ReferralFilter
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import CandidateQuery, Change, ChangeSet, DirectoryReader, RecordKind, Store
from graph_directory.stores import open_store
from graph_directory.stores.neo4j import Neo4jStore
from graph_directory.stores.neo4j.limits import Limits
from graph_directory.vocabulary import OrganisationKind, ServiceCode, ThemeCode, Visibility

pytestmark = pytest.mark.neo4j
STEPS_AND_SERVER_WALKS = Limits(in_one_transaction=10, in_a_step=4, walk_at_hand=0)
"""As in a large directory: loads in steps, neighbourhoods walked by the server."""


@pytest.fixture(params=[Limits(), STEPS_AND_SERVER_WALKS], ids=["everyday", "large"])
async def pair(
    request: pytest.FixtureRequest, tmp_path: Path, neo4j_settings: Settings
) -> AsyncIterator[tuple[Store, Store]]:
    embedded = await open_store(Settings(f"sqlite://{tmp_path}/directory.db"))
    graph = await Neo4jStore.open(neo4j_settings, request.param)
    yield embedded, graph
    await embedded.close()
    await graph.close()


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],  # the directories live on, so a smaller example is another story
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors, HealthCheck.too_slow],
)
@given(change_sets, st.lists(questions, min_size=5, max_size=25))
async def test_random_questions_about_random_directories_are_answered_the_same(
    pair: tuple[Store, Store], changes: ChangeSet, asked: Sequence[Question]
) -> None:
    # the two directories live through all examples, so that later change sets meet what earlier ones left
    before = (await (await pair[0].reader()).info()).version
    assert await _applied(pair[0], changes) == await _applied(pair[1], changes)
    for visibility in Visibility:
        embedded, graph = [await store.reader(visibility) for store in pair]
        await _same(embedded, graph, (*EVERYTHING, *asked))
        assert await _told(embedded, before) == await _told(graph, before)
        assert _counts(await embedded.info()) == _counts(await graph.info())


@pytest.mark.parametrize("pair", [Limits()], indirect=True, ids=["everyday"])
@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors, HealthCheck.too_slow],
)
@given(change_sets, st.lists(st.tuples(small_changes, st.lists(questions, max_size=5)), min_size=3, max_size=6))
async def test_what_stays_at_hand_after_a_small_change_is_still_true(
    pair: tuple[Store, Store], first: ChangeSet, after: Sequence[tuple[ChangeSet, Sequence[Question]]]
) -> None:
    for changes, asked in [(first, []), *after]:
        assert await _applied(pair[0], changes) == await _applied(pair[1], changes)
        for visibility in Visibility:
            embedded, graph = [await store.reader(visibility) for store in pair]
            await _same(embedded, graph, (*EVERYTHING, *asked))
            assert _counts(await embedded.info()) == _counts(await graph.info())


async def _applied(store: Store, changes: ChangeSet) -> int | str:
    try:
        return await store.writer().apply(changes)
    except BadQuestion:
        return "refused"


async def _same(embedded: DirectoryReader, graph: DirectoryReader, asked: Sequence[Question]) -> None:
    for question in asked:
        expected, answer = await question.ask(embedded), await question.ask(graph)
        assert answer == expected, question.name
        if isinstance(expected, dict):
            assert list(answer) == list(expected), question.name


async def _told(reader: DirectoryReader, since: int, first: int = 1000) -> list[Change]:
    return [replace(change, at="") for change in await reader.changes(since, first)]


def _counts(info: DirectoryInfo) -> DirectoryInfo:
    return replace(info, updated_at="", store="")


class TestSeed:
    """The seed directory, the same questions of every method of the port."""

    @pytest.fixture
    async def readers(self, pair: tuple[Store, Store]) -> tuple[DirectoryReader, DirectoryReader]:
        for store in pair:
            await load_files(store, [shipped_folder("seed_data")])
        embedded, graph = [await store.reader() for store in pair]
        return embedded, graph

    async def test_every_method_answers_the_same(self, readers: tuple[DirectoryReader, DirectoryReader]) -> None:
        embedded, graph = readers
        assert _counts(await embedded.info()) == _counts(await graph.info())
        await _same(embedded, graph, await _about_the_seed(embedded))
        assert await _told(embedded, 0, first=10_000) == await _told(graph, 0, first=10_000)
        page = await graph.changes(0, first=50, after=333)
        assert [change.slug for change in page] == [change.slug for change in await embedded.changes(0, 50, 333)]


async def _about_the_seed(reader: DirectoryReader) -> list[Question]:
    slugs = [body.slug for body in (await reader.network([])).organisations]
    chance = random.Random(4)
    asked = [_ask("records", kind) for kind in RecordKind]
    asked += [_ask("areas"), _ask("mechanism", ["BE", "NL", "LU", "DE", "FR"]), _ask("network", ["BE", "NL"])]
    for method in ("organisations", "contact_points_of", "referrals_of", "children_of"):
        asked.append(_ask(method, [*slugs, "be-nobody"]))
    for hops in (1, 2, 3, 5):
        asked += [_ask("neighbourhood", [slug], hops) for slug in chance.sample(slugs, 8)]
    asked += await _narrowing(reader, chance)
    return asked


async def _narrowing(reader: DirectoryReader, chance: random.Random) -> list[Question]:
    tree = AreaTree(await reader.areas())
    asked = []
    for code in chance.sample(sorted(tree.by_code), 20):
        theme, service = chance.choice(list(ThemeCode)), chance.choice(list(ServiceCode))
        kind = chance.choice(list(OrganisationKind))
        query = CandidateQuery(tree.around(code), frozenset({theme}), frozenset({service}), frozenset({kind}))
        asked.append(_ask("candidates", query))
        asked.append(_ask("select_organisations", OrganisationFilter(areas=(code,), themes=(theme,))))
    asked += [_ask("select_organisations", OrganisationFilter(services=(service,))) for service in ServiceCode]
    asked += [_ask("select_referrals", ReferralFilter(cross_border=True, themes=(theme,))) for theme in ThemeCode]
    words = ["payoke", "comensha", "police", "politie", "centre", "luxembourg", "esperanto"]
    asked += [_ask("with_words", [word]) for word in words] + [_ask("words_near", [w[:-1], w[1:], w]) for w in words]
    return asked


def _ask(name: str, *arguments: Any) -> Question:
    return Question(f"{name}{arguments}", lambda reader: getattr(reader, name)(*arguments))
