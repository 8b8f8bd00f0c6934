"""The questions in docs/neo4j.md, asked of the seed directory on a real server."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase, NotificationClassification
from neo4j_databases import emptied, settings_of

from graph_directory.importing import load_files
from graph_directory.shipped import shipped_folder
from graph_directory.stores import open_store
from graph_directory.stores.neo4j.links import TYPES
from graph_directory.stores.neo4j.queries import REFERRAL_TYPES, own_text
from tests.neo4j_server.server import Server

pytestmark = pytest.mark.neo4j
PAGE = (Path(__file__).parents[2] / "docs" / "neo4j.md").read_text("utf-8")
QUESTIONS = re.findall(r"^\*\*(\d+\. .+?)\*\*\n\n```cypher\n(.+?)```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
async def seeded(neo4j_server: Server) -> AsyncIterator[Server]:
    emptied(neo4j_server)
    store = await open_store(settings_of(neo4j_server))
    await load_files(store, [shipped_folder("seed_data")])
    await store.close()
    yield neo4j_server
    emptied(neo4j_server)


def test_there_are_twelve_questions_and_every_type_of_the_graph_is_told() -> None:
    assert len(QUESTIONS) == PAGE.count("```cypher") == 12
    for type_ in (*TYPES, *REFERRAL_TYPES.values()):
        assert re.search(rf"\b{type_}\b", PAGE), type_


@pytest.mark.parametrize(("question", "statement"), QUESTIONS, ids=[question for question, _ in QUESTIONS])
async def test_a_question_of_the_page_has_an_answer(seeded: Server, question: str, statement: str) -> None:
    with GraphDatabase.driver(seeded.url, auth=(seeded.user, seeded.password)) as driver:
        answer = driver.execute_query(own_text(statement))
    assert answer.records, question
    told = [status.classification for status in answer.summary.gql_status_objects]
    assert NotificationClassification.DEPRECATION not in told
    assert NotificationClassification.UNRECOGNIZED not in told  # a name that is nowhere in the graph
