"""The door to the store: opened once, tried again while it is down, closed only if it was opened here."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable
from time import monotonic
from typing import Final, TypeVar

from graph_directory.directory import Directory
from graph_directory.errors import StoreError, StoreUnavailable
from graph_directory.opening import open_directory
from graph_directory.settings import Settings
from graph_directory.store import Store
from graph_directory.stores import open_store
from graph_directory.vocabulary import Visibility

MOST_SECONDS: Final = 2.5
"""How long anybody waits for a store that does not answer."""
SECONDS_BETWEEN_TRIES: Final = 1.0

_LOG: Final = logging.getLogger("graph_directory.store")
Answer = TypeVar("Answer")


class Door:
    """Gives the directory as it is now; a store that was handed in stays the caller's to close.

    What is loaded with the first directory is told to the collector of garbage as here to stay: looking through it all
    again and again kept everybody waiting for a fifth of a second. One that was handed in may not stay as long.
    """

    def __init__(self, settings: Settings, store: Store | None = None) -> None:
        self._settings = settings
        self._store = store
        self._is_ours = store is None
        self._opening: asyncio.Task[Store] | None = None
        self._failure: StoreError | None = None
        self._failed_at = 0.0
        self._settled = False
        self._supposed: Directory | None = None

    async def directory(self) -> Directory:
        """The newest version of the directory as the public sees it.

        Raises StoreError while the store is down.
        """
        store = await self.store()
        directory = await open_directory(store, Visibility.PUBLIC)
        self._supposed = directory if store.is_far else None
        if self._is_ours and not self._settled:
            self._settled = True
            gc.freeze()
        return directory

    def supposed(self) -> Directory | None:
        """The directory as it was given last: most likely the newest still. None where asking for that takes no way."""
        return self._supposed

    async def check(self) -> None:
        """Raises StoreError when the store cannot answer within a few seconds."""
        store = await self.store()
        await _patiently(store.check())

    async def store(self) -> Store:
        """The open store.

        Raises StoreError when it cannot be opened; the next call a moment later tries again.
        """
        if self._store is not None:
            return self._store
        if self._failure is not None and monotonic() < self._failed_at + SECONDS_BETWEEN_TRIES:
            raise type(self._failure)(str(self._failure))
        if self._opening is None:  # many requests may meet a closed door at once; one opens
            self._opening = asyncio.create_task(self._open())
        return await _patiently(asyncio.shield(self._opening))

    async def close(self) -> None:
        """Gives back what was opened here."""
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.gather(self._opening, return_exceptions=True)
        if self._is_ours and self._store is not None:
            store, self._store = self._store, None
            await store.close()

    async def _open(self) -> Store:
        try:
            self._store = await open_store(self._settings)
            self._failure = None
        except StoreError as error:
            self._failure, self._failed_at = error, monotonic()
            _LOG.warning("The store cannot be opened: %s", error)
            raise
        finally:
            self._opening = None
        return self._store


async def _patiently(work: Awaitable[Answer]) -> Answer:
    try:
        async with asyncio.timeout(MOST_SECONDS):
            return await work
    except TimeoutError as error:
        raise StoreUnavailable(f"The store did not answer within {MOST_SECONDS} seconds.") from error
