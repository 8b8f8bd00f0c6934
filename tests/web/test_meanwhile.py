"""At night: who answers until the counterpart opens, on the asker's own side first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.web.i18n import speaker
from api.web.views.contact import Asking
from api.web.views.meanwhile import read_meanwhile
from graph_directory.directory import Directory
from graph_directory.importing import load_files
from graph_directory.opening import open_directory
from graph_directory.questions import Asker, CounterpartQuestion, Need, Target
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores import open_store
from graph_directory.vocabulary import ServiceCode, ThemeCode

NIGHT, NOON = datetime(2026, 11, 26, 1, 0, tzinfo=UTC), datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
QUESTION = CounterpartQuestion(
    Asker("be-payoke"),
    Target("NL", "Eindhoven"),
    Need((ThemeCode.SEXUAL_EXPLOITATION,), (ServiceCode.SHELTER,)),
)


@pytest.fixture(scope="module")
async def directory(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Directory]:
    folder: Path = tmp_path_factory.mktemp("night")
    store = await open_store(Settings(f"sqlite://{folder}/directory.db"))
    await load_files(store, [shipped_folder("seed_data")])
    yield await open_directory(store)
    await store.close()


async def names(directory: Directory, at: datetime, country: str | None = "BE") -> list[str]:
    asking = Asking(country, at, speaker("en"), directory.guide.terms)
    question = replace(QUESTION, at=at)
    answer = await directory.find_counterparts(question)
    return [match.organisation.country for match in await read_meanwhile(directory, question, answer, asking)]


async def test_at_night_somebody_on_the_own_side_answers_first(directory: Directory) -> None:
    assert (await names(directory, NIGHT))[0] == "BE"


async def test_by_day_nobody_stands_in(directory: Directory) -> None:
    assert await names(directory, NOON) == []


async def test_without_an_own_side_only_the_other_is_looked_at(directory: Directory) -> None:
    assert "BE" not in await names(directory, NIGHT, None)
