"""Our GraphQL beside Apollo Server, GraphQL Yoga and raw Starlette: one machine, one run, the same data, in turn.

Run as `python -m benchmarks.graphql [SECONDS]`. Needs Node 20 and npm; what the peers need is installed into .cache/
on first use.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx

from benchmarks.graphql.load import Took, load
from benchmarks.neo4j.ours import PAGE
from graph_directory.importing import load_files
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores import open_store

HERE = Path(__file__).parent
PEERS = HERE.parents[1] / ".cache" / "graphql-peers"
ROUNDS, CONNECTIONS = 11, (1, 16)
RAW, REMEMBERED, ANEW, APOLLO, YOGA = "raw Starlette", "ours, remembered", "ours, anew", "Apollo Server", "GraphQL Yoga"
BODY = json.dumps({"query": PAGE, "variables": {"after": None}}).encode()


def main(arguments: list[str]) -> None:
    """Starts all servers, checks that they say the same, measures them in turn, prints the table."""
    seconds = float(arguments[0]) if arguments else 0.5
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name).resolve()
        store = f"sqlite://{folder}/directory.db"
        asyncio.run(_load_seed(store))
        ports = {
            REMEMBERED: stack.enter_context(_python("ours", GRAPH_DIRECTORY_STORE=store)),
            ANEW: stack.enter_context(_python("ours", GRAPH_DIRECTORY_STORE=store, REMEMBER="0")),
        }
        content = _ask(ports[REMEMBERED])
        (folder / "answer.json").write_bytes(content)
        data = folder / "bodies.json"
        data.write_text(json.dumps(json.loads(content)["data"]["organisations"]["nodes"]), "utf-8")
        ports[RAW] = stack.enter_context(_python("raw", BYTES=str(folder / "answer.json")))
        ports[APOLLO] = stack.enter_context(_peer("apollo", data))
        ports[YOGA] = stack.enter_context(_peer("yoga", data))
        _check_same(ports)
        print(f"{len(content)} bytes an answer; {ROUNDS} rounds of {seconds:g} s, each server in turn\n")
        for connections in CONNECTIONS:
            _table(connections, _measured(ports, connections, seconds))


async def _load_seed(url: str) -> None:
    store = await open_store(Settings(url))
    await load_files(store, [shipped_folder("seed_data")])
    await store.close()


def _measured(ports: Mapping[str, int], connections: int, seconds: float) -> dict[str, list[Took]]:
    took: dict[str, list[Took]] = {who: [] for who in ports}
    for round_ in range(ROUNDS + 1):
        for who, port in ports.items():
            found = load(port, BODY, connections, seconds if round_ else 0.5)
            took[who] += [found] if round_ else []  # the first round warms all up
    return took


def _table(connections: int, took: Mapping[str, list[Took]]) -> None:
    rates = {who: statistics.median(one.rate for one in rounds) for who, rounds in took.items()}
    print(f"{connections} connection(s)\n\n| who | answers/s | p50 ms | p95 ms | of raw Starlette | of Apollo Server |")
    print("|---|---|---|---|---|---|")
    for who, rounds in sorted(took.items(), key=lambda one: -rates[one[0]]):
        p50, p95 = (statistics.median(getattr(one, name) for one in rounds) for name in ("p50", "p95"))
        of_raw, of_apollo = rates[who] / rates[RAW], rates[who] / rates[APOLLO]
        print(f"| {who} | {rates[who]:.0f} | {p50:.2f} | {p95:.2f} | {of_raw:.2f} | {of_apollo:.2f} |")
    print(flush=True)


def _check_same(ports: Mapping[str, int]) -> None:
    said = {who: json.loads(_ask(port))["data"]["organisations"]["nodes"] for who, port in ports.items()}
    assert len(said[RAW]) == 100
    assert [who for who, nodes in said.items() if nodes != said[RAW]] == []


def _ask(port: int) -> bytes:
    headers = {"Content-Type": "application/json"}
    return httpx.post(f"http://127.0.0.1:{port}/graphql", content=BODY, headers=headers, timeout=20).content


@contextmanager
def _python(what: str, **environment: str) -> Iterator[int]:
    port = _free_port()
    factory = f"benchmarks.graphql.ours:{what}"
    options = ["--factory", "--port", str(port), "--log-level", "warning"]  # as `graph-directory serve` runs it
    command = [sys.executable, "-m", "uvicorn", factory, *options]
    with subprocess.Popen(command, env={**os.environ, **environment}) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.kill()


@contextmanager
def _peer(who: str, data: Path) -> Iterator[int]:
    PEERS.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "peers.mjs"):
        shutil.copy(HERE / name, PEERS / name)
    if not (PEERS / "node_modules" / "@apollo" / "server").exists():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=PEERS, check=True)
    command = ["node", "peers.mjs", who, str(data)]
    environment: dict[str, Any] = {**os.environ, "NODE_ENV": "production"}
    with subprocess.Popen(command, cwd=PEERS, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.kill()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}.")


if __name__ == "__main__":
    main(sys.argv[1:])
