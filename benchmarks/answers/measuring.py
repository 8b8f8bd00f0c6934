"""Timing on this process's own processor time, and how it is printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable, Sequence

TIMES = 30


async def timed(what: str, work: Callable[[], Awaitable[object]], times: int = TIMES) -> float:
    """One piece of work done many times, after once to warm up; the middle of the times."""
    await work()
    return told(what, [await spent(work) for _ in range(times)])


async def spent(work: Callable[[], Awaitable[object]]) -> float:
    """What doing it once takes, in milliseconds."""
    started = time.process_time()
    await work()
    return (time.process_time() - started) * 1000


def told(what: str, taken: Sequence[float]) -> float:
    """Prints one line; the middle of the times."""
    in_order = sorted(taken)
    middle, high = statistics.median(in_order), in_order[int(len(in_order) * 0.95)]
    print(f"{what:<64} p50 {middle:8.2f} ms   p95 {high:8.2f} ms")
    return middle
