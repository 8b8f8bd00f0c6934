"""Work that goes on by itself, for whoever may come for it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Value = TypeVar("Value")


def started(work: Coroutine[Any, Any, Value]) -> asyncio.Task[Value]:
    """The work under way.

    Nobody may come for it when something beside it fails or when they have gone themselves. Its failure would then be
    logged with its message, and a message may hold words of a question.
    """
    task = asyncio.create_task(work)
    task.add_done_callback(looked_at)
    return task


def looked_at(done: asyncio.Future[Any]) -> None:
    """Takes note of how something ended, so that it is not logged as never looked at."""
    if not done.cancelled():
        done.exception()
