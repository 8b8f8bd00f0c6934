"""Our GraphQL over the Neo4j store, asked in process: document and variables in, the bytes of the answer out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import orjson

from api.app import create_app
from api.graphql.execution import Engine
from api.graphql.failures import Refusal
from api.graphql.remembered import Answers
from api.graphql.requests import Received
from benchmarks.neo4j.loads import of_server
from graph_directory.model import ContactPoint
from graph_directory.questions import OrganisationFilter
from graph_directory.settings import Settings
from graph_directory.store import ChangeSet
from graph_directory.stores.neo4j import Neo4jStore
from tests.neo4j_server.server import JavaServer

PAGE = """query ($after: String) { organisations(first: 100, after: $after) { pageInfo { endCursor } nodes {
  slug name(language: EN) country kind
  contactPoints { slug label(language: EN) audience hours emails phones { display } } } } }"""
TWO_HOPS = """query ($slug: String!) { organisation(slug: $slug) { slug name(language: EN)
  referrals(direction: OUTGOING, kinds: [REFERS], first: 40) { nodes { slug condition { text }
    target { slug name(language: EN) referrals(direction: OUTGOING, kinds: [REFERS], first: 40) {
      nodes { slug condition { text } target { slug name(language: EN) } } } } } } } }"""
COUNTERPARTS = """query ($asker: String!, $country: String!, $place: String!, $themes: [ThemeCode!],
    $services: [ServiceCode!]) {
  findCounterparts(first: 10, input: { asker: { organisation: $asker }, target: { country: $country, place: $place },
      need: { themes: $themes, services: $services } }) {
    matchLevel matches { organisation { slug name(language: EN) } reasons { text(language: EN) }
      cautions { text(language: EN) } contactPoint { phones { display } emails } } } }"""
REMEMBERED, ANEW, WRITTEN, NOTHING = "answer remembered", "made anew", "first after a write", "nothing at hand"
MODES = (REMEMBERED, ANEW, WRITTEN, NOTHING)
"""An answer given before; records at hand but the answer made anew; right after a contact point was changed; nothing at
hand at all, as right after a start."""
FEW = 2
"""So many of a round's requests are asked with nothing at hand: each takes long in a large directory."""


@dataclass(slots=True)
class Took:
    """Milliseconds of each request on the clock, and of the processors for all, here and in the server."""

    clock: list[float] = field(default_factory=list)
    processor: float = 0.0

    def add(self, other: Took) -> None:
        """Adds another round."""
        self.clock += other.clock
        self.processor += other.processor


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

    def __init__(self, server: JavaServer, settings: Settings, store: Neo4jStore) -> None:
        self._server = server
        self._store = store
        self._door = create_app(settings, store).state.door
        self._engine = Engine(self._door.directory, self._door.supposed)
        self._notes = count()

    async def answer(self, query: str, variables: dict[str, Any]) -> Any:
        """The data of one answer."""
        said = orjson.loads(await self._bytes(query, variables))
        assert "errors" not in said, said
        return said["data"]

    async def _bytes(self, query: str, variables: dict[str, Any]) -> bytes:
        received = Received(orjson.dumps({"query": query, "variables": variables}), by_get=False)
        answer = await self._engine.answer(received, "en")
        return answer.content.body

    async def ask(self, query: str, variables: Sequence[dict[str, Any]], mode: str) -> Took:
        """What a round of requests took."""
        if mode in {WRITTEN, NOTHING}:
            return await self._one_by_one(query, variables, mode)
        for each in variables:
            with suppress(Refusal):  # with nothing at hand, a large directory may take longer than the API allows
                await self._bytes(query, each)
        took = Took()
        with _remembering(mode == REMEMBERED), self._processors(took):
            for each in variables:
                await self._timed(query, each, took)
        return took

    async def _one_by_one(self, query: str, variables: Sequence[dict[str, Any]], mode: str) -> Took:
        took = Took()
        with _remembering(False):
            for each in variables[:FEW] if mode == NOTHING else variables:
                if mode == WRITTEN:
                    await self.write()
                with self._nothing_at_hand() if mode == NOTHING else nullcontext(), self._processors(took):
                    await self._timed(query, each, took)
        return took

    async def _timed(self, query: str, variables: dict[str, Any], took: Took) -> None:
        started = time.perf_counter()
        await self._bytes(query, variables)
        took.clock.append((time.perf_counter() - started) * 1000)

    @contextmanager
    def _processors(self, took: Took) -> Iterator[None]:
        here, there = time.process_time(), of_server(self._server)
        yield
        took.processor += (time.process_time() - here + of_server(self._server) - there) * 1000

    @contextmanager
    def _nothing_at_hand(self) -> Iterator[None]:
        known, self._store._known = self._store._known, None
        self._door._supposed = None
        yield
        self._store._known = known

    async def write(self) -> None:
        """Changes a contact point."""
        point = await self._a_point()
        changed = replace(point, note=f"Changed for measuring, {next(self._notes)}.")
        await self._store.writer().apply(ChangeSet("benchmark", "A write between two questions.", (changed,)))

    async def _a_point(self) -> ContactPoint:
        reader = await self._store.reader()
        slugs = await reader.select_organisations(OrganisationFilter())
        return next(point for points in (await reader.contact_points_of(slugs[:20])).values() for point in points)

    async def cursors(self, pages: int) -> list[str | None]:
        """Where the first pages of 100 organisations begin."""
        starts: list[str | None] = [None]
        while len(starts) < pages:
            page = (await self.answer(PAGE, {"after": starts[-1]}))["organisations"]
            if len(page["nodes"]) < 100:
                return starts[:-1]
            starts.append(page["pageInfo"]["endCursor"])
        return starts
