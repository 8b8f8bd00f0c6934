"""Our GraphQL beside @neo4j/graphql: one server, one run, the same data, in turn.

Run as `python -m benchmarks.neo4j [seed|large ...]`. Needs Java 17 or 21 with Maven, Node 20 and npm; what the peer
needs is installed into .cache/ on first use.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from functools import partial
from typing import TypeAlias

import uvloop

from benchmarks.generate import LARGE, directory
from benchmarks.neo4j.loads import bare, load
from benchmarks.neo4j.ours import ANEW, COUNTERPARTS, MODES, PAGE, TWO_HOPS, WRITTEN, Ours, Took
from benchmarks.neo4j.theirs import PEER, PEER_PAGE, PEER_TWO_HOPS, Peer, peer
from graph_directory.importing import load_files
from graph_directory.model import Record, Referral
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores.neo4j import Neo4jStore
from graph_directory.vocabulary import ReferralKind
from tests.contract.neo4j_databases import emptied, settings_of
from tests.neo4j_server.lines import LTS
from tests.neo4j_server.server import JavaServer

ROUNDS, WARMING, IN_A_ROUND, PAGES = 10, 15, 30, 30
TOWNS = (("NL", "Eindhoven"), ("NL", "Breda"), ("BE", "Antwerpen"), ("BE", "Liège"), ("DE", "Aachen"), ("FR", "Lille"))
Asking: TypeAlias = Callable[..., Awaitable[Took]]
"""Asks a round, by one of our modes or one of the peer's two."""
AFTER_WRITE = f"{PEER}, {WRITTEN}"


async def measure(size: str) -> None:
    """One size from the bare server to the table."""
    large = size == "large"
    server = JavaServer(LTS, heap="4g" if large else "512m", page_cache="2g" if large else "64m")
    server.start()
    settings = settings_of(server)
    try:
        origins = await (_load_large(server, settings) if large else _load_seed(settings))
        async with _opened(settings) as store:
            ours = Ours(server, settings, store)
            gc.freeze()  # as the service does once its directory is open
            await _counterparts(ours, origins)
            with peer(server) as other:
                await _compare(ours, other, origins)
    finally:
        server.stop()


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Neo4jStore]:
    store = await Neo4jStore.open(settings)
    try:
        yield store
    finally:
        await store.close()


async def _load_seed(settings: Settings) -> list[str]:
    async with _opened(settings) as store:
        await load_files(store, [shipped_folder("seed_data")])
        return _origins((await (await store.reader()).network([])).referrals)


async def _load_large(server: JavaServer, settings: Settings) -> list[str]:
    records = tuple(directory(LARGE))
    for state in ("just started", "at work for a while"):  # what a server runs often it compiles: half a minute's work
        emptied(server)
        async with _opened(settings) as store:
            await load(server, store, records, state)
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
            partial(other.ask, PEER_PAGE, [{"offset": page * 100} for page in pages], ours.write),
        ),
        "organisation, referrals two hops out": (
            partial(ours.ask, TWO_HOPS, slugs),
            partial(other.ask, PEER_TWO_HOPS, slugs, ours.write),
        ),
    }
    for mine, theirs in tables.values():  # all of them warm up, the server above all
        for _ in range(WARMING):
            await _round(mine, theirs)
    print("| query | who | p50 ms | p95 ms | peer's / ours | of processors ms | peer's / ours |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for name, (mine, theirs) in tables.items():
        took = {who: Took() for who in (PEER, AFTER_WRITE, *MODES)}
        for _ in range(ROUNDS):
            for who, some in (await _round(mine, theirs)).items():
                took[who].add(some)
        for who, all_of_it in took.items():
            beside = took[AFTER_WRITE if who == WRITTEN else PEER]
            print(f"| {name} | {who} | {_told(all_of_it, beside)} |", flush=True)


async def _round(mine: Asking, theirs: Asking) -> dict[str, Took]:
    by_peer = {PEER: await theirs(), AFTER_WRITE: await theirs(after_writes=True)}
    return by_peer | {mode: await mine(mode) for mode in MODES}


def _told(took: Took, peers: Took) -> str:
    p50, processor = statistics.median(took.clock), took.processor / len(took.clock)
    times, share = statistics.median(peers.clock) / p50, peers.processor / len(peers.clock) / processor
    return f"{p50:.1f} | {_p95(took.clock):.1f} | {times:.1f} | {processor:.1f} | {share:.1f}"


if __name__ == "__main__":
    for wanted in sys.argv[1:] or ["seed", "large"]:
        print(f"size: {wanted}", flush=True)
        uvloop.run(measure(wanted))  # the loop that uvicorn takes for the service
