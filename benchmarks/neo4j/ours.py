"""Our GraphQL over the Neo4j store, asked in process: document and variables in, the bytes of the answer out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson

from api.app import create_app
from api.graphql.execution import Engine
from api.graphql.remembered import Answers
from api.graphql.requests import Received
from graph_directory.settings import Settings
from graph_directory.stores.neo4j import Neo4jStore

PAGE = """query ($after: String) { organisations(first: 100, after: $after) { pageInfo { endCursor } nodes {
  slug name(language: EN) country kind
  contactPoints { slug label(language: EN) audience hours emails phones { display } } } } }"""
TWO_HOPS = """query ($slug: String!) { organisation(slug: $slug) { slug name(language: EN)
  referrals(direction: OUTGOING, kinds: [REFERS], first: 40) { nodes { slug condition { text }
    target { slug name(language: EN) referrals(direction: OUTGOING, kinds: [REFERS], first: 40) {
      nodes { slug condition { text } target { slug name(language: EN) } } } } } } } }"""
MODES = ("remembered", "anew", "first")
"""An answer given before; records at hand but the answer made anew; nothing at hand, as right after a write."""


@contextmanager
def _remembering(wanted: bool) -> Iterator[None]:
    get = Answers.get
    if not wanted:
        Answers.get = lambda *_: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        Answers.get = get  # type: ignore[method-assign]


class Ours:
    """The engine of the API over the store; `ask` measures a round."""

    def __init__(self, settings: Settings, store: Neo4jStore) -> None:
        self._store = store
        self._engine = Engine(create_app(settings, store).state.directory)

    async def answer(self, query: str, variables: dict[str, Any]) -> Any:
        """The data of one answer."""
        said = orjson.loads(await self._bytes(query, variables))
        assert "errors" not in said, said
        return said["data"]

    async def _bytes(self, query: str, variables: dict[str, Any]) -> bytes:
        received = Received(orjson.dumps({"query": query, "variables": variables}), by_get=False)
        answer = await self._engine.answer(received, "en")
        return answer.content.body

    async def ask(self, query: str, variables: Sequence[dict[str, Any]], mode: str) -> list[float]:
        """Milliseconds of each request of a round."""
        took = []
        with _remembering(mode == "remembered"):
            for each in variables:
                if mode == "first":
                    self._store._known = None
                started = time.perf_counter()
                await self._bytes(query, each)
                took.append((time.perf_counter() - started) * 1000)
        return took

    async def cursors(self, pages: int) -> list[str | None]:
        """Where the first pages of 100 organisations begin."""
        starts: list[str | None] = [None]
        while len(starts) < pages:
            page = (await self.answer(PAGE, {"after": starts[-1]}))["organisations"]
            if len(page["nodes"]) < 100:
                return starts[:-1]
            starts.append(page["pageInfo"]["endCursor"])
        return starts
