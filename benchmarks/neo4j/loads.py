"""How fast a directory is loaded, and how fast the same warm server takes the barest of nodes and relationships."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from neo4j import GraphDatabase, Session

from graph_directory.model import Record
from graph_directory.store import ChangeSet
from graph_directory.stores.neo4j import Neo4jStore
from graph_directory.stores.neo4j.differences import in_batches
from tests.neo4j_server.server import JavaServer

BARE, IN_A_BATCH = 100_000, 5000
_NODES = "UNWIND $rows AS row CREATE (n:Bare {slug: row}) RETURN collect(elementId(n)) AS answer"
_TIES = """UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1]
  CREATE (a)-[:BARE]->(b) RETURN count(*) AS answer"""
_AWAY = "MATCH (n:Bare) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
_SIZE = """CALL () { MATCH (n) RETURN count(n) AS nodes } CALL () { MATCH ()-[r]->() RETURN count(r) AS ties }
  RETURN nodes + ties AS answer"""


@dataclass(slots=True)
class Work:
    """What a piece of work took: on the clock, and of the processors, here and in the server."""

    server: JavaServer
    seconds: float = 0.0
    here: float = 0.0
    there: float = field(default=0.0)

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Adds what happens in the block."""
        clock, here, there = time.perf_counter(), time.process_time(), of_server(self.server)
        yield
        self.seconds += time.perf_counter() - clock
        self.here += time.process_time() - here
        self.there += of_server(self.server) - there

    def told(self, what: str, number: int) -> None:
        """Prints it: so many of something."""
        per_second = f"{number} in {self.seconds:.1f} s, {number / self.seconds:.0f}/s"
        of_server = f"server {self.there:.1f} s of processor ({number / max(self.there, 0.01):.0f} a second of it)"
        print(f"{what}: {per_second}; {of_server}, Python {self.here:.1f} s", flush=True)


async def load(server: JavaServer, store: Neo4jStore, records: Sequence[Record], state: str) -> None:
    """Loads these records into an empty database and prints what it took the server, which is in this state."""
    work = Work(server)
    with work.measured():
        await store.writer().apply(ChangeSet("benchmark", "Made for measuring.", tuple(records)))
    work.told(f"load, server {state}, records", len(records))
    with _session(server) as session:
        work.told(f"load, server {state}, nodes and relationships", _answer(session, _SIZE))


def bare(server: JavaServer) -> None:
    """The floor: nodes with one property, without constraint; relationships without any, between ends found by id."""
    with _session(server) as session:
        made: list[str] = []
        _each(server, "bare nodes", [str(number) for number in range(BARE)], lambda rows: made.extend(
            _answer(session, _NODES, rows=rows)))  # fmt: skip
        pairs = [(made[number], made[number * 7919 % BARE]) for number in range(BARE)]
        _each(server, "bare relationships", pairs, lambda rows: _answer(session, _TIES, rows=rows))
        session.run(_AWAY).consume()


def _each(server: JavaServer, what: str, rows: Sequence[Any], put: Callable[[Sequence[Any]], object]) -> None:
    work = Work(server)
    with work.measured():
        for some in in_batches(rows, IN_A_BATCH):
            put(some)
    work.told(what, len(rows))


@contextmanager
def _session(server: JavaServer) -> Iterator[Session]:
    with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver, driver.session() as session:
        yield session


def _answer(session: Session, text: Any, **parameters: Any) -> Any:
    record = session.run(text, parameters).single()
    assert record is not None
    return record["answer"]


def of_server(server: JavaServer) -> float:
    """Seconds that the server's process has had of the processors; 0 where the system does not say."""
    stat = Path(f"/proc/{server.process.pid if server.process else 0}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
