"""Asks random documents that are valid for the schema and tells what broke and what was slow.

Run as `python -m tools.random_documents [NUMBER] [SEED]`; 10 000 by default. Fails when a document got no answer, an
internal error, or an answer later than the limit of time.
"""

from __future__ import annotations

import asyncio
import heapq
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from api.app import create_app
from api.graphql.limits import MOST_SECONDS
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores import open_store
from tests.api.random_documents import documents

NUMBER, SEED, SHOWN = 10_000, 20261126, 5


@dataclass
class Found:
    """What came of the documents."""

    statuses: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def add(self, answer: httpx.Response, sent: dict[str, Any], seconds: float) -> None:
        """Counts one answer."""
        errors = answer.json().get("errors", ())
        codes = sorted({error["extensions"]["code"] for error in errors})
        self.statuses[f"{answer.status_code} {' '.join(codes)}".strip()] += 1
        self.took.append(seconds)
        heapq.heappush(self.slowest, (seconds, json.dumps(sent)))
        if len(self.slowest) > SHOWN:
            heapq.heappop(self.slowest)
        if answer.status_code >= 500 or "INTERNAL" in codes:
            self.broken.append(json.dumps(sent))


async def _asked(number: int, seed: int) -> Found:
    found = Found()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(f"sqlite://{Path(folder).resolve()}/directory.db")
        store = await open_store(settings)
        await load_files(store, [shipped_folder("seed_data")])
        transport = httpx.ASGITransport(app=create_app(settings, store))
        async with httpx.AsyncClient(transport=transport, base_url="http://directory.test") as asking:
            for query, variables in documents(seed, number):
                sent = {"query": query, "variables": variables}
                started = time.perf_counter()
                answer = await asking.post("/graphql", json=sent, timeout=60)
                found.add(answer, sent, time.perf_counter() - started)
        await store.close()
    return found


def main(arguments: list[str]) -> int:
    """Asks, and tells."""
    number, seed = (*(int(one) for one in arguments), *(NUMBER, SEED)[len(arguments) :])
    found = asyncio.run(_asked(number, seed))
    cuts = statistics.quantiles(found.took, n=100)
    print(f"{number} documents, seed {seed}: p50 {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms")
    for status, times in found.statuses.most_common():
        print(f"  {times:6} x {status}")
    print("Slowest:")
    for seconds, sent in sorted(found.slowest, reverse=True):
        print(f"  {seconds * 1000:.0f} ms  {sent[:600]}")
    for sent in found.broken:
        print(f"BROKEN: {sent}")
    return int(bool(found.broken) or max(found.took) > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
