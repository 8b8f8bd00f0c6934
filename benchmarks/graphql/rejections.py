"""How quickly bad input is refused, and how long one such request keeps everybody else waiting.

Run as `python -m benchmarks.graphql.rejections`. Asked in process, so what is measured is ours; each text is another
one each time, so that nothing is remembered. `held up` is the longest time in which the event loop could do nothing
else; `processor` is what the refusal costs where nobody else disturbs. The aims: 20 ms for a refusal, 50 ms held up.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from api.app import create_app
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores import open_store

ROUNDS = 30
MOST_MS, MOST_HELD_UP_MS = 20.0, 50.0


def bad_input(number: int) -> Iterator[tuple[str, bytes]]:
    """Everything that is tried, by name; `number` makes the texts differ."""
    for name, query in _documents():
        yield name, json.dumps({"query": f"{query} # {number}"}).encode()
    named = "query($n: Int) { organisations(first: $n) { totalCount } }"
    brackets = "[" * 40_000 + "]" * 40_000
    yield "brackets in variables", f'{{"query": "{named}", "variables": {{"n": {brackets}}}}}'.encode()
    deep = "[" * 1_000 + "]" * 1_000
    yield "a thousand levels in variables", f'{{"query": "{named}", "variables": {{"n": {deep}}}}}'.encode()
    many = ",".join(["1"] * 40_000)
    yield "a long list for a number", f'{{"query": "{named}", "variables": {{"n": [{many}]}}}}'.encode()
    yield "a huge number", f'{{"query": "{named}", "variables": {{"n": 1{"0" * 5000}}}}}'.encode()
    ids = json.dumps([f"{number}-{one}" for one in range(8_000)])
    nodes = "query($i: [ID!]!) { nodes(ids: $i) { id } }"
    yield "eight thousand ids", f'{{"query": "{nodes}", "variables": {{"i": {ids}}}}}'.encode()
    yield "five megabytes", b'{"query": "' + b"a" * 5_000_000 + b'"}'
    yield "open brackets", b"[" * 90_000
    yield "a batch", b"[" + b",".join([b'{"query": "{ __typename }"}'] * 1_000) + b"]"
    yield "a half of a sign", b'{"query": "{ a(b: \\"\\ud800\\") }"}'


def _documents() -> Iterator[tuple[str, str]]:
    """Each close to what is still read, so that as much as can be is done before it is refused."""
    yield "levels", "{ organisations " + "{ nodes { parent { referrals " * 20 + "{ totalCount } " + "} } } " * 20 + "}"
    yield "aliases", "{ " + " ".join(f"a{one}: __typename" for one in range(320)) + " }"
    yield "repeats", "{ " + "__typename " * 490 + "}"
    yield "repeats in repeats", "{ " + ("organisations { " + ("nodes { " + "slug " * 7 + "} ") * 9 + "} ") * 9 + "}"
    yield "repeats beside one another", "{ " + "... on Query { directory { version store } } " * 95 + "}"
    yield "directives", "{ __typename " + "@a " * 490 + "}"
    yield "tokens", "{ " + "a " * 9_900 + "}"
    yield "comments", "{ __typename }" + "#\n" * 40_000
    yield "comments below the limit", "{ nowhere }" + "#\n" * 9_900
    yield (
        "fragments in circles",
        " ".join(["{ ...f0 }", *(f"fragment f{one} on Query {{ ...f{(one + 1) % 30} }}" for one in range(30))]),
    )
    yield (
        "fragments that double",
        " ".join(["{ ...f0 }", *(f"fragment f{one} on Query {{ ...f{one + 1} ...f{one + 1} }}" for one in range(29))]),
    )
    yield "fragments that overlap", _fragments("organisations(first: {one}) {{ totalCount }}", 30)
    yield "fragments with unknown fields", _fragments(" ".join(f"b{one}_{{one}}" for one in range(6)), 30)
    yield "many fragments", _fragments("__typename", 45)
    yield "operations", " ".join(f"query q{one} {{ __typename }}" for one in range(150))
    yield "unknown fields", "{ " + " ".join(f"field{one}" for one in range(200)) + " }"
    yield "unknown arguments", "{ directory(" + " ".join(f"a{one}: 1" for one in range(320)) + ") { version } }"
    yield "unused variables", "query(" + " ".join(f"$v{one}: Int" for one in range(230)) + ") { __typename }"
    fields = " ".join(f"a{one}: 1" for one in range(310))
    yield "unknown fields of an input", f"{{ organisations(filter: {{ {fields} }}) {{ totalCount }} }}"
    yield "unknown values of an enum", f"{{ organisations(filter: {{ themes: [{'A ' * 950}] }}) {{ totalCount }} }}"
    yield "brackets", "{ a(b: " + "[" * 450 + "]" * 450 + ") }"
    yield "braces", "{ a " * 330 + "}" * 330
    yield "cost", "{ organisations(first: 100) { nodes { referrals(first: 100) { nodes { source { name } } } } } }"
    yield "odd signs", "{ \N{HEDGEHOG}\u202e\0 }"


def _fragments(body: str, number: int) -> str:
    """A document with so many fragments side by side; `{one}` in the body is the number of each."""
    spreads = " ".join(f"...f{one}" for one in range(number))
    return " ".join(
        [f"{{ {spreads} }}", *(f"fragment f{one} on Query {{ {body.format(one=one)} }}" for one in range(number))]
    )


async def _measure() -> bool:
    worst = True
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(f"sqlite://{Path(folder).resolve()}/directory.db")
        store = await open_store(settings)
        await load_files(store, [shipped_folder("seed_data")])
        await store.close()
        app = create_app(settings)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://directory.test") as asking:
            await _ask(asking, b'{"query": "{ directory { version } }"}')  # opens the directory
            print("| what | status | processor ms (p50) | best ms | p50 ms | p95 ms | held up ms (p50) |")
            print("|---|---|---|---|---|---|---|")
            for place, (name, _) in enumerate(bad_input(0)):
                bodies = [list(bad_input(number))[place][1] for number in range(ROUNDS)]
                worst &= await _row(asking, name, bodies)
        await app.state.door.close()
    return worst


async def _row(asking: httpx.AsyncClient, name: str, bodies: list[bytes]) -> bool:
    half = len(bodies) // 2
    took, worked, held_up = [], [], []
    status = 0
    for body in bodies[:half]:
        started, started_work = time.perf_counter(), time.process_time()
        status = (await _ask(asking, body)).status_code
        took.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - started_work) * 1000)
    for body in bodies[half:]:
        gaps: list[float] = []
        ticking = asyncio.create_task(_tick(gaps))
        await asyncio.sleep(0.005)
        await _ask(asking, body)
        await asyncio.sleep(0.005)
        ticking.cancel()
        held_up.append(max(gaps) * 1000)
    p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    held, work = statistics.median(held_up), statistics.median(worked)
    print(
        f"| {name} | {status} | {work:.1f} | {min(took):.1f} | {p50:.1f} | {p95:.1f} | {held:.1f} |",
        flush=True,
    )
    return p50 <= MOST_MS and held <= MOST_HELD_UP_MS


async def _ask(asking: httpx.AsyncClient, body: bytes) -> httpx.Response:
    headers = {"Content-Type": "application/json", "Accept": "application/graphql-response+json"}
    return await asking.post("/graphql", content=body, headers=headers)


async def _tick(gaps: list[float]) -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        gaps.append(time.perf_counter() - before - 0.001)


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(_measure()) else 1)
