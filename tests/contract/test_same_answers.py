"""One answer everywhere: counterparts, ways and searches are the same on both stores, reasons and scores included."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph_directory.directory import Directory
from graph_directory.importing import load_files
from graph_directory.opening import open_directory
from graph_directory.questions import (
    Asker,
    CounterpartQuestion,
    Need,
    OrganisationFilter,
    PathQuestion,
    Target,
)
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import Store
from graph_directory.stores import open_store
from graph_directory.vocabulary import OrganisationKind, ServiceCode, TargetGroup, ThemeCode

pytestmark = pytest.mark.neo4j

AT = datetime(2026, 11, 26, 14, tzinfo=UTC)
PLACES = ("Eindhoven", "Luik", "Aken", "Rijsel", "Trier", "Luxembourg", "Enschede", None)
TEXTS = (
    "vrouw, veilige plek in Eindhoven",
    "ouvriers polonais sans salaire à Liège",
    "minderjähriges Mädchen, Loverboy, Heerlen",
    "comensha",
    "police judiciaire",
    "passeurs",
    None,
)


@pytest.fixture
async def directories(tmp_path: Path, neo4j_store: Store) -> AsyncIterator[tuple[Directory, Directory]]:
    embedded = await open_store(Settings(f"sqlite://{tmp_path}/directory.db"))
    for store in (embedded, neo4j_store):
        await load_files(store, [shipped_folder("seed_data")])
    yield await open_directory(embedded), await open_directory(neo4j_store)
    await embedded.close()


async def test_the_same_question_has_the_same_answer_on_both_stores(
    directories: tuple[Directory, Directory],
) -> None:
    embedded, graph = directories
    slugs = sorted(await embedded.reader.select_organisations(OrganisationFilter()))
    for question in _counterparts(slugs, random.Random(7), 25):
        assert await graph.find_counterparts(question) == await embedded.find_counterparts(question), question
    for way in _ways(slugs, random.Random(8), 8):
        assert await graph.find_paths(way) == await embedded.find_paths(way), way
    for text in filter(None, TEXTS):
        wanted = OrganisationFilter()
        assert await graph.select_organisations(text, wanted) == await embedded.select_organisations(text, wanted)
        assert await graph.interpret(text) == await embedded.interpret(text)


def _counterparts(slugs: Sequence[str], chance: random.Random, number: int) -> list[CounterpartQuestion]:
    return [
        CounterpartQuestion(
            chance.choice(
                (Asker(chance.choice(slugs)), Asker(kind=chance.choice(list(OrganisationKind)), country="BE"))
            ),
            Target(chance.choice(("NL", "BE", "LU", "DE", "FR", None)), chance.choice(PLACES)),
            Need(
                tuple(chance.sample(list(ThemeCode), chance.randint(0, 2))),
                tuple(chance.sample(list(ServiceCode), chance.randint(0, 2))),
                tuple(chance.sample(list(TargetGroup), chance.randint(0, 2))),
                age=chance.choice((None, 15, 30)),
            ),
            chance.choice(TEXTS),
            AT,
        )
        for _ in range(number)
    ]


def _asker(slugs: Sequence[str], chance: random.Random) -> Asker:
    if chance.random() < 0.5:
        return Asker(chance.choice(slugs))
    return Asker(kind=chance.choice(list(OrganisationKind)), country="BE")


def _ways(slugs: Sequence[str], chance: random.Random, number: int) -> list[PathQuestion]:
    return [
        PathQuestion(
            chance.choice(slugs),
            target=Target(chance.choice(("NL", "BE", "LU", "DE", "FR"))),
            need=Need(services=(chance.choice(list(ServiceCode)),)),
            at=AT,
        )
        for _ in range(number)
    ]
