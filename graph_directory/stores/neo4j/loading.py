"""Loads too large for one transaction: written in steps that nobody sees, and made visible by one small transaction.

Every node and referral carries `since`, the version that brought it, and readers look no further than the directory's
own version. A step therefore writes under the next version; the last transaction raises it. A load that dies leaves
rows that nobody sees; whoever writes next takes them away first. What already exists and changes, and what goes, is
kept for the last transaction, so that it happens at the same moment.
"""

from __future__ import annotations

import asyncio
import gc
import secrets
from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from graph_directory.errors import LoadInterrupted, StoreUnavailable
from graph_directory.store import ChangeSet, RecordKind
from graph_directory.stores.neo4j.applying import entry_of, send_pages, write_differences
from graph_directory.stores.neo4j.connection import Connection, Transaction
from graph_directory.stores.neo4j.differences import Difference, Wish, differences, in_batches
from graph_directory.stores.neo4j.history import Entry, pages_of
from graph_directory.stores.neo4j.links import NEVER_POINTED_TO
from graph_directory.stores.neo4j.records import KEYS, LABELS, Properties
from graph_directory.stores.neo4j.rows import Rows, Tally, rows_of, send_rows

LEASE_SECONDS = 15
"""How long a load may give no sign of life before others take it for dead."""
_STEPS_AT_ONCE = 2
"""So many steps are written side by side where none can wait for what a later one makes: then none waits for ever."""
_FORGET_AT_ONCE = 5000
_POINTING_FIRST = tuple(reversed(list(LABELS)))


class _Step(NamedTuple):
    kinds: frozenset[RecordKind]
    rows: Rows
    pages: list[Properties]
    later: list[Difference]


class Load:
    """One large load under way."""

    def __init__(self, connection: Connection, changes: ChangeSet, wishes: Sequence[Wish], in_a_step: int) -> None:
        self._connection = connection
        self._in_a_step = in_a_step
        self._changes = changes
        self._wishes = wishes
        self._id = secrets.token_hex(8)
        self._tally = Tally()
        self._later: list[Difference] = []
        self._written = False

    async def run(self) -> int:
        """Loads everything; answers the version afterwards.

        Raises LoadInterrupted when it was cut off; nothing of it is visible then.
        """
        try:
            return await self._run()
        except StoreUnavailable as error:
            raise LoadInterrupted(
                f"The load was cut off: {error} Nothing of it is visible. When the server is back, run the same load"
                " again; it first takes away what was left."
            ) from error

    async def _run(self) -> int:
        gc.freeze()  # what is to be loaded stays to the end; nobody need look again and again whether it still does
        version = await self._connection.write(partial(begin_load, self._id))
        entry = entry_of(self._changes, version + 1)
        alive = asyncio.create_task(self._give_signs_of_life())
        try:
            await self._write_steps(entry, empty=version == 0)
        finally:
            alive.cancel()
            await asyncio.gather(alive, return_exceptions=True)
        return await self._connection.write(partial(self._finish, entry))

    async def _give_signs_of_life(self) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            await self._connection.write(self._go_on)

    async def _write_steps(self, entry: Entry, *, empty: bool) -> None:
        under_way: deque[asyncio.Task[None]] = deque()
        try:
            for number, wishes in enumerate(in_batches(self._wishes, self._in_a_step)):
                step = await self._prepare(wishes, number * self._in_a_step, entry, empty=empty)
                while len(under_way) >= (_STEPS_AT_ONCE if step.kinds <= NEVER_POINTED_TO else 1):
                    await under_way.popleft()
                under_way.append(asyncio.create_task(self._connection.write(partial(self._write_step, step))))
            while under_way:
                await under_way.popleft()
        finally:
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _prepare(self, wishes: Sequence[Wish], first_place: int, entry: Entry, *, empty: bool) -> _Step:
        if empty:
            found = [Difference(wish, None, place) for place, wish in enumerate(wishes, first_place) if wish.record]
        else:
            found = await differences(self._connection.read, wishes, first_place)
        step = await asyncio.to_thread(_step_of, found, entry)
        self._tally.add(step.rows.tally)
        self._later += step.later
        self._written = self._written or bool(found)
        return step

    async def _write_step(self, step: _Step, transaction: Transaction) -> None:
        await send_rows(transaction, step.rows)
        await send_pages(transaction, step.pages)
        await self._go_on(transaction)  # last: it locks the directory, and another step may be under way

    async def _finish(self, entry: Entry, transaction: Transaction) -> int:
        await self._go_on(transaction)
        if not self._written:
            return int(await transaction.run("writing/end_load"))
        await write_differences(transaction, self._later, entry, self._tally)
        return entry.version

    async def _go_on(self, transaction: Transaction) -> None:
        lease = {"load": self._id, "lease": LEASE_SECONDS * 1000}
        if await transaction.run("writing/go_on_loading", lease) is None:
            raise LoadInterrupted("Another load took over, so this one stopped. Nothing of it is visible.")


def _step_of(found: Sequence[Difference], entry: Entry) -> _Step:
    new = [each for each in found if each.before is None]
    later = [each for each in found if each.before is not None]
    kinds = frozenset(each.wish.kind for each in found)
    return _Step(kinds, rows_of(new, entry.version), pages_of(new, entry), later)


async def begin_load(load: str, transaction: Transaction) -> int:
    """Marks the directory as being loaded; answers its version."""
    return int(await transaction.run("writing/begin_load", {"load": load, "lease": LEASE_SECONDS * 1000}))


async def forget_unfinished(connection: Connection) -> None:
    """Takes away what a load that was cut off left behind; nobody ever saw it."""
    load = secrets.token_hex(8)
    version = await connection.write(partial(begin_load, load))
    beyond = {"version": version, "batch": _FORGET_AT_ONCE}
    await _until_none(connection, load, "writing/forget_unfinished_referrals", beyond, {})
    for kind in _POINTING_FIRST:
        await _until_none(connection, load, "writing/forget_unfinished_links", beyond, {"label": LABELS[kind]})
    for kind in _POINTING_FIRST:
        parts = {"label": LABELS[kind], "key": KEYS[kind]}
        await _until_none(connection, load, "writing/forget_unfinished_nodes", beyond, parts)
        await _until_none(connection, load, "writing/forget_empty_nodes", {"batch": _FORGET_AT_ONCE}, parts)
    pages = {"label": "ChangePage", "key": "page"}
    await _until_none(connection, load, "writing/forget_unfinished_nodes", beyond, pages)
    await connection.write(lambda transaction: transaction.run("writing/end_load"))


async def _until_none(
    connection: Connection, load: str, name: str, parameters: dict[str, int], parts: dict[str, str]
) -> None:
    async def some(transaction: Transaction) -> int:
        lease = {"load": load, "lease": LEASE_SECONDS * 1000}
        if await transaction.run("writing/go_on_loading", lease) is None:
            raise StoreUnavailable("Another load is under way. Try again when it is done.")
        return int(await transaction.run(name, parameters, **parts))

    while await connection.write(some):
        pass
