"""Loading by level: what one level of an answer asks for one by one is fetched in one call to the store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar, cast

from graph_directory.model import ContactPoint, LegalBasis, Organisation, Referral, Slug, Source
from graph_directory.past import Past
from graph_directory.store import DirectoryReader
from graph_directory.tasks import looked_at, started

Value = TypeVar("Value")
Result = TypeVar("Result")
Fetch: TypeAlias = Callable[[Sequence[Slug]], Awaitable[Mapping[Slug, Value]]]
Maybe: TypeAlias = Value | Awaitable[Value]
"""A value that is there already, or one that will be: a resolver gives either, and pays for waiting only if it must."""


class Batch(Generic[Value]):
    """One relation of one request: what is known is given at once, the rest is gathered until the loop turns."""

    def __init__(self, fetch: Fetch[Value]) -> None:
        self._fetch = fetch
        self._known: dict[Slug, Value | None] = {}
        self._waiting: dict[Slug, asyncio.Future[Value | None]] = {}

    def get(self, slug: Slug) -> Maybe[Value | None]:
        """What stands under one slug; None where nothing does."""
        if slug in self._known:
            return self._known[slug]
        if slug not in self._waiting:
            loop = asyncio.get_running_loop()
            if not self._waiting:
                loop.call_soon(self._start)
            self._waiting[slug] = loop.create_future()
            self._waiting[slug].add_done_callback(looked_at)
        return self._waiting[slug]

    def known(self, slug: Slug) -> Value | None:
        """What was already loaded under a slug, else None."""
        return self._known.get(slug)

    def many(self, slugs: Sequence[Slug]) -> Maybe[list[Value]]:
        """What stands under several slugs, in their order; what does not exist is left out."""
        if all(slug in self._known for slug in slugs):
            return [value for slug in slugs if (value := self._known[slug]) is not None]
        return started(self._gathered(slugs))

    async def prime(self, slugs: Iterable[Slug]) -> list[Value]:
        """Loads what is not yet known; answers all of them in order, without those that do not exist."""
        wanted = list(dict.fromkeys(slugs))
        missing = [slug for slug in wanted if slug not in self._known]
        if missing:
            found = await self._fetch(missing)
            self._known.update(zip(missing, map(found.get, missing), strict=True))
        return [value for value in map(self._known.__getitem__, wanted) if value is not None]

    async def _gathered(self, slugs: Sequence[Slug]) -> list[Value]:
        for slug in slugs:
            self.get(slug)
        for waiting in [self._waiting[slug] for slug in slugs if slug in self._waiting]:
            await waiting
        return [value for slug in slugs if (value := self._known.get(slug)) is not None]

    def _start(self) -> None:
        waiting, self._waiting = self._waiting, {}
        self._task = asyncio.ensure_future(self._settle(waiting))  # kept, so that it is not collected while it runs

    async def _settle(self, waiting: Mapping[Slug, asyncio.Future[Value | None]]) -> None:
        try:
            await self.prime(waiting)
        except Exception as error:
            for future in waiting.values():
                if not future.done():
                    future.set_exception(error)
            return
        for slug, future in waiting.items():
            if not future.done():
                future.set_result(self._known[slug])


class Batches:
    """Every relation that an answer may follow, for one request, in today's directory or an earlier one."""

    def __init__(self, reader: DirectoryReader | Past) -> None:
        self.organisations: Batch[Organisation] = Batch(reader.organisations)
        self.contact_points: Batch[ContactPoint] = Batch(reader.contact_points)
        self.referrals: Batch[Referral] = Batch(reader.referrals)
        self.legal_bases: Batch[LegalBasis] = Batch(reader.legal_bases)
        self.sources: Batch[Source] = Batch(reader.sources)
        self.contact_points_of: Batch[tuple[ContactPoint, ...]] = Batch(reader.contact_points_of)
        self.referrals_of: Batch[tuple[Referral, ...]] = Batch(reader.referrals_of)


def then(value: Maybe[Value], make: Callable[[Value], Result]) -> Maybe[Result]:
    """What `make` makes of the value, now or when it comes."""
    if isinstance(value, asyncio.Future):  # what a batch gives that is not there yet
        return started(_later(value, make))
    return make(cast("Value", value))


async def _later(value: Awaitable[Value], make: Callable[[Value], Result]) -> Result:
    return make(await value)
