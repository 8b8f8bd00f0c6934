"""Asks one question over and over on open connections, and tells how long each answer took."""

from __future__ import annotations

import asyncio
import statistics
import time
from dataclasses import dataclass
from typing import cast

import uvloop

_END_OF_HEADERS = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Took:
    """Answers a second, and how long one took in milliseconds."""

    rate: float
    p50: float
    p95: float


class _Asking(asyncio.Protocol):
    """One connection that asks again as soon as the answer is there."""

    def __init__(self, request: bytes, until: float, took: list[float]) -> None:
        self._request, self._until, self._took = request, until, took
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._got += data
        if not self._wanted:
            head, end, _ = self._got.partition(_END_OF_HEADERS)
            if not end:
                return
            assert head.startswith(b"HTTP/1.1 200"), head[:200]
            length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            self._wanted = len(head) + len(_END_OF_HEADERS) + length
        if len(self._got) >= self._wanted:
            now = time.perf_counter()
            self._took.append((now - self._started) * 1000)
            if now < self._until:
                self._ask()
            else:
                self._transport.close()
                self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("The server closed the connection."))

    def _ask(self) -> None:
        self._got, self._wanted = b"", 0
        self._started = time.perf_counter()
        self._transport.write(self._request)


def request_of(port: int, body: bytes) -> bytes:
    """A POST of this body, ready to be sent."""
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def load(port: int, body: bytes, connections: int, seconds: float) -> Took:
    """Asks for so long on so many connections at once."""
    return uvloop.run(_load(port, body, connections, seconds))


async def _load(port: int, body: bytes, connections: int, seconds: float) -> Took:
    took: list[float] = []
    started = time.perf_counter()
    request = request_of(port, body)
    loop = asyncio.get_running_loop()
    asking = [
        await loop.create_connection(lambda: _Asking(request, started + seconds, took), "127.0.0.1", port)
        for _ in range(connections)
    ]
    await asyncio.gather(*(protocol.done for _, protocol in asking))
    lasted = time.perf_counter() - started
    return Took(len(took) / lasted, statistics.median(took), statistics.quantiles(took, n=20)[-1])
