"""What is dear to reckon, kept: by everything it depends on, made beside the event loop, once for all who ask."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final, TypeAlias, TypeVar, cast

_KEPT: Final = 96
Value = TypeVar("Value")
Tell: TypeAlias = Callable[[float], None]
"""Says which share of some work is done, 0 to 1."""


@dataclass(slots=True)
class Work:
    """Something being made: since when, and how much of it is done, 0 to 1, where it tells."""

    begun: float = field(default_factory=monotonic)
    done: float = 0.0

    def tell(self, share: float) -> None:
        """Says how much is done."""
        self.done = share

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return monotonic() - self.begun


class Shelf:
    """The last results by key; what is asked for twice while it is being made is made once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, tuple[asyncio.Task[Any], Work]] = {}

    async def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The result under a key; made in a thread where it is not there yet."""
        return await self.get_telling(key, lambda _: make())

    async def get_telling(self, key: Hashable, make: Callable[[Tell], Value]) -> Value:
        """The result under a key; what makes it says how far it is."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return cast("Value", self._kept[key])
        found = self._making.get(key)
        if found is None or found[0].get_loop() is not asyncio.get_running_loop():
            work = Work()
            found = self._making[key] = (asyncio.create_task(self._make(key, lambda: make(work.tell))), work)
        return cast("Value", await asyncio.shield(found[0]))

    def peek(self, key: Hashable) -> Any:
        """The result under a key, or None."""
        return self._kept.get(key)

    def keep(self, key: Hashable, value: Value) -> Value:
        """Puts a result there that was made elsewhere, and gives it back."""
        self._kept[key] = value
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return value

    async def get_within(self, seconds: float, key: Hashable, make: Callable[[Tell], Value]) -> Value | None:
        """The result, or None while it takes longer than that; it goes on being made, and is there next time."""
        try:
            async with asyncio.timeout(seconds):
                return await self.get_telling(key, make)
        except TimeoutError:
            return None

    def work_at(self, key: Hashable) -> Work | None:
        """How far a result is that is being made; None for one that is not."""
        found = self._making.get(key)
        return found[1] if found else None

    async def _make(self, key: Hashable, make: Callable[[], Value]) -> Value:
        try:
            value = await asyncio.to_thread(make)
        finally:
            self._making.pop(key, None)
        return self.keep(key, value)
