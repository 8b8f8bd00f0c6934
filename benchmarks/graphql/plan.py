"""What a plan saves: one document executed by plan and by graphql-core alone, in turn, in one process, without HTTP.

Run as `python -m benchmarks.graphql.plan [ROUNDS]`. Time is that of the processor, so that a busy machine disturbs
less; documents are parsed and validated before, and nothing is remembered between requests but what a document keeps.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from inspect import isawaitable
from pathlib import Path
from typing import Any, Final

import orjson
from graphql import parse
from graphql.execution import Executor, execute

from api.app import create_app
from api.graphql.context import Context, Prepared
from api.graphql.plans import Planner
from api.graphql.schema import executable
from benchmarks.neo4j.ours import PAGE, TWO_HOPS
from graph_directory.directory import Directory
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores import open_store

ASKED: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "100 organisations with their contact points": (PAGE, {"after": None}),
    "organisation, referrals (REFERS) two hops out": (TWO_HOPS, {"slug": "nl-comensha"}),
}
WAYS: Final[dict[str, type[Executor[Any]]]] = {"graphql-core": Executor, "by plan": Planner}
TIMES: Final = 10
"""Requests of each way in one round."""


class Asking:
    """One document with its variables, asked of one directory."""

    def __init__(self, directory: Directory, query: str, variables: dict[str, Any]) -> None:
        self._directory, self._variables = directory, variables
        self._document = parse(query)
        self._prepared = Prepared()

    async def answer(self, by: type[Executor[Any]]) -> bytes:
        """One answer, made anew."""
        context = Context(self._directory, datetime.now(UTC), "en", prepared=self._prepared)
        running = execute(
            executable(),
            self._document,
            context_value=context,
            variable_values=self._variables,
            executor_class=by,
        )
        result = await running if isawaitable(running) else running
        assert not result.errors, result.errors
        return orjson.dumps(result.data)

    async def took(self, by: type[Executor[Any]]) -> float:
        """Milliseconds of the processor for one answer."""
        gc.collect()  # so that neither way clears up after the other
        started = time.process_time()
        for _ in range(TIMES):
            await self.answer(by)
        return (time.process_time() - started) * 1000 / TIMES


async def measure(rounds: int) -> None:
    """Prints the table."""
    print("| query | who | median ms | graphql-core's / this |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        store = await open_store(Settings(f"sqlite://{Path(name).resolve()}/directory.db"))
        await load_files(store, [shipped_folder("seed_data")])
        directory = await create_app(Settings("sqlite:///handed/in.db"), store).state.directory()
        for what, (query, variables) in ASKED.items():
            await _table(what, Asking(directory, query, variables), rounds)
        await store.close()


async def _table(what: str, asking: Asking, rounds: int) -> None:
    answers = {await asking.answer(by) for by in WAYS.values()}
    assert len(answers) == 1, "the two ways do not say the same"
    took: dict[str, list[float]] = {who: [] for who in WAYS}
    for _ in range(rounds):
        for who, by in WAYS.items():
            took[who].append(await asking.took(by))
    ours = {who: statistics.median(some) for who, some in took.items()}
    for who, milliseconds in ours.items():
        print(f"| {what} | {who} | {milliseconds:.2f} | {ours['graphql-core'] / milliseconds:.1f} |", flush=True)


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if sys.argv[1:] else 40))
