"""The peer's GraphQL on the same graph: a process of its own that is given rounds of requests."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.neo4j.loads import of_server
from benchmarks.neo4j.ours import Took
from tests.neo4j_server.lines import ROOT
from tests.neo4j_server.server import JavaServer

PEER = "@neo4j/graphql"
HERE = Path(__file__).parent
PEER_PAGE = """query ($offset: Int) { organisations(limit: 100, offset: $offset) { slug name country kind
  contactPoints { slug label audience hours emails numbers } } }"""
PEER_TWO_HOPS = """query ($slug: String!) { organisations(where: { slug: { eq: $slug } }) { slug name
  refersConnection(first: 40) { edges { properties { slug condition } node { slug name
    refersConnection(first: 40) { edges { properties { slug condition } node { slug name } } } } } } } }"""


class Peer:
    """The peer's process."""

    def __init__(self, process: subprocess.Popen[str], server: JavaServer) -> None:
        self._process = process
        self._server = server

    async def ask(
        self,
        query: str,
        variables: Sequence[dict[str, Any]],
        write: Callable[[], Awaitable[None]],
        *,
        after_writes: bool = False,
    ) -> Took:
        """What a round of requests took; after writes, each was asked right after one."""
        took = Took()
        for some in [[each] for each in variables] if after_writes else [list(variables)]:
            if after_writes:
                await write()
            before = of_server(self._server)
            said = json.loads(await asyncio.to_thread(self._asked, json.dumps({"query": query, "variables": some})))
            took.add(Took(said["took"], said["processor"] + (of_server(self._server) - before) * 1000))
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
        yield Peer(process, server)
    finally:
        process.kill()
        process.wait()
