"""Our GraphQL beside @neo4j/graphql: one server, one run, the same data, in turn.

Run as `python -m benchmarks.neo4j [seed|large ...]`. Needs Java 17 or 21 with Maven, Node 20 and npm; what the peer
needs is installed into .cache/ on first use.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import uvloop

from benchmarks.generate import LARGE, directory
from benchmarks.neo4j.loads import bare, load, of_server
from benchmarks.neo4j.ours import ANEW, COUNTERPARTS, MODES, PAGE, TWO_HOPS, Ours, Took
from graph_directory.importing import load_files
from graph_directory.model import Record, Referral
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores.neo4j import Neo4jStore
from graph_directory.vocabulary import ReferralKind
from tests.neo4j_server.lines import LTS, ROOT
from tests.neo4j_server.server import JavaServer

ROUNDS, WARMING, IN_A_ROUND, PAGES = 10, 15, 30, 30
TOWNS = (("NL", "Eindhoven"), ("NL", "Breda"), ("BE", "Antwerpen"), ("BE", "Liège"), ("DE", "Aachen"), ("FR", "Lille"))
PEER = "@neo4j/graphql"
HERE = Path(__file__).parent
PEER_PAGE = """query ($offset: Int) { organisations(limit: 100, offset: $offset) { slug name country kind
  contactPoints { slug label audience hours emails numbers } } }"""
PEER_TWO_HOPS = """query ($slug: String!) { organisations(where: { slug: { eq: $slug } }) { slug name
  refersConnection(first: 40) { edges { properties { slug condition } node { slug name
    refersConnection(first: 40) { edges { properties { slug condition } node { slug name } } } } } } } }"""


Asking: TypeAlias = Callable[..., Awaitable[Took]]
"""Asks a round, by one of our modes or the peer's only one."""


class Peer:
    """The peer's process."""

    def __init__(self, process: subprocess.Popen[str], server: JavaServer) -> None:
        self._process = process
        self._server = server

    async def ask(self, query: str, variables: list[dict[str, Any]]) -> Took:
        """What a round of requests took."""
        there = of_server(self._server)
        line = await asyncio.to_thread(self._asked, json.dumps({"query": query, "variables": variables}))
        there = (
            (of_server(self._server) - there) * 1000 * len(variables) / (len(variables) + 1)
        )  # one more for checking
        said = json.loads(line)
        return Took(said["took"], said["processor"] + there)

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
        yield Peer(process, server)
    finally:
        process.kill()
        process.wait()


async def measure(size: str) -> None:
    """One size from the bare server to the table."""
    large = size == "large"
    server = JavaServer(LTS, heap="4g" if large else "512m", page_cache="2g" if large else "64m")
    server.start()
    settings = Settings(server.url, server.user, server.password, server.database)
    store = await Neo4jStore.open(settings)
    try:
        origins = await (_load_large(server, store) if large else _load_seed(store))
        ours = Ours(server, settings, store)
        gc.freeze()  # as the service does once its directory is open
        await _counterparts(ours, origins)
        with peer(server) as other:
            await _compare(ours, other, origins)
    finally:
        await store.close()
        server.stop()


async def _load_seed(store: Neo4jStore) -> list[str]:
    await load_files(store, [shipped_folder("seed_data")])
    network = await (await store.reader()).network([])
    return _origins(network.referrals)


async def _load_large(server: JavaServer, store: Neo4jStore) -> list[str]:
    records = tuple(directory(LARGE))
    await load(server, store, records)
    bare(server)
    return _origins(records)


async def _counterparts(ours: Ours, askers: list[str]) -> None:
    chance = random.Random(7)
    asked = [
        {"asker": chance.choice(askers), "country": country, "place": place, "themes": [theme], "services": [service]}
        for country, place in TOWNS
        for theme in ("SEXUAL_EXPLOITATION", "LABOUR_EXPLOITATION")
        for service in ("SHELTER", "LEGAL_AID")
    ]
    took = Took()
    for _ in range(ROUNDS):
        took.add(await ours.ask(COUNTERPARTS, asked, ANEW))
    p50, processor = statistics.median(took.clock), took.processor / len(took.clock)
    print(f"findCounterparts: p50 {p50:.1f} ms, p95 {_p95(took.clock):.1f} ms; of processors {processor:.1f} ms")


def _p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1]


def _origins(records: Iterable[Record]) -> list[str]:
    refers = (each for each in records if isinstance(each, Referral) and each.kind is ReferralKind.REFERS)
    return sorted({each.source for each in refers})


async def _compare(ours: Ours, other: Peer, origins: list[str]) -> None:
    chance = random.Random(11)
    cursors = await ours.cursors(PAGES)
    pages = [chance.randrange(len(cursors)) for _ in range(IN_A_ROUND)]
    slugs = [{"slug": slug} for slug in chance.choices(origins, k=IN_A_ROUND)]
    tables: dict[str, tuple[Asking, Asking]] = {
        "100 organisations with their contact points": (
            partial(ours.ask, PAGE, [{"after": cursors[page]} for page in pages]),
            partial(other.ask, PEER_PAGE, [{"offset": page * 100} for page in pages]),
        ),
        "organisation, referrals two hops out": (
            partial(ours.ask, TWO_HOPS, slugs),
            partial(other.ask, PEER_TWO_HOPS, slugs),
        ),
    }
    for mine, theirs in tables.values():  # all of them warm up, the server above all
        for _ in range(WARMING):
            await _round(mine, theirs)
    print("| query | who | p50 ms | p95 ms | peer's / ours | of processors ms | peer's / ours |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for name, (mine, theirs) in tables.items():
        took = {who: Took() for who in (PEER, *MODES)}
        for _ in range(ROUNDS):
            for who, some in (await _round(mine, theirs)).items():
                took[who].add(some)
        for who, all_of_it in took.items():
            print(f"| {name} | {who} | {_told(all_of_it, took[PEER])} |", flush=True)


async def _round(mine: Asking, theirs: Asking) -> dict[str, Took]:
    return {PEER: await theirs()} | {mode: await mine(mode) for mode in MODES}


def _told(took: Took, peers: Took) -> str:
    p50, processor = statistics.median(took.clock), took.processor / len(took.clock)
    times, share = statistics.median(peers.clock) / p50, peers.processor / len(peers.clock) / processor
    return f"{p50:.1f} | {_p95(took.clock):.1f} | {times:.1f} | {processor:.1f} | {share:.1f}"


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ["seed", "large"]:
        print(f"size: {wanted}", flush=True)
        uvloop.run(measure(wanted))  # the loop that uvicorn takes for the service
