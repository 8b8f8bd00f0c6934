"""Our GraphQL beside @neo4j/graphql: one server, one run, the same data, in turn.

Run as `python -m benchmarks.neo4j [seed|large ...]`. Needs Java 17 or 21 with Maven, Node 20 and npm; what the peer
needs is installed into .cache/ on first use.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.generate import LARGE, directory
from benchmarks.neo4j.ours import MODES, PAGE, TWO_HOPS, Ours
from graph_directory.importing import load_files
from graph_directory.model import Record, Referral
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.store import ChangeSet
from graph_directory.stores.neo4j import Neo4jStore
from graph_directory.vocabulary import ReferralKind
from tests.neo4j_server.lines import LTS, ROOT
from tests.neo4j_server.server import JavaServer

ROUNDS, IN_A_ROUND, PAGES = 5, 30, 30
HERE = Path(__file__).parent
PEER_PAGE = """query ($offset: Int) { organisations(limit: 100, offset: $offset) { slug name country kind
  contactPoints { slug label audience hours emails numbers } } }"""
PEER_TWO_HOPS = """query ($slug: String!) { organisations(where: { slug: { eq: $slug } }) { slug name
  refersConnection(first: 40) { edges { properties { slug condition } node { slug name
    refersConnection(first: 40) { edges { properties { slug condition } node { slug name } } } } } } } }"""


class Peer:
    """The peer's process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    async def ask(self, query: str, variables: list[dict[str, Any]]) -> list[float]:
        """Milliseconds of each request of a round."""
        line = await asyncio.to_thread(self._asked, json.dumps({"query": query, "variables": variables}))
        took: list[float] = json.loads(line)["took"]
        return took

    def _asked(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@contextmanager
def peer(server: JavaServer) -> Iterator[Peer]:
    """The peer on that server."""
    folder = ROOT / ".cache" / "neo4j-graphql"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "peer.mjs"):
        shutil.copy(HERE / name, folder / name)
    if not (folder / "node_modules" / "@neo4j" / "graphql").exists():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    known = {"NEO4J_URL": server.url, "NEO4J_USER": server.user, "NEO4J_PASSWORD": server.password}
    pipe = subprocess.PIPE
    command = ["node", "peer.mjs"]
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **known}, stdin=pipe, stdout=pipe, text=True)
    try:
        yield Peer(process)
    finally:
        process.kill()
        process.wait()


async def measure(size: str) -> None:
    """One size from the bare server to the table."""
    server = JavaServer(LTS, heap="512m" if size == "seed" else "2g", page_cache="64m" if size == "seed" else "512m")
    server.start()
    settings = Settings(server.url, server.user, server.password, server.database)
    store = await Neo4jStore.open(settings)
    try:
        origins = await (_load_seed(store) if size == "seed" else _load_large(store))
        with peer(server) as other:
            await _compare(Ours(settings, store), other, origins)
    finally:
        await store.close()
        server.stop()


async def _load_seed(store: Neo4jStore) -> list[str]:
    await load_files(store, [shipped_folder("seed_data")])
    network = await (await store.reader()).network([])
    return _origins(network.referrals)


async def _load_large(store: Neo4jStore) -> list[str]:
    records = tuple(directory(LARGE))
    started = time.perf_counter()
    await store.writer().apply(ChangeSet("benchmark", "Made for measuring.", records))
    took = time.perf_counter() - started
    print(f"load: {len(records)} records in {took:.1f} s, {len(records) / took:.0f} records/s", flush=True)
    return _origins(records)


def _origins(records: Iterable[Record]) -> list[str]:
    refers = (each for each in records if isinstance(each, Referral) and each.kind is ReferralKind.REFERS)
    return sorted({each.source for each in refers})


async def _compare(ours: Ours, other: Peer, origins: list[str]) -> None:
    chance = random.Random(11)
    cursors = await ours.cursors(PAGES)
    print("| query | who | p50 ms | p95 ms | peer's p50 / ours |\n|---|---|---|---|---|")
    pages = [chance.randrange(len(cursors)) for _ in range(IN_A_ROUND)]
    mine, theirs = [{"after": cursors[page]} for page in pages], [{"offset": page * 100} for page in pages]
    await _table("100 organisations with their contact points", (ours, PAGE, mine), (other, PEER_PAGE, theirs))
    slugs = [{"slug": slug} for slug in chance.choices(origins, k=IN_A_ROUND)]
    await _table("organisation, referrals two hops out", (ours, TWO_HOPS, slugs), (other, PEER_TWO_HOPS, slugs))


async def _table(name: str, mine: tuple[Ours, str, Any], theirs: tuple[Peer, str, Any]) -> None:
    took: dict[str, list[float]] = {mode: [] for mode in ("@neo4j/graphql", *MODES)}
    for round_ in range(ROUNDS + 1):
        rounds = {"@neo4j/graphql": await theirs[0].ask(*theirs[1:])}
        for mode in MODES:
            rounds[mode] = await mine[0].ask(*mine[1:], mode)
        for who, some in rounds.items():
            took[who] += some if round_ else []  # the first round warms both up
    peers = statistics.median(took["@neo4j/graphql"])
    for who, some in took.items():
        p50, p95 = statistics.median(some), statistics.quantiles(some, n=20)[-1]
        print(f"| {name} | {who} | {p50:.1f} | {p95:.1f} | {peers / p50:.1f} |", flush=True)


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ["seed", "large"]:
        print(f"size: {wanted}", flush=True)
        asyncio.run(measure(wanted))
