"""One asking for all who come while another is under way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from graph_directory.tasks import started

Value = TypeVar("Value")


class Sharing(Generic[Value]):
    """Asks so that nobody is told of a state from before they came.

    Whoever comes alone asks at once. Whoever comes while another asks waits for the next asking, together with all
    who come meanwhile. When the asking under way fails, those who wait are told so too: they are not made to wait
    twice for what does not answer.
    """

    def __init__(self, ask: Callable[[], Coroutine[Any, Any, Value]]) -> None:
        self._ask = ask
        self._under_way: asyncio.Task[Value] | None = None
        self._next: asyncio.Task[Value] | None = None

    async def get(self) -> Value:
        """The answer to an asking that begins now or later.

        Raises whatever the asking raises.
        """
        return await asyncio.shield(self._joined())

    def _joined(self) -> asyncio.Task[Value]:
        if self._next is not None:
            return self._next
        if self._under_way is None or self._under_way.done():
            self._under_way = started(self._ask())
            return self._under_way
        self._next = started(self._ask_after(self._under_way))
        return self._next

    async def _ask_after(self, before: asyncio.Task[Value]) -> Value:
        try:
            await before
        finally:
            self._under_way, self._next = self._next, None
        return await self._ask()
