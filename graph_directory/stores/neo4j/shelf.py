"""Values of one version that were fetched once and are kept at hand, so that a busy directory asks the server less."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from itertools import islice
from typing import Generic, TypeVar

Value = TypeVar("Value")
Fetch = Callable[[Sequence[str]], Awaitable[Mapping[str, Value]]]
MOST_AT_HAND = 20_000
"""At most so many values on one shelf: some ten megabytes. A directory of everyday size fits as a whole."""


class Shelf(Generic[Value]):
    """Values by key; when it is full, those that came first go first."""

    def __init__(self, most: int = MOST_AT_HAND) -> None:
        self._most = most
        self._values: dict[str, Value] = {}

    async def take(self, keys: Sequence[str], fetch: Fetch[Value]) -> dict[str, Value]:
        """The values of these keys in the order asked; what is not here is fetched, all of it at once.

        A key that `fetch` does not answer for is absent.
        """
        found = {key: self._values[key] for key in keys if key in self._values}
        if len(found) == len(keys):
            return found
        if missing := [key for key in dict.fromkeys(keys) if key not in found]:
            fetched = await fetch(missing)
            self._keep(fetched)
            found.update(fetched)
        return {key: found[key] for key in keys if key in found}

    def without(self, keys: Collection[str]) -> Shelf[Value]:
        """A shelf with all that is here but what these keys name."""
        shelf: Shelf[Value] = Shelf(self._most)
        shelf._values = self._values.copy()
        for key in keys:
            shelf._values.pop(key, None)
        return shelf

    def _keep(self, fetched: Mapping[str, Value]) -> None:
        self._values.update(islice(fetched.items(), self._most))
        for key in list(islice(self._values, max(0, len(self._values) - self._most))):
            del self._values[key]
